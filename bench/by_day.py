"""The processes of a service whose clock is set to a school day's noon, so that what is said unasked may be heard."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from flask import Flask

from bot import app, log, serving
from bot.app import House
from bot.dialogs.calendar import SchoolDays, moment
from bot.language import local_day
from bot.settings import Settings, read


def seconds_until_noon() -> int:
    """How far the next noon of a weekday lies ahead; as an option for all processes of one run."""
    now = datetime.now(UTC)
    noon = moment(SchoolDays({}).first_from(local_day(now) + timedelta(days=1), None), time(12))
    return int((noon - now).total_seconds())


def main(role: str, ahead: timedelta) -> None:
    """Web, send, clock or serve (all in one), so far ahead of the real time, until it is stopped."""
    settings = read(os.environ)
    log.set_up(settings.log_level, settings.log_format)

    def build() -> House:
        return replace(app.build(settings), clock=lambda: datetime.now(UTC) + ahead)

    match role:
        case "web":
            serving.serve("127.0.0.1", settings.port, lambda: app.create_app(build()))
        case "send":
            app.send_for_ever(build(), app.until_stopped())
        case "clock":
            app.tick_for_ever(build(), app.until_stopped())
        case _:
            _serve(settings, build)


def _serve(settings: Settings, build: Callable[[], House]) -> None:
    stopped = threading.Event()

    def load() -> Flask:
        house = build()
        for work in (app.send_for_ever, app.tick_for_ever):
            threading.Thread(target=work, args=(house, stopped), daemon=True).start()
        return app.create_app(house)

    serving.serve("127.0.0.1", settings.port, load, stopped.set)
