"""The plan of a pair: written by one of the two, read and changed by the other, approved: then their clock runs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.agreement.pages import AgreementToSign
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand, is_expected
from bot.dialogs.plans.pages import PlanIsAgreed, PlanToRead
from bot.dialogs.plans.rules import AgreementOffered, PlanAgreedCause, PlanSentCause, Terms, begins, can_plan
from bot.dialogs.refusals import DayOutside, Moved, NotYours
from bot.dialogs.telling import tell
from bot.language import local, local_day
from bot.store import pairs, plans
from bot.store.pairs import PairOf, PairState
from bot.store.people import levels
from bot.store.plans import NewPlan, PlanVersion
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, sessions
from bot.store.talk import notices


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
    new = NewPlan(
        pair_id=pair_id,
        number=newest.number + 1 if newest else 1,
        objectives=terms.goals,
        venue=terms.venue,
        hour=local(terms.moments[0]).time(),
        author_id=who,
        answers=terms.answers,
        made_at=now,
    )
    made = plans.add(db, new)
    if waiting:
        notices.drop_causes(db, [PlanSentCause(plan=waiting.id)])
    tell(db, pair.partner_id(who), PlanToRead(pair=pair_id, plan=made), PlanSentCause(plan=made), now)
    return made


def approve(db: Connection, who: int, plan_id: int, terms: Terms, now: datetime) -> PlanVersion:
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
    if pair.state is PairState.PREPARING:
        today = local_day(now)
        level = levels.level(db, pair.mentee_id)
        pairs.set_start(db, pair.id, begins(today, SchoolDays.around(db, today), level))
    schedule(db, pair, terms, now)
    notices.drop_causes(db, [PlanSentCause(plan=plan_id)])
    _tell(db, pair, who, plan_id, now)
    return plan


def schedule(db: Connection, pair: PairOf, terms: Terms, now: datetime) -> None:
    """The meetings of the plan, numbered on; sessions that were still to come take the new days first."""
    known = sessions.of_pair(db, pair.id)
    ahead = [one for one in known if is_expected(one) and one.day > local_day(now)]
    wanted = [local(moment) for moment in terms.moments]
    for session, at in zip(ahead, wanted, strict=False):
        changes.plan_anew(db, session.id, at.date(), at.time(), terms.venue)
    for session in ahead[len(wanted) :]:
        changes.settle(db, session.id)
    first = max((one.number for one in known), default=0) + 1
    for number, at in enumerate(wanted[len(ahead) :], start=first):
        goals = terms.goals if number == 1 else None
        changes.add(
            db,
            NewSession(pair.id, number, at.date(), scheduled=True, hour=at.time(), venue=terms.venue, objectives=goals),
        )


def _tell(db: Connection, pair: PairOf, who: int, plan_id: int, now: datetime) -> None:
    """Whoever wrote it hears that it is approved; in a new pair the mentor is asked for the first signature."""
    other = pair.partner_id(who)
    asked = pair.state is PairState.PREPARING and other == pair.mentor_id
    if asked:
        tell(db, other, AgreementToSign(pair=pair.id), AgreementOffered(plan=plan_id, person=other), now)
    else:
        tell(db, other, PlanIsAgreed(pair=pair.id, plan=plan_id), PlanAgreedCause(plan=plan_id, person=other), now)
