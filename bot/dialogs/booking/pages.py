"""What the two are told of meetings that one has planned, and the other's yes to all."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.meetings import Meetings
from bot.forms.page import Do, Notice, Page
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class BookedMeetings:
    """Meetings that were planned together, as far as they still stand."""

    me: Name
    partner: Name
    first: int
    last: int
    several: bool
    meetings: Meetings


class BookSaved(Page[BookedMeetings]):
    """The receipt of planned meetings."""

    pair: int
    first: int
    last: int

    shows = "session"
    behind_pin = False
    text = If(
        Fact("several"),
        _("Sessions {first} to {last}: {meetings}. {partner} will be asked to confirm. To change one: MOVE {first}."),
        _("Session {first}: {meetings}. {partner} will be asked to confirm. To change it: MOVE {first}."),
    )


class SessionsAsked(Notice[BookedMeetings]):
    """The partner has planned several meetings."""

    pair: int
    first: int
    last: int

    shows = "session"
    text = _(
        "TIMEC: {partner:full} asks to have sessions {first} to {last} on {meetings}. To change one: MOVE {first}."
    )
    template = "sessions_asked"
    buttons = (_("yes"),)

    yes = Do(_("yes"), synonyms=("y", "ok", "sawa", "ndiyo", "ndio"))


class AllConfirmed(Page[BookedMeetings]):
    """The receipt of a yes to all of them."""

    pair: int
    first: int
    last: int

    shows = "session"
    behind_pin = False
    text = _("Confirmed: {meetings}. {partner} is told.")


class PartnerConfirmedAll(Notice[BookedMeetings]):
    """The partner says yes to all of them."""

    pair: int
    first: int
    last: int

    shows = "session"
    text = _("{partner} confirmed: sessions {first} to {last}, {meetings}.")
    template = "sessions_confirmed"
