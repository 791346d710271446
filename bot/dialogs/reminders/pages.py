"""Around a planned session: the reminder, how it was, and that no record came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dialogs.meetings.paper import Move, NotHeld
from bot.dialogs.sessions.pages import BEGUN, NOT_MET
from bot.dialogs.sessions.paper import SessionRecord
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Page, Prompt
from bot.forms.reasons import HeardFrom, Rank, Reason
from bot.forms.saying import On
from bot.forms.words import If, IfRoom, Sized
from bot.language import Item, Name, _


@dataclass(frozen=True)
class Planned:
    """A session that has its day: what the log prompt and “not held” know of it."""

    number: int
    me: Name
    partner: Name
    day: date
    is_today: bool
    has_plan: bool
    begun: int = 0
    """The question at which its record was left half filled; 0: it was not begun."""


class LogPrompt(Prompt[Planned]):
    """On the day of a session: log it in one message, or say that it was not held."""

    reason = Reason(
        "log",
        Rank.SESSION,
        because=_("a session was planned for that day"),
        watched=_("Log prompt to {who}: session {number} was planned for {day:weekday}"),
        on_the_day=_("Log prompt to {who}: session {number} is today"),
        kept_free=True,
    )

    on_closed_day = Reason(
        "log_closed_day",
        Rank.SESSION,
        because=_("you two had agreed on a session that day, though schools are closed"),
        watched=_("Log prompt to {who}: session {number} was planned for {day:weekday}"),
        on_the_day=_("Log prompt to {who}: session {number} is today"),
        hours=HeardFrom.ITS_DAY,
        kept_free=True,
    )

    session: int

    shows = "session"
    brief = _("session {number}, {day:weekday}: log it")
    text = (
        If(
            Fact("is_today"),
            _("TIMEC: {me:first}, how was session {number} with {partner}?"),
            _("TIMEC: {me:first}, how was session {number} with {partner} on {day:weekday}?"),
        ),
        If(
            Fact("begun"),
            BEGUN,
            (
                If(
                    Fact("has_plan"),
                    _("Reply in one SMS: 1 what you discussed 2 what you will do, by when 3 last plan: done?"),
                    _("Reply in one SMS: 1 what you discussed 2 what you will do, by when."),
                ),
                _("Did not meet? Reply NO."),
            ),
        ),
    )
    unclear = (
        If(
            Fact("is_today"),
            _("Did you meet {partner} today?"),
            _("Did you meet {partner} on {day:weekday}?"),
        ),
        _("Reply YES and I ask step by step, NO if you did not meet, LATER if you are busy."),
    )
    takes = SessionRecord
    template = "session_log"
    buttons = (_("log it"), _("not held"))

    log = Go(_("log it"), SessionRecord, On.RICH, means=("held", "affirm"))
    no = Go(_("not held"), NotHeld, On.RICH, synonyms=("no", "n", "hapana", "la"), means=NOT_MET)


@dataclass(frozen=True)
class Ahead:
    """A session to come, and what was agreed at the last one."""

    number: int
    me: Name
    partner: Name
    is_today: bool
    is_tomorrow: bool
    is_eve: bool
    """Whether the day is agreed, and there is a night to think of it."""
    closed: bool
    moment: datetime
    hour: time
    venue: str
    plan: tuple[Item, ...]
    goals: tuple[Item, ...]
    asked: bool
    """Whether only one of the two has asked for this date; `mine`: the reader."""
    mine: bool
    to_agree: bool
    fixed: bool


FIXED = If(
    Fact("is_today"),
    If(
        Fact("venue"),
        _("TIMEC: {me:first}, you meet {partner} today {hour}, {venue} (session {number})."),
        _("TIMEC: {me:first}, you meet {partner} today {hour} (session {number})."),
    ),
    If(
        Fact("is_tomorrow"),
        If(
            Fact("venue"),
            _("TIMEC: {me:first}, you meet {partner} tomorrow, {moment}, {venue}."),
            _("TIMEC: {me:first}, you meet {partner} tomorrow, {moment}."),
        ),
        If(
            Fact("venue"),
            _("TIMEC: {me:first}, you meet {partner} on {moment}, {venue}."),
            _("TIMEC: {me:first}, you meet {partner} on {moment}."),
        ),
    ),
)
"""A day that both want, or that nobody has asked to change."""


CLOSED = If(Fact("closed"), _("Schools are closed that day."))
_AGREED = _("You agreed {plan:# action|# actions}.")
AGENDA = If(
    Fact("plan"),
    If(
        Fact("goals"),
        Sized(
            short=IfRoom(_("{plan:# action|# actions}: what helped your goal?")),
            long=(_AGREED, _("Think: which of them brought your goal nearer?")),
        ),
        IfRoom(_AGREED),
    ),
    If(Fact("goals"), IfRoom(_("Think: what is the next step to your goal?"))),
)
"""What was agreed, as a number: others may see the screen (D315); and one question (D6). An SMS stays one."""


class SessionReminder(Prompt[Ahead]):
    """The day before, or on the morning: the session, and what there is to prepare."""

    reason = Reason(
        "remind",
        Rank.SESSION,
        because=_("a session of yours was near"),
        watched=_("Reminder to {who}: session {number} is on {day:weekday}"),
        hours=HeardFrom.MORNING,
    )

    session: int
    closed: int | None = None
    """1 where schools are closed on its day."""

    shows = "session"
    brief = _("session {number}, {moment}")
    text = (
        If(
            Fact("asked"),
            (
                If(
                    Fact("mine"),
                    _(
                        "TIMEC: {me:first}, you asked to meet {partner} on {moment} (session {number}). {partner} has"
                        " not agreed yet."
                    ),
                    _("TIMEC: {me:first}, {partner} asks to meet you on {moment} (session {number}). Do you agree?"),
                ),
                CLOSED,
            ),
            (FIXED, CLOSED, If(Fact("is_eve"), AGENDA)),
        ),
    )
    template = "session_reminder"
    buttons = (_("I will come"), _("change the time"), _("running late"), _("cannot come"))

    agree = Do(_("agree"), when=Fact("to_agree"), synonyms=("yes", "ok", "sawa", "ndiyo", "ndio", "poa"))
    ok = Go(
        _("I will come"),
        lambda: Prepare,
        when=Fact("fixed"),
        synonyms=("ok", "okay", "sawa", "poa", "yes", "ndiyo"),
        means=("coming",),
    )
    change = Go(_("change the time"), Move, synonyms=("change time", "no", "hapana"), means=("move", "partner_away"))
    plan = Go(
        _("last plan"),
        lambda: SeePlan,
        when=Fact("plan"),
        synonyms=("see plan", "soma mpango"),
        means=("see_plan",),
    )
    late = Do(
        _("running late"),
        On.RICH,
        synonyms=("i will be late", "i am late", "nimechelewa", "nachelewa"),
        of_oneself=True,
        means=("late",),
    )
    away = Do(
        _("cannot come"),
        On.RICH,
        synonyms=("cant come", "can't come", "i cannot come", "i cant come", "i can't come", "siwezi", "sitakuja"),
        of_oneself=True,
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
    text = If(
        Fact("begun"),
        (_("TIMEC: session {number} ({day}) with {partner}."), BEGUN),
        _(
            "TIMEC: no record yet for session {number} ({day}). Reply NO if not held, or LOG to record it."
            " I will not ask again."
        ),
    )
    takes = SessionRecord
    template = "session_no_record"
    buttons = (_("log it"), _("not held"))

    log = Go(_("log it"), SessionRecord, On.RICH, means=("held", "affirm"))
    no = Go(_("not held"), NotHeld, On.RICH, synonyms=("no", "n", "hapana", "la"), means=NOT_MET)
