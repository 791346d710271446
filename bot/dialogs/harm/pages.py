"""What is said to somebody unknown in danger or with a complaint."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.cases.pages import Complain
from bot.dialogs.harm.paper import EitherOf
from bot.dialogs.helpdesk.pages import Human
from bot.forms.facts import NoFacts
from bot.forms.page import Do, Go, Page
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
    text = _("Nothing of that was kept or sent. In danger? Call {danger}; a child: {child}.")


class ToComplain(Page[WhomToCall]):
    """The same to words that ask for no more than to complain: from where that can be done, by who is in TIMEC."""

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


class NotAlone(Page[WhomToCall]):
    """Somebody writes of ending a life: care and whom to call come first, and then only what they choose."""

    waits: int | None = None
    """The form that was open: words that are none of these choices are heard there; it is asked again after them."""

    behind_pin = False
    confides = True
    asks = Style.LIST
    text = _(
        "Thank you for telling me. You matter, and you are not alone. Please call {danger} now; for a child {child}. Or"
        " go to somebody you trust. I kept nothing of it. Would you like:"
    )

    person = Go(_("to talk to a person"), Human, synonyms=("person", "mtu"))
    write = Go(_("to write it down"), Complain, synonyms=("write", "andika"))
    nothing = Go(_("nothing now"), lambda: HereForYou, synonyms=("no", "hapana"))


class CareBeside(Page[WhomToCall]):
    """The same care in the midst of what somebody confides, which goes on after it; what they wrote there is theirs."""

    behind_pin = False
    confides = True
    text = _(
        "Thank you for telling me. You matter, and you are not alone. Please call {danger} now; for a child {child}. Or"
        " go to somebody you trust."
    )


class HereForYou(Page[NoFacts]):
    """They want nothing more now."""

    behind_pin = False
    confides = True
    text = _("That is fine. Take care of yourself. HUMAN calls a person at any time, COMPLAIN is read in private.")


class IsItHarm(Page[NoFacts]):
    """Words that a journal has as well are not taken for an answer before that is asked; and not said again."""

    inbox: int
    draft: int | None = None
    back: str | None = None
    """What stood open where no form did."""

    asks = Style.LIST
    text = _("Before I take that: does it tell of somebody in danger, or of a complaint?")

    yes = Do(_("yes"), synonyms=("y", "ndiyo", "ndio"))
    no = Do(_("no, take it"), synonyms=("no", "n", "hapana", "la"))
