"""WHY: what the last prompt came of, and how to have prompts at another hour, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dialogs.days import Hour
from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Go, Page
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked


@dataclass(frozen=True)
class Telling:
    """How one of the clock's reasons is told."""

    because: Marked
    """To whoever was written to: “I wrote because …”."""
    watched: Marked
    """To whoever watches the clock: a line with what `Watched` knows."""


@dataclass(frozen=True)
class Watched:
    """What a line about a prompt may name: whose it is, and the session or the pair that its place is about."""

    who: Name
    number: int
    day: date
    partner: Name
    mentee: Name


WHY: dict[str, Telling] = {
    "remind": Telling(
        _("a session of yours was near"),
        _("Reminder to {who}: session {number} is on {day:weekday}"),
    ),
    "log": Telling(
        _("a session was planned for that day"),
        _("Log prompt to {who}: session {number} was planned for {day:weekday}"),
    ),
    "no_record": Telling(
        _("a planned session had no record yet"),
        _("Question to {who}: session {number} of {day} has no record yet"),
    ),
    "unsigned": Telling(
        _("a record waits for your signature"),
        _("Reminder to {who}: session {number} of {day} waits for a signature"),
    ),
    "review": Telling(
        _("a review of your pair is due"),
        _("Review prompt to {who}: the review with {partner} is due"),
    ),
    "review_again": Telling(
        _("a review of your pair is due and not saved yet"),
        _("Review prompt once more to {who}: the review with {partner} is not saved yet"),
    ),
    "assess": Telling(
        _("your pair has served its time, and your self-assessment is open"),
        _("Prompt to {who}: the time with {partner} is served, the self-assessment is open"),
    ),
    "statement": Telling(
        _("a pair of your school waits for your statement"),
        _("Question to {who}: {mentee} waits for the head's statement"),
    ),
    "training": Telling(
        _("your evaluation of the mentor training is open"),
        _("Prompt to {who}: the evaluation of the mentor training is open"),
    ),
    "approval": Telling(
        _("pairs wait for ITSD's approval"),
        _("Prompt to {who}: pairs wait for ITSD's approval"),
    ),
    "support": Telling(
        _("a pair in your school missed two sessions in a row"),
        _("Question to {who}: two sessions of {mentee} in a row did not take place"),
    ),
    "sitting": Telling(
        _("you have a long form half done"),
        _("Question to {who}: the next part of a long form"),
    ),
    "annex_iv": Telling(
        _("three months of your pair are over"),
        _("Prompt to {who}: the feedback form on {partner} is to be filled"),
    ),
    "sharing": Telling(
        _("pairs of your school or area have completed six weeks"),
        _("Prompt to {who}: six weeks are over, the mentors are to be called together"),
    ),
    "fit": Telling(
        _("your first session was recorded"),
        _("Private question to {who} after the first session"),
    ),
    "idle": Telling(
        _("you had left a form open"),
        _("Question to {who}: a form stands half filled"),
    ),
    "invite": Telling(
        _("you were invited to the programme"),
        _("Invitation to {who}: the first message"),
    ),
    "match": Telling(
        _("a proposed match has no answer yet"),
        _("Reminder to {who}: a proposed match has no answer yet"),
    ),
    "refresh": Telling(
        _("you missed the orientation, and one topic comes a day"),
        _("Orientation to {who}: one topic a day"),
    ),
}
"""What a prompt came of, by the clock's reason: lint knows the reasons, and finds one without words."""


@dataclass(frozen=True)
class Prompted:
    """The last prompt, if there was one, and when this person may be asked."""

    why: Marked
    at: datetime | None
    hour: time


class Why(Page[Prompted]):
    """Why I was written to, and what I can change about it."""

    keyword = _("WHY")
    text = (
        If(Fact("at"), _("I wrote on {at} because {why}."), _("I have sent you no reminder lately.")),
        _("I ask on school days from {hour}, once a day and 3 times a week at most. Doing it ends it. STOP ends all."),
    )

    hour = Go(_("another hour"), "OwnHour")


class OwnHour(Form[Prompted]):
    """The hour from which this person may be asked (requirement D348)."""

    keyword = _("HOUR")
    called = _("your hour")
    says_freely = True
    at_once = True
    shorthand = "hour"

    hour = Hour(_("From which hour may I ask you? Between 7:30am and 6:00pm."), label=_("hour"))

    echo = Echo(_("Your hour: {hour}."))


class HourSaved(Page[Prompted]):
    """The receipt of a new hour."""

    text = _("Saved. On school days I ask you from {hour}. A reminder for the same day may come in the morning.")
