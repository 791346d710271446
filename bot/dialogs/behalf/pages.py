"""Entering for somebody who has no phone or wants no chat: who, what waits, and what was seen on paper."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Page, Row
from bot.forms.saying import Said, Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Absent:
    """The people of one's pairs or school who are not in the chat."""

    rows: tuple[Row, ...]


class For(Page[Absent]):
    """For whom: those without a phone, or who want no messages (requirement D352); the words after it name one."""

    whom: str | None = None

    argument = "whom"
    names_whom = True
    keyword = _("FOR")
    shows = "session"
    pin_for = _("to write for others")
    private = True
    asks = Style.LIST
    text = _("For whom?")

    person = Each(Fact("rows"), lambda: OnBehalf)


@dataclass(frozen=True)
class WaitsForThem:
    """One such person, and what waits for them."""

    person: Name
    rows: tuple[Row, ...]


class OnBehalf(Page[WaitsForThem]):
    """What waits for this person: to confirm as signed on paper, or to enter from paper."""

    pair: int
    person: int

    shows = "session"
    private = True
    asks = Style.LIST
    text = If(
        Fact("rows"),
        _("{person} is not in the chat. What was done on paper?"),
        _("{person} is not in the chat. Nothing waits on paper now."),
    )

    what = Each(Fact("rows"))


@dataclass(frozen=True)
class Seen:
    """Whose signature, under what."""

    person: Name
    what: Said


class SeenOnPaper(Page[Seen]):
    """The head confirms with the PIN; of a session they read no word here."""

    pair: int
    person: int
    what: str
    id: int

    shows = "session"
    pin_for = _("to confirm")
    private = True
    text = _("Have you seen the signature of {person} on paper: {what}?")

    yes = Do(_("yes"), pinned=True, synonyms=("y", "ndiyo", "ndio"))


class Vouched(Page[WaitsForThem]):
    """The receipt."""

    pair: int
    person: int

    shows = "session"
    behind_pin = False
    private = True
    text = _("Saved: {person} signed on paper, seen by you. The record says so.")


class EnteredFor(Page[WaitsForThem]):
    """The receipt of what was entered from paper."""

    pair: int
    person: int

    shows = "session"
    behind_pin = False
    private = True
    text = _("Saved for {person}. The record says that you entered it.")
