"""Matching at the desk: whom a head may match, what each side is told and answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from bot.dialogs.desk import NOT_AMONG, Answers, Asking, NotFound, NotOpen, Prepared, digits, open_pair
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.matching import deeds, rules
from bot.dialogs.matching.pages import (
    Couple,
    MatchAccepted,
    MatchAsked,
    MatchInPerson,
    MatchLapsed,
    MatchLater,
    MatchMade,
    MatchOffered,
    MatchRefused,
    MatchSent,
    MatchTurnedDown,
    MentorMatched,
    NewPair,
    NotMatched,
    ReasonKept,
)
from bot.dialogs.matching.paper import COUPLE, TEACHER_TO_MATCH, DeclineReason, Match, ProposedMatch
from bot.dialogs.matching.rules import CAP, Teacher, Unfit, WhyUnfit
from bot.dialogs.offices import deeds as offices_deeds
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.topics import deeds as topics
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NoFacts, NotUnderstood
from bot.language import Marked, Name, _
from bot.store.matching import proposals
from bot.store.matching.proposals import Proposal, ProposalAnswer
from bot.store.pairs import Side
from bot.store.people import people

SETTLED = _("This proposal is no longer open.")
REFUSALS: dict[WhyUnfit, Marked] = {
    WhyUnfit.UNKNOWN: NOT_AMONG,
    WhyUnfit.SELF: _("A teacher cannot be their own mentor. Give another number."),
    WhyUnfit.NO_MENTEE: _("{name} is not enrolled as a mentee."),
    WhyUnfit.UNAVAILABLE: _("{name} is not available as a mentor. Give another number."),
    WhyUnfit.FULL: _("{name} has {cap} mentees already, as many as one mentor may have. Give another mentor's number."),
    WhyUnfit.TAKEN: _("{name} has a mentor already. STATUS lists your pairs."),
    WhyUnfit.NOT_IN: _("{name} has not joined yet. To invite them again, reply INVITE {number}."),
    WhyUnfit.ASKED: _("A match for {name} waits for an answer already. I will tell you."),
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
        one = deeds.teacher(self.asking.db, self.asking.who.id, stored, self.asking.now)
        return Found(stored, Name(one.name))


@finds(COUPLE)
class TheCouple(_ByNumber):
    """Both, and who of them is the mentee."""

    def found(self, stored: str) -> Found:
        """Stored as both numbers, in the order given."""
        first, _dot, second = stored.partition(".")
        mentee, mentor = deeds.couple(self.asking.db, self.asking.who.id, first, second, self.asking.now)
        return Found(stored, _couple(mentee, mentor))


def _couple(mentee: Teacher, mentor: Teacher) -> Couple:
    return Couple(Name(mentee.name), Name(mentor.name), mentor.load, CAP, mentor.appraises)


@facts
def form(asking: Asking, at: Match) -> Prepared:
    """MATCH is for heads."""
    try:
        offices_deeds.own_school(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(_("The head of a school matches its teachers.")) from None
    return Prepared(NoFacts())


@takes
def propose(asking: Asking, at: Match, given: Answers) -> Dialog:
    """The head proposes the two."""
    first, _dot, second = given["couple"].partition(".")
    try:
        deeds.propose(asking.db, asking.who.id, first, second, asking.now)
    except Unfit as unfit:
        said = refusal(unfit)
        raise NotOpen(said.why, **said.values) from None
    return MatchSent()


# what those in it are told


def _proposal(asking: Asking, proposal_id: int) -> Proposal:
    found = proposals.get(asking.db, proposal_id)
    if found is None or asking.who.id not in (found.mentor_id, found.mentee_id, found.head_id):
        raise NotFound
    return found


@facts
def asked(asking: Asking, at: MatchAsked | MatchOffered | MatchInPerson) -> Prepared:
    """A proposal to the one whose answer it waits for; closed once that is given, or too late."""
    proposal = _proposal(asking, at.proposal)
    if not rules.is_open(proposal, asking.now) or deeds.side_of(asking.db, proposal, asking.who.id) is None:
        raise NotOpen(SETTLED)
    return Prepared(_proposed(asking, proposal))


@facts
def lapsed(asking: Asking, at: MatchLapsed) -> Prepared:
    """One that nobody answered; closed where somebody did."""
    proposal = _proposal(asking, at.proposal)
    if proposal.asks is None:
        raise NotOpen(SETTLED)
    return Prepared(_proposed(asking, proposal))


@facts
def answered(
    asking: Asking, at: MatchAccepted | MatchTurnedDown | MatchLater | MatchRefused | NotMatched | DeclineReason
) -> Prepared:
    """A proposal, to one of those in it."""
    return Prepared(_proposed(asking, _proposal(asking, at.proposal)))


def _proposed(asking: Asking, proposal: Proposal) -> ProposedMatch:
    head, mentee = people.get(asking.db, proposal.head_id), people.get(asking.db, proposal.mentee_id)
    assert head is not None, "somebody proposed it"
    assert mentee is not None, "somebody is proposed"
    one_of_two = asking.who.id in (proposal.mentor_id, proposal.mentee_id)
    as_mentor = asking.who.id == proposal.mentor_id or (not one_of_two and proposal.asks is Side.MENTOR)
    return ProposedMatch(
        me=Name(asking.who.name),
        mentee=Name(proposal.mentee_name),
        mentor=Name(proposal.mentor_name),
        head=Name(head.name),
        number=mentee.tsc_number or "",
        as_mentor=as_mentor,
        own=one_of_two,
    )


@does(MatchAsked.accept, MatchOffered.accept, MatchInPerson.accept)
def accept(asking: Asking, at: MatchAsked | MatchOffered | MatchInPerson) -> Dialog:
    _answer(asking, at.proposal, ProposalAnswer.ACCEPTED)
    return MatchAccepted(proposal=at.proposal)


@does(MatchAsked.decline, MatchOffered.decline, MatchOffered.another, MatchInPerson.decline)
def decline(asking: Asking, at: MatchAsked | MatchOffered | MatchInPerson) -> Dialog:
    _answer(asking, at.proposal, ProposalAnswer.DECLINED)
    return MatchTurnedDown(proposal=at.proposal)


def _answer(asking: Asking, proposal_id: int, given: ProposalAnswer) -> None:
    try:
        deeds.answer(asking.db, asking.who.id, proposal_id, given, asking.now)
    except Moved:
        raise NotOpen(SETTLED) from None


@does(MatchAsked.later)
def later(asking: Asking, at: MatchAsked) -> Dialog:
    """Nothing is stored: who has not answered is asked once more anyhow."""
    return MatchLater(proposal=at.proposal)


@takes
def reason(asking: Asking, at: DeclineReason, given: Answers) -> Dialog:
    """A private reason goes with the answer."""
    deeds.give_reason(asking.db, asking.who.id, at.proposal, given["words"])
    return ReasonKept()


@facts
def made(asking: Asking, at: MatchMade | MentorMatched) -> Prepared:
    """A new pair, to its head and to its mentor."""
    pair = open_pair(asking, at.pair, "session")
    oriented = topics.oriented(asking.db, (pair.mentee_id, pair.mentor_id))
    both = len(oriented) == len(Side)
    return Prepared(NewPair(Name(pair.mentee_name), Name(pair.mentor_name), both))
