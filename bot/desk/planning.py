"""Plans at the desk: what their forms build on, what notices say of them, and where PLAN leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bot.desk.base import Answers, Asking, Closed, Prepared, Subject, allowed
from bot.desk.handlers import does, facts, subjects, takes
from bot.desk.papers import offer_anew, offered
from bot.desk.planned import shut
from bot.desk.records import moment_of, names
from bot.dialogs.agreement import PlanApproved
from bot.dialogs.dialog import Dialog
from bot.dialogs.meetings import Meetings
from bot.dialogs.next_step import Before, PlanToCome
from bot.dialogs.planning import (
    FURTHER,
    FullReview,
    Lines,
    Negotiation,
    PlanAgreed,
    PlanInFull,
    PlanIsAgreed,
    Planning,
    PlanProposal,
    PlanReview,
    PlanSent,
    PlanToRead,
    Proposed,
    ThePlan,
)
from bot.dialogs.saying import Said
from bot.dialogs.usual import LIMITS, MENTEE, MENTOR, RULES, Lists, read
from bot.language import Item, Text, _, items_of, local
from bot.programme import plans as deeds
from bot.programme import preparations as rules
from bot.programme.calendar import USUAL_HOUR, SchoolDays
from bot.programme.plans import Terms
from bot.programme.refusals import DayOutside, Moved
from bot.store import levels, pairs, plans, preparations, sessions
from bot.store.pairs import PairOf, Side, State
from bot.store.plans import Plan
from bot.store.preparations import Kind

STATES = (State.PREPARING, State.ACTIVE)
_USUAL: dict[str, Lists] = {"mentor_duties": MENTOR, "mentee_duties": MENTEE, "rules": RULES, "limits": LIMITS}
_LISTS = ("needs", "goals", "criteria")


def pair_of(asking: Asking, pair_id: int) -> PairOf:
    """The pair, for one who may see its plan."""
    pair = pairs.get(asking.db, pair_id)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, PlanProposal.shows)
    return pair


# the forms


@facts
def planning(asking: Asking, at: PlanProposal | Negotiation) -> Prepared:
    """What a plan of this pair may build on."""
    pair = pair_of(asking, at.pair)
    if not deeds.can_plan(pair):
        raise Closed(_("Your pair is paused or ended, so its records cannot be changed now."))
    me, partner = names(asking, pair)
    before = plans.latest(asking.db, pair.id)
    needs = _needs(asking, pair)
    days, level = SchoolDays.around(asking.db, asking.today), levels.level(asking.db, pair.mentee_id)
    return Prepared(
        Planning(
            me=me,
            partner=partner,
            goals=items_of(before.objectives) if before else needs,
            needs=needs,
            usual_hour=(before.hour if before else None) or USUAL_HOUR,
            usual_venue=(before.venue if before else None) or "",
            closed=shut(asking, pair),
            review=deeds.review_day(pair, asking.today, days, level),
        )
    )


def _needs(asking: Asking, pair: PairOf) -> tuple[Item, ...]:
    """The mentee's needs, once this person may read them: their own, or what both have shown each other."""
    known = preparations.of_pair(asking.db, pair.id)
    mentee = pair.side(asking.who.id) is Side.MENTEE
    found = rules.own(known, asking.who.id, Kind.NEEDS) if mentee else rules.readable(known, asking.who.id)
    return items_of(found.answers["areas"]) if found else ()


@facts
def review(asking: Asking, at: PlanReview | FullReview) -> Prepared:
    """The plan that waits for this person, opened as it was written."""
    plan = _waiting(asking, at)
    return Prepared(planning(asking, at).facts, dict(plan.answers or {}))


def _waiting(asking: Asking, at: PlanReview | FullReview | PlanToRead | PlanInFull) -> Plan:
    """The version that waits for this person; closed when it is another, theirs, or settled."""
    pair = pair_of(asking, at.pair)
    newest = plans.newest(asking.db, pair.id)
    if newest is None or newest.id != at.plan or newest.approved_at is not None:
        raise Closed(_("The plan has changed. PLAN shows the new one."))
    if newest.author_id == asking.who.id or pair.side(asking.who.id) is None:
        raise Closed(_("You cannot open that."))
    return newest


@subjects
def to_plan(asking: Asking, form: type[PlanProposal] | type[Negotiation], words: str) -> list[Subject]:
    """The pairs that may agree on a plan."""
    return [
        Subject(form(pair=pair.id), Said(Text("{partner}"), {"partner": names(asking, pair)[1]}))
        for pair in mine(asking)
    ]


def mine(asking: Asking) -> list[PairOf]:
    """The pairs of this person that may agree on a plan."""
    found = pairs.pairs_of(asking.db, asking.who.id, STATES)
    if not found:
        raise Closed(_("You are not matched yet. Once your head has matched you, you two make a plan."))
    return found


def terms(answers: Mapping[str, str]) -> Terms:
    """What a filled form of a plan says."""
    meetings = Meetings.of(answers["meetings"])
    return Terms(answers["goals"], meetings.moments, meetings.venue, answers)


# handing in


@takes
def take_plan(asking: Asking, at: PlanProposal | Negotiation, answers: Answers) -> PlanSent:
    """A plan is complete: the other one is asked."""
    with _as_shown():
        made = deeds.propose(asking.db, asking.who.id, at.pair, terms(answers), asking.now)
    return PlanSent(pair=at.pair, plan=made)


@takes
def take_review(asking: Asking, at: PlanReview | FullReview, answers: Answers) -> Dialog:
    """The plan that was sent is approved as it stands, or goes back changed."""
    plan = _waiting(asking, at)
    if dict(answers) == dict(plan.answers or {}):
        return _approve(asking, at)
    pair_id, new = at.pair, terms(answers)
    with _as_shown():
        made = deeds.propose(asking.db, asking.who.id, pair_id, new, asking.now, based_on=plan.id)
    return PlanSent(pair=at.pair, plan=made)


@does(PlanToRead.approve, PlanInFull.approve)
def approve(asking: Asking, at: PlanToRead | PlanInFull) -> Dialog:
    """The plan is approved; in a new pair the agreement comes next."""
    return _approve(asking, at)


def _approve(asking: Asking, at: PlanReview | FullReview | PlanToRead | PlanInFull) -> Dialog:
    plan, pair = _waiting(asking, at), pair_of(asking, at.pair)
    agreed = terms(plan.answers or {})
    try:
        with _as_shown():
            deeds.approve(asking.db, asking.who.id, plan.id, agreed, asking.now)
    except DayOutside:
        raise Closed(_("One date of this plan has passed. To change it, reply PLAN, then 3.")) from None
    offer_anew(asking, pair_of(asking, at.pair))
    if pair.state is State.PREPARING:
        offered(asking, pair)
        return PlanApproved(pair=at.pair)
    return PlanAgreed(pair=at.pair, plan=plan.id)


@contextmanager
def _as_shown() -> Iterator[None]:
    """A plan that has moved meanwhile is PLAN's to show."""
    try:
        yield
    except Moved:
        raise Closed(_("The plan has changed. PLAN shows the new one.")) from None


# what is said of them


@facts
def proposed(asking: Asking, at: PlanSent | PlanIsAgreed | PlanAgreed | ThePlan) -> Prepared:
    """A version of a plan; without its number the one that both agreed on."""
    pair = pair_of(asking, at.pair)
    plan = plans.get(asking.db, at.plan) if at.plan is not None else plans.latest(asking.db, pair.id)
    if plan is None or plan.pair_id != pair.id:
        raise Closed(_("There is no plan yet. PLAN makes one."))
    return Prepared(_proposed(asking, pair, plan))


@facts
def to_read(asking: Asking, at: PlanInFull | PlanToRead) -> Prepared:
    """A plan that waits for this person."""
    plan = _waiting(asking, at)
    return Prepared(_proposed(asking, pair_of(asking, at.pair), plan))


def _proposed(asking: Asking, pair: PairOf, plan: Plan) -> Proposed:
    me, partner = names(asking, pair)
    answers = plan.answers or {}
    meetings = Meetings.of(answers["meetings"]) if "meetings" in answers else _as_held(asking, pair, plan)
    days, level = SchoolDays.around(asking.db, asking.today), levels.level(asking.db, pair.mentee_id)
    review = deeds.review_day(pair, asking.today, days, level)
    asked = days.first_from(review, level)
    cycles = deeds.cycles_left(asking.today, days, level)
    written = {name: read(lists, answers.get(name, "=1")) for name, lists in _USUAL.items()}
    return Proposed(
        me=me,
        partner=partner,
        goals=items_of(plan.objectives),
        meetings=meetings,
        mentor_duties=written["mentor_duties"],
        mentee_duties=written["mentee_duties"],
        criteria=items_of(answers.get("criteria", "")),
        rules=written["rules"],
        further=_further(answers),
        sessions=len(meetings),
        next=meetings.moments[0],
        review=review,
        asked=asked,
        shut=asked != review,
        cycles=cycles,
        late=cycles < 2,
        first=pair.state is State.PREPARING,
    )


def _as_held(asking: Asking, pair: PairOf, plan: Plan) -> Meetings:
    """The meetings of a plan that was entered before its form was: those that stand in the calendar."""
    known = [moment for one in sessions.of_pair(asking.db, pair.id) if (moment := moment_of(one)) is not None]
    return Meetings(tuple(sorted(known)) or (local(asking.now),), plan.venue or "")


def _further(answers: Mapping[str, str]) -> Lines:
    given = [(name, answers[name]) for name in FURTHER if answers.get(name)]
    values = {name: _value(name, stored) for name, stored in given}
    return Lines(tuple(Said(FURTHER[name], {"value": value}) for name, value in values.items()))


def _value(name: str, stored: str) -> object:
    if name in _LISTS:
        return items_of(stored)
    return read(_USUAL[name], stored) if name in _USUAL else stored


@facts
def before(asking: Asking, at: PlanToCome) -> Prepared:
    """A pair whose plan is still to come."""
    pair = pair_of(asking, at.pair)
    newest = plans.newest(asking.db, pair.id)
    sent = newest is not None and newest.approved_at is None and newest.author_id == asking.who.id
    return Prepared(Before(names(asking, pair)[1], sent))
