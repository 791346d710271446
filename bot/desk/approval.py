"""ITSD at the desk: the pairs that wait for approval, what is asked of heads, certificates and TPD."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.base import Args, Asking, Closed, Prepared, Subject, allowed, prove
from bot.dialogs.approval import Case, Certified, Issued, OfPair, OneIssued
from bot.dialogs.place import Place
from bot.dialogs.queries import Reply, Word
from bot.dialogs.saying import Said
from bot.language import Name, _
from bot.programme import approval, completion, finishing, status
from bot.programme.completion import Item
from bot.programme.offices import certifies
from bot.store import areas, certificates, closings, decisions, pairs, people, roles, statements
from bot.store.certificates import Certificate
from bot.store.decisions import Decided
from bot.store.pairs import PairOf, Side, State


def _itsd(asking: Asking) -> None:
    prove(asking)
    if not certifies(asking.roles):
        raise Closed(_("That is not open to you."))


def _pair(asking: Asking, pair_id: str) -> PairOf:
    """A pair, for ITSD."""
    _itsd(asking)
    pair = pairs.get(asking.db, int(pair_id))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "completion")
    return pair


# the queue


def route(asking: Asking, place: Place) -> Place:
    """QUEUE leads to the pair that has waited longest."""
    _itsd(asking)
    return place if "pair" in place.args else _at(asking, 0)


def _at(asking: Asking, after: int) -> Place:
    _waiting, pair_id = decisions.waiting(asking.db, after)
    if pair_id is None and after:
        return _at(asking, 0)
    return Place("Queue", {"pair": str(pair_id), "after": str(after)}) if pair_id else Place("NobodyWaits")


def case(asking: Asking, args: Args) -> Prepared:
    """One pair that waits, in figures; closed once it waits no more."""
    pair = _pair(asking, args["pair"])
    now = finishing.progress(asking.db, pair, asking.today)
    standing = statements.standing(statements.of_pair(asking.db, pair.id), now.last_day)
    if pair.state is not State.ACTIVE or standing is None:
        raise Closed(_("This pair does not wait for approval any more. QUEUE shows the next one."))
    waiting, _first = decisions.waiting(asking.db, 0)
    figures = status.pair_figures(asking.db, pair.id, asking.today)
    done, due = finishing.reviews_done(asking.db, pair, asking.today)
    missing = {gap.item for gap in completion.open_items(now)}
    return Prepared(
        Case(
            waiting=waiting,
            mentee=Name(pair.mentee_name),
            mentor=Name(pair.mentor_name),
            school=_school(asking, pair),
            months=finishing.months_served(asking.db, pair, asking.today),
            planned=figures.due,
            held=figures.held,
            signed=figures.signed,
            reviews_due=due,
            reviews_done=done,
            excused=standing.excused,
            papers=not missing & {Item.AGREEMENT, Item.DECLARATION},
            trained=Item.TRAINING not in missing,
            more=waiting > 1,
        )
    )


def _school(asking: Asking, pair: PairOf) -> str:
    held = [one.area_id for one in roles.of_person(asking.db, pair.mentee_id, asking.today) if one.area_id]
    area = areas.get(asking.db, held[0]) if held else None
    return area.name if area else ""


def following(asking: Asking, args: Args) -> Place:
    """The next pair; after the last one the first again."""
    _itsd(asking)
    return _at(asking, int(args.get("after", "0")) + 1)


# decisions


def approve(asking: Asking, args: Args) -> Place:
    _itsd(asking)
    approval.approve(asking.db, asking.who.id, int(args["pair"]), asking.now)
    return Place("Approved", {"pair": args["pair"]})


def award(asking: Asking, args: Args) -> Place:
    """TSC has awarded the points of a pair's certificates today."""
    _itsd(asking)
    pair_id = int(args["pair"]) if "pair" in args else _certificate(asking, args["number"]).pair_id
    approval.award(asking.db, asking.who.id, pair_id, asking.now)
    return Place("TpdMarked", {"pair": str(pair_id)})


def _certificate(asking: Asking, number: str) -> Certificate:
    found = certificates.by_number(asking.db, number.strip().upper())
    if found is None or (found.person_id != asking.who.id and not certifies(asking.roles)):
        raise Closed(_("TIMEC: no certificate has the number {number}. Please check it on the paper."), number=number)
    return found


def issued(asking: Asking, args: Args) -> Prepared:
    """The certificates of a pair."""
    pair = _pair(asking, args["pair"])
    numbers = {one.role: one.number for one in certificates.of_pair(asking.db, pair.id)}
    if not numbers:
        raise Closed(_("That is not open to you."))
    return Prepared(Issued(numbers.get(Side.MENTEE, numbers[Side.MENTOR]), numbers[Side.MENTOR]))


def tpd(asking: Asking, args: Args) -> Prepared:
    """How TPD stands on a certificate; without a number, on one's own newest."""
    own = certificates.of_person(asking.db, asking.who.id)
    number = args.get("number") or (own[-1].number if own else "")
    if not number:
        raise Closed(_("Reply TPD and the number of the certificate, like TPD TM27-00418."))
    found = _certificate(asking, number)
    may = certifies(asking.roles) and found.awarded_on is None
    return Prepared(Certified(found.number, found.awarded_on, may))


def of_pair(asking: Asking, args: Args) -> Prepared:
    """Whose pair it is."""
    pair = _pair(asking, args["pair"])
    return Prepared(OfPair(Name(pair.mentee_name), Name(pair.mentor_name)))


def take_query(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    approval.query(asking.db, asking.who.id, int(args["pair"]), given["words"], asking.now)
    return Place("WrittenToHead", {"pair": args["pair"]})


def take_return(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    approval.send_back(asking.db, asking.who.id, int(args["pair"]), given["words"], asking.now)
    return Place("WrittenToHead", {"pair": args["pair"]})


# the head's side


def word(asking: Asking, args: Args) -> Prepared:
    """What ITSD wrote about a pair, to its head."""
    said = decisions.get(asking.db, int(args["decision"]))
    pair = pairs.get(asking.db, said.pair_id) if said else None
    if said is None or pair is None or said.words is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "completion")
    if not approval.is_asked(asking.db, asking.who.id, pair, asking.now):
        raise Closed(_("That is not open to you."))
    returned = said.decided is Decided.RETURNED
    open_one = not returned and said.answer is None
    return Prepared(Word(Name(pair.mentee_name), Name(pair.mentor_name), said.words, returned, open_one))


def to_answer(asking: Asking, args: Args) -> Prepared:
    """The same while an answer is awaited."""
    prepared = word(asking, args)
    if not prepared.facts.open:
        raise Closed(_("That is answered already. Thank you."))
    return prepared


def take_answer(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    approval.answer(asking.db, asking.who.id, int(args["decision"]), given["answer"], asking.now)
    return Place("QueryIsAnswered")


def answered(asking: Asking, args: Args) -> Prepared:
    """A head's answer, to the officer who asked."""
    said = decisions.get(asking.db, int(args["decision"]))
    pair = pairs.get(asking.db, said.pair_id) if said else None
    if said is None or pair is None or said.answer is None or said.by_id != asking.who.id:
        raise Closed(_("That is not open to you."))
    return Prepared(Reply(Name(pair.mentee_name), Name(pair.mentor_name), said.answer))


# a mentor whose pair ended early


def ended_early(asking: Asking, words: str) -> list[Subject]:
    """The pairs of a mentor (by TSC number) that ended early and earned no certificate."""
    _itsd(asking)
    mentor = people.by_tsc(asking.db, words.strip())
    found = pairs.pairs_of(asking.db, mentor.id, (State.ENDED,)) if mentor else []
    open_ones = [
        pair
        for pair in found
        if mentor and pair.mentor_id == mentor.id and not certificates.of_pair(asking.db, pair.id)
    ]
    if not open_ones:
        raise Closed(_("Reply CERTIFY and the TSC number of a mentor whose pair ended early."))
    return [
        Subject({"pair": str(pair.id)}, Said(_("pair with {mentee}"), {"mentee": Name(pair.mentee_name)}))
        for pair in open_ones
    ]


def take_mentor(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    pair_id = int(args["pair"])
    approval.certify_mentor(asking.db, asking.who.id, pair_id, given["reason"], asking.now)
    return Place("MentorCertified", {"pair": args["pair"]})


def mentor_certified(asking: Asking, args: Args) -> Prepared:
    """The one certificate of a pair that ended early."""
    pair = _pair(asking, args["pair"])
    found = certificates.of_pair(asking.db, pair.id)
    if not found or closings.of_pair(asking.db, pair.id) is None:
        raise Closed(_("That is not open to you."))
    return Prepared(OneIssued(Name(pair.mentor_name), found[0].number))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "ApprovalsWait": case,
    "Queue": case,
    "Approved": issued,
    "TpdLater": issued,
    "TpdMarked": issued,
    "Tpd": tpd,
    "QueryHead": of_pair,
    "ReturnToHead": of_pair,
    "WrittenToHead": of_pair,
    "DecisionForHead": word,
    "DecisionRead": word,
    "AnswerQuery": to_answer,
    "QueryAnswered": answered,
    "AnswerRead": answered,
    "MentorCertificate": of_pair,
    "MentorCertified": mentor_certified,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"Queue": route}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"MentorCertificate": ended_early}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "QueryHead": take_query,
    "ReturnToHead": take_return,
    "AnswerQuery": take_answer,
    "MentorCertificate": take_mentor,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "approve_pair": approve,
    "next_case": following,
    "award_tpd": award,
}
