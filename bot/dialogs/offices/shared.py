"""Whom of an office's own people somebody means, by a number or by words of a name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.desk import NOT_AMONG, digits
from bot.dialogs.offices.rules import alike, called
from bot.forms.facts import NotUnderstood
from bot.language import Name, _

SHORTEST = 5
"""Digits from which on a number is meant as TSC's."""
TOLD = 3
"""Of one name, so many people are told apart in an SMS."""

Numbered = tuple[str, str]
"""Somebody by the number that their office knows them by, and by name."""


def the_one(words: str, among: Sequence[Numbered]) -> str:
    """The number of the one of these whom the words mean; NotUnderstood says what to do instead."""
    number = digits(words)
    exact = [one for one in among if one[0] == words.strip()]
    if exact or len(number) >= SHORTEST:
        found = exact or [one for one in among if one[0] == number]
        if not found:
            raise NotUnderstood(NOT_AMONG, number=number)
        return found[0][0]
    found = called(words, among)
    near = [] if found else alike(words, among)
    if len(found) > 1 or near:
        raise NotUnderstood(_("Which one: {who}?"), who=_told(found or near))
    if not found:
        raise NotUnderstood(_("Among your people nobody is called so."))
    return found[0][0]


def _told(found: Sequence[Numbered]) -> str:
    """ "F. Mutua 812345, F. Musau 812377 +1"."""
    more = f" +{len(found) - TOLD}" if len(found) > TOLD else ""
    return ", ".join(f"{Name(name).short} {number}" for number, name in found[:TOLD]) + more
