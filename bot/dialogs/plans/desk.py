"""Plans at the desk: what their forms build on, what notices say of them, and approving one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bot.dialogs.agreement.pages import PlanApproved
from bot.dialogs.agreement.shared import offer_anew, offered
from bot.dialogs.calendar import USUAL_HOUR, SchoolDays
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, open_pair
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.pairs.shared import names
from bot.dialogs.plans import deeds, rules
from bot.dialogs.plans.pages import (
    FURTHER,
    PlanAgreed,
    PlanInFull,
    PlanIsAgreed,
    PlanLines,
    PlanSent,
    PlanToRead,
    ProposedPlan,
    ThePlan,
)
from bot.dialogs.plans.paper import FullReview, Negotiation, Planning, PlanProposal, PlanReview, read
from bot.dialogs.plans.shared import LISTS, USUAL, mine, terms
from bot.dialogs.preparations import rules as preparations
from bot.dialogs.readiness.pages import Before, PlanToCome
from bot.dialogs.refusals import DayOutside, Moved
from bot.dialogs.sessions.shared import moment_of, shut, taken
from bot.forms.dialog import Dialog
from bot.forms.facts import Context
from bot.forms.meetings import Meetings
from bot.forms.questions import Question
from bot.forms.saying import Said
from bot.language import Item, Marked, _, items_of, local
from bot.store import plans
from bot.store.pairs import PairKind, PairOf, PairState, Side
from bot.store.people import levels
from bot.store.plans import PlanVersion
from bot.store.preparing import plan_drafts
from bot.store.preparing import preparations as store_preparations
from bot.store.preparing.preparations import PreparationKind
from bot.store.sessions import sessions

# the forms


@facts
def planning(asking: Asking, at: PlanProposal | Negotiation) -> Prepared:
    """What a plan of this pair may build on."""
    pair = open_pair(asking, at.pair, PlanProposal.shows)
    if not rules.can_plan(pair):
        raise NotOpen(_("Your pair is paused or ended, so its records cannot be changed now."))
    me, partner = names(asking, pair)
    before = plans.latest(asking.db, pair.id)
    needs = _needs(asking, pair)
    days, level = SchoolDays.around(asking.db, asking.today), levels.level(asking.db, pair.mentee_id)
    begun = _drafted(asking, pair) if isinstance(at, PlanProposal) else {}
    return Prepared(
        Planning(
            me=me,
            partner=partner,
            goals=items_of(before.objectives) if before else needs,
            needs=needs,
            usual_hour=(before.hour if before else None) or USUAL_HOUR,
            usual_venue=(before.venue if before else None) or "",
            closed=shut(asking, pair),
            taken=taken(asking, lambda one: one.pair_id == pair.id),
            review=rules.review_day(pair, asking.today, days, level),
            coaching=pair.kind is PairKind.COACHING,
        ),
        begun,
    )


def _drafted(asking: Asking, pair: PairOf) -> dict[str, str]:
    """What the mentor had drafted before there was a mentee, for the first plan of the two."""
    found = plan_drafts.of_pair(asking.db, pair.id) if pair.mentor_id == asking.who.id else None
    first = found is not None and plans.newest(asking.db, pair.id) is None
    return dict(found.answers) if found is not None and first else {}


def _needs(asking: Asking, pair: PairOf) -> tuple[Item, ...]:
    """The mentee's needs, once this person may read them: their own, or what both have shown each other."""
    known = store_preparations.of_pair(asking.db, pair.id)
    mentee = pair.side(asking.who.id) is Side.MENTEE
    found = (
        preparations.own(known, asking.who.id, PreparationKind.NEEDS)
        if mentee
        else preparations.readable(known, asking.who.id)
    )
    return items_of(found.answers["areas"]) if found else ()


@facts
def review(asking: Asking, at: PlanReview | FullReview) -> Prepared:
    """The plan that waits for this person, opened as it was written."""
    plan = _waiting(asking, at)
    return Prepared(planning(asking, at).facts, dict(plan.answers or {}))


def _waiting(asking: Asking, at: PlanReview | FullReview | PlanToRead | PlanInFull) -> PlanVersion:
    """The version that waits for this person; closed when it is another, theirs, or settled."""
    pair = open_pair(asking, at.pair, PlanProposal.shows)
    newest = plans.newest(asking.db, pair.id)
    if newest is None or newest.id != at.plan or newest.approved_at is not None:
        raise NotOpen(_("The plan has changed. PLAN shows the new one."))
    if newest.author_id == asking.who.id or pair.side(asking.who.id) is None:
        raise NotFound
    return newest


@subjects
def to_plan(asking: Asking, form: type[PlanProposal] | type[Negotiation], words: str) -> list[Subject]:
    """The pairs that may agree on a plan."""
    return [
        Subject(form(pair=pair.id), Said(Marked("{partner}"), {"partner": names(asking, pair)[1]}))
        for pair in mine(asking)
    ]


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
    plan, pair = _waiting(asking, at), open_pair(asking, at.pair, PlanProposal.shows)
    agreed = terms(plan.answers or {})
    try:
        with _as_shown():
            deeds.approve(asking.db, asking.who.id, plan.id, agreed, asking.now)
    except DayOutside:
        raise NotOpen(_("One date of this plan has passed. To change it, reply PLAN, then 3.")) from None
    offer_anew(asking, open_pair(asking, at.pair, PlanProposal.shows))
    if pair.state is PairState.PREPARING:
        offered(asking, pair)
        return PlanApproved(pair=at.pair)
    return PlanAgreed(pair=at.pair, plan=plan.id)


@contextmanager
def _as_shown() -> Iterator[None]:
    """A plan that has moved meanwhile is PLAN's to show."""
    try:
        yield
    except Moved:
        raise NotOpen(_("The plan has changed. PLAN shows the new one.")) from None


# what is said of them


@facts
def proposed(asking: Asking, at: PlanSent | PlanIsAgreed | PlanAgreed | ThePlan) -> Prepared:
    """A version of a plan; without its number the one that both agreed on."""
    pair = open_pair(asking, at.pair, PlanProposal.shows)
    plan = plans.get(asking.db, at.plan) if at.plan is not None else plans.latest(asking.db, pair.id)
    if plan is None or plan.pair_id != pair.id:
        raise NotOpen(_("There is no plan yet. PLAN makes one."))
    return Prepared(_proposed(asking, pair, plan))


@facts
def to_read(asking: Asking, at: PlanInFull | PlanToRead) -> Prepared:
    """A plan that waits for this person."""
    plan = _waiting(asking, at)
    return Prepared(_proposed(asking, open_pair(asking, at.pair, PlanProposal.shows), plan))


def _proposed(asking: Asking, pair: PairOf, plan: PlanVersion) -> ProposedPlan:
    me, partner = names(asking, pair)
    answers = plan.answers or {}
    meetings = Meetings.of(answers["meetings"]) if "meetings" in answers else _as_held(asking, pair, plan)
    days, level = SchoolDays.around(asking.db, asking.today), levels.level(asking.db, pair.mentee_id)
    review = rules.review_day(pair, asking.today, days, level)
    asked = days.first_from(review, level)
    cycles = rules.cycles_left(asking.today, days, level)
    written = {name: read(lists, answers.get(name, "=1")) for name, lists in USUAL.items()}
    return ProposedPlan(
        me=me,
        partner=partner,
        goals=items_of(plan.objectives),
        meetings=meetings,
        mentor_duties=written["mentor_duties"],
        mentee_duties=written["mentee_duties"],
        criteria=items_of(answers.get("criteria", "")),
        rules=written["rules"],
        further=_further(asking, answers),
        sessions=len(meetings),
        next=meetings.moments[0],
        review=review,
        asked=asked,
        shut=asked != review,
        cycles=cycles,
        late=cycles < 2,
        first=pair.state is PairState.PREPARING,
    )


def _as_held(asking: Asking, pair: PairOf, plan: PlanVersion) -> Meetings:
    """The meetings of a plan that was entered before its form was: those that stand in the calendar."""
    known = [moment for one in sessions.of_pair(asking.db, pair.id) if (moment := moment_of(one)) is not None]
    return Meetings(tuple(sorted(known)) or (local(asking.now),), plan.venue or "")


def _further(asking: Asking, answers: Mapping[str, str]) -> PlanLines:
    given = [(name, answers[name]) for name in FURTHER if answers.get(name)]
    values = {name: _value(asking, name, stored) for name, stored in given}
    return PlanLines(tuple(Said(FURTHER[name], {"value": value}) for name, value in values.items()))


CHOSEN: Mapping[str, Question] = {
    "focus": PlanProposal.focus,
    "priorities": PlanProposal.priorities,
    "resources": PlanProposal.resources,
}


def _value(asking: Asking, name: str, stored: str) -> object:
    if name in LISTS:
        return items_of(stored)
    if name in CHOSEN:
        return CHOSEN[name].value(stored, Context(None, asking.now))
    return read(USUAL[name], stored) if name in USUAL else stored


@facts
def before(asking: Asking, at: PlanToCome) -> Prepared:
    """A pair whose plan is still to come."""
    pair = open_pair(asking, at.pair, PlanProposal.shows)
    newest = plans.newest(asking.db, pair.id)
    sent = newest is not None and newest.approved_at is None and newest.author_id == asking.who.id
    return Prepared(Before(names(asking, pair)[1], sent))
