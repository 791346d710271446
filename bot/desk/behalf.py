"""Entry on behalf at the desk: who is not in the chat, what waits for them, and what the head has seen on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.desk.base import Args, Asking, Closed, Prepared, allowed, prove
from bot.desk.papers import facts_of, paper
from bot.desk.planning import terms
from bot.dialogs.behalf import Absent, Seen, Waiting
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.saying import Said
from bot.language import Name, _
from bot.programme import behalf, finding_pairs
from bot.programme.behalf import Wait, What
from bot.programme.visibility import Viewer, relation_to
from bot.store import documents, pairs, people, plans
from bot.store.pairs import LOGGING, PairOf, Side, State
from bot.store.people import Person

STATES = (State.PREPARING, *LOGGING)
FORMS = {Side.MENTOR: "MentorAssessment", Side.MENTEE: "MenteeAssessment"}


def _within_reach(asking: Asking) -> list[tuple[PairOf, int]]:
    """The people without chat of one's own pairs, and a head's school's, each with the pair."""
    prove(asking)
    reach = finding_pairs.within_reach(asking.db, asking.who.id, asking.office, STATES, asking.today)
    found = [
        (pair, person_id)
        for pair in reach
        for person_id in (pair.mentee_id, pair.mentor_id)
        if behalf.may_enter(asking.db, asking.who.id, pair, person_id, asking.today)
    ]
    if not found:
        raise Closed(_("Everybody in your pairs writes for themselves here. FOR is for people without chat."))
    return found


def _row(pair: PairOf, person_id: int) -> Row:
    name = pair.mentee_name if person_id == pair.mentee_id else pair.mentor_name
    return Row(Name(name).short, {"pair": str(pair.id), "person": str(person_id)})


def route(asking: Asking, place: Place) -> Place:
    """Leads to the only person it can be."""
    found = _within_reach(asking)
    return Place("OnBehalf", _row(*found[0]).args) if len(found) == 1 else place


def absent(asking: Asking, args: Args) -> Prepared:
    return Prepared(Absent(tuple(_row(*one) for one in _within_reach(asking))))


def _whose(asking: Asking, args: Args) -> tuple[PairOf, Person]:
    """The pair and the person; closed for those who may not enter for them."""
    pair, person = pairs.get(asking.db, int(args["pair"])), people.get(asking.db, int(args["person"]))
    if pair is None or person is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "session")
    if not behalf.may_enter(asking.db, asking.who.id, pair, person.id, asking.today):
        raise Closed(_("That is not open to you."))
    return pair, person


def waiting(asking: Asking, args: Args) -> Prepared:
    """What waits for this person, as far as it is this reader's to settle."""
    pair, person = _whose(asking, args)
    head = relation_to(asking.db, asking.who.id, pair, asking.today) is Viewer.HEAD
    found = behalf.waits(asking.db, pair, person.id, asking.today)
    mine = [one for one in found if head or one.what is What.ASSESSMENT]
    return Prepared(Waiting(Name(person.name), tuple(_wait(pair, person, one) for one in mine)))


def _wait(pair: PairOf, person: Person, one: Wait) -> Row:
    about = {"pair": str(pair.id), "person": str(person.id)}
    if one.what is What.ASSESSMENT:
        side = pair.side(person.id)
        assert side is not None, "one of the two"
        return Row(_called(one), {"pair": str(pair.id), "for": str(person.id)}, FORMS[side])
    return Row(_called(one), {**about, "what": one.what.value, "id": str(one.id)}, "SeenOnPaper")


def _called(one: Wait) -> Said:
    match one.what:
        case What.RECORD:
            return Said(_("session {number}, {day:weekday}"), {"number": one.number, "day": one.day})
        case What.PLAN:
            return Said(_("the plan"), {})
        case What.DECLARATION:
            return Said(_("the confidentiality declaration"), {})
    return Said(_("self-assessment"), {})


def seen(asking: Asking, args: Args) -> Prepared:
    """One thing that waits; closed once it does not, and for all but the head."""
    pair, person = _whose(asking, args)
    if relation_to(asking.db, asking.who.id, pair, asking.today) is not Viewer.HEAD:
        raise Closed(_("That is not open to you."))
    found = behalf.waits(asking.db, pair, person.id, asking.today)
    one = next((wait for wait in found if (wait.what, str(wait.id)) == (args["what"], args["id"])), None)
    if one is None:
        raise Closed(_("That does not wait any more. FOR shows what does."))
    return Prepared(Seen(Name(person.name), _called(one)))


def vouch(asking: Asking, args: Args) -> Place:
    """The head has seen it on paper."""
    pair, person = _whose(asking, args)
    evidence, one = asking.evidence(read=False), int(args["id"])
    match What(args["what"]):
        case What.RECORD:
            behalf.sign_record(asking.db, asking.who.id, one, person.id, evidence, asking.now)
        case What.PLAN:
            plan = plans.get(asking.db, one)
            agreed = terms((plan.answers if plan else None) or {})
            behalf.approve_plan(asking.db, asking.who.id, one, person.id, agreed, evidence, asking.now)
        case What.DECLARATION:
            theirs = replace(asking, who=person)
            found = paper(theirs, documents.Kind.DECLARATION, facts_of(theirs, pair))
            behalf.declare(asking.db, asking.who.id, pair.id, person.id, found, evidence, asking.now)
    return Place("Vouched", {"pair": args["pair"], "person": args["person"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "For": absent,
    "OnBehalf": waiting,
    "SeenOnPaper": seen,
    "Vouched": waiting,
    "EnteredFor": waiting,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"For": route}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"vouch": vouch}
