"""Asking for somebody else: the form of one of a pair, its receipt, and what their head is told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.form import Echo, Form
from bot.dialogs.matching import NothingAsked
from bot.dialogs.page import Notice, Page
from bot.dialogs.questions import Text
from bot.language import Name, _


@dataclass(frozen=True)
class Partners:
    """One side of a pair, and the other."""

    me: Name
    partner: Name


class Rematch(Form[Partners]):
    """One side asks their head for somebody else; neither head nor partner is told why (requirement D11)."""

    pair: int

    keyword = _("REMATCH")
    shows = "session"
    called = _("another mentor or mentee")
    left = NothingAsked
    counted = None

    words = Text(
        _("somebody else instead of {partner:full}? Write a reason if you wish. Nobody else reads it."),
        optional=True,
        to_skip=_("Or reply 0."),
        most=300,
        label=_("reason"),
    )

    echo = Echo(
        _("Ask your head for somebody else instead of {partner}? Neither of them is told why."),
        send=_("yes"),
        change=None,
        leave=_("no"),
    )


class RematchSent(Page[Partners]):
    """The receipt: until the head acts, all stays as it is."""

    pair: int

    shows = "session"
    text = _("Your head is asked for somebody else, and not told why. Until you hear from them all stays as it is.")


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
