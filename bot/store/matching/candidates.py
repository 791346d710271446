"""Everybody of a school as matching looks at them, in two statements however many they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, exists, func, or_, select

from bot.store.among import among
from bot.store.base import literal
from bot.store.joining.consents import consents
from bot.store.orientation.trainings import TrainingKind, trainings
from bot.store.pairs import PRESENT, PairKind, pairs
from bot.store.people.people import PersonState, people
from bot.store.people.roles import Role, is_present, roles
from bot.store.statement import Query, several


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


def _candidate(who: int, number: str, name: str, subject: str | None, role: Role, *did: object) -> Candidate:
    came_in, trained = map(bool, did)
    return Candidate(who, number, name, subject, role, came_in, trained)


_answered = exists().where(consents.c.person_id == people.c.id)
_trained = exists().where(trainings.c.person_id == people.c.id, trainings.c.kind == literal(TrainingKind.MENTOR))
_candidates = Query(
    select(
        people.c.id,
        func.coalesce(people.c.tsc_number, people.c.local_id, ""),
        people.c.name,
        people.c.subject,
        roles.c.role,
        or_(people.c.state == literal(PersonState.ACTIVE), _answered),
        _trained,
    )
    .join_from(roles, people)
    .where(roles.c.area_id == bindparam("area_id"), among(roles.c.role, "roles"), is_present)
    .order_by(people.c.name, people.c.id, roles.c.id),
    _candidate,
)
_couples = Query(
    select(pairs.c.mentor_id, pairs.c.mentee_id).where(
        pairs.c.kind == literal(PairKind.MENTORSHIP),
        among(pairs.c.state, "states"),
        or_(among(pairs.c.mentor_id, "people"), among(pairs.c.mentee_id, "people")),
    ),
    several,
)


def at_school(db: Connection, area_id: int, of: Sequence[Role], today: date) -> list[Candidate]:
    """Who holds one of these roles at this school today, once for each, by name."""
    return _candidates.rows(db, area_id=area_id, roles=list(of), today=today)


def couples(db: Connection, person_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Mentor and mentee of every mentorship that is not over and has one of these people in it."""
    return [(mentor, mentee) for mentor, mentee in _couples.rows(db, people=list(person_ids), states=list(PRESENT))]
