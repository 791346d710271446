"""To whom the programme has written since a page last looked: on its phones, and on those that do not lie there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from bot.language import Name, _, say
from bot.messages import Channel
from bot.simulator.persons import Way
from bot.store.outbox.outbox import outbox
from bot.store.people import people

NOBODY = _("Nobody was written to in this time. Next prompt goes on to when somebody is.")
TO = _("{count:# message|# messages} to {names}.")
TO_MORE = _("{count:# message|# messages} to {names} {others:and # other|and # others}.")
NAMED = 3
"""So many are named, and their phones offered; the others are counted."""

_since = (
    select(
        outbox.c.channel,
        outbox.c.address,
        outbox.c.person_id,
        people.people.c.name,
        people.people.c.tsc_number,
        func.count().label("count"),
    )
    .join(people.people, people.people.c.id == outbox.c.person_id)
    .group_by(outbox.c.channel, outbox.c.address, outbox.c.person_id, people.people.c.name, people.people.c.tsc_number)
    .order_by(func.min(outbox.c.seq))
)


@dataclass(frozen=True)
class WrittenTo:
    """One person to whom something was written: where first, and how much."""

    person_id: int
    name: str
    tsc_number: str | None
    way: Way
    count: int


def since(db: Connection, after: int, ways: Iterable[Way], language: str) -> dict[str, Any]:
    """In words, and by phone: `here` those of the page's that got something, `others` the first who have none there."""
    shown = set(ways)
    found = list(_heard(db, after, shown).values())
    here = [one for one in found if one.way in shown]
    others = [one for one in found if one.way not in shown]
    return {
        "text": _words(here, others, language),
        "here": [{"channel": one.way[0].value, "address": one.way[1]} for one in here],
        "others": [one.tsc_number for one in others if one.tsc_number][:NAMED],
    }


def _heard(db: Connection, after: int, shown: set[Way]) -> Mapping[int, WrittenTo]:
    """By person, who was first written to first; where, as the page can show it, else where it came first."""
    found: dict[int, WrittenTo] = {}
    for channel, address, person_id, name, tsc_number, count in db.execute(_since.where(outbox.c.seq > after)):
        way, known = (Channel(channel), address), found.get(person_id)
        at = known.way if known and (known.way in shown or way not in shown) else way
        found[person_id] = WrittenTo(person_id, name, tsc_number, at, count + (known.count if known else 0))
    return found


def _words(here: Sequence[WrittenTo], others: Sequence[WrittenTo], language: str) -> str:
    if not here and not others:
        return say(NOBODY, language)
    named = [Name(one.name).first for one in here] + [one.name for one in others if not here]
    count = sum(one.count for one in (*here, *others))
    unnamed = len(here) + len(others) - len(named[:NAMED])
    names = ", ".join(named[:NAMED])
    if unnamed:
        return say(TO_MORE, language, count=count, names=names, others=unnamed)
    return say(TO, language, count=count, names=names)
