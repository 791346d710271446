"""NEXT, SENT and WHY: the session that comes, how far the last message has come, why I was written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from bot.dialogs.meetings.paper import Move
from bot.dialogs.standing.pages import StageLine
from bot.forms.days import Hour
from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.page import Do, Each, Go, Page, Row
from bot.forms.saying import Said, Style
from bot.forms.words import If, InARow
from bot.language import Item, Marked, Name, _


@dataclass(frozen=True)
class ComingUp:
    """The next session of a pair, with what it is for and what was agreed at the last one."""

    number: int
    partner: Name
    moment: datetime
    venue: str
    objectives: tuple[Item, ...]
    plan: tuple[Item, ...]
    agreed: bool
    """Whether both have signed that plan."""
    after: datetime | None
    asked: bool
    """Whether only one of the two has asked for this date; `mine`: the reader."""
    mine: bool
    to_agree: bool
    stage: StageLine | None = None
    """Of a coaching pair."""


class NextSession(Page[ComingUp]):
    """When and where, what it is about, and what to bring."""

    session: int

    shows = "journal"
    text = (
        If(
            Fact("venue"),
            _("Session {number} with {partner}: {moment}, {venue}."),
            _("Session {number} with {partner}: {moment}."),
        ),
        If(
            Fact("asked"),
            If(Fact("mine"), _("Not agreed yet: you asked for it."), _("Not agreed yet: {partner} asks for it.")),
        ),
        If(Fact("objectives"), _("About: {objectives:semi}.")),
        If(
            Fact("plan"),
            If(
                Fact("agreed"),
                _("Bring what you agreed: {plan:semi}."),
                _("Last plan, not signed by both: {plan:semi}."),
            ),
        ),
        If(Fact("after"), _("After that: {after}.")),
        If(Fact("stage"), _("{stage:short}")),
    )

    agree = Do(_("agree"), when=Fact("to_agree"), synonyms=("yes", "ndiyo", "ndio"))
    move = Go(_("change the time"), Move)


@dataclass(frozen=True)
class NamesInFull(InARow):
    """Several people."""

    all: tuple[Name, ...]

    def spoken(self, language: str, spec: str) -> str:
        return self.between.join(one.spoken(language, "full") for one in self.all)


@dataclass(frozen=True)
class InSentences(InARow):
    """Several sentences, one after the other."""

    all: tuple[Said, ...]
    between = " "


@dataclass(frozen=True)
class PartnersOf:
    """Mentor, mentees, coach and coachees of somebody, each kind in a sentence."""

    lines: InSentences


class WhoIsMine(Page[PartnersOf]):
    """Who is my mentor, or my mentee; and how to write to them."""

    shows = "session"
    text = _("{lines} To write to them: ASK and your words. NEXT shows when you meet.")


@dataclass(frozen=True)
class NextSessions:
    """The next sessions of several pairs; of one coaching pair without any, its stage."""

    rows: tuple[Row, ...]
    stage: StageLine | None = None


class Next(Page[NextSessions]):
    """The next session; of several pairs one is chosen."""

    keyword = _("NEXT")
    shows = "session"
    text = If(
        Fact("rows"),
        _("Next sessions:"),
        (_("No session is planned. Agree a date with your partner."), If(Fact("stage"), _("{stage:short}"))),
    )
    asks = Style.LIST

    each = Each(Fact("rows"), NextSession)


HOW: dict[str, Marked] = {
    "waiting": _("waits to be sent"),
    "going": _("is on its way"),
    "sent": _("was sent"),
    "delivered": _("was delivered"),
    "undelivered": _("could not be delivered by phone"),
}
"""How far a message to the partner has come."""
SIGNED = _("Session {number}: {partner} has signed it.")
KEPT = _("Session {number}: {partner} keeps the earlier version.")
UNSIGNED = _("Session {number}: {how} to {partner}, not signed yet.")
UNSIGNED_SINCE = _("Session {number}: {how} to {partner} {at}, not signed yet.")
READ = _("Your message to {partner} of {day}: read.")
UNREAD = _("Your message to {partner} of {day}: {how}, not read yet.")
UNREAD_SINCE = _("Your message to {partner} of {day}: {how} {at}, not read yet.")


@dataclass(frozen=True)
class Delivered:
    """The last record of somebody, their last message, and those before it that wait to be read."""

    fates: InSentences
    """What became of each thing."""
    some: bool


class Sent(Page[Delivered]):
    """What became of the last record and the last messages that one sent."""

    keyword = _("SENT")
    shows = "session"
    text = If(
        Fact("some"),
        _("{fates}"),
        _(
            "You have not sent anything yet. LOG records a session. To write to your mentor or mentee, send ASK"
            " and your message."
        ),
    )


BECAME: dict[str, Marked] = {
    "hours": _("it was no day or hour to ask"),
    "day": _("one message a day is enough"),
    "week": _("3 messages a week are enough"),
    "line": _("you or the network were busy"),
    "talk": _("you were talking with a person"),
    "merged": _("it came with others"),
    "settled": _("it is done or has changed"),
    "followed": _("a later message says the same"),
    "past": _("it was too late for it"),
    "silence": _("you wanted no messages"),
    "nowhere": _("there was no number to write to"),
}
"""Why a prompt came later, not by itself or not at all."""
NOTHING = Marked("")


@dataclass(frozen=True)
class Prompted:
    """The last prompt, if there was one, and when this person may be asked.

    `waits`: how many wait, and why the first of them (`held`); `late`: why the last one came later or with others;
    `gone`: why one after it was not sent. Empty where there is nothing to say.
    """

    why: Marked
    at: datetime | None
    hour: time
    waits: int = 0
    held: Marked = NOTHING
    late: Marked = NOTHING
    gone: Marked = NOTHING


class Why(Page[Prompted]):
    """Why I was written to, and what I can change about it."""

    behind_pin = True
    keyword = _("WHY")
    text = (
        If(Fact("at"), _("I wrote on {at} because {why}."), _("I have sent you no reminder lately.")),
        If(
            Fact("waits"),
            _("{waits:# more waits|# more wait}: {held}."),
            If(Fact("late"), _("Not sooner: {late}."), If(Fact("gone"), _("Not sent: {gone}."))),
        ),
        _(
            "I ask on school days from {hour}, at most once a day and 3 times a week. Once you have done it, I"
            " stop asking. STOP ends all messages."
        ),
    )

    hour = Go(_("to change the hour"), lambda: OwnHour, synonyms=("another hour",))


class OwnHour(Form[Prompted]):
    """The hour from which this person may be asked (requirement D348)."""

    behind_pin = False
    keyword = _("HOUR")
    called = _("your hour")
    says_freely = True
    at_once = True
    shorthand = "hour"

    hour = Hour(_("From which hour may I ask you? Between 7:30am and 6:00pm."), label=_("hour"))

    echo = Echo(_("Your hour: {hour}."))


class HourSaved(Page[Prompted]):
    """The receipt of a new hour."""

    at: time

    behind_pin = False
    text = _("Saved. On school days I ask you from {hour}. A reminder for the same day may come in the morning.")
