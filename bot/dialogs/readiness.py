"""Pairs on their way to session 1, as their head sees them: what is missing, and leave to begin all the same."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact, NoFacts
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import Ticked
from bot.dialogs.matching import (
    NothingAsked,
)
from bot.dialogs.page import Each, Go, Notice, Page, Row
from bot.dialogs.questions import Text
from bot.dialogs.rematch import Partners
from bot.dialogs.saying import Style
from bot.dialogs.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class OnTheWay:
    """The pairs of a school that cannot meet yet."""

    rows: tuple[Row, ...]


class Preparing(Page[OnTheWay]):
    """Which pairs are not ready yet."""

    private = True
    shows = "agreement"
    asks = Style.LIST
    text = If(Fact("rows"), _("Not ready for session 1:"), _("Every pair is ready."))

    pair = Each(Fact("rows"), lambda: NotReady)


@dataclass(frozen=True)
class Missing:
    """One pair and what is missing: whether, never a word of it."""

    mentee: Name
    mentor: Name
    missing: Ticked


class NotReady(Page[Missing]):
    """What one pair still needs before session 1 (requirement D96)."""

    pair: int

    private = True
    shows = "agreement"
    text = If(
        Fact("missing"),
        _("{mentee} and {mentor}, before session 1: {missing}."),
        _("{mentee} and {mentor} are ready."),
    )

    begin = Go(_("let them begin anyway"), lambda: LetBegin, when=Fact("missing"))


class LetBegin(Form[Missing]):
    """The head lets a pair begin before all is ready, with a reason that is kept."""

    pair: int

    private = True
    shows = "agreement"
    called = _("permission to begin")
    left = NothingAsked
    counted = None

    words = Text(_("why may {mentee} and {mentor} begin before all is ready?"), most=300, label=_("reason"))

    echo = Echo(_("Let {mentee} and {mentor} begin? Reason: {words}."), send=_("yes"), leave=_("no"))


class MayBegin(Page[NoFacts]):
    """The receipt."""

    text = _("Saved. They can now record sessions; what is missing can still be done.")


class LeaveGiven(Notice[Partners]):
    """To both of the pair: they may begin."""

    pair: int

    shows = "session"
    text = _("TIMEC: {me:first}, your head lets you and {partner} begin. What is still missing can be done: PLAN.")
    template = "leave_given"
