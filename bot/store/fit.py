"""What each of a pair thinks of the match after the first session: their own answer, for nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    exists,
    or_,
    select,
    update,
)

from bot.store.areas import Level
from bot.store.base import Moment, insert_once, metadata
from bot.store.cause import Cause
from bot.store.clock.scope import PairQuery
from bot.store.keys.confidential import Encrypted, known_by
from bot.store.pairs import PairState, pairs
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.statement import ChangingStatement, Query, only
from bot.store.talk.notices import notices

fits = Table(
    "fits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pair_id", ForeignKey("pairs.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("answer", Encrypted, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("pair_id", "person_id"),
    info=known_by("pair_id", "person_id"),
)


class FirstMet(Cause, written="fit:{pair}:{person}"):
    """The first session of a pair was recorded: one of the two is asked how it is."""

    pair: int
    person: int


@dataclass(frozen=True)
class Unasked:
    """One of a pair whose first session was recorded, and that person's hour and school."""

    pair_id: int
    person_id: int
    made_at: datetime
    prompt_hour: time | None
    level: Level | None


_add = insert_once(fits, "pair_id", "person_id")
_mine = fits.c.pair_id == bindparam("of_pair"), fits.c.person_id == bindparam("of_person")
_change = ChangingStatement(update(fits).where(*_mine).values(answer=bindparam("answer"), made_at=bindparam("made_at")))
_of = Query(select(fits.c.answer).where(*_mine), only)
_cause = FirstMet.in_sql(pair=pairs.c.id, person=people.c.id)
_unasked = PairQuery(
    select(pairs.c.id, people.c.id, versions.c.made_at, people.c.prompt_hour, level_of(people.c.id))
    .select_from(
        versions.join(sessions, sessions.c.id == versions.c.session_id)
        .join(pairs, pairs.c.id == sessions.c.pair_id)
        .join(people, or_(people.c.id == pairs.c.mentor_id, people.c.id == pairs.c.mentee_id))
    )
    .where(
        versions.c.made_at.between(bindparam("since", type_=Moment), bindparam("until", type_=Moment)),
        versions.c.number == 1,
        sessions.c.number == 1,
        pairs.c.state == PairState.ACTIVE,
        people.c.state == PersonState.ACTIVE,
        ~exists().where(fits.c.pair_id == pairs.c.id, fits.c.person_id == people.c.id),
        ~exists().where(notices.c.cause == _cause),
    )
    .order_by(pairs.c.id, people.c.id),
    Unasked,
    sessions.c.pair_id,
)


def put(db: Connection, *, pair_id: int, person_id: int, answer: str, now: datetime) -> None:
    """This is their answer now."""
    values = {"pair_id": pair_id, "person_id": person_id, "answer": answer, "made_at": now}
    if _add.one(db, **values) is None:
        mine = {"of_pair": pair_id, "of_person": person_id}
        _change.run(db, **values, **mine)


def of(db: Connection, pair_id: int, person_id: int) -> str | None:
    """Their own answer."""
    found: str | None = _of.one(db, of_pair=pair_id, of_person=person_id)
    return found


def unasked(db: Connection, since: datetime, until: datetime) -> list[Unasked]:
    """Both sides of the pairs whose first session was recorded in that time, who have not been asked."""
    return _unasked.rows(db, since=since, until=until)
