"""What the end of a pair's time still waits for, as the clock looks at it: self-assessments, statements, approvals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection, Date, and_, bindparam, case, exists, func, or_, select, union_all

from bot.store.approval import STANDS
from bot.store.areas import Level
from bot.store.base import Moment, literal
from bot.store.clock.scope import PairQuery
from bot.store.ending.assessments import assessments
from bot.store.ending.statements import is_extension, statements
from bot.store.pairs import PairKind, PairState, Side, cycle, pairs
from bot.store.pausing.closings import closings
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, roles
from bot.store.statement import several


@dataclass(frozen=True)
class Unassessed:
    """One side of an active mentorship pair, and what its last day is reckoned from.

    `extensions` and `served` as in `completion.last_day`; `last`: the last day of the time about which this person
    has written a self-assessment already.
    """

    pair_id: int
    cycle: date
    extensions: int
    served: int
    person_id: int
    side: Side
    last: date | None
    prompt_hour: time | None
    level: Level | None


@dataclass(frozen=True)
class Unstated:
    """Both have assessed themselves, and a head has not stated anything yet: since when, and which head."""

    pair_id: int
    due: date
    since: datetime
    head_id: int
    prompt_hour: time | None
    level: Level | None


@dataclass(frozen=True)
class Unrated:
    """A head has found the performance satisfactory, and has not evaluated the training."""

    statement_id: int
    pair_id: int
    made_at: datetime
    head_id: int
    prompt_hour: time | None
    level: Level | None


@dataclass(frozen=True)
class Unapproved:
    """A statement that waits for an ITSD officer's approval."""

    pair_id: int
    made_at: datetime
    officer_id: int
    prompt_hour: time | None


_earlier = pairs.alias("earlier")
EXTENSIONS = (
    select(func.count())
    .where(statements.c.pair_id == pairs.c.id, is_extension, statements.c.words.is_not(None))
    .correlate(pairs)
    .scalar_subquery()
)
SERVED = (
    select(func.coalesce(func.sum(closings.c.served), 0))
    .select_from(closings.join(_earlier, _earlier.c.id == closings.c.pair_id))
    .where(
        _earlier.c.mentee_id == pairs.c.mentee_id, _earlier.c.kind == PairKind.MENTORSHIP, _earlier.c.id < pairs.c.id
    )
    .correlate(pairs)
    .scalar_subquery()
)
_last = (
    select(func.max(assessments.c.due))
    .where(assessments.c.pair_id == pairs.c.id, assessments.c.person_id == people.c.id)
    .correlate(pairs, people)
    .scalar_subquery()
)
_is_running = and_(pairs.c.state == literal(PairState.ACTIVE), pairs.c.kind == PairKind.MENTORSHIP)
_began = cycle.between(bindparam("first", type_=Date), bindparam("last", type_=Date))
_sooner = and_(cycle > bindparam("last", type_=Date), SERVED > 0)
_perhaps = union_all(
    *(select(pairs.c.id).where(pairs.c.state == literal(PairState.ACTIVE), when) for when in (_began, _sooner)),
    select(statements.c.pair_id).where(is_extension),
)
"""The pairs whose time may end then: it is a year, less what the mentee served before, or longer by extensions."""
_unassessed = PairQuery(
    select(
        pairs.c.id,
        cycle,
        EXTENSIONS,
        SERVED,
        people.c.id,
        case((people.c.id == pairs.c.mentor_id, Side.MENTOR.value), else_=Side.MENTEE.value),
        _last,
        people.c.prompt_hour,
        level_of(people.c.id),
    )
    .join_from(pairs, people, or_(people.c.id == pairs.c.mentor_id, people.c.id == pairs.c.mentee_id))
    .where(
        _is_running,
        people.c.state == PersonState.ACTIVE,
    )
    .order_by(pairs.c.id, people.c.id),
    several,
    pairs.c.id,
    others=pairs.c.id.in_(_perhaps),
)
_mine, _heads = roles.alias("mine"), roles.alias("heads")
_of_school = _mine.join(
    _heads,
    and_(
        _heads.c.area_id == _mine.c.area_id,
        _heads.c.role == Role.HEAD,
        _heads.c.until.is_(None),
        _heads.c.person_id != _mine.c.person_id,  # a head's own mentoring is stated by the office above
    ),
).join(people, people.c.id == _heads.c.person_id)
_is_mentee = and_(_mine.c.role == Role.MENTEE, _mine.c.until.is_(None))
_span = (bindparam("first", type_=Moment), bindparam("last", type_=Moment))
_lately = select(assessments.c.pair_id).where(assessments.c.saved_at.between(*_span))
_both = (
    select(assessments.c.pair_id, assessments.c.due, func.max(assessments.c.saved_at).label("since"))
    .where(assessments.c.pair_id.in_(_lately))
    .group_by(assessments.c.pair_id, assessments.c.due)
    .having(func.count() == len(Side), func.max(assessments.c.saved_at).between(*_span))
    .subquery()
)
_unstated = PairQuery(
    select(_both.c.pair_id, _both.c.due, _both.c.since, people.c.id, people.c.prompt_hour, level_of(people.c.id))
    .select_from(
        _both.join(pairs, pairs.c.id == _both.c.pair_id).join(
            _of_school, and_(_is_mentee, _mine.c.person_id == pairs.c.mentee_id)
        )
    )
    .where(
        _is_running,
        ~exists().where(statements.c.pair_id == _both.c.pair_id, statements.c.due == _both.c.due),
    )
    .order_by(_both.c.pair_id, people.c.id),
    Unstated,
    pairs.c.id,
)
_within = statements.c.made_at.between(bindparam("first", type_=Moment), bindparam("last", type_=Moment))
_unrated = PairQuery(
    select(
        statements.c.id,
        statements.c.pair_id,
        statements.c.made_at,
        people.c.id,
        people.c.prompt_hour,
        level_of(people.c.id),
    )
    .select_from(statements.join(pairs).join(people, people.c.id == statements.c.by_id))
    .where(*STANDS, statements.c.training.is_(None), _within)
    .order_by(statements.c.id),
    Unrated,
    statements.c.pair_id,
)
_unapproved = PairQuery(
    select(statements.c.pair_id, statements.c.made_at, people.c.id, people.c.prompt_hour)
    .select_from(
        statements.join(pairs)
        .join(roles, and_(roles.c.role == literal(Role.ITSD), roles.c.until.is_(None)))
        .join(people, people.c.id == roles.c.person_id)
    )
    .where(*STANDS, _within)
    .order_by(statements.c.id, people.c.id),
    Unapproved,
    statements.c.pair_id,
)


def unassessed(db: Connection, first: date, last: date) -> list[Unassessed]:
    """Both sides of the pairs whose cycle began between two days; of those, too, whose last day has moved since."""
    rows = _unassessed.rows(db, first=first, last=last)
    return [Unassessed(*[*row[:5], Side(row[5]), *row[6:]]) for row in rows]


def unstated(db: Connection, first: datetime, last: datetime) -> list[Unstated]:
    """The pairs of which the second self-assessment was saved in that time, with each head who has not stated."""
    return _unstated.rows(db, first=first, last=last)


def unrated(db: Connection, first: datetime, last: datetime) -> list[Unrated]:
    """The statements made in that time without an evaluation of the training."""
    return _unrated.rows(db, first=first, last=last)


def unapproved(db: Connection, first: datetime, last: datetime) -> list[Unapproved]:
    """The statements made in that time that wait for approval, for each ITSD officer, the oldest first."""
    return _unapproved.rows(db, first=first, last=last)
