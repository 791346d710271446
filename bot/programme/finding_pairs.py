"""Which pairs somebody may mean: their own, and those of the schools that they oversee."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from bot.programme.offices import Office, covers
from bot.store import pairs, people, roles
from bot.store.pairs import PairOf, State
from bot.store.roles import Role


def within_reach(
    db: Connection, who: int, office: Office | None, states: Collection[State], today: date, number: str | None = None
) -> list[PairOf]:
    """The pairs in these states that are one's own, of one's own school, or of the person with this TSC number.

    An office over many schools names the person: it has too many pairs to list.
    """
    found = {pair.id: pair for pair in pairs.pairs_of(db, who, states)}
    named = people.by_tsc(db, number) if number else None
    if office is not None and named is not None:
        theirs = pairs.pairs_of(db, named.id, states)
        found |= {pair.id: pair for pair in theirs if _covered(db, office, pair, today)}
        return [pair for pair in found.values() if named.id in (pair.mentor_id, pair.mentee_id)]
    if office is not None and office.role is Role.HEAD and number is None:
        found |= {pair.id: pair for pair in pairs.at_school(db, office.area_id, states, today)}
    return list(found.values())


def _covered(db: Connection, office: Office, pair: PairOf, today: date) -> bool:
    held = roles.of_person(db, pair.mentee_id, today)
    return any(covers(db, office, one.area_id) for one in held if one.area_id is not None)
