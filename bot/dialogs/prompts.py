"""What the clock says: reminders, a record that is missing, a signature that waits, a form left open; or several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dialogs.facts import Fact
from bot.dialogs.not_held import Move, NotHeld
from bot.dialogs.page import Do, Each, Go, Notice, Page, Prompt, Row
from bot.dialogs.reasons import Hours, Rank, Reason
from bot.dialogs.saying import For, Style
from bot.dialogs.session_record import NOT_MET, Planned, SessionRecord
from bot.dialogs.signing import Record, ToSign
from bot.dialogs.words import If
from bot.language import Item, Name, _
from bot.language import Text as Marked


@dataclass(frozen=True)
class Ahead:
    """A session to come, and what was agreed at the last one."""

    number: int
    me: Name
    partner: Name
    is_today: bool
    moment: datetime
    hour: time
    venue: str
    plan: tuple[Item, ...]


class SessionReminder(Prompt[Ahead]):
    """The day before, or on the morning: the session, and what there is to prepare."""

    reason = Reason(
        "remind",
        Rank.SESSION,
        because=_("a session of yours was near"),
        watched=_("Reminder to {who}: session {number} is on {day:weekday}"),
        hours=Hours.MORNING,
    )

    session: int

    shows = "session"
    brief = _("session {number}, {moment}")
    text = (
        If(
            Fact("is_today"),
            If(
                Fact("venue"),
                _("TIMEC: Reminder: session {number} with {partner} today {hour}, {venue}."),
                _("TIMEC: Reminder: session {number} with {partner} today {hour}."),
            ),
            If(
                Fact("venue"),
                _("TIMEC: Reminder: session {number} with {partner} {moment}, {venue}."),
                _("TIMEC: Reminder: session {number} with {partner} {moment}."),
            ),
        ),
        If(Fact("plan"), _("Last plan: {plan:# action|# actions}.")),
    )
    template = "session_reminder"

    ok = Go(_("OK"), lambda: Prepare, synonyms=("okay", "sawa", "poa", "yes", "ndiyo"), means=("coming",))
    change = Go(_("change time"), Move, synonyms=("no", "hapana"), means=("move",))
    plan = Go(_("see plan"), lambda: SeePlan, when=Fact("plan"), means=("see_plan",))
    late = Do(
        _("running late"),
        For.RICH,
        synonyms=("i will be late", "i am late", "nimechelewa", "nachelewa"),
        means=("late",),
    )
    away = Do(
        _("cannot come"),
        For.RICH,
        synonyms=("cant come", "can't come", "i cannot come", "i cant come", "i can't come", "siwezi", "sitakuja"),
        means=("cannot_come",),
    )


class Prepare(Page[Ahead]):
    """The answer to a reminder: one question to think about before the session."""

    session: int

    shows = "session"
    text = _("Thank you. Before you meet, think: what worked, what was difficult? Running late? Reply LATE.")


class SeePlan(Page[Ahead]):
    """What was agreed at the last session, and the same question."""

    session: int

    shows = "journal"
    text = (_("For session {number}: {plan}."), _("Think: what worked, what did not?"))


class NoRecord(Prompt[Planned]):
    """Two school days without a record: once more, and never again."""

    reason = Reason(
        "no_record",
        Rank.SESSION,
        because=_("a planned session had no record yet"),
        watched=_("Question to {who}: session {number} of {day} has no record yet"),
    )

    session: int

    shows = "session"
    brief = _("session {number}, {day:weekday}: no record yet")
    text = _(
        "TIMEC: no record yet for session {number} ({day}). Reply NO if not held, or LOG to record it."
        " I will not ask again."
    )
    takes = SessionRecord
    template = "session_no_record"

    log = Go(_("log it"), SessionRecord, For.RICH, means=("held", "affirm"))
    no = Go(_("not held"), NotHeld, For.RICH, synonyms=("no", "n", "hapana", "la"), means=NOT_MET)


class Unsigned(ToSign, Prompt[Record]):
    """A record that still waits for this person's signature. No journal text on a locked screen."""

    reason = Reason(
        "unsigned",
        Rank.SIGN,
        because=_("a record waits for your signature"),
        watched=_("Reminder to {who}: session {number} of {day} waits for a signature"),
    )

    shows = "journal"
    brief = _("session {number}, {day:weekday}: sign")
    text = _("TIMEC: {me:first}, session {number} with {partner} ({day:weekday}) waits for your signature.")
    template = "session_unsigned"


@dataclass(frozen=True)
class Left:
    """A form that somebody left open, or that rests between two sittings."""

    me: Name
    rests: bool


class Unfinished(Prompt[Left]):
    """A form idle for an hour, once, or its next sitting: its open question follows; then it waits as a draft."""

    reason = Reason(
        "idle",
        Rank.TIP,
        because=_("you had left a form open"),
        watched=_("Question to {who}: a form stands half filled"),
        hours=Hours.AT_ONCE,
    )

    next_part = Reason(
        "sitting",
        Rank.REVIEW,
        because=_("you have a long form half done"),
        watched=_("Question to {who}: the next part of a long form"),
    )

    draft: int
    sitting: int | None = None

    brief = _("an open form")
    text = If(
        Fact("rests"),
        _("TIMEC: {me:first}, here is the next part."),
        _("TIMEC: {me:first}, you left this open."),
    )
    template = "form_open"


@dataclass(frozen=True)
class Sat:
    """A form whose sitting is over: which question is next, when it is asked, and the word that goes on sooner."""

    form: Marked
    number: int
    total: int
    day: date
    word: Marked


class Resting(Page[Sat]):
    """A long form is asked in parts on SMS: what was answered is kept, and how to go on."""

    draft: int

    text = _(
        "Your answers are kept. I will ask question {number} of {total} on {day:weekday}."
        " {word} goes on with the {form} at any time."
    )

    go_on = Do(_("go on now"), synonyms=("go on", "yes", "ndiyo", "ndio", "ok", "sawa"))


@dataclass(frozen=True)
class Together:
    """Several prompts that came at once."""

    me: Name
    rows: tuple[Row, ...]


class Several(Notice[Together]):
    """Several prompts in one message; a number opens one."""

    notices: tuple[int, ...]

    text = _("TIMEC: {me:first}, {rows:# thing waits|# things wait}:")
    asks = Style.LIST
    tail = _("Reply a number.")
    template = "several"

    each = Each(Fact("rows"))
