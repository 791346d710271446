"""ITSD at the desk: the pairs that wait for approval, what is asked of heads, certificates and TPD."""

from __future__ import annotations

from bot.dialogs.approval import deeds
from bot.dialogs.approval.pages import (
    AnswerRead,
    ApprovalsWait,
    Approved,
    Case,
    DecisionForHead,
    DecisionRead,
    HeadsReply,
    Issued,
    MentorCertified,
    NobodyWaits,
    OneCertificate,
    OneIssued,
    QueryAnswered,
    QueryIsAnswered,
    Queue,
    Tpd,
    TpdLater,
    TpdMarked,
    WrittenToHead,
)
from bot.dialogs.approval.paper import AnswerQuery, MentorCertificate, PairNamed, QueryHead, ReturnToHead, Word
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, allowed, open_pair, prove
from bot.dialogs.ending import deeds as finishing
from bot.dialogs.ending import rules as completion
from bot.dialogs.ending.rules import CompletionItem
from bot.dialogs.handlers import does, facts, routes, subjects, takes
from bot.dialogs.helpdesk.pages import HelpQueue
from bot.dialogs.offices.rules import certifies
from bot.dialogs.pairs import deeds as status
from bot.forms.dialog import Dialog
from bot.forms.saying import Said
from bot.language import Name, _
from bot.store import approval, areas, certificates, pairs
from bot.store.approval import Decided
from bot.store.certificates import Certificate
from bot.store.ending import statements
from bot.store.pairs import PairOf, PairState, Side
from bot.store.pausing import closings
from bot.store.people import people, roles
from bot.store.people.roles import Role


def _itsd(asking: Asking) -> None:
    if not certifies(asking.roles):
        raise NotFound
    prove(asking)


def _pair(asking: Asking, pair_id: int) -> PairOf:
    """A pair, for ITSD."""
    _itsd(asking)
    return open_pair(asking, pair_id, "completion")


# the queue


@routes
def route(asking: Asking, at: Queue) -> Dialog:
    """QUEUE leads to the pair that has waited longest; whoever answers people, to those who wait for them."""
    if not certifies(asking.roles) and any(one.role in (Role.CHAMPION, Role.OPERATOR) for one in asking.roles):
        return HelpQueue()
    _itsd(asking)
    return at if at.pair is not None else _at(asking, 0)


def _at(asking: Asking, after: int) -> Dialog:
    _waiting, pair_id = approval.waiting(asking.db, after)
    if pair_id is None and after:
        return _at(asking, 0)
    return Queue(pair=pair_id, after=after) if pair_id else NobodyWaits()


@facts
def case(asking: Asking, at: ApprovalsWait | Queue) -> Prepared:
    """One pair that waits, in figures; closed once it waits no more."""
    pair = _pair(asking, at.pair or 0)
    now = finishing.progress(asking.db, pair, asking.today)
    standing = statements.standing(statements.of_pair(asking.db, pair.id), now.last_day)
    if pair.state is not PairState.ACTIVE or standing is None:
        raise NotOpen(_("This pair does not wait for approval any more. QUEUE shows the next one."))
    waiting, _first = approval.waiting(asking.db, 0)
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
            papers=not missing & {CompletionItem.AGREEMENT, CompletionItem.DECLARATION},
            trained=CompletionItem.TRAINING not in missing,
            more=waiting > 1,
        )
    )


def _school(asking: Asking, pair: PairOf) -> str:
    held = [one.area_id for one in roles.of_person(asking.db, pair.mentee_id, asking.today) if one.area_id]
    area = areas.get(asking.db, held[0]) if held else None
    return area.name if area else ""


@does(Queue.following)
def following(asking: Asking, at: ApprovalsWait | Queue) -> Dialog:
    """The next pair; after the last one the first again."""
    _itsd(asking)
    return _at(asking, (at.after if isinstance(at, Queue) and at.after else 0) + 1)


# decisions


@does(Queue.approve)
def approve(asking: Asking, at: ApprovalsWait | Queue) -> Dialog:
    _itsd(asking)
    deeds.approve(asking.db, asking.who.id, at.pair or 0, asking.now)
    return Approved(pair=at.pair or 0)


@does(Approved.today, Tpd.award)
def award(asking: Asking, at: Approved | Tpd) -> Dialog:
    """TSC has awarded the points of a pair's certificates today."""
    _itsd(asking)
    pair_id = at.pair if isinstance(at, Approved) else _certificate(asking, at.number or "").pair_id
    deeds.award(asking.db, asking.who.id, pair_id, asking.now)
    return TpdMarked(pair=pair_id)


def _certificate(asking: Asking, number: str) -> Certificate:
    found = certificates.by_number(asking.db, number.strip().upper())
    if found is None or (found.person_id != asking.who.id and not certifies(asking.roles)):
        raise NotOpen(_("TIMEC: no certificate has the number {number}. Please check it on the paper."), number=number)
    return found


@facts
def issued(asking: Asking, at: Approved | TpdLater | TpdMarked) -> Prepared:
    """The certificates of a pair."""
    pair = _pair(asking, at.pair)
    numbers = {one.role: one.number for one in certificates.of_pair(asking.db, pair.id)}
    if not numbers:
        raise NotFound
    return Prepared(Issued(numbers.get(Side.MENTEE, numbers[Side.MENTOR]), numbers[Side.MENTOR]))


@facts
def tpd(asking: Asking, at: Tpd) -> Prepared:
    """How TPD stands on a certificate; without a number, on one's own newest."""
    own = certificates.of_person(asking.db, asking.who.id)
    number = at.number or (own[-1].number if own else "")
    if not number:
        raise NotOpen(_("Reply TPD and the number of the certificate, like TPD TM27-00418."))
    found = _certificate(asking, number)
    may = certifies(asking.roles) and found.awarded_on is None
    return Prepared(OneCertificate(found.number, found.awarded_on, may))


@facts
def of_pair(asking: Asking, at: QueryHead | ReturnToHead | WrittenToHead | MentorCertificate) -> Prepared:
    """Whose pair it is."""
    pair = _pair(asking, at.pair)
    return Prepared(PairNamed(Name(pair.mentee_name), Name(pair.mentor_name)))


@takes
def take_query(asking: Asking, at: QueryHead, given: Answers) -> Dialog:
    deeds.query(asking.db, asking.who.id, at.pair, given["words"], asking.now)
    return WrittenToHead(pair=at.pair)


@takes
def take_return(asking: Asking, at: ReturnToHead, given: Answers) -> Dialog:
    deeds.send_back(asking.db, asking.who.id, at.pair, given["words"], asking.now)
    return WrittenToHead(pair=at.pair)


# the head's side


@facts
def word(asking: Asking, at: DecisionForHead | DecisionRead) -> Prepared:
    """What ITSD wrote about a pair, to its head."""
    return Prepared(_word(asking, at.decision))


def _word(asking: Asking, decision_id: int) -> Word:
    said = approval.get(asking.db, decision_id)
    pair = pairs.get(asking.db, said.pair_id) if said else None
    if said is None or pair is None or said.words is None:
        raise NotFound
    allowed(asking, pair, "completion")
    if not deeds.is_asked(asking.db, asking.who.id, pair, asking.now):
        raise NotFound
    returned = said.decided is Decided.RETURNED
    open_one = not returned and said.answer is None
    return Word(Name(pair.mentee_name), Name(pair.mentor_name), said.words, returned, open_one)


@facts
def to_answer(asking: Asking, at: AnswerQuery) -> Prepared:
    """The same while an answer is awaited."""
    said = _word(asking, at.decision)
    if not said.open:
        raise NotOpen(_("That is answered already. Thank you."))
    return Prepared(said)


@takes
def take_answer(asking: Asking, at: AnswerQuery, given: Answers) -> Dialog:
    deeds.answer(asking.db, asking.who.id, at.decision, given["answer"], asking.now)
    return QueryIsAnswered()


@facts
def answered(asking: Asking, at: QueryAnswered | AnswerRead) -> Prepared:
    """A head's answer, to the officer who asked."""
    said = approval.get(asking.db, at.decision)
    pair = pairs.get(asking.db, said.pair_id) if said else None
    if said is None or pair is None or said.answer is None or said.by_id != asking.who.id:
        raise NotFound
    return Prepared(HeadsReply(Name(pair.mentee_name), Name(pair.mentor_name), said.answer))


# a mentor whose pair ended early


@subjects
def ended_early(asking: Asking, form: type[MentorCertificate], words: str) -> list[Subject]:
    """The pairs of a mentor (by TSC number) that ended early and earned no certificate."""
    _itsd(asking)
    mentor = people.by_tsc(asking.db, words.strip())
    found = pairs.pairs_of(asking.db, mentor.id, (PairState.ENDED,)) if mentor else []
    open_ones = [
        pair
        for pair in found
        if mentor and pair.mentor_id == mentor.id and not certificates.of_pair(asking.db, pair.id)
    ]
    if not open_ones:
        raise NotOpen(_("Reply CERTIFY and the TSC number of a mentor whose pair ended early."))
    return [
        Subject(form(pair=pair.id), Said(_("pair with {mentee}"), {"mentee": Name(pair.mentee_name)}))
        for pair in open_ones
    ]


@takes
def take_mentor(asking: Asking, at: MentorCertificate, given: Answers) -> Dialog:
    pair_id = at.pair
    deeds.certify_mentor(asking.db, asking.who.id, pair_id, given["reason"], asking.now)
    return MentorCertified(pair=at.pair)


@facts
def mentor_certified(asking: Asking, at: MentorCertified) -> Prepared:
    """The one certificate of a pair that ended early."""
    pair = _pair(asking, at.pair)
    found = certificates.of_pair(asking.db, pair.id)
    if not found or closings.of_pair(asking.db, pair.id) is None:
        raise NotFound
    return Prepared(OneIssued(Name(pair.mentor_name), found[0].number))
