"""Entry on behalf at the desk: who is not in the chat, what waits for them, and what the head has seen on paper."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs.agreement.shared import facts_of, paper
from bot.dialogs.behalf import deeds
from bot.dialogs.behalf.pages import Absent, EnteredFor, For, OnBehalf, Seen, SeenOnPaper, Vouched, WaitsForThem
from bot.dialogs.behalf.rules import Wait, What
from bot.dialogs.desk import Asking, NotFound, NotNamed, NotOpen, Prepared, allowed, prove
from bot.dialogs.ending.paper import MenteeAssessment, MentorAssessment
from bot.dialogs.handlers import does, facts, routes
from bot.dialogs.offices import deeds as finding_pairs
from bot.dialogs.offices.shared import those_named
from bot.dialogs.plans.shared import terms
from bot.dialogs.visibility import Viewer, relation_to
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.language import Name, _
from bot.store import agreement, pairs, plans
from bot.store.pairs import LOGGING, PairOf, PairState, Side
from bot.store.people import people
from bot.store.people.people import Person
from bot.store.reviews.reviews import ReviewKind

STATES = (PairState.PREPARING, *LOGGING)
ASSESSMENTS = {Side.MENTOR: MentorAssessment, Side.MENTEE: MenteeAssessment}


def _within_reach(asking: Asking, whom: str | None) -> list[tuple[PairOf, int]]:
    """The people without chat of one's own pairs, and a head's school's, each with the pair; those who are named."""
    if whom is None:  # else a sentence that begins with “for” would ask for the PIN
        prove(asking)
    reach = finding_pairs.within_reach(asking.db, asking.who.id, asking.office, STATES, asking.today)
    found = [
        (pair, person_id)
        for pair in reach
        for person_id in (pair.mentee_id, pair.mentor_id)
        if deeds.may_enter(asking.db, asking.who.id, pair, person_id, asking.today)
    ]
    if not found:
        raise NotNamed(_("Everybody in your pairs writes for themselves here. FOR is for people without chat."))
    found = _named(asking, found, whom) if whom else found
    prove(asking)
    return found


def _named(asking: Asking, found: list[tuple[PairOf, int]], whom: str) -> list[tuple[PairOf, int]]:
    """Those of these whom the words mean, by name or number. NotNamed."""
    numbers = {one.id: one.tsc_number for _pair, who in found if (one := people.get(asking.db, who)) is not None}
    among = [(numbers.get(who) or f"person {who}", _name(pair, who)) for pair, who in found]
    named = those_named(whom, among)
    return [one for one, known in zip(found, among, strict=True) if known in named]


def _name(pair: PairOf, person_id: int) -> str:
    return pair.mentee_name if person_id == pair.mentee_id else pair.mentor_name


def _row(pair: PairOf, person_id: int) -> Row:
    return Row(Name(_name(pair, person_id)).short, OnBehalf(pair=pair.id, person=person_id))


@routes
def route(asking: Asking, at: For) -> Dialog:
    """Leads to the only person it can be."""
    found = _within_reach(asking, at.whom)
    only = found[0]
    return OnBehalf(pair=only[0].id, person=only[1]) if len(found) == 1 else at


@facts
def absent(asking: Asking, at: For) -> Prepared:
    return Prepared(Absent(tuple(_row(*one) for one in _within_reach(asking, at.whom))))


def _whose(asking: Asking, at: OnBehalf | SeenOnPaper | Vouched | EnteredFor) -> tuple[PairOf, Person]:
    """The pair and the person; closed for those who may not enter for them."""
    pair, person = pairs.get(asking.db, at.pair), people.get(asking.db, at.person)
    if pair is None or person is None:
        raise NotFound
    allowed(asking, pair, "session")
    if not deeds.may_enter(asking.db, asking.who.id, pair, person.id, asking.today):
        raise NotFound
    return pair, person


@facts
def waiting(asking: Asking, at: OnBehalf | Vouched | EnteredFor) -> Prepared:
    """What waits for this person, as far as it is this reader's to settle."""
    pair, person = _whose(asking, at)
    head = relation_to(asking.db, asking.who.id, pair, asking.today) is Viewer.HEAD
    found = deeds.waits(asking.db, pair, person.id, asking.today)
    mine = [one for one in found if head or one.what is What.ASSESSMENT]
    return Prepared(WaitsForThem(Name(person.name), tuple(_wait(pair, person, one) for one in mine)))


def _wait(pair: PairOf, person: Person, one: Wait) -> Row:
    if one.what is What.ASSESSMENT:
        side = pair.side(person.id)
        assert side is not None, "one of the two"
        return Row(_called(one), ASSESSMENTS[side](pair=pair.id, for_=person.id))
    return Row(_called(one), SeenOnPaper(pair=pair.id, person=person.id, what=one.what.value, id=one.id))


def _called(one: Wait) -> Said:
    match one.what:
        case What.RECORD:
            return Said(_("session {number}, {day:weekday}"), {"number": one.number, "day": one.day})
        case What.PLAN:
            return Said(_("the plan"), {})
        case What.DECLARATION:
            return Said(_("the confidentiality declaration"), {})
        case What.SIX_WEEK:
            return Said(_("6-week review of quarter {number}"), {"number": one.number})
        case What.THREE_MONTH:
            return Said(_("3-month review of quarter {number}"), {"number": one.number})
        case What.ANNEX_IV:
            return Said(_("Annex IV of quarter {number}"), {"number": one.number})
    return Said(_("self-assessment"), {})


@facts
def seen(asking: Asking, at: SeenOnPaper) -> Prepared:
    """One thing that waits; closed once it does not, and for all but the head."""
    pair, person = _whose(asking, at)
    if relation_to(asking.db, asking.who.id, pair, asking.today) is not Viewer.HEAD:
        raise NotFound
    found = deeds.waits(asking.db, pair, person.id, asking.today)
    one = next((wait for wait in found if (wait.what.value, wait.id) == (at.what, at.id)), None)
    if one is None:
        raise NotOpen(_("That does not wait any more. FOR shows what does."))
    return Prepared(Seen(Name(person.name), _called(one)))


@does(SeenOnPaper.yes)
def vouch(asking: Asking, at: SeenOnPaper) -> Dialog:
    """The head has seen it on paper."""
    pair, person = _whose(asking, at)
    evidence, one = asking.evidence(read=False), at.id
    match What(at.what):
        case What.RECORD:
            deeds.sign_record(asking.db, asking.who.id, one, person.id, evidence, asking.now)
        case What.PLAN:
            plan = plans.get(asking.db, one)
            agreed = terms((plan.answers if plan else None) or {})
            deeds.approve_plan(asking.db, asking.who.id, one, person.id, agreed, evidence, asking.now)
        case What.DECLARATION:
            theirs = replace(asking, who=person)
            found = paper(theirs, agreement.PaperKind.DECLARATION, facts_of(theirs, pair))
            deeds.declare(asking.db, asking.who.id, pair.id, person.id, found, evidence, asking.now)
        case What.SIX_WEEK | What.THREE_MONTH:
            of = (ReviewKind(at.what), one)
            deeds.review(asking.db, asking.who.id, pair.id, person.id, of, evidence, asking.now)
        case What.ANNEX_IV:
            deeds.feed_back(asking.db, asking.who.id, pair.id, person.id, evidence, asking.now)
    return Vouched(pair=at.pair, person=at.person)
