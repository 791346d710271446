"""Everybody of a school, or who leads or mentors in an area, as matching looks at them, in two statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, bindparam, exists, func, or_, select

from bot.store.among import among
from bot.store.areas import AreaKind, Level, areas
from bot.store.base import literal
from bot.store.figures import inside
from bot.store.joining.consents import consents
from bot.store.orientation.trainings import TrainingKind, trainings
from bot.store.pairs import PRESENT, PairKind, pairs
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, is_present, roles
from bot.store.statement import Query, only, several

LEADING = (Role.HEAD, Role.DEPUTY)
"""Who leads a school."""


@dataclass(frozen=True)
class Candidate:
    """Somebody in one of their roles at a school; `number`: TSC's, or else the id that their office gave them."""

    id: int
    number: str
    name: str
    subject: str | None
    role: Role
    came_in: bool
    """Whether they have answered the notice, or came in on paper."""
    trained: bool
    """Whether they were trained as a mentor."""
    since: date
    school: str
    """Where they hold the role: a school, or an officer's area."""
    made_at: datetime
    """When they were entered."""


def _candidate(*row: Any) -> Candidate:
    found = Candidate(*row)
    return replace(found, came_in=bool(found.came_in), trained=bool(found.trained))


_answered = exists().where(consents.c.person_id == people.c.id)
_trained = exists().where(trainings.c.person_id == people.c.id, trainings.c.kind == literal(TrainingKind.MENTOR))
_all = (
    select(
        people.c.id,
        func.coalesce(people.c.tsc_number, people.c.local_id, ""),
        people.c.name,
        people.c.subject,
        roles.c.role,
        or_(people.c.state == literal(PersonState.ACTIVE), _answered),
        _trained,
        roles.c.since,
        areas.c.name,
        people.c.made_at,
    )
    .select_from(roles.join(people).join(areas))
    .where(among(roles.c.role, "roles"), is_present)
    .order_by(people.c.name, people.c.id, roles.c.id)
)
_candidates = Query(_all.where(roles.c.area_id == bindparam("area_id")), _candidate)
_is_ours = or_(areas.c.kind != literal(AreaKind.INSTITUTION), among(areas.c.level, "levels"))
_of_area = Query(_all.where(roles.c.area_id.in_(select(inside.c.id)), _is_ours), _candidate)
_too = roles.alias("too")
_is_mentee = exists().where(
    _too.c.person_id == people.c.id,
    _too.c.role == literal(Role.MENTEE),
    _too.c.since <= bindparam("today"),
    or_(_too.c.until.is_(None), _too.c.until > bindparam("today")),
)
_is_mentored = exists().where(
    pairs.c.mentee_id == people.c.id, among(pairs.c.state, "states"), pairs.c.kind == literal(PairKind.MENTORSHIP)
)
_newly_leading = Query(
    _all.add_columns(_is_mentee).where(
        roles.c.area_id.in_(select(inside.c.id)),
        _is_ours,
        or_(roles.c.since > bindparam("newly", type_=Date), _is_mentee),
        ~_is_mentored,
    ),
    lambda *row: (_candidate(*row[:-1]), bool(row[-1])),
)
_couples = Query(
    select(pairs.c.mentor_id, pairs.c.mentee_id).where(
        pairs.c.kind == literal(PairKind.MENTORSHIP),
        among(pairs.c.state, "states"),
        or_(among(pairs.c.mentor_id, "people"), among(pairs.c.mentee_id, "people")),
    ),
    several,
)

_of_leaders = Query(
    select(pairs.c.id)
    .distinct()
    .select_from(pairs.join(roles, roles.c.person_id == pairs.c.mentee_id).join(areas))
    .where(among(pairs.c.state, "states"), among(roles.c.role, "roles"), is_present)
    .where(roles.c.area_id.in_(select(inside.c.id)), _is_ours)
    .order_by(pairs.c.id),
    only,
)


def at_school(db: Connection, area_id: int, of: Sequence[Role], today: date) -> list[Candidate]:
    """Who holds one of these roles at this school today, once for each, by name."""
    return _candidates.rows(db, area_id=area_id, roles=list(of), today=today)


def in_area(db: Connection, area_id: int, levels: Sequence[Level], of: Sequence[Role], today: date) -> list[Candidate]:
    """The same at the schools of these levels in an area, and at the offices of the area itself and below it."""
    return _of_area.rows(db, area_id=area_id, levels=list(levels), roles=list(of), today=today)


def newly_leading(
    db: Connection, area_id: int, levels: Sequence[Level], newly: date, today: date
) -> list[tuple[Candidate, bool]]:
    """Who leads a school of these levels in an area, has no mentor, and took that up after `newly` or is a mentee;
    whether they are a mentee."""
    values = {"area_id": area_id, "levels": list(levels), "newly": newly, "today": today}
    return _newly_leading.rows(db, **values, roles=list(LEADING), states=list(PRESENT))


def couples(db: Connection, person_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Mentor and mentee of every mentorship that is not over and has one of these people in it."""
    return [(mentor, mentee) for mentor, mentee in _couples.rows(db, people=list(person_ids), states=list(PRESENT))]


def pairs_of_leaders(db: Connection, area_id: int, levels: Sequence[Level], today: date) -> list[int]:
    """The pairs that are not over and whose mentee heads a school of these levels in an area, or is its deputy."""
    values = {"area_id": area_id, "levels": list(levels), "today": today}
    return _of_leaders.rows(db, **values, states=list(PRESENT), roles=list(LEADING))
