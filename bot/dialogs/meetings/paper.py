"""A planned session that did not take place or cannot: why, and when instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.forms.closed import Confirm, Engaged, Shut
from bot.forms.days import Slot
from bot.forms.facts import Context, Fact, NotUnderstood
from bot.forms.form import Echo, Form, Part
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option, Said, mostly_meant, pick
from bot.language import Marked, Name, _
from bot.language.names import named_as

MENTEE_AWAY, MENTOR_AWAY = "mentee_away", "mentor_away"
_ME = ("me", "i was away", "away", "sikuwepo", "mimi")


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
    taken: tuple[Engaged, ...]


class WhyNotHeld(Choice):
    """Why a session was not held. Who was away depends on who says it; what is stored does not."""

    def options(self, context: Context) -> tuple[Option, ...]:
        if not context.facts.i_am_mentor:
            return self.choices
        away = (
            Option(MENTOR_AWAY, _("I was away"), _ME, means=("me_away",)),
            Option(MENTEE_AWAY, _("mentee away"), ("mentee",), means=("partner_away",)),
        )
        return (*away, *self.choices[2:])

    def hear(self, words: str, context: Context) -> str:
        """A partner's own name is them: “Peter was sick”. Whoever says why tells more than that."""
        named = named_as(words, context.facts.partner.full, "mentor")
        found = pick(self.options(context), words) or mostly_meant(self.options(context), named)
        if found is None:
            raise NotUnderstood
        return found.key


def _why(away: Marked) -> WhyNotHeld:
    """`away`: what a mentee who was or will be away says."""
    return WhyNotHeld(
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
    return Slot(ask, label=_("new date"), usual_hour=Fact("usual_hour"), taken=Fact("taken"), **kwargs)


def _kept(moment: Slot) -> Confirm:
    asked = _("schools are closed that day, keep it?")
    return Confirm(asked, of=moment, again=_("other date"), closed=Fact("closed"))


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
