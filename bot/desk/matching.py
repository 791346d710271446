"""Matching at the desk: whom a head may match, what each side is told, and the request for somebody else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import timedelta

from bot.desk.base import Answers, Asking, Closed, OfPair, Prepared, Subject, allowed
from bot.desk.handlers import does, facts, finds, subjects, takes
from bot.desk.joining import digits
from bot.desk.records import names
from bot.dialogs.dialog import Dialog
from bot.dialogs.facts import Found, NoFacts, NotUnderstood
from bot.dialogs.matching import (
    COUPLE,
    TEACHER_TO_MATCH,
    Couple,
    DeclineReason,
    Match,
    MatchAccepted,
    MatchAsked,
    Matched,
    MatchInPerson,
    MatchLapsed,
    MatchLater,
    MatchMade,
    MatchOffered,
    MatchRefused,
    MatchSent,
    MatchTurnedDown,
    NotMatched,
    Proposed,
    ReasonKept,
)
from bot.dialogs.readiness import LeaveGiven
from bot.dialogs.rematch import Partners, Rematch, RematchAsked, RematchSent, Wanting
from bot.dialogs.saying import Said
from bot.language import Name, Text, _
from bot.programme import matching as rules
from bot.programme import rematch, topics
from bot.programme.matching import CAP, Teacher, Unfit, Why
from bot.programme.refusals import Moved, NotYours
from bot.store import areas, pairs, people, proposals
from bot.store.pairs import PRESENT, PairOf, Side
from bot.store.proposals import Answer, Proposal

SOON = timedelta(days=2)
"""The day that an example names."""
SETTLED = _("This proposal is no longer open.")
REFUSALS: dict[Why, Text] = {
    Why.UNKNOWN: _("Nobody has the TSC number {number}. Please check it."),
    Why.ELSEWHERE: _("{number} does not work at your school. You match the teachers of your own school."),
    Why.SELF: _("A teacher cannot be their own mentor. Give another number."),
    Why.NO_MENTEE: _("{name} is not enrolled as a mentee."),
    Why.UNAVAILABLE: _("{name} is not available as a mentor. Give another number."),
    Why.FULL: _("{name} has {cap} mentees already, as many as one mentor may have. Give another mentor's number."),
    Why.TAKEN: _("{name} has a mentor already. STATUS lists your pairs."),
    Why.NOT_IN: _("{name} has not joined yet. To invite them again, reply INVITE {number}."),
    Why.ASKED: _("A match for {name} waits for an answer already. I will tell you."),
}
"""A line of its own for each thing that stands against a match (S4)."""


def refusal(unfit: Unfit) -> NotUnderstood:
    """What a head is told about it."""
    values = {"name": Name(unfit.name), "number": unfit.number, "cap": CAP}
    return NotUnderstood(REFUSALS[unfit.why], **values)


@dataclass
class _ByNumber(ABC):
    """Finds by TSC number among the head's own teachers; what was looked up is remembered for the turn."""

    asking: Asking
    known: dict[str, Found | None] = field(default_factory=dict)

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """The one with this number, or the first thing that stands against it."""
        number = digits(words)
        if not number:
            raise NotUnderstood
        try:
            found = self.found(".".join((*given, number)))
        except Unfit as unfit:
            raise refusal(unfit) from None
        self.known[found.id] = found
        return found

    def get(self, stored: str) -> Found | None:
        if stored not in self.known:
            try:
                self.known[stored] = self.found(stored)
            except (Unfit, NotYours):
                self.known[stored] = None
        return self.known[stored]

    @abstractmethod
    def found(self, stored: str) -> Found:
        """What is stored under this, as it is now; Unfit or NotYours where it may not be chosen."""


@finds(TEACHER_TO_MATCH)
class TeacherToMatch(_ByNumber):
    """One teacher of the head's own school."""

    def found(self, stored: str) -> Found:
        """Stored as the number."""
        one = rules.teacher(self.asking.db, self.asking.who.id, stored, self.asking.now)
        return Found(stored, Name(one.name))


@finds(COUPLE)
class TheCouple(_ByNumber):
    """Both, and who of them is the mentee."""

    def found(self, stored: str) -> Found:
        """Stored as both numbers, in the order given."""
        first, _dot, second = stored.partition(".")
        mentee, mentor = rules.couple(self.asking.db, self.asking.who.id, first, second, self.asking.now)
        return Found(stored, _couple(mentee, mentor))


def _couple(mentee: Teacher, mentor: Teacher) -> Couple:
    return Couple(Name(mentee.name), Name(mentor.name), mentor.load, CAP, mentor.appraises)


@facts
def form(asking: Asking, at: Match) -> Prepared:
    """MATCH is for heads."""
    try:
        rules.own_school(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise Closed(_("The head of a school matches its teachers.")) from None
    return Prepared(NoFacts())


@takes
def propose(asking: Asking, at: Match, given: Answers) -> Dialog:
    """The head proposes the two."""
    first, _dot, second = given["couple"].partition(".")
    try:
        rules.propose(asking.db, asking.who.id, first, second, asking.now)
    except Unfit as unfit:
        said = refusal(unfit)
        raise Closed(said.why, **said.values) from None
    return MatchSent()


# what those in it are told


def _proposal(asking: Asking, proposal_id: int) -> Proposal:
    found = proposals.get(asking.db, proposal_id)
    if found is None or asking.who.id not in (found.mentor_id, found.mentee_id, found.head_id):
        raise Closed(_("You cannot open that."))
    return found


@facts
def asked(asking: Asking, at: MatchAsked | MatchOffered | MatchInPerson) -> Prepared:
    """A proposal to the one whose answer it waits for; closed once that is given, or too late."""
    proposal = _proposal(asking, at.proposal)
    if not rules.is_open(proposal, asking.now) or rules.side_of(asking.db, proposal, asking.who.id) is None:
        raise Closed(SETTLED)
    return Prepared(_proposed(asking, proposal))


@facts
def lapsed(asking: Asking, at: MatchLapsed) -> Prepared:
    """One that nobody answered; closed where somebody did."""
    proposal = _proposal(asking, at.proposal)
    if proposal.asks is None:
        raise Closed(SETTLED)
    return Prepared(_proposed(asking, proposal))


@facts
def answered(
    asking: Asking, at: MatchAccepted | MatchTurnedDown | MatchLater | MatchRefused | NotMatched | DeclineReason
) -> Prepared:
    """A proposal, to one of those in it."""
    return Prepared(_proposed(asking, _proposal(asking, at.proposal)))


def _proposed(asking: Asking, proposal: Proposal) -> Proposed:
    head, mentee = people.get(asking.db, proposal.head_id), people.get(asking.db, proposal.mentee_id)
    assert head is not None, "somebody proposed it"
    assert mentee is not None, "somebody is proposed"
    one_of_two = asking.who.id in (proposal.mentor_id, proposal.mentee_id)
    as_mentor = asking.who.id == proposal.mentor_id or (not one_of_two and proposal.asks is Side.MENTOR)
    return Proposed(
        me=Name(asking.who.name),
        mentee=Name(proposal.mentee_name),
        mentor=Name(proposal.mentor_name),
        head=Name(head.name),
        school=_school(asking, head.id),
        number=mentee.tsc_number or "",
        as_mentor=as_mentor,
        own=one_of_two,
    )


def _school(asking: Asking, head: int) -> str:
    try:
        school = areas.get(asking.db, rules.own_school(asking.db, head, asking.now))
    except NotYours:
        return ""
    return school.name.removesuffix(" School") if school else ""


@does(MatchAsked.accept, MatchOffered.accept, MatchInPerson.accept)
def accept(asking: Asking, at: MatchAsked | MatchOffered | MatchInPerson) -> Dialog:
    _answer(asking, at.proposal, Answer.ACCEPTED)
    return MatchAccepted(proposal=at.proposal)


@does(MatchAsked.decline, MatchOffered.decline, MatchInPerson.decline)
def decline(asking: Asking, at: MatchAsked | MatchOffered | MatchInPerson) -> Dialog:
    _answer(asking, at.proposal, Answer.DECLINED)
    return MatchTurnedDown(proposal=at.proposal)


def _answer(asking: Asking, proposal_id: int, given: Answer) -> None:
    try:
        rules.answer(asking.db, asking.who.id, proposal_id, given, asking.now)
    except Moved:
        raise Closed(SETTLED) from None


@does(MatchAsked.later)
def later(asking: Asking, at: MatchAsked) -> Dialog:
    """Nothing is stored: who has not answered is asked once more anyhow."""
    return MatchLater(proposal=at.proposal)


@takes
def reason(asking: Asking, at: DeclineReason, given: Answers) -> Dialog:
    """A private reason goes with the answer."""
    rules.give_reason(asking.db, asking.who.id, at.proposal, given["words"])
    return ReasonKept()


def _pair(asking: Asking, at: OfPair) -> PairOf:
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, "session")
    return pair


@facts
def made(asking: Asking, at: MatchMade) -> Prepared:
    """A new pair, to its head."""
    pair = _pair(asking, at)
    oriented = topics.oriented(asking.db, (pair.mentee_id, pair.mentor_id))
    both = len(oriented) == len(Side)
    return Prepared(Matched(Name(pair.mentee_name), Name(pair.mentor_name), both, asking.today + SOON))


# somebody else


@subjects
def to_leave(asking: Asking, form: type[Rematch], words: str) -> list[Subject]:
    """The pairs in which one may ask for somebody else."""
    found = pairs.pairs_of(asking.db, asking.who.id, PRESENT)
    if not found:
        raise Closed(_("You are not matched yet. Your head matches mentors and mentees."))
    return [Subject(form(pair=one.id), Said(_("{partner}"), {"partner": names(asking, one)[1]})) for one in found]


@facts
def partners(asking: Asking, at: Rematch | RematchSent | LeaveGiven) -> Prepared:
    """The two of a pair, to one of them."""
    pair = _pair(asking, at)
    if pair.side(asking.who.id) is None:
        raise Closed(_("You cannot open that."))
    return Prepared(Partners(*names(asking, pair)))


@takes
def ask_for_another(asking: Asking, at: Rematch, given: Answers) -> Dialog:
    """The head is asked for somebody else; the words stay with the one who wrote them."""
    rematch.ask_for_another(asking.db, asking.who.id, at.pair, given.get("words") or None, asking.now)
    return RematchSent(pair=at.pair)


@facts
def wanting(asking: Asking, at: RematchAsked) -> Prepared:
    """Who asks for somebody else, to the head."""
    pair = _pair(asking, at)
    by = at.by
    mine = pair.mentor_name if by == pair.mentor_id else pair.mentee_name
    return Prepared(Wanting(Name(mine), Name(pair.partner_name(by))))
