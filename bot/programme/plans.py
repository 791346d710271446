"""The plan of a pair: written by one of the two, read and changed by the other, approved: then their clock runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.agreement import AgreementToSign
from bot.dialogs.planning import PlanIsAgreed, PlanToRead
from bot.programme import calendar
from bot.programme.calendar import SIX_WEEKS, SchoolDays, local, local_day
from bot.programme.pairs import demand, is_expected, take_pair
from bot.programme.refusals import DayOutside, Moved, NotYours
from bot.programme.telling import tell
from bot.store import levels, notices, pairs, plans, sessions
from bot.store.areas import Level
from bot.store.cause import Cause
from bot.store.pairs import PairOf, State
from bot.store.plans import Plan
from bot.store.sessions import Session


class PlanSent(Cause, written="plan:{plan}"):
    """A version of a plan was sent to the other side."""

    plan: int


class AgreementOffered(Cause, written="agreement:{plan}:{person}"):
    """A plan was agreed, so one of the two is offered the agreement."""

    plan: int
    person: int


class PlanAgreed(Cause, written="agreed:{plan}:{person}"):
    """A plan was agreed, to who wrote it."""

    plan: int
    person: int


@dataclass(frozen=True)
class Terms:
    """What is written in a plan: its goals as canonical items, its meetings, and all answers of its form."""

    goals: str
    moments: tuple[datetime, ...]
    venue: str
    answers: Mapping[str, str]


def can_plan(pair: PairOf) -> bool:
    """Whether these two may still agree on a plan."""
    return pair.state in (State.PREPARING, State.ACTIVE)


def begins(today: date, days: SchoolDays, level: Level | None) -> date:
    """The start of a first plan that is agreed today: the first day of school from then on (requirements D218, A2)."""
    return days.first_from(today, level)


def review_day(pair: PairOf, today: date, days: SchoolDays, level: Level | None) -> date:
    """When a plan agreed today is reviewed: six weeks after a first plan's start, else with the next review due."""
    if pair.state is State.PREPARING:
        return calendar.six_week(begins(today, days, level))
    return calendar.next_review(pair.cycle, pair.kind, today).due


def cycles_left(start: date, days: SchoolDays, level: Level | None) -> int:
    """How many six-week plans end before the school year does (requirement D305)."""
    last = days.before(date(start.year + 1, 1, 1), level)
    return max(0, (last - start) // SIX_WEEKS)


def propose(db: Connection, who: int, pair_id: int, terms: Terms, now: datetime, based_on: int | None = None) -> int:
    """One of the two writes a plan, or changes the one that was sent to them (`based_on`); the other is asked.

    Moved when a newer version was written meanwhile. Answers the id of this version.
    """
    pair = take_pair(db, who, pair_id)
    demand(can_plan(pair))
    newest = plans.newest(db, pair_id)
    waiting = newest if newest and newest.approved_at is None else None
    if (based_on is None and waiting and waiting.author_id != who) or (
        based_on is not None and (newest is None or newest.id != based_on)
    ):
        raise Moved
    made = plans.add(
        db,
        pair_id=pair_id,
        number=newest.number + 1 if newest else 1,
        objectives=terms.goals,
        venue=terms.venue,
        hour=local(terms.moments[0]).time(),
        author_id=who,
        answers=terms.answers,
        made_at=now,
    )
    if waiting:
        notices.drop_causes(db, [PlanSent(plan=waiting.id)])
    tell(db, pair.partner_id(who), PlanToRead(pair=pair_id, plan=made), PlanSent(plan=made), now)
    return made


def approve(db: Connection, who: int, plan_id: int, terms: Terms, now: datetime) -> Plan:
    """The other one approves the plan as it stands: its meetings are planned, and a first plan starts the clock.

    NotYours for its author; Moved when it was changed or approved meanwhile; DayOutside when a day of it has passed.
    """
    plan = plans.get(db, plan_id)
    if plan is None:
        raise NotYours
    pair = take_pair(db, who, plan.pair_id)
    demand(can_plan(pair))
    newest = plans.newest(db, pair.id)
    if plan.author_id == who:
        raise NotYours
    if newest is None or newest.id != plan_id or newest.approved_at is not None:
        raise Moved
    if any(moment <= now for moment in terms.moments):
        raise DayOutside(local_day(now), None)
    plans.approve(db, plan_id, now)
    if pair.state is State.PREPARING:
        today = local_day(now)
        level = levels.level(db, pair.mentee_id)
        pairs.set_start(db, pair.id, begins(today, SchoolDays.around(db, today), level))
    schedule(db, pair, terms, now)
    notices.drop_causes(db, [PlanSent(plan=plan_id)])
    _tell(db, pair, who, plan_id, now)
    return plan


def schedule(db: Connection, pair: PairOf, terms: Terms, now: datetime) -> None:
    """The meetings of the plan, numbered on; sessions that were still to come take the new days first."""
    known = sessions.of_pair(db, pair.id)
    ahead = [one for one in known if is_expected(one) and one.day > local_day(now)]
    wanted = [local(moment) for moment in terms.moments]
    for session, at in zip(ahead, wanted, strict=False):
        sessions.plan_anew(db, session.id, at.date(), at.time(), terms.venue)
    for session in ahead[len(wanted) :]:
        sessions.settle(db, session.id)
    first = max((one.number for one in known), default=0) + 1
    for number, at in enumerate(wanted[len(ahead) :], start=first):
        sessions.add(
            db,
            pair_id=pair.id,
            number=number,
            day=at.date(),
            hour=at.time(),
            venue=terms.venue,
            scheduled=True,
            objectives=terms.goals if number == 1 else None,
        )


def first_meeting(known: Sequence[Session], today: date) -> Session | None:
    """The next session that the plan has set."""
    coming = [one for one in known if is_expected(one) and one.day >= today]
    return min(coming, key=lambda one: (one.day, one.number), default=None)


def _tell(db: Connection, pair: PairOf, who: int, plan_id: int, now: datetime) -> None:
    """Whoever wrote it hears that it is approved; in a new pair the mentor is asked for the first signature."""
    other = pair.partner_id(who)
    asked = pair.state is State.PREPARING and other == pair.mentor_id
    if asked:
        tell(db, other, AgreementToSign(pair=pair.id), AgreementOffered(plan=plan_id, person=other), now)
    else:
        tell(db, other, PlanIsAgreed(pair=pair.id, plan=plan_id), PlanAgreed(plan=plan_id, person=other), now)
