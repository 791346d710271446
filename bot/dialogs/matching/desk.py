"""Matching at the desk: whom a head may match, what each side is told and answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.dialogs.desk import NOT_AMONG, Answers, Asking, NotFound, NotOpen, Prepared, open_pair
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.matching import deeds, rules
from bot.dialogs.matching.pages import (
    Couple,
    MatchAccepted,
    MatchAgreed,
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
from bot.dialogs.matching.rules import Teacher, Unfit, WhyUnfit
from bot.dialogs.offices.shared import the_one
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.schools.rules import short_name
from bot.dialogs.topics import deeds as topics
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NoFacts, NotUnderstood
from bot.forms.page import PAGE_OF
from bot.forms.saying import Option, Said
from bot.language import Marked, Name, _
from bot.store.matching import proposals
from bot.store.matching.proposals import Proposal, ProposalAnswer
from bot.store.pairs import PairOf, Side
from bot.store.people import people
from bot.store.people.roles import Role

SETTLED = _("This proposal is no longer open.")
REFUSALS: dict[WhyUnfit, Marked] = {
    WhyUnfit.UNKNOWN: NOT_AMONG,
    WhyUnfit.SELF: _("A teacher cannot be their own mentor. Give another number."),
    WhyUnfit.NO_MENTEE: _("{name} is not enrolled as a mentee."),
    WhyUnfit.LEADS_NONE: _("{name} leads no school. The head of a school matches its teachers."),
    WhyUnfit.UNAVAILABLE: _("{name} is not available as a mentor. Give another number."),
    WhyUnfit.FULL: _("{name} has {cap} mentees already, as many as one mentor may have. Give another mentor's number."),
    WhyUnfit.TAKEN: _("{name} has a mentor already. STATUS lists your pairs."),
    WhyUnfit.NOT_IN: _("{name} has not joined yet. To invite them again, reply INVITE {number}."),
    WhyUnfit.ASKED: _("A match for {name} waits for an answer. MATCH {number} shows it."),
}
"""A line of its own for each thing that stands against a match (S4)."""


def refusal(unfit: Unfit) -> NotUnderstood:
    """What a head is told about it."""
    values = {"name": Name(unfit.name), "number": unfit.number, "cap": unfit.most}
    return NotUnderstood(REFUSALS[unfit.why], **values)


@dataclass
class _Teachers:
    """Everybody of the head's own school, looked up once a turn."""

    asking: Asking

    @cached_property
    def all(self) -> list[Teacher]:
        """Them, by name; nobody for who is no head."""
        try:
            return deeds.teachers(self.asking.db, self.asking.who.id, self.asking.now)
        except NotYours:
            return []

    def number(self, words: str) -> str:
        """The number of the one whom these words name, by it or by name."""
        numbers = {one.number: (one.number, one.name) for one in self.all}
        return the_one(words, list(numbers.values()))


@finds(TEACHER_TO_MATCH)
class TeacherToMatch(_Teachers):
    """One teacher of the head's own school, stored as the number."""

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """By number or name."""
        number = self.number(words)
        one = next(one for one in self.all if one.number == number)
        if one.asked and not one.mentor:
            raise refusal(Unfit(WhyUnfit.ASKED, one.name, one.number))
        return Found(one.number, Name(one.name))

    def get(self, stored: str) -> Found | None:
        return next((Found(one.number, Name(one.name)) for one in self.all if one.number == stored), None)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """The mentees without a mentor."""
        return tuple(Option(one.number, _at(one)) for one in self.all if one.to_match)[:PAGE_OF]


@finds(COUPLE)
class TheCouple(_Teachers):
    """Both, and who of them is the mentee: stored as both numbers, in the order given."""

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """By number or name, or the first thing that stands against it."""
        stored = ".".join((*given, self.number(words)))
        try:
            return self._found(stored)
        except Unfit as unfit:
            raise refusal(unfit) from None

    def get(self, stored: str) -> Found | None:
        try:
            return self._found(stored)
        except Unfit:
            return None

    def _found(self, stored: str) -> Found:
        first, _dot, second = stored.partition(".")
        mentee, mentor = deeds.couple(self.asking.db, self.all, first, second)
        return Found(stored, _couple(mentee, mentor))

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """The mentors who are free for this mentee, each with what speaks for them."""
        mentee = next((one for one in self.all if (one.number,) == given and one.mentee), None)
        found = rules.best_first(mentee, self.all)[:PAGE_OF] if mentee else []
        return tuple(Option(f"{given[0]}.{one.number}", _free(one)) for one in found)


def _at(one: Teacher) -> Said | str:
    """Somebody, and where they serve, if that is at several places."""
    if not one.school:
        return Name(one.name).short
    return Said(_("{who} ({school})"), {"who": Name(one.name), "school": short_name(one.school)})


def _free(mentor: Teacher) -> Said:
    """A mentor with the reasons for them: what they teach, or where, how many they have, whether they are trained."""
    beside = short_name(mentor.school) or mentor.subject or ""
    values = {"who": Name(mentor.name), "subject": beside, "load": mentor.load, "most": mentor.most}
    says = {
        (True, True): _("{who} ({subject}, {load} of {most}, trained)"),
        (True, False): _("{who} ({subject}, {load} of {most})"),
        (False, True): _("{who} ({load} of {most}, trained)"),
        (False, False): _("{who} ({load} of {most})"),
    }
    return Said(says[bool(beside), mentor.trained], values)


def _couple(mentee: Teacher, mentor: Teacher) -> Couple:
    return Couple(Name(mentee.name), Name(mentor.name), mentor.load, mentor.most, mentor.appraises)


@facts
def form(asking: Asking, at: Match) -> Prepared:
    """MATCH is for heads, and for offices above schools."""
    if asking.office is None:
        raise NotOpen(Match.not_theirs)
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
    asking: Asking,
    at: MatchAccepted | MatchTurnedDown | MatchLater | MatchRefused | NotMatched | DeclineReason,
) -> Prepared:
    """A proposal, to one of those in it."""
    return Prepared(_proposed(asking, _proposal(asking, at.proposal)))


def _proposed(asking: Asking, proposal: Proposal) -> ProposedMatch:
    head, mentee = people.get(asking.db, proposal.head_id), people.get(asking.db, proposal.mentee_id)
    assert head is not None, "somebody proposed it"
    assert mentee is not None, "somebody is proposed"
    office = deeds.office_above(asking.db, proposal, asking.now)
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
        office=OFFICES[office.role] if office is not None else None,
    )


OFFICES: dict[Role, Marked] = {
    Role.SCD: _("Sub-County Director"),
    Role.CD: _("County Director"),
    Role.RD: _("Regional Director"),
}
"""How the offices are called that match administrators."""


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
    return Prepared(_new_pair(asking, pair))


@facts
def agreed(asking: Asking, at: MatchAgreed) -> Prepared:
    """The same, to the office that proposed it."""
    return Prepared(_new_pair(asking, _proposal(asking, at.proposal)))


def _new_pair(asking: Asking, both: PairOf | Proposal) -> NewPair:
    oriented = topics.oriented(asking.db, (both.mentee_id, both.mentor_id))
    return NewPair(Name(both.mentee_name), Name(both.mentor_name), len(oriented) == len(Side))
