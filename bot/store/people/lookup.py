"""Looks people up by a number or by words of their name: among everybody, or among those of one area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Date, bindparam, exists, func, or_, select

from bot.store.areas import areas
from bot.store.people.people import people, stands
from bot.store.people.roles import roles
from bot.store.statement import Query

MOST_WORDS = 3
"""Of what somebody writes, so many words are looked for in the names."""


@dataclass(frozen=True)
class Known:
    """Somebody, by their TSC number or else the id that their office gave them."""

    id: int
    number: str
    name: str


_plain = func.lower(func.replace(people.c.name, "'", ""))
_number = func.coalesce(people.c.tsc_number, people.c.local_id, "")
_is_called = [_plain.like(bindparam(f"word_{n}"), escape="/") for n in range(MOST_WORDS)]
_known = (
    select(people.c.id, _number, people.c.name)
    .where(stands)
    .order_by(people.c.name, people.c.id)
    .limit(bindparam("most"))
)
_so_called = _known.where(*_is_called)
_named = Query(_so_called, Known)
_numbered = Query(
    _known.where(or_(people.c.tsc_number == bindparam("number"), people.c.local_id == bindparam("number"))), Known
)
_top = select(areas.c.id).where(areas.c.id == bindparam("area_id")).cte("within", recursive=True)
_within = _top.union_all(select(areas.c.id).where(areas.c.parent_id == _top.c.id))
_day = bindparam("today", type_=Date)
_works_there = exists().where(
    roles.c.person_id == people.c.id,
    roles.c.area_id.in_(select(_within.c.id)),
    roles.c.since <= _day,
    or_(roles.c.until.is_(None), roles.c.until > _day),
)
_named_there = Query(_so_called.where(_works_there), Known)


def numbered(db: Connection, number: str) -> list[Known]:
    """Whoever has this TSC number or local id: one, none, or two where one's number is another's id."""
    return _numbered.rows(db, number=number.strip(), most=2)


def named(db: Connection, words: Sequence[str], most: int) -> list[Known]:
    """At most `most` people in whose names all these words stand, by name; nobody where there is no word."""
    return _named.rows(db, **_patterns(words), most=most) if words else []


def named_there(db: Connection, words: Sequence[str], area_id: int, today: date, most: int) -> list[Known]:
    """The same among those who hold a role in this area or below it today."""
    if not words:
        return []
    values = {**_patterns(words), "area_id": area_id, "today": today, "most": most}
    return _named_there.rows(db, **values)


def _patterns(words: Sequence[str]) -> dict[str, str]:
    """A pattern for each word; any name fits those that are not given."""
    sought = [*words[:MOST_WORDS], *[""] * MOST_WORDS]
    return {f"word_{n}": f"%{_literal(sought[n])}%" for n in range(MOST_WORDS)}


def _literal(word: str) -> str:
    return word.replace("/", "//").replace("%", "/%").replace("_", "/_")
