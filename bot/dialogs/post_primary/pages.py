"""Whether Sub-County Directors are shown the counts of post-primary schools: how it stands, and how to change it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Do, Page
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class PostPrimaryShown:
    """Whether they are, and in which county."""

    area: str
    shown: bool
    hidden: bool


class PostPrimary(Page[PostPrimaryShown]):
    """POSTPRIMARY: only counts are ever shown; lists and pairs of those schools stay the county's (A7)."""

    behind_pin = False
    private = True
    keyword = _("POSTPRIMARY")
    offices = ("cd",)
    not_theirs = _("The County Director decides whether Sub-County Directors see post-primary counts.")
    text = If(
        Fact("shown"),
        _("Sub-County Directors of {area} see the counts of post-primary schools."),
        _("Sub-County Directors of {area} do not see the counts of post-primary schools."),
    )

    show = Do(_("show them"), when=Fact("hidden"))
    hide = Do(_("show them no more"), when=Fact("shown"))
