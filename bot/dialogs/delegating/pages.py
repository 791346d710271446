"""What head and deputy are told of a delegation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import NoFacts
from bot.forms.page import Do, Notice, Page
from bot.language import Name, _


@dataclass(frozen=True)
class HandedOver:
    """A delegation: the deputy, the head, and the last day."""

    who: Name
    head: Name
    school: str
    until: date


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
