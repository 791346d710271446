"""How often words were not understood, by month, language and the question that was open: none of the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, Connection, Date, Integer, Table, Text, bindparam, func, select

from bot.store.base import metadata, put

NOTHING = ""
"""Where nothing was open."""

misses = Table(
    "misses",
    metadata,
    Column("month", Date, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)
"""`month` is its first day; `question` the form and its question (“SessionRecord day”), or the page."""


@dataclass(frozen=True)
class Missed:
    """How often words at one question, asked in one language, were not understood."""

    language: str
    question: str
    count: int


_note = put(misses, counting="count")


def note(db: Connection, language: str, question: str, day: date) -> None:
    """Words that came at this question on this day were not understood."""
    _note.later(db, month=day.replace(day=1), language=language, question=question, count=1)


_since = (
    select(misses.c.language, misses.c.question, func.sum(misses.c.count).label("total"))
    .where(misses.c.month >= bindparam("month"))
    .group_by(misses.c.language, misses.c.question)
    .order_by(func.sum(misses.c.count).desc(), misses.c.question, misses.c.language)
)


def since(db: Connection, day: date) -> list[Missed]:
    """What was missed since the first of this day's month, the most first."""
    return [Missed(*row) for row in db.execute(_since, {"month": day.replace(day=1)})]


_of_month = (
    select(misses.c.language, func.sum(misses.c.count))
    .where(misses.c.month == bindparam("month"))
    .group_by(misses.c.language)
)


def by_language(db: Connection, day: date) -> dict[str, int]:
    """How much was missed in this day's month, in each language."""
    return {language: int(count) for language, count in db.execute(_of_month, {"month": day.replace(day=1)})}
