"""COMMITTEE: the technical committee of an office's own level, and which of the levels below have one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.committees.paper import APPOINTING, NOT_HERE, Appoint
from bot.forms.facts import Fact
from bot.forms.page import Go, Page
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class CommitteeStands:
    """The one that stands, and how many of the parts of the area have one."""

    area: str
    own: bool
    """Whether this office appoints one: headquarters' is not entered here."""
    day: date | None
    members: str
    parts: int
    have: int
    missing: str
    """The names of the parts that have none."""


class Committee(Page[CommitteeStands]):
    """Who is in it, and since when (requirement D61)."""

    keyword = _("COMMITTEE")
    offices = (*APPOINTING, "dfs", "itsd", "nt")
    not_theirs = NOT_HERE
    private = True
    behind_pin = True
    text = (
        If(
            Fact("day"),
            _("Technical committee of {area} since {day}: {members}."),
            If(Fact("own"), _("{area}: no technical committee is on record.")),
        ),
        If(Fact("parts"), _("Below {area} {have} of {parts} have one.")),
        If(Fact("missing"), _("Not yet: {missing}.")),
    )

    appoint = Go(_("enter one"), Appoint, when=Fact("own"))


@dataclass(frozen=True)
class CommitteeEntered:
    """One that was entered."""

    area: str
    day: date
    count: int


class CommitteeKept(Page[CommitteeEntered]):
    """The receipt."""

    committee: int

    private = True
    behind_pin = False
    receipt = True
    text = _("Saved: technical committee of {area}, {day}, {count:# member|# members}. COMMITTEE shows it.")
