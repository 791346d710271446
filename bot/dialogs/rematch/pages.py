"""Asking for somebody else: the form of one of a pair, its receipt, and what their head is told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.rematch.paper import Partners
from bot.forms.facts import Fact
from bot.forms.page import Notice, Page
from bot.forms.words import If
from bot.language import Name, _


class RematchSent(Page[Partners]):
    """The receipt: until the head acts, all stays as it is."""

    pair: int

    shows = "session"
    behind_pin = False
    text = If(
        Fact("above"),
        _("The TSC office above the school is asked, and not told why. Until you hear from them all stays as it is."),
        _("Your head is asked for somebody else, and not told why. Until you hear from them all stays as it is."),
    )


@dataclass(frozen=True)
class Wanting:
    """Who of a pair asks for somebody else, to their head."""

    who: Name
    partner: Name


class RematchAsked(Notice[Wanting]):
    """To the head: no reason, and none is to be asked for."""

    pair: int
    by: int

    shows = "session"
    text = _(
        "TIMEC: {who:full} asks to be matched with someone other than {partner}. No reason is needed. Please talk"
        " to both."
    )
    template = "rematch"
