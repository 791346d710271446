"""A pair asks its officer to help agree on a record; what the officer sees, and what the two hear of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class DisputedDay:
    """A record that the two do not agree on, as the officer sees it: who, where and of which day."""

    mentee: Name
    mentor: Name
    school: str
    day: date


@dataclass(frozen=True)
class DisputeToMe:
    """The same as the two see it; `officer`: who is asked, or has noted what came of it."""

    number: int
    me: Name
    partner: Name
    officer: Name
    settled: bool


class OfficerAsked(Page[DisputeToMe]):
    """The receipt of who asks."""

    dispute: int

    shows = "dispute"
    behind_pin = False
    text = _(
        "{officer:full} is asked to call you both. They see the date and that you do not agree, not what you wrote."
    )


class PartnerAskedOfficer(Notice[DisputeToMe]):
    """To the other one of the pair."""

    dispute: int

    shows = "dispute"
    text = _(
        "TIMEC: {partner} has asked {officer:full} to help you both agree on session {number}. They see only its date."
    )
    template = "partner_asked_officer"


class AboutDispute(Page[DisputedDay], abstract=True):
    """One dispute, to the officer: settled, or both versions stand. Either leaves the record to the two."""

    dispute: int

    shows = "dispute"
    settled = Do(_("settled"), synonyms=("agreed", "wamekubaliana"))
    stand = Do(_("not agreed"), synonyms=("both stand", "hawajakubaliana"))


class SettleAsked(AboutDispute, Notice[DisputedDay]):
    """To the officer whom the school reports to."""

    text = _("TIMEC: {mentee} and {mentor}, {school}, do not agree on their record of {day}. Please call both.")
    template = "settle_asked"
    buttons = (_("settled"), _("not agreed"))


class DisputeCase(AboutDispute, Page[DisputedDay]):
    """The same, from the list of those that wait."""

    private = True
    text = _(
        "{mentee:full} and {mentor:full}, {school}, do not agree on their record of {day}. Have you spoken to both?"
    )


class SettleNoted(Page[DisputedDay]):
    """The receipt of the officer."""

    dispute: int

    shows = "dispute"
    behind_pin = False
    text = _("Noted, and {mentee} and {mentor} are told. The record stays theirs to write and sign.")


class DisputeHeard(Notice[DisputeToMe]):
    """What the officer has noted, to both."""

    dispute: int

    shows = "dispute"
    text = If(
        Fact("settled"),
        _("TIMEC: {officer:full} has noted session {number} as settled. EDIT {number} writes what you both sign."),
        _("TIMEC: {officer:full} has noted that both versions of session {number} stand. EDIT {number} stays open."),
    )
    template = "dispute_heard"


@dataclass(frozen=True)
class OpenDisputes:
    """Those that wait for an officer."""

    rows: tuple[Row, ...]


class Disputes(Page[OpenDisputes]):
    """Records that pairs do not agree on and ask help with: by the date, without a word of them."""

    keyword = _("DISPUTES")
    offices = ("scd", "cd")
    shows = "dispute"
    private = True
    asks = Style.LIST
    text = If(Fact("rows"), _("They ask you to help them agree:"), _("No pair asks for help with a record."))

    each = Each(Fact("rows"), DisputeCase)
