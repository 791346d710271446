"""DELEGATE at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.dialogs.delegating import deeds
from bot.dialogs.delegating.pages import (
    ActsForHead,
    ActsNoMore,
    Delegated,
    DeputyNamed,
    DeputyOf,
    HandedOver,
    NameDeputy,
    TookBack,
)
from bot.dialogs.delegating.paper import DEPUTY, NOT_HEAD, Delegate
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.offices.shared import OfOwnSchool, not_named, the_one
from bot.dialogs.refusals import DayOutside, Moved, NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts, NotUnderstood
from bot.forms.page import PAGE_OF
from bot.forms.saying import Option
from bot.language import Name, _
from bot.store import areas
from bot.store.people import people, roles
from bot.store.people.roles import HeldRole, Member, Role

DAY = timedelta(days=1)
ACTS = _("Somebody acts for you already.")


@finds(DEPUTY)
@dataclass
class Deputies(OfOwnSchool):
    """A deputy."""

    def members(self) -> list[Member]:
        return deeds.deputies(self.asking.db, self.asking.who.id, self.asking.today)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """All of them."""
        return tuple(Option(str(one.id), Name(one.name).short) for one in self.all[:PAGE_OF])


@facts
def form(asking: Asking, at: Delegate) -> Prepared:
    """DELEGATE is for who heads a school, and has a deputy; while a delegation lasts it shows that."""
    try:
        found = deeds.deputies(asking.db, asking.who.id, asking.today)
        running = deeds.running(asking.db, asking.who.id, asking.today)
    except NotYours:
        raise NotOpen(NOT_HEAD) from None
    if running is not None:
        lasts = NotOpen(ACTS)
        lasts.instead = Delegated(role=running.id)
        raise lasts
    if not found:
        raise NotOpen(
            _("No deputy of your school is recorded. Reply DEPUTY and a name to enter one, like DEPUTY Brian.")
        )
    return Prepared(NoFacts())


@takes
def take(asking: Asking, at: Delegate, given: Answers) -> Dialog:
    """The deputy acts from now on."""
    until = date.fromisoformat(given["until"])
    try:
        return Delegated(role=deeds.delegate(asking.db, asking.who.id, int(given["who"]), until, asking.now))
    except DayOutside:
        raise NotOpen(_("That is too long: at most four months. DELEGATE starts again.")) from None
    except Moved:
        raise NotOpen(ACTS) from None


# who is a deputy


def _teacher(asking: Asking, whom: str | None) -> Member:
    """The one teacher of the head's school whom these words name. NotNamed where they name none, or several."""
    try:
        mine = deeds.teachers(asking.db, asking.who.id, asking.today)
    except NotYours:
        raise NotOpen(NOT_HEAD) from None
    if not whom:
        raise NotOpen(_("Write DEPUTY and the name of a teacher of your school, like DEPUTY Brian."))
    try:
        number = the_one(whom, [(one.number or "", one.name) for one in mine])
    except NotUnderstood as fault:
        raise not_named(fault) from None
    return next(one for one in mine if (one.number or "") == number)


@facts
def deputy_of(asking: Asking, at: NameDeputy | DeputyNamed) -> Prepared:
    """A teacher of the school, and whether they are its deputy."""
    one, school = (
        _teacher(asking, at.whom),
        areas.get(asking.db, deeds.school_of(asking.db, asking.who.id, asking.today)),
    )
    assert school is not None, "a head has a school"
    deputy = one.id in {held.id for held in deeds.deputies(asking.db, asking.who.id, asking.today)}
    return Prepared(DeputyOf(Name(one.name), school.name, deputy, not deputy))


@does(NameDeputy.enter)
def enter(asking: Asking, at: NameDeputy) -> Dialog:
    one = _teacher(asking, at.whom)
    deeds.name_deputy(asking.db, asking.who.id, one.id, asking.now)
    return DeputyNamed(whom=one.number or one.name)


@does(NameDeputy.end)
def end(asking: Asking, at: NameDeputy) -> Dialog:
    one = _teacher(asking, at.whom)
    deeds.end_deputy(asking.db, asking.who.id, one.id, asking.now)
    return DeputyNamed(whom=one.number or one.name)


# how a delegation stands


@facts
def to_head(asking: Asking, at: Delegated) -> Prepared:
    """A delegation that lasts, to the head."""
    try:
        found = deeds.running(asking.db, asking.who.id, asking.today)
    except NotYours:
        raise NotFound from None
    if found is None or found.id != at.role:
        raise NotOpen(_("Nobody acts for you now. DELEGATE lets a deputy do so."))
    return _told(asking, found)


@facts
def to_deputy(asking: Asking, at: ActsForHead | ActsNoMore) -> Prepared:
    """The same, to the deputy."""
    found = next((one for one in roles.all_of(asking.db, asking.who.id, Role.HEAD) if one.id == at.role), None)
    if found is None:
        raise NotFound
    return _told(asking, found)


def _told(asking: Asking, found: HeldRole) -> Prepared:
    assert found.area_id is not None, "it is over a school"
    assert found.until is not None, "it has a last day"
    school, who = areas.get(asking.db, found.area_id), people.get(asking.db, found.person_id)
    heads = [one for one in roles.at_area(asking.db, found.area_id, Role.HEAD, asking.today) if one.until is None]
    head = people.get(asking.db, heads[0].person_id) if heads else None
    assert school is not None, "it is over a school"
    assert who is not None, "it is somebody's"
    return Prepared(HandedOver(Name(who.name), Name(head.name if head else ""), school.name, found.until - DAY))


@does(Delegated.back)
def back(asking: Asking, at: Delegated) -> Dialog:
    """The head acts alone again."""
    try:
        deeds.take_back(asking.db, asking.who.id, at.role, asking.now)
    except Moved:
        raise NotOpen(_("Nobody acts for you now. DELEGATE lets a deputy do so.")) from None
    return TookBack()
