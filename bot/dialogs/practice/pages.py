"""TRY: a log and a signature rehearsed with a partner who is not there; nothing is kept (requirement D301)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.dialogs.sessions.paper import CounterSign, SessionRecord
from bot.forms.facts import NoFacts
from bot.forms.page import Go, Page
from bot.language import _


class Practice(Page[Any], abstract=True):
    """A step of the rehearsal. LOG and SIGN said here are rehearsed too: they reach no record."""

    rehearses = (SessionRecord, CounterSign)


@dataclass(frozen=True)
class CountedParts:
    """How much of it was understood."""

    areas: int
    actions: int


class TryLogged(Practice, Page[CountedParts]):
    """The receipt of the log, and a record of the ghost's to sign."""

    words: str | None = None
    part1: int | None = None
    part2: int | None = None

    behind_pin = False
    argument = "words"
    text = _(
        "PRACTICE: Saved: session 1. {areas:# area|# areas}, {actions:# action|# actions}. M. Mfano signed it,"
        " and logged session 2."
    )

    read = Go(_("to read it"), lambda: TryRead, synonyms=("read", "soma"))
    sign = Go(_("to sign it"), lambda: TrySigned, synonyms=("sign", "saini", "sawa", "ok"))


class Try(Practice, Page[NoFacts]):
    """The log prompt, as it comes on the day of a session."""

    keyword = _("TRY")
    hears = TryLogged
    text = _(
        "PRACTICE, nothing is kept: how was session 1 with M. Mfano? Reply in one SMS: 1 what you discussed 2 what you"
        " will do, by when. E.g. 1 lesson notes 2 seat plan by Friday"
    )


class TryAgain(Practice, Page[NoFacts]):
    """The two parts were not there."""

    hears = TryLogged
    text = _("PRACTICE: I need both numbers in one SMS. E.g. 1 lesson notes 2 seat plan by Friday (MENU leaves)")


class TryRead(Practice, Page[NoFacts]):
    """The ghost's record."""

    text = _("PRACTICE: S2, staffroom. Areas: class control. Plan: seat plan. Review: done.")
    counts_from = 2

    sign = Go(_("to sign it"), lambda: TrySigned, synonyms=("sign", "saini", "sawa", "ok"))


class TrySigned(Page[NoFacts]):
    """Both are signed; from here on words are meant again."""

    text = _("PRACTICE: Signed. Session 2 complete. That was all, and nothing was kept. For real: LOG and SIGN.")

    again = Go(_("once more"), Try)
