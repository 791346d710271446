"""COACH at the desk: whom one may choose, and what each of the two is told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.dialogs.choosing import deeds
from bot.dialogs.choosing.pages import ChosenPair, CoacheeAsked, CoacheeSaid, CoachingAnswered, MayICoach
from bot.dialogs.choosing.paper import TO_COACH, ChooseCoachee
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.matching.rules import is_open
from bot.dialogs.offices.shared import the_one
from bot.dialogs.refusals import Moved, NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NoFacts
from bot.forms.page import PAGE_OF
from bot.forms.saying import Option
from bot.language import Name, _
from bot.store.matching.proposals import Proposal, ProposalAnswer
from bot.store.people.roles import Member

ANSWERED = _("Thank you, that is answered already.")


@finds(TO_COACH)
@dataclass
class ToCoach:
    """Whom this coach may choose, stored by their ids."""

    asking: Asking

    @cached_property
    def all(self) -> list[Member]:
        """Them, looked up once a turn."""
        return deeds.to_coach(self.asking.db, self.asking.who.id, self.asking.now)

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """By name or TSC number."""
        number = the_one(words, [(one.number or str(one.id), one.name) for one in self.all])
        found = next(one for one in self.all if (one.number or str(one.id)) == number)
        return Found(str(found.id), Name(found.name))

    def get(self, stored: str) -> Found | None:
        found = next((one for one in self.all if str(one.id) == stored), None)
        return Found(stored, Name(found.name)) if found else None

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """The first of them."""
        return tuple(Option(str(one.id), Name(one.name).short) for one in self.all[:PAGE_OF])


@facts
def to_choose(asking: Asking, at: ChooseCoachee) -> Prepared:
    """For officers, heads and deputies who have somebody to choose."""
    if not ToCoach(asking).all:
        raise NotOpen(_("Officers coach heads, heads and deputies coach teachers; there is nobody for you to choose."))
    return Prepared(NoFacts())


@takes
def take(asking: Asking, at: ChooseCoachee, given: Answers) -> Dialog:
    """The one who is chosen is asked."""
    return CoacheeAsked(proposal=deeds.choose(asking.db, asking.who.id, int(given["who"]), asking.now))


def _choice(asking: Asking, proposal_id: int) -> Proposal:
    try:
        return deeds.of(asking.db, asking.who.id, proposal_id)
    except NotYours:
        raise NotFound from None


def _said(asking: Asking, found: Proposal) -> Prepared:
    coach, coachee = Name(found.mentor_name), Name(found.mentee_name)
    return Prepared(ChosenPair(Name(asking.who.name), coach, coachee, found.mentee_answer is ProposalAnswer.ACCEPTED))


@facts
def chosen(asking: Asking, at: CoacheeAsked | CoacheeSaid | CoachingAnswered) -> Prepared:
    return _said(asking, _choice(asking, at.proposal))


@facts
def asked(asking: Asking, at: MayICoach) -> Prepared:
    """To the one who is asked; closed once it is answered, or too late."""
    found = _choice(asking, at.proposal)
    if asking.who.id != found.mentee_id:
        raise NotFound
    if not is_open(found, asking.now):
        raise NotOpen(ANSWERED)
    return _said(asking, found)


@does(MayICoach.accept)
def accept(asking: Asking, at: MayICoach) -> Dialog:
    return _answer(asking, at, ProposalAnswer.ACCEPTED)


@does(MayICoach.decline)
def decline(asking: Asking, at: MayICoach) -> Dialog:
    return _answer(asking, at, ProposalAnswer.DECLINED)


def _answer(asking: Asking, at: MayICoach, given: ProposalAnswer) -> Dialog:
    try:
        deeds.answer(asking.db, asking.who.id, at.proposal, given, asking.now)
    except Moved:
        raise NotOpen(ANSWERED) from None
    return CoachingAnswered(proposal=at.proposal)
