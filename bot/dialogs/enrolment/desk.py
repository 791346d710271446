"""MENTEE at the desk: who is meant, and what those who are named are told."""

from __future__ import annotations

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.enrolment import deeds
from bot.dialogs.enrolment.pages import (
    EnrolledByHead,
    EnrolledPerson,
    EnrolmentAnswered,
    EnrolmentAsked,
    MenteeEnrolled,
    NotTheirMentee,
)
from bot.dialogs.enrolment.paper import PHONE, TO_ENROL, Enrol
from bot.dialogs.enrolment.rules import NewTeacher
from bot.dialogs.enrolment.shared import OwnOrNew, PhoneFinder, named
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts
from bot.forms.page import PAGE_OF
from bot.forms.saying import Option
from bot.language import Name, _
from bot.store import areas
from bot.store.joining import enrolling
from bot.store.joining.enrolling import Category, Enrolment
from bot.store.joining.nominating import Answer
from bot.store.people import people
from bot.store.people.roles import Role

ANSWERED = _("That is answered already. Thank you.")


@finds(TO_ENROL)
class ToEnrol(OwnOrNew):
    """A mentee to be; offered are those of the school whose category nobody has given yet (requirement D198)."""

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """Mentees who were entered without one."""
        mentees = [one for one in self.staff.values() if one.role is Role.MENTEE]
        known = enrolling.enrolled(self.asking.db, [one.id for one in mentees])
        left = [one for one in mentees if one.id not in known][:PAGE_OF]
        return tuple(Option(str(one.id), Name(one.name).short) for one in left)


@finds(PHONE)
class TheirPhone(PhoneFinder):
    """The phone of somebody new."""


@facts
def form(asking: Asking, at: Enrol) -> Prepared:
    """MENTEE is for heads."""
    try:
        own_school(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(Enrol.not_theirs) from None
    return Prepared(NoFacts())


@takes
def enrol(asking: Asking, at: Enrol, given: Answers) -> Dialog:
    """Somebody is a mentee of the school."""
    who, category = named(given), Category(given["category"])
    made = deeds.enrol(asking.db, asking.who.id, who, category, given["reason"], asking.now)
    return MenteeEnrolled(enrolment=made, new=isinstance(who, NewTeacher))


@facts
def to_head(asking: Asking, at: MenteeEnrolled | NotTheirMentee) -> Prepared:
    """One's own enrolment of somebody."""
    found = enrolling.get(asking.db, at.enrolment)
    if found is None or found.by_id != asking.who.id:
        raise NotFound
    return _told(asking, found, new=isinstance(at, MenteeEnrolled) and at.new)


@facts
def to_mentee(asking: Asking, at: EnrolledByHead | EnrolmentAnswered) -> Prepared:
    """The same to whom it is about."""
    return _told(asking, _mine(asking, at.enrolment))


@facts
def asked(asking: Asking, at: EnrolmentAsked) -> Prepared:
    """The same while it is not answered."""
    found = _mine(asking, at.enrolment)
    if found.answer is not None:
        raise NotOpen(ANSWERED)
    return _told(asking, found)


def _mine(asking: Asking, enrolment_id: int) -> Enrolment:
    found = enrolling.get(asking.db, enrolment_id)
    if found is None or found.person_id != asking.who.id:
        raise NotFound
    return found


def _told(asking: Asking, found: Enrolment, *, new: bool = False) -> Prepared:
    head, school = people.get(asking.db, found.by_id), areas.get(asking.db, found.area_id)
    assert head is not None, "somebody enrolled them"
    assert school is not None, "into a school"
    return Prepared(EnrolledPerson(Name(asking.who.name), Name(found.called), Name(head.name), school.name, new))


@does(EnrolmentAsked.yes)
def comes(asking: Asking, at: EnrolmentAsked) -> Dialog:
    return _answer(asking, at, Answer.ACCEPTED)


@does(EnrolmentAsked.no)
def stays(asking: Asking, at: EnrolmentAsked) -> Dialog:
    return _answer(asking, at, Answer.DECLINED)


def _answer(asking: Asking, at: EnrolmentAsked, given: Answer) -> Dialog:
    try:
        deeds.answer(asking.db, asking.who.id, at.enrolment, given, asking.now)
    except Moved:
        raise NotOpen(ANSWERED) from None
    return EnrolmentAnswered(enrolment=at.enrolment)
