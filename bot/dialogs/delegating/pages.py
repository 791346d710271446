"""What head and deputy are told of a delegation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.delegating.paper import NOT_HEAD
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Notice, Page
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class HandedOver:
    """A delegation: the deputy, the head, and the last day."""

    who: Name
    head: Name
    school: str
    until: date


@dataclass(frozen=True)
class DeputyOf:
    """A teacher of the school, and whether they are its deputy head."""

    who: Name
    school: str
    deputy: bool
    fresh: bool
    """The contrary."""


class NameDeputy(Page[DeputyOf]):
    """The head enters a deputy of the school, or takes one out: DEPUTY and a name."""

    whom: str | None = None

    private = True
    behind_pin = False
    keyword = _("DEPUTY")
    offices = ("head",)
    not_theirs = NOT_HEAD
    argument = "whom"
    names_whom = True
    pin_for = _("to name a deputy")
    text = If(
        Fact("deputy"),
        _("{who} is a deputy head of {school}. DELEGATE lets a deputy act for you."),
        _("Enter {who} as a deputy head of {school}?"),
    )

    enter = Do(_("yes"), when=Fact("fresh"), synonyms=("y", "ndiyo", "ndio"))
    end = Do(_("no longer"), when=Fact("deputy"))


class DeputyNamed(Page[DeputyOf]):
    """The receipt."""

    whom: str

    private = True
    behind_pin = False
    receipt = True
    text = If(
        Fact("deputy"),
        _("Saved: {who} is a deputy head of {school}. DELEGATE lets them act for you."),
        _("Saved: {who} is no deputy head of {school} any more."),
    )


class Delegated(Page[HandedOver]):
    """How it stands: the receipt, and DELEGATE while it lasts."""

    role: int

    private = True
    behind_pin = False
    text = _("{who} acts for you until {until:weekday}; you may go on too. WHO READ shows what was opened.")

    back = Do(_("take it back"), synonyms=("take back",))


class TookBack(Page[NoFacts]):
    """The receipt."""

    text = _("Done: from now on you act alone. DELEGATE gives it again.")


class ActsForHead(Notice[HandedOver]):
    """To the deputy: what they may do now, and how long."""

    role: int

    text = _(
        "TIMEC: {who:first}, {head} lets you act as head of {school} by chat until {until:weekday}. MENU shows what"
        " you can do."
    )
    template = "acts_for_head"


class ActsNoMore(Notice[HandedOver]):
    """To the deputy: it is over before its day."""

    role: int

    text = _("TIMEC: {who:first}, {head} acts as head of {school} alone again. Thank you for your help.")
    template = "acts_no_more"
