"""Asking for somebody else: the form of one of a pair, its receipt, and what their head is told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.matching.paper import NothingAsked
from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Partners:
    """One side of a pair, and the other."""

    me: Name
    partner: Name
    above: bool
    """Whether their head is one of the two, so that the office above is asked."""


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
        If(
            Fact("above"),
            _("Ask the TSC office above the school for somebody else instead of {partner}? Neither is told why."),
            _("Ask your head for somebody else instead of {partner}? Neither of them is told why."),
        ),
        send=_("yes"),
        change=None,
        leave=_("no"),
    )
