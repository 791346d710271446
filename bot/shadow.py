"""What a version makes of messages that it is given, on a copy of the store; it tells no word of them.

`mshauri shadow` plays it, and has the version beside it run this file by its own Python, in its own checkout: so it
knows only what both have.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, select

from bot.app import House
from bot.forms.place import Place
from bot.messages import Channel, Inbound, data_of_choice
from bot.simulator.world import Simulation
from bot.store.engine import open_store, reading, upgrade
from bot.store.outbox.outbox import outbox
from bot.store.talk.inbox import inbox
from bot.talk.turn import World

NO_PAGE = "words to a stranger"
"""Nothing is asked there, so no page is kept of it."""
MEANS = ("at", "part", "from", "of")
"""What of an address says which question or part it is, besides numbers; the rest may hold somebody's words."""


def play(url: str, keys: tuple[str, ...], messages: list[dict[str, Any]]) -> Iterator[list[str]]:
    """What was said because of each message, in order: to whom, and which page or question; or that it failed."""
    engine = open_store(url, keys, os.environ.get("SECRET_KEY", ""))
    upgrade(engine)
    first = datetime.fromisoformat(messages[0]["received_at"]) if messages else datetime.fromtimestamp(0).astimezone()
    world = Simulation(lambda: House(engine, World(), "shadow"), first, Random(1))
    for one in messages:
        world.move(max(datetime.fromisoformat(one["received_at"]), world.now))
        before = _last(engine)
        world.say(_inbound(engine, one))
        yield _said(engine, before, one)
    engine.dispose()


def _inbound(engine: Engine, one: Mapping[str, Any]) -> Inbound:
    channel, address = Channel(one["channel"]), str(one["address"])
    press = one["press"] and _press(engine, channel, address, str(one["press"]))
    return Inbound(channel, address, f"shadow {one['id']}", str(one["text"]), press, tuple(one["media"]))


def _press(engine: Engine, channel: Channel, address: str, data: str) -> str:
    """The same choice of the newest message that offers it there; what it was where none does."""
    here = (outbox.c.channel == channel, outbox.c.address == address)
    with reading(engine) as db:
        rows = db.execute(select(outbox.c.id, outbox.c.body).where(*here).order_by(outbox.c.id.desc()).limit(50)).all()
    for row in rows:
        for place, choice in enumerate(row.body.get("choices", ())):
            if choice["data"] == data:
                return data_of_choice(row.id, place)
    return data


def _last(engine: Engine) -> int:
    with reading(engine) as db:
        return db.execute(select(outbox.c.id).order_by(outbox.c.id.desc()).limit(1)).scalar() or 0


def _said(engine: Engine, before: int, one: Mapping[str, Any]) -> list[str]:
    with reading(engine) as db:
        failed = db.execute(select(inbox.c.failed).where(inbox.c.provider_id == f"shadow {one['id']}")).scalar()
        rows = _since(db, before)
    told = [f"{'' if row.address == one['address'] else f'id:{row.person_id} '}{meaning(row.place)}" for row in rows]
    return [*([f"fails: {failed}"] if failed else []), *told]


def _since(db: Connection, before: int) -> Any:
    found = select(outbox.c.address, outbox.c.person_id, outbox.c.place).where(outbox.c.id > before)
    return db.execute(found.order_by(outbox.c.id)).all()


def meaning(written: str | None) -> str:
    """A page or question by its name and what it is about, without anything that somebody wrote."""
    if not written:
        return NO_PAGE
    place = Place.read(written)
    kept = {key: value for key, value in place.args.items() if key in MEANS or value.isdigit()}
    kept.pop("draft", None)
    return str(Place(place.name, kept))


if __name__ == "__main__":
    given = json.load(sys.stdin)
    for line in play(given["url"], tuple(given["keys"]), given["messages"]):
        print(json.dumps(line), flush=True)
