"""What the two are told of a date that moved or came to nothing, and the partner's yes to a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dialogs.meetings.paper import MENTEE_AWAY, MENTOR_AWAY, Move
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.words import If
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class Elsewhen:
    """A session, and the moment at which it may be instead."""

    number: int
    moment: datetime


class MoveThere(Page[Elsewhen]):
    """Whether the session is to be at the hour that was named."""

    session: int
    day: date
    hour: time

    shows = "session"
    behind_pin = False
    text = _("Move session {number} to {moment}?")

    yes = Do(_("yes"), synonyms=("y", "ok", "sawa", "ndiyo", "ndio"), means=("affirm",))
    other = Go(_("another time"), Move, synonyms=("no", "n", "hapana"))


REASONS: dict[str, Marked] = {
    MENTEE_AWAY: _("mentee away"),
    MENTOR_AWAY: _("mentor away"),
    "school_duty": _("school duty"),
    "no_time": _("no time"),
    "other": _("other reason"),
}
"""How each reason is told to the partner."""


@dataclass(frozen=True)
class Dated:
    """A session with its new date if it has one."""

    number: int
    me: Name
    partner: Name
    reason: object
    next: datetime
    dated: bool
    """Whether that is a day to come; otherwise the partner is to choose one."""
    undated: bool
    venue: str
    also: Name | None
    """Whom else the reader is to meet at that moment."""


ALSO = If(Fact("also"), _("You meet {also} then."))


class NotHeldSaved(Page[Dated]):
    """The receipt of a session not held."""

    session: int

    shows = "session"
    behind_pin = False
    text = If(
        Fact("dated"),
        If(
            Fact("venue"),
            _("Session {number} moved to {next}, {venue}. {partner} will be asked to confirm."),
            _("Session {number} moved to {next}. {partner} will be asked to confirm."),
        ),
        _("Noted: session {number} was not held. {partner} will be asked to choose a new date."),
    )


class DateSaved(Page[Dated]):
    """The receipt of another date."""

    session: int

    shows = "session"
    behind_pin = False
    text = If(
        Fact("venue"),
        _("Session {number}: new date {next}, {venue}. {partner} will be asked to confirm."),
        _("Session {number}: new date {next}. {partner} will be asked to confirm."),
    )


class NewDate(Notice[Dated], abstract=True):
    """A new date to say yes to."""

    shows = "session"
    passes_on = True
    renews = "date"

    buttons = (_("yes"), _("another time"))

    yes = Do(_("yes"), when=Fact("dated"), synonyms=("y", "ok", "sawa", "ndiyo", "ndio"))
    other = Go(_("another time"), Move, when=Fact("dated"), synonyms=("no", "n", "hapana"))


class SessionMoved(NewDate):
    """The partner says that a session was not held; the reason is the pair's own."""

    session: int
    on: date | None = None

    text = If(
        Fact("dated"),
        (
            _("TIMEC: session {number} with {partner:full} was not held ({reason})."),
            If(Fact("venue"), _("New date {next}, {venue}?"), _("New date {next}?")),
            ALSO,
        ),
        (
            _("TIMEC: session {number} with {partner:full} was not held ({reason})."),
            _("Please choose a new date."),
        ),
    )
    template = "session_moved"

    choose = Go(_("choose a date"), Move, when=Fact("undated"))


class DateAsked(NewDate):
    """The partner asks for another date."""

    session: int
    on: date

    text = (
        If(
            Fact("venue"),
            _("TIMEC: {partner:full} asks to have session {number} on {next}, {venue}."),
            _("TIMEC: {partner:full} asks to have session {number} on {next}."),
        ),
        ALSO,
    )
    template = "session_date"


class CalledOff(Page[Dated]):
    """The receipt of a meeting called off; a new date may follow at once."""

    session: int

    shows = "session"
    behind_pin = False
    text = _("Session {number} is called off. {partner} will be told, and may choose a new date.")

    choose = Go(_("new date"), Move)


class SessionCalledOff(Notice[Dated]):
    """The partner calls a meeting off; the reason is the pair's own."""

    session: int

    shows = "session"
    text = _("TIMEC: {partner:full} called off session {number} of {next:day} ({reason}).")
    passes_on = True
    renews = "date"
    template = "session_called_off"
    buttons = (_("choose a date"),)

    choose = Go(_("choose a date"), Move)


class DateConfirmed(Page[Dated]):
    """The receipt of a yes to the new date."""

    session: int

    shows = "session"
    behind_pin = False
    text = If(
        Fact("venue"),
        _("Confirmed: session {number}, {next}, {venue}. {partner} will be told."),
        _("Confirmed: session {number}, {next}. {partner} will be told."),
    )


class PartnerConfirmed(Notice[Dated]):
    """The partner says yes to the new date."""

    session: int
    on: date

    shows = "session"
    text = If(
        Fact("venue"),
        _("{partner} confirmed: session {number}, {next}, {venue}."),
        _("{partner} confirmed: session {number}, {next}."),
    )
    template = "session_confirmed"
