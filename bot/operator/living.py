"""`mshauri alive`: whether the processes of a machine work, asked as they are asked by a health check or a release."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings
from bot.store.engine import open_store, reading
from bot.store.health import beats

ALL = ("web", "sender", "clock")
STALE = timedelta(minutes=2)
PAUSE = 0.5
"""Seconds between two looks."""


def now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def lacking(
    settings: Settings,
    parts: Sequence[str],
    wait: float | None,
    clock: Callable[[], datetime] = now,
    rest: Callable[[float], object] = time.sleep,
) -> list[str]:
    """Those of `parts` that do not live. With `wait`: that have not shown themselves anew within so many seconds."""
    begun = clock()
    since = begun - STALE if wait is None else begun
    engine = open_store(settings.database_url, settings.field_keys, settings.secret_key)
    try:
        while True:
            seen = _seen(engine)
            found = [name for name in parts if not (_answers(settings.port) if name == "web" else seen(name) >= since)]
            if not found or wait is None or clock() - begun > timedelta(seconds=wait):
                return found
            rest(PAUSE)
    finally:
        engine.dispose()


def _seen(engine: Engine) -> Callable[[str], datetime]:
    """When each process was seen last; never, where the database does not answer."""
    try:
        with reading(engine) as db:
            last = beats.last(db)
    except SQLAlchemyError:
        last = {}
    return lambda name: last.get(name, datetime.min.replace(tzinfo=UTC))


def _answers(port: int) -> bool:
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/health")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
