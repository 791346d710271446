"""Why sessions at the schools of an area were not held."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection, Date, bindparam, func, select

from bot.store.areas import Level
from bot.store.figures import counted, mentees
from bot.store.pairs import pairs
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.statement import Query, several

_reasons = Query(
    select(sessions.c.missed_reason, func.count())
    .select_from(mentees.join(pairs, counted).join(sessions, sessions.c.pair_id == pairs.c.id))
    .where(
        sessions.c.missed_reason.is_not(None),
        sessions.c.day <= bindparam("day", type_=Date),
        ~select(versions.c.id).where(versions.c.session_id == sessions.c.id).exists(),
    )
    .group_by(sessions.c.missed_reason)
    .order_by(func.count().desc(), sessions.c.missed_reason),
    several,
)


def missed_reasons(db: Connection, area_id: int, levels: Collection[Level], day: date) -> Mapping[str, int]:
    """By the reason's code, of the active pairs of schools of these levels, the most frequent first."""
    found = _reasons.rows(db, area_id=area_id, levels=sorted(levels), day=day)
    return {str(code): int(count) for code, count in found}
