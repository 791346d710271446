"""`mshauri trail`: who looked at or changed what, for the data officer; and whether it is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, Engine

from bot.language import NAIROBI
from bot.operator import persons
from bot.store import areas, pairs, trail
from bot.store.engine import reading, retrying
from bot.store.people import merging, people
from bot.store.people.roles import Role
from bot.store.sessions import sessions
from bot.store.trail import Trace, TrailDeed, TrailEntry

SHORT = 12
"""Letters of a hash that are shown: enough to know it again."""


@dataclass(frozen=True)
class Checked:
    """What there is to say of the chain, and whether it is whole."""

    lines: list[str]
    ok: bool


def listed(engine: Engine, person: str | None, day: date | None, most: int, now: datetime) -> list[str]:
    """A line for each entry, the oldest first; that they were listed is entered. NotMeant for nobody."""
    return retrying(engine, lambda db: _listed(db, person, day, most, now))


def _listed(db: Connection, person: str | None, day: date | None, most: int, now: datetime) -> list[str]:
    person_id = persons.meant(db, person).id if person is not None else None
    since = datetime.combine(day or date(2020, 1, 1), time(), NAIROBI)
    until = since + timedelta(days=1) if day is not None else now + timedelta(days=1)
    theirs = [person_id, *(merging.joined_to(db, person_id) if person_id is not None else [])]
    every = (one for who in theirs for one in trail.between(db, since, until, who, most + 1))
    found = sorted({one.id: one for one in every}.values(), key=lambda one: one.id, reverse=True)[: most + 1]
    lines = [_line(db, entry) for entry in reversed(found[:most])]
    trail.add(db, Trace(None, Role.OPERATOR, TrailDeed.EXPORTED, "trail", person_id=person_id), now)
    older = [f"There are older ones: --most {2 * most} shows more."] if len(found) > most else []
    return [*older, *lines] or ["Nothing is entered there."]


def _line(db: Connection, entry: TrailEntry) -> str:
    who = people.get(db, entry.by_id) if entry.by_id is not None else None
    by = f"{who.name} ({entry.role})" if who else "an operator"
    data = f" [{entry.data}]" if entry.data else ""
    about = _about(db, entry)
    at = entry.at.astimezone(NAIROBI)
    return f"{entry.id:>6}  {at:%Y-%m-%d %H:%M}  {by} {entry.deed} {entry.what}{data}{f': {about}' if about else ''}"


def _about(db: Connection, entry: TrailEntry) -> str:
    pair = pairs.get(db, entry.pair_id) if entry.pair_id is not None else None
    session = sessions.get(db, entry.session_id) if entry.session_id is not None else None
    person = people.get(db, entry.person_id) if entry.person_id is not None else None
    area = areas.get(db, entry.area_id) if entry.area_id is not None else None
    said = [
        f"{pair.mentee_name} and {pair.mentor_name}" if pair else "",
        f"session {session[0].number}" if session else "",
        person.name if person else "",
        area.name if area else "",
    ]
    return ", ".join(filter(None, said))


def checked(engine: Engine, noted: tuple[int, str] | None) -> Checked:
    """Whether every entry follows on the one before it, as it was written; `noted`: one that was noted elsewhere."""
    with reading(engine) as db:
        chain = trail.check(db, noted)
        gone = noted is not None and chain.broken is None and not trail.has(db, noted[0])
    if chain.broken is not None:
        after = f"after {chain.last.id}" if chain.last else "at the beginning"
        broken = f"Broken {after}: entry {chain.broken.id} was changed, or something before it is missing."
        return Checked([broken], ok=False)
    if gone and noted is not None:
        return Checked([f"Entry {noted[0]} is missing: the trail was cut off before it."], ok=False)
    if chain.last is None:
        return Checked(["The trail is empty."], ok=True)
    note = f"{chain.last.id}:{chain.last.hash[:SHORT]}"
    whole = f"{chain.entries} entries, each as it was written and none missing between them."
    return Checked([whole, f"Note this outside of the database, for --noted next time: {note}"], ok=True)
