"""A planned session that did not take place or cannot: why, when instead, and the partner's yes to the new date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.dialogs.days import Confirm, Shut, Slot
from bot.dialogs.facts import Context, Fact
from bot.dialogs.form import Echo, Form, Part
from bot.dialogs.page import Do, Go, Notice, Page
from bot.dialogs.questions import Choice, Text
from bot.dialogs.saying import Option, Said
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked

MENTEE_AWAY, MENTOR_AWAY = "mentee_away", "mentor_away"
_ME = ("me", "i was away", "away", "sikuwepo", "mimi")
REASONS: dict[str, Marked] = {
    MENTEE_AWAY: _("mentee away"),
    MENTOR_AWAY: _("mentor away"),
    "school_duty": _("school duty"),
    "no_time": _("no time"),
    "other": _("other reason"),
}
"""How each reason is told to the partner."""


@dataclass(frozen=True)
class Postponed:
    """A session whose date is to be changed, as one of its pair looks at it."""

    number: int
    me: Name
    partner: Name
    other: Said
    """What the partner is to me: “your mentor”."""
    i_am_mentor: bool
    usual_hour: time
    closed: tuple[Shut, ...]


class Why(Choice):
    """Why a session was not held. Who was away depends on who says it; what is stored does not."""

    def options(self, context: Context) -> tuple[Option, ...]:
        if not context.facts.i_am_mentor:
            return self.choices
        away = (
            Option(MENTOR_AWAY, _("I was away"), _ME, means=("me_away",)),
            Option(MENTEE_AWAY, _("mentee away"), ("mentee",), means=("partner_away",)),
        )
        return (*away, *self.choices[2:])


def _why(away: Marked) -> Why:
    """`away`: what a mentee who was or will be away says."""
    return Why(
        _("why?"),
        Option(MENTEE_AWAY, away, _ME, means=("me_away",)),
        Option(MENTOR_AWAY, _("mentor away"), ("mentor", "mshauri"), means=("partner_away",)),
        Option(
            "school_duty", _("school duty or exams"), ("duty", "exams", "mitihani", "kazi ya shule"), means=("duty",)
        ),
        Option("no_time", _("no time"), ("time", "muda"), means=("no_time", "alone_time")),
        Option("other", _("other"), ("nyingine",), means=("other_reason",)),
        label=_("reason"),
        tail=_("Reply one number."),
        in_words="other",
    )


def _slot(ask: Marked, **kwargs: Any) -> Slot:
    return Slot(ask, label=_("new date"), usual_hour=Fact("usual_hour"), **kwargs)


def _kept(moment: Slot) -> Confirm:
    closed = moment.falls_in(Fact("closed"))
    return Confirm(_("schools are closed that day, keep it?"), of=moment, again=_("other date"), when=closed)


class NotHeld(Form[Postponed]):
    """A planned session that did not take place: why, and when instead."""

    session: int

    shows = "session"
    called = _("session {number} not held")
    title = _("Session {number} not held.")
    counted = None
    at_once = True

    reason = _why(_("I was away"))
    words = Text(_("what happened? Only you two see it."), label=_("in your words"), when=reason.is_("other"))
    moment = _slot(
        _("new date? E.g. 16/6 1pm."),
        optional=True,
        lead=_("Thank you."),
        tail=_("Or reply 0 to let {other} choose."),
    )
    keep = _kept(moment)

    echo = Echo(_("Session {number} not held ({reason}). New date: {moment}."))


class CallOff(Form[Postponed]):
    """A meeting that will not be, said beforehand: why. (CANCEL would silence the bot: providers keep that word.)"""

    session: int

    keyword = _("DROP")
    shows = "session"
    called = _("calling off session {number}")
    title = _("Session {number} will not take place.")
    counted = None
    at_once = True

    reason = _why(_("I am away"))
    words = Text(_("what is the reason? Only you two see it."), label=_("in your words"), when=reason.is_("other"))

    echo = Echo(_("Session {number} called off ({reason})."))


class Move(Form[Postponed]):
    """Another date for a session, which the partner is asked to confirm; or none, and then why."""

    session: int
    on: date | None = None

    keyword = _("MOVE")
    shows = "session"
    called = _("new date for session {number}")
    title = _("Session {number} with {partner}.")
    counted = None
    at_once = True
    number_leads = True

    moment = _slot(_("new date? E.g. 16/6 1pm."), optional=True, tail=_("Or reply 0 to call it off."))
    keep = _kept(moment)
    off = Part(CallOff, when=moment.empty)

    shorthand = "moment"
    echo = Echo(_("Session {number}: {moment}."))


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


class NotHeldSaved(Page[Dated]):
    """The receipt of a session not held."""

    session: int

    shows = "session"
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
    text = If(
        Fact("venue"),
        _("Session {number}: new date {next}, {venue}. {partner} will be asked to confirm."),
        _("Session {number}: new date {next}. {partner} will be asked to confirm."),
    )


class NewDate(Notice[Dated], abstract=True):
    """A new date to say yes to."""

    shows = "session"

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

    text = If(
        Fact("venue"),
        _("TIMEC: {partner:full} asks to have session {number} on {next}, {venue}."),
        _("TIMEC: {partner:full} asks to have session {number} on {next}."),
    )
    template = "session_date"


class CalledOff(Page[Dated]):
    """The receipt of a meeting called off; a new date may follow at once."""

    session: int

    shows = "session"
    text = _("Session {number} is called off. {partner} will be told, and may choose a new date.")

    choose = Go(_("new date"), Move)


class SessionCalledOff(Notice[Dated]):
    """The partner calls a meeting off; the reason is the pair's own."""

    session: int

    shows = "session"
    text = _("TIMEC: {partner:full} called off session {number} of {next:day} ({reason}).")
    template = "session_called_off"

    choose = Go(_("choose a date"), Move)


class DateConfirmed(Page[Dated]):
    """The receipt of a yes to the new date."""

    session: int

    shows = "session"
    text = If(
        Fact("venue"),
        _("Confirmed: session {number}, {next}, {venue}. I have told {partner}."),
        _("Confirmed: session {number}, {next}. I have told {partner}."),
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
