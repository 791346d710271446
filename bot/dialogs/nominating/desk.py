"""MENTOR at the desk: whom a head may nominate, what the nominee is asked, and what the head hears."""

from __future__ import annotations

from datetime import date

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.enrolment.shared import OwnOrNew, named
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.nominating import deeds
from bot.dialogs.nominating.pages import (
    NominationAnswered,
    NominationAsked,
    NominationSaved,
    NominationTold,
    Nominee,
)
from bot.dialogs.nominating.paper import CRITERIA, NOMINEE, Nominate, OfSchool, is_short
from bot.dialogs.nominating.rules import NotNominated, WhyNot
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import NotUnderstood
from bot.language import Marked, Name, _
from bot.store import areas
from bot.store.joining import nominating
from bot.store.joining.nominating import Answer, Nomination
from bot.store.people import people
from bot.store.people.entered import first_services
from bot.store.people.roles import Member

ANSWERED = _("That is answered already. Thank you.")
WHY_NOT: dict[WhyNot, Marked] = {
    WhyNot.MENTOR: _("{who} is a mentor of your school already. MATCH gives them a mentee."),
    WhyNot.ASKED: _("{who} is asked already. I will tell you the answer."),
    WhyNot.SHORT: _("{who} has taught for less than 3 years and becomes a mentee, not a mentor. MENTEE enrols them."),
    WhyNot.UNAVAILABLE: _("{who} is not available as a mentor. Nominate somebody else."),
}


@finds(NOMINEE)
class TheNominee(OwnOrNew):
    """A mentor to be."""

    def check(self, one: Member) -> None:
        """A mentor already, asked already, too new where that is blocked, or not available: never why."""
        school = own_school(self.asking.db, self.asking.who.id, self.asking.now)
        try:
            deeds.check(self.asking.db, one.id, school, self.asking.now)
        except NotNominated as fault:
            raise NotUnderstood(WHY_NOT[fault.why], who=Name(one.name)) from None
        if _is_blocked(self.asking, one.id):
            raise NotUnderstood(WHY_NOT[WhyNot.SHORT], who=Name(one.name))


def _is_blocked(asking: Asking, person_id: int) -> bool:
    """Whether somebody is known to have taught too short a while to be nominated."""
    first = first_services(asking.db, [person_id])[person_id] if asking.blocks_short_service else None
    return first is not None and is_short(first, asking.today)


@facts
def form(asking: Asking, at: Nominate) -> Prepared:
    """MENTOR is for heads."""
    try:
        own_school(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(Nominate.not_theirs) from None
    found = first_services(asking.db, list(TheNominee(asking).staff))
    unknown = tuple(str(who) for who, first in found.items() if first is None)
    short = tuple(str(who) for who, first in found.items() if first and is_short(first, asking.today))
    blocks = asking.blocks_short_service
    return Prepared(OfSchool(unknown, () if blocks else short, blocks))


@takes
def nominate(asking: Asking, at: Nominate, given: Answers) -> Dialog:
    """Somebody is nominated, with the criteria that were confirmed."""
    if given.get("sure") == "no":
        raise NotOpen(_("Not nominated. MENTEE enrols a mentee, MENTOR nominates somebody else."))
    criteria = Nominate.criteria.keys(given["criteria"])
    who, since = named(given), given.get("since")
    if isinstance(who, int) and _is_blocked(asking, who):
        raise NotOpen(WHY_NOT[WhyNot.SHORT], who=_called(asking, who, given))
    first = date.fromisoformat(since) if since else None
    try:
        made = deeds.nominate(asking.db, asking.who.id, who, criteria, given["source"], first, asking.now)
    except NotNominated as fault:
        raise NotOpen(WHY_NOT[fault.why], who=_called(asking, who, given)) from None
    return NominationSaved(nomination=made)


def _called(asking: Asking, who: object, given: Answers) -> Name:
    person = people.get(asking.db, who) if isinstance(who, int) else None
    return Name(person.name if person else given["name"])


@facts
def to_head(asking: Asking, at: NominationSaved | NominationTold) -> Prepared:
    """One's own nomination of somebody."""
    found = nominating.get(asking.db, at.nomination)
    if found is None or found.by_id != asking.who.id:
        raise NotFound
    return _told(asking, found)


@facts
def asked(asking: Asking, at: NominationAsked) -> Prepared:
    """The same to the nominee, while it is not answered."""
    found = _mine(asking, at.nomination)
    if found.answer is not None:
        raise NotOpen(ANSWERED)
    return _told(asking, found)


@facts
def answered(asking: Asking, at: NominationAnswered) -> Prepared:
    """The receipt of an answer."""
    return _told(asking, _mine(asking, at.nomination))


def _mine(asking: Asking, nomination_id: int) -> Nomination:
    found = nominating.get(asking.db, nomination_id)
    if found is None or found.person_id != asking.who.id:
        raise NotFound
    return found


def _told(asking: Asking, found: Nomination) -> Prepared:
    head, school = people.get(asking.db, found.by_id), areas.get(asking.db, found.area_id)
    assert head is not None, "somebody nominated them"
    assert school is not None, "for a school"
    confirmed = [one for one in found.criteria.split(",") if one]
    return Prepared(
        Nominee(
            me=Name(asking.who.name),
            who=Name(found.called),
            head=Name(head.name),
            school=school.name,
            missing=len(CRITERIA) - len(confirmed),
            accepted=found.answer is Answer.ACCEPTED,
        )
    )


@does(NominationAsked.accept)
def accept(asking: Asking, at: NominationAsked) -> Dialog:
    return _answer(asking, at, Answer.ACCEPTED)


@does(NominationAsked.decline)
def decline(asking: Asking, at: NominationAsked) -> Dialog:
    return _answer(asking, at, Answer.DECLINED)


def _answer(asking: Asking, at: NominationAsked, given: Answer) -> Dialog:
    try:
        deeds.answer(asking.db, asking.who.id, at.nomination, given, asking.now)
    except Moved:
        raise NotOpen(ANSWERED) from None
    return NominationAnswered(nomination=at.nomination)
