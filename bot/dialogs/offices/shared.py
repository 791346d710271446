"""Whom of an office's own people somebody means, by a number or by words of a name, also of several at once."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.dialogs.desk import NOT_AMONG, Asking, NotNamed
from bot.dialogs.offices.rules import SHORTEST, Numbered, called, number_in, spelt_like, words_of
from bot.dialogs.refusals import NotYours
from bot.forms.facts import Found, NotUnderstood
from bot.forms.saying import Option
from bot.language import Marked, Name, _
from bot.store.pairs import PairOf
from bot.store.people.roles import Member

TOLD = 3
"""Of one name, so many people are told apart in an SMS."""
NOBODY = _("Among your people nobody is called so.")
CHECK = _("Among your people nobody is called so. Please check the name, or write the TSC number.")
"""The same where no question follows that says how to answer."""
ONE_UNKNOWN = _("{words}: among your people nobody is called so.")
"""The same of one of several names."""
_BETWEEN = re.compile(r"[,;&\n]|\b(?:and|na)\b")


@dataclass
class OfOwnSchool(ABC):
    """Somebody of the head's own school, found by name or number and stored as the id; nobody for who heads none."""

    asking: Asking

    @cached_property
    def all(self) -> list[Member]:
        """Whom it may be, by name."""
        try:
            return list(self.members())
        except NotYours:
            return []

    @abstractmethod
    def members(self) -> Sequence[Member]:
        """The same; NotYours for who heads none."""

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        number = the_one(words, [(one.number or "", one.name) for one in self.all])
        one = next(one for one in self.all if (one.number or "") == number)
        return Found(str(one.id), Name(one.name))

    def get(self, stored: str) -> Found | None:
        return next((Found(stored, Name(one.name)) for one in self.all if str(one.id) == stored), None)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """Nobody is listed, unless they are few."""
        return ()


def the_one(words: str, among: Sequence[Numbered]) -> str:
    """The number of the one of these whom the words mean; NotUnderstood says what to do instead."""
    found = _called(words, among)
    if len(found) > 1:
        raise NotUnderstood(_("Which one: {who}?"), who=_told(found))
    if not found:
        raise _nobody(words, among)
    return found[0][0]


def several(words: str, among: Sequence[Numbered]) -> list[str]:
    """The numbers of all whom the words name: with commas or “and” between them, or one after the other."""
    return list(dict.fromkeys(number for part in _parts(words) for number in _in_a_row(part, among, words)))


def _parts(words: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(words) if words_of(part)]


def _in_a_row(part: str, among: Sequence[Numbered], words: str) -> list[str]:
    """The one whom a part of these words names, else those whom it names one after the other: “Amina Brian Kilonzo”."""
    try:
        return [the_one(part, among)]
    except NotUnderstood as fault:
        apart = part.split()
        for count in range(len(apart) - 1, 0, -1):
            first = _called(" ".join(apart[:count]), among)
            if len(first) == 1:
                return [first[0][0], *_in_a_row(" ".join(apart[count:]), among, words)]
        if fault.why is NOBODY and part != words.strip():
            raise NotUnderstood(ONE_UNKNOWN, words=part) from None
        raise fault from None


def those_named(words: str, among: Sequence[Numbered]) -> list[Numbered]:
    """Those whom the words after a command may mean, to choose from. NotNamed where they name nobody of these."""
    try:
        found = _called(words, among) or spelt_like(words, among)
    except NotUnderstood as fault:
        raise not_named(fault) from None
    if not found:
        raise NotNamed(CHECK)
    return found


def lists_named(words: str, among: Sequence[Numbered]) -> list[list[str]]:
    """The numbers of those whom a list after a command means; of one name that several may bear, each by themselves.

    NotNamed where one of them is nobody.
    """
    try:
        return [several(words, among)]
    except NotUnderstood as fault:
        if len(_parts(words)) > 1:
            raise not_named(fault) from None
    return [[number] for number, _name in those_named(words, among)]


def pairs_named(words: str, found: Sequence[PairOf]) -> list[PairOf]:
    """Those of these pairs that the names of one or both of the two mean. NotNamed where they name nobody of them."""
    meant = pairs_called(words, found)
    if not meant:
        raise NotNamed(CHECK)
    return meant


def pairs_called(words: str, found: Sequence[PairOf]) -> list[PairOf]:
    """The same; none where they name nobody."""
    among = {f"pair {pair.id}": pair for pair in found}
    names = [(key, f"{pair.mentee_name} {pair.mentor_name}") for key, pair in among.items()]
    return [among[key] for key, _name in called(words, names) or spelt_like(words, names)]


def not_named(fault: NotUnderstood) -> NotNamed:
    """The same of the words after a command."""
    return NotNamed(fault.why if fault.why not in (None, NOBODY) else CHECK, **fault.values)


def _called(words: str, among: Sequence[Numbered]) -> list[Numbered]:
    """Those of these with this number, or called so."""
    exact = [one for one in among if one[0] == words.strip()]
    number, rest = number_in(words)
    if exact or len(number) < SHORTEST:
        return exact or called(words, among)
    found = [one for one in among if one[0] == number]
    if not found:
        raise NotUnderstood(NOT_AMONG, number=number)
    if rest and words.strip()[:1].isdigit() and not called(rest, found):  # what stands before it is another part
        raise NotUnderstood(
            _("{number} is {who}. Write the number or the name alone."), number=number, who=_told(found)
        )
    return found


def _nobody(words: str, among: Sequence[Numbered]) -> NotUnderstood:
    """Nobody is called so, though somebody may be nearly."""
    near = spelt_like(words, among)
    says: Marked = _("Did you mean {who}?") if near else NOBODY
    return NotUnderstood(says, **({"who": _told(near)} if near else {}))


def _told(found: Sequence[Numbered]) -> str:
    """ "F. Mutua 812345, F. Musau 812377 +1"."""
    more = f" +{len(found) - TOLD}" if len(found) > TOLD else ""
    return ", ".join(f"{Name(name).short} {number}" for number, name in found[:TOLD]) + more
