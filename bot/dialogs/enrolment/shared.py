"""Whom a head names for a part: somebody of the own school by name or number, or somebody who is new there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.dialogs.desk import Answers, Asking
from bot.dialogs.enrolment.paper import NEW
from bot.dialogs.enrolment.rules import NewTeacher
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.offices.rules import SHORTEST, number_in
from bot.dialogs.offices.shared import the_one
from bot.dialogs.people.rules import NotAMobile, kenyan_mobile
from bot.dialogs.refusals import NotYours
from bot.forms.facts import Found, NotUnderstood
from bot.forms.saying import Option, Said
from bot.language import Name, _, fold
from bot.store.people import roles
from bot.store.people.roles import Member, Role

NEW_WORDS = frozenset({"new", "none", "mpya", "hana"})
LENGTHS = (6, 7)
"""Digits that a TSC number has."""


@dataclass
class OwnOrNew:
    """Somebody of the head's school, stored as their id; or `new:` and the TSC number of one who is not.

    A number of another school's and one that nobody has are heard alike: name and phone are asked.
    """

    asking: Asking

    @cached_property
    def staff(self) -> dict[int, Member]:
        """Everybody of the school by id, without its head; nobody for who is none."""
        try:
            school = own_school(self.asking.db, self.asking.who.id, self.asking.now)
        except NotYours:
            return {}
        held = roles.staff(self.asking.db, school, (Role.MENTEE, Role.MENTOR, Role.DEPUTY), self.asking.today)
        return {one.id: one for one in held if one.id != self.asking.who.id}

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """Number, name or NEW; NotUnderstood says what stands against it."""
        if fold(words) in NEW_WORDS:
            return Found(NEW, Said(_("this person")))
        number, beside = number_in(words)
        mine = {one.number or "": one for one in self.staff.values()}
        if len(number) >= SHORTEST and number not in mine:
            if len(number) not in LENGTHS or beside:
                raise NotUnderstood(_("A TSC number has 6 or 7 digits. Please check {number}."), number=words[:20])
            return Found(f"{NEW}{number}", number)
        one = mine[the_one(words, [(one.number or "", one.name) for one in self.staff.values()])]
        self.check(one)
        return Found(str(one.id), Name(one.name))

    def check(self, one: Member) -> None:
        """NotUnderstood with what stands against somebody of the school."""

    def get(self, stored: str) -> Found | None:
        if stored.startswith(NEW):
            return Found(stored, stored.removeprefix(NEW) or Said(_("this person")))
        one = self.staff.get(int(stored)) if stored.isdecimal() else None
        return Found(stored, Name(one.name)) if one else None

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """Nobody: it is anybody of the school."""
        return ()


def named(given: Answers) -> int | NewTeacher:
    """Whom a filled form means."""
    who = given["who"]
    if not who.startswith(NEW):
        return int(who)
    return NewTeacher(given["name"], who.removeprefix(NEW) or None, given["phone"])


@dataclass
class PhoneFinder:
    """A Kenyan mobile number, as +254…"""

    asking: Asking

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        try:
            number = kenyan_mobile(words)
        except NotAMobile:
            raise NotUnderstood from None
        return Found(number, number)

    def get(self, stored: str) -> Found | None:
        return Found(stored, stored)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        return ()
