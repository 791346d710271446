"""The pairs: one mentor or coach and one mentee or coachee, with the day their cycle began."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from bot.store.among import among
from bot.store.base import Moment, code, literal, metadata
from bot.store.people.people import people
from bot.store.people.reach import is_lost
from bot.store.people.roles import roles
from bot.store.row_change import RowChange
from bot.store.statement import Insert, Query, only
from bot.store.talk import known


class PairKind(StrEnum):
    """Two processes with one engine: mentoring of new teachers, coaching of serving ones."""

    MENTORSHIP = "mentorship"
    COACHING = "coaching"


class PairState(StrEnum):
    """How far the pair has come."""

    PREPARING = "preparing"
    """Matched: the plan and both documents come before the first session."""
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    """The programme is closed with its certificates; the two may go on meeting."""
    ENDED = "ended"
    """Closed before its time."""


MEETING = (PairState.ACTIVE,)
LOGGING = (PairState.ACTIVE, PairState.COMPLETED)
"""The pairs whose sessions are written down: the programme's, and those that go on meeting after it (D114)."""
PRESENT = (PairState.PREPARING, PairState.ACTIVE, PairState.PAUSED)
"""The pairs that are not over."""


class Side(StrEnum):
    """The two sides of a pair, whatever its kind calls them."""

    MENTOR = "mentor"
    MENTEE = "mentee"


pairs = Table(
    "pairs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mentor_id", ForeignKey("people.id"), nullable=False),
    Column("mentee_id", ForeignKey("people.id"), nullable=False),
    Column("kind", code(PairKind), nullable=False),
    Column("start", Date, nullable=False),
    Column("state", code(PairState), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("cycle", Date),
    Column("emptied_at", Moment),
    UniqueConstraint("mentor_id", "mentee_id", "start"),
    Index(None, "mentee_id"),
)
"""`emptied_at`: when its record went, because its time was over; that there was a pair stays."""
_is_kept = pairs.c.emptied_at.is_(None)
Index("ix_pairs_kept", pairs.c.id, sqlite_where=_is_kept, postgresql_where=_is_kept)


@dataclass(frozen=True)
class PairOf:
    """A pair with the names of both; `cycle`: the day from which its reviews and its year are counted, the start moved
    on by its pauses (requirement D225)."""

    id: int
    mentor_id: int
    mentee_id: int
    kind: PairKind
    start: date
    state: PairState
    mentor_name: str
    mentee_name: str
    cycle: date
    mentor_lost: bool
    mentee_lost: bool
    """Whether no message reaches them any more."""

    def side(self, person_id: int) -> Side | None:
        """Which side this person is on; None: neither."""
        return {self.mentor_id: Side.MENTOR, self.mentee_id: Side.MENTEE}.get(person_id)

    def partner_id(self, person_id: int) -> int:
        """The other one's id."""
        return self.mentee_id if person_id == self.mentor_id else self.mentor_id

    def partner_lost(self, person_id: int) -> bool:
        """Whether no message reaches the other one."""
        return self.mentee_lost if person_id == self.mentor_id else self.mentor_lost

    def partner_name(self, person_id: int) -> str:
        """The other one's name."""
        return self.mentee_name if person_id == self.mentor_id else self.mentor_name


OF_PAIRS = ("pair", "pairs", "file", "plan before", "version")
"""What a turn may know of its pairs."""
_change = RowChange(pairs)
_insert = Insert(pairs)
mentor, mentee = people.alias("mentor"), people.alias("mentee")
_own = [pairs.c[name] for name in ("id", "mentor_id", "mentee_id", "kind", "start", "state")]
cycle = func.coalesce(pairs.c.cycle, pairs.c.start)
"""The day from which the cycle of a pair is counted."""
_meets = pairs.c.state == literal(PairState.ACTIVE)
Index("ix_pairs_cycle", cycle, sqlite_where=_meets, postgresql_where=_meets)  # the clock looks at all pairs, by day
_prepares = pairs.c.state == literal(PairState.PREPARING)
Index("ix_pairs_preparing", pairs.c.made_at, sqlite_where=_prepares, postgresql_where=_prepares)
named = [*_own, mentor.c.name, mentee.c.name, cycle, is_lost(mentor.c.id), is_lost(mentee.c.id)]
"""The columns of a `PairOf`, for statements that join `with_names` to more."""
with_names = pairs.join(mentor, mentor.c.id == pairs.c.mentor_id).join(mentee, mentee.c.id == pairs.c.mentee_id)

_pair = select(*named).select_from(with_names)
_by_id = _pair.where(pairs.c.id == bindparam("pair_id"))
_get, _get_locked = Query(_by_id, PairOf), Query(_by_id.with_for_update(of=pairs, key_share=True), PairOf)
_of_person = Query(
    _pair.where(or_(pairs.c.mentor_id == bindparam("person_id"), pairs.c.mentee_id == bindparam("person_id"))).order_by(
        pairs.c.id
    ),
    PairOf,
)
_at_school = Query(
    (
        _pair.where(
            among(pairs.c.state, "states"),
            exists().where(
                roles.c.person_id == pairs.c.mentee_id,
                roles.c.area_id == bindparam("area_id"),
                roles.c.since <= bindparam("today", type_=Date),
                or_(roles.c.until.is_(None), roles.c.until > bindparam("today", type_=Date)),
            ),
        )
    ).order_by(pairs.c.id),
    PairOf,
)
_between = Query(
    select(pairs.c.id).where(
        pairs.c.mentor_id == bindparam("mentor_id"),
        pairs.c.mentee_id == bindparam("mentee_id"),
        pairs.c.start == bindparam("start"),
    ),
    only,
)


def add(
    db: Connection,
    *,
    mentor_id: int,
    mentee_id: int,
    kind: PairKind,
    start: date,
    now: datetime,
    state: PairState = PairState.ACTIVE,
) -> int:
    """A new pair; answers its id. IntegrityError when the two began on the same day already."""
    values = {"mentor_id": mentor_id, "mentee_id": mentee_id, "kind": kind, "start": start, "made_at": now}
    known.forget(db, "pair", "pairs")
    return _insert.sure(db, **values, state=state)


def get(db: Connection, pair_id: int, lock: bool = False) -> PairOf | None:
    """The pair with both names; `lock` keeps other turns of the pair out until this transaction ends."""
    if not lock or holds(db, pair_id):
        return known.recalled(db, "pair", pair_id, lambda: _get.one(db, pair_id=pair_id))
    found = _get_locked.one(db, pair_id=pair_id)
    locked(db, pair_id)
    known.learn(db, "pair", pair_id, found)
    return found


def holds(db: Connection, pair_id: int) -> bool:
    """Whether this turn keeps all others of the pair out already: on SQLite every turn does."""
    return known.remembers(db) and (db.dialect.name == "sqlite" or known.found(db, "locked", pair_id, otherwise=False))


def locked(db: Connection, pair_id: int) -> None:
    """This turn keeps all others of the pair out from now on; what it knew may have changed while it waited."""
    known.forget(db, *OF_PAIRS)
    known.learn(db, "locked", pair_id, value=True)


def pairs_of(db: Connection, person_id: int, states: Collection[PairState] = MEETING) -> list[PairOf]:
    """The pairs of a person in these states, on either side, the oldest first."""
    found = known.recalled(db, "pairs", person_id, lambda: _of_person.rows(db, person_id=person_id))
    return [pair for pair in found if pair.state in states]


def at_school(db: Connection, area_id: int, states: Collection[PairState], today: date) -> list[PairOf]:
    """The pairs in these states whose mentee works at this school today, the oldest first."""
    values = {"area_id": area_id, "states": list(states), "today": today}
    return _at_school.rows(db, **values)


def between(db: Connection, mentor_id: int, mentee_id: int, start: date) -> int | None:
    """The id of the pair of these two that began on that day."""
    values = {"mentor_id": mentor_id, "mentee_id": mentee_id, "start": start}
    return _between.one(db, **values)


def set_state(db: Connection, pair_id: int, state: PairState) -> None:
    known.forget(db, "pair", "pairs")
    _change.run(db, pair_id, state=state)


def move_on(db: Connection, pair_id: int, cycle: date) -> None:
    """From now on the pair's cycle is counted from this day."""
    known.forget(db, "pair", "pairs")
    _change.run(db, pair_id, cycle=cycle)


def set_start(db: Connection, pair_id: int, start: date) -> None:
    """The day on which the pair's clock begins, as the approved plan says; reviews fall due by it."""
    known.forget(db, "pair", "pairs")
    _change.run(db, pair_id, start=start)


def correct(db: Connection, pair_id: int, *, kind: PairKind, start: date) -> None:
    """Another kind and start for a pair entered wrongly. IntegrityError when the two have one of that start."""
    known.forget(db, "pair", "pairs")
    _change.run(db, pair_id, kind=kind, start=start)
