"""`mshauri outbox --of`: what became of one message, each step with its time and what its provider said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine

from bot.channels import PER_SHILLING
from bot.language import local
from bot.log import masked
from bot.store.engine import reading
from bot.store.outbox import history
from bot.store.outbox.history import Looked


def report(engine: Engine, message_id: int) -> tuple[list[str], bool]:
    """Its lines, without its words or a full number; and whether there is no such message."""
    with reading(engine) as db:
        found = history.look(db, message_id)
        steps = history.of(db, found) if found else []
    if found is None:
        return [f"There is no message {message_id}."], True
    made = [f"  {_at(found.made_at)}  made"]
    return [_head(found), *made, *(f"  {_at(one.at)}  {one.step}{_said(one.said)}" for one in steps)], False


def _head(found: Looked) -> str:
    return "  ".join((f"{found.id}  {found.channel} {masked(found.address)}", found.kind, found.state, *_cost(found)))


def _cost(found: Looked) -> Iterator[str]:
    if found.segments is not None:
        yield f"{found.segments} segment{'' if found.segments == 1 else 's'}"
    if found.price is not None:
        yield f"KES {found.price / PER_SHILLING:.2f}"


def _at(moment: datetime) -> str:
    """In Kenya's time."""
    return f"{local(moment):%Y-%m-%d %H:%M:%S}"


def _said(said: str | None) -> str:
    return f": {said}" if said else ""
