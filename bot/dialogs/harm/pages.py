"""What is said to somebody unknown in danger or with a complaint."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.harm.paper import EitherOf
from bot.forms.facts import NoFacts
from bot.forms.page import Do, Page
from bot.forms.saying import Style
from bot.language import _


@dataclass(frozen=True)
class WhomToCall:
    """The numbers for whoever is in danger."""

    danger: EitherOf
    child: EitherOf


class InDanger(Page[WhomToCall]):
    """Whom to call, where we do not know who holds the phone; the same words for everybody, as anybody may read them.

    Who is known is asked what it is about (`cases.pages.Complain`).
    """

    behind_pin = False
    text = _(
        "Nothing of that was kept or sent. In danger? Call {danger}; a child: {child}."
        " To complain, send COMPLAIN from the phone that TIMEC knows as yours."
    )


class InDangerShared(Page[WhomToCall]):
    """The same on a phone that several share, before one of them has said who it is: that is asked with it."""

    behind_pin = False
    text = _(
        "Nothing of that was kept or sent. In danger? Call {danger}; a child: {child}."
        " To complain, say first who you are."
    )


class IsItHarm(Page[NoFacts]):
    """Words that a journal has as well are not taken for an answer before that is asked; and not said again."""

    inbox: int
    draft: int | None = None

    asks = Style.LIST
    text = _("Before I take that: does it tell of somebody in danger, or of a complaint?")

    yes = Do(_("yes"), synonyms=("y", "ndiyo", "ndio"))
    no = Do(_("no, take it"), synonyms=("no", "n", "hapana", "la"))
