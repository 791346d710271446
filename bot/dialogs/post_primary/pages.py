"""The word that shows post-primary counts to Sub-County Directors, and stops it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Page
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class PostPrimaryShown:
    """Whether they are, and in which county."""

    area: str
    shown: bool


class PostPrimary(Page[PostPrimaryShown]):
    """POSTPRIMARY: the counts are shown, or no longer; lists and pairs of those schools never are (A7)."""

    behind_pin = False
    private = True
    keyword = _("POSTPRIMARY")
    does = True
    text = If(
        Fact("shown"),
        _("Sub-County Directors of {area} see the counts of post-primary schools from now on. POSTPRIMARY stops it."),
        _("Sub-County Directors of {area} no longer see the counts of post-primary schools."),
    )
