"""Planning meetings: one, or several at once; either side proposes them, the other confirms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.dialogs.days import Confirm, Shut
from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.meetings import Meet, Meetings
from bot.dialogs.page import Do, Notice, Page
from bot.dialogs.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Booking:
    """What a pair usually keeps to, and the days on which schools are closed."""

    me: Name
    partner: Name
    usual_hour: time
    usual_venue: str
    closed: tuple[Shut, ...]


class Book(Form[Booking]):
    """One meeting or a series, in one message: “BOOK thursdays 1pm staffroom 4 times”."""

    pair: int

    keyword = _("BOOK")
    shows = "session"
    called = _("planning meetings")
    title = _("Meetings with {partner}.")
    counted = None
    at_once = True

    meetings = Meet(
        _("when and where?"),
        label=_("when and where"),
        usual_hour=Fact("usual_hour"),
        usual_venue=Fact("usual_venue"),
        closed=Fact("closed"),
    )
    keep = Confirm(
        _("schools are closed then, keep it?"),
        of=meetings,
        again=_("other date"),
        when=meetings.falls_in(Fact("closed")),
    )

    shorthand = "meetings"
    echo = Echo(_("With {partner}: {meetings}."))


@dataclass(frozen=True)
class Booked:
    """Meetings that were planned together, as far as they still stand."""

    me: Name
    partner: Name
    first: int
    last: int
    several: bool
    meetings: Meetings


class BookSaved(Page[Booked]):
    """The receipt of planned meetings."""

    pair: int
    first: int
    last: int

    shows = "session"
    text = If(
        Fact("several"),
        _("Sessions {first} to {last}: {meetings}. {partner} will be asked to confirm. To change one: MOVE {first}."),
        _("Session {first}: {meetings}. {partner} will be asked to confirm. To change it: MOVE {first}."),
    )


class SessionsAsked(Notice[Booked]):
    """The partner has planned several meetings."""

    pair: int
    first: int
    last: int

    shows = "session"
    text = _(
        "TIMEC: {partner:full} asks to have sessions {first} to {last} on {meetings}. To change one: MOVE {first}."
    )
    template = "sessions_asked"

    yes = Do(_("yes"), synonyms=("y", "ok", "sawa", "ndiyo", "ndio"))


class AllConfirmed(Page[Booked]):
    """The receipt of a yes to all of them."""

    pair: int
    first: int
    last: int

    shows = "session"
    text = _("Confirmed: {meetings}. {partner} is told.")


class PartnerConfirmedAll(Notice[Booked]):
    """The partner says yes to all of them."""

    pair: int
    first: int
    last: int

    shows = "session"
    text = _("{partner} confirmed: sessions {first} to {last}, {meetings}.")
    template = "sessions_confirmed"
