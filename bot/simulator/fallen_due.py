"""What just fell due, and why: the prompts that the clock has opened, each as one line with its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.coming import Matter
from bot.forms.page import opened
from bot.forms.place import Place
from bot.forms.reasons import REASONS
from bot.store.people import people
from bot.store.talk import notices
from bot.store.talk.notices import NoticeKind

MOST = 60
"""So many lines are told apart; what is older or belongs to people who are not asked about is counted."""

_table = notices.notices
_prompts = (
    select(*(_table.c[name] for name in ("id", "person_id", "place", "reason", "made_at")), people.people.c.name)
    .join_from(_table, people.people, people.people.c.id == _table.c.person_id)
    .where(
        _table.c.kind.in_([kind for kind in NoticeKind if kind.by_clock]), _table.c.reason.is_not(None)
    )  # a merged message has none: its parts have
    .order_by(_table.c.id)
)


@dataclass(frozen=True)
class Fell:
    """One prompt: when and for whom the clock opened it, and why, in words."""

    id: int
    at: datetime
    person_id: int
    text: str


def since(
    db: Connection, after: int, begun: datetime, whose: Iterable[int], language: str
) -> tuple[list[Fell], int, int]:
    """The last prompts to these people since the demo began and after the one numbered `after`.

    Also answers how many there were to others, and the number of the last of all.
    """
    about = set(whose)
    rows = db.execute(_prompts.where(_table.c.id > after, _table.c.made_at >= begun)).all()
    ours = [row for row in rows if row.person_id in about]
    told = [Fell(row.id, row.made_at, row.person_id, _line(db, tuple(row), language)) for row in ours[-MOST:]]
    return told, len(rows) - len(ours), rows[-1].id if rows else after


def _line(db: Connection, row: Sequence[Any], language: str) -> str:
    person_id, place, reason, made_at, name = row[1:]
    return Matter.read(db, opened(Place.read(place))).line(person_id, name, REASONS.get(reason), made_at, language)
