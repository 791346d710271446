"""What those who are invited, those who were there and whoever called a learning community read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogs.plc.paper import CallPlc, RecordPlc, UsePlc
from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Notice, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class PlcFacts:
    """One, as those who are invited and its caller see it: of who comes and came only counts."""

    by: Name
    at: datetime
    place: str
    topic: str
    action: str
    asked: int
    come: int
    stay: int
    attended: int
    absent: int
    is_over: bool


class PlcInvited(Notice[PlcFacts]):
    """To whoever is invited."""

    plc: int

    shows = "session"
    text = _("TIMEC: {by} calls you to a PLC: {at}, {place}. Topic: {topic}. Do you come?")
    template = "plc_invited"
    buttons = (_("I come"), _("I cannot"))

    come = Do(_("I come"), synonyms=("yes", "y", "ndiyo", "ndio", "ok", "sawa"))
    stay = Do(_("I cannot"), synonyms=("no", "n", "hapana", "la"))


class PlcAnswered(Page[PlcFacts]):
    """The receipt of an answer."""

    plc: int

    shows = "session"
    behind_pin = False
    text = _("Noted. {by} sees how many come. {at}, {place}.")


class PlcAfter(Prompt[PlcFacts]):
    """To whoever was invited, once it is over."""

    reason = Reason(
        "plc_after",
        Rank.TIP,
        because=_("a PLC to which you were invited is over"),
        watched=_("Prompt to {who}: were they at the PLC, and what will they use"),
        own=True,
    )

    plc: int

    shows = "session"
    takes = UsePlc
    text = _("TIMEC: were you at the PLC of {at:weekday} on {topic}? If so, write what you will use.")
    brief = _("a question on the PLC")
    template = "plc_after"
    buttons = (_("yes"), _("no"))

    there = Go(_("yes"), UsePlc, synonyms=("y", "ndiyo", "ndio"))
    absent = Do(_("no"), synonyms=("n", "hapana", "la"))


class PlcNoted(Page[PlcFacts]):
    """The receipt of whether one was there."""

    plc: int

    shows = "session"
    behind_pin = False
    text = _("Noted, thank you. {by} sees how many were there; what you will use only you read.")


class PlcToRecord(Prompt[PlcFacts]):
    """To whoever called it: what was agreed."""

    reason = Reason(
        "plc_record",
        Rank.REPORT,
        because=_("the PLC that you called is over"),
        watched=_("Prompt to {who}: what did the PLC agree"),
    )

    plc: int

    shows = "session"
    takes = RecordPlc
    text = _("TIMEC: the PLC of {at:weekday} on {topic} is over. What did you agree to do? Write it in a few words.")
    brief = _("what the PLC agreed")
    template = "plc_record"

    record = Go(_("write it down"), RecordPlc)


class OnePlc(Page[PlcFacts]):
    """To its caller: how many were invited, come, were there, and were not."""

    plc: int

    shows = "session"
    text = (
        _("PLC {at}, {place}. Topic: {topic}."),
        _("Invited {asked}, come {come}, cannot {stay}."),
        If(Fact("is_over"), _("Were there {attended}, were not {absent}.")),
        If(Fact("action"), _("Agreed: {action}.")),
    )

    record = Go(_("what was agreed"), RecordPlc, when=Fact("is_over"))


@dataclass(frozen=True)
class PlcAttendance:
    """Of one who was invited."""

    at: datetime
    topic: str
    there: bool
    unsaid: bool


class MyPlc(Page[PlcAttendance]):
    """One's own: whether one was there."""

    plc: int

    shows = "session"
    text = If(
        Fact("unsaid"),
        _("PLC of {at:weekday} on {topic}: you have not said whether you were there."),
        If(
            Fact("there"),
            _("PLC of {at:weekday} on {topic}: you were there."),
            _("PLC of {at:weekday} on {topic}: you were not there."),
        ),
    )

    again = Go(_("what I will use"), UsePlc)


@dataclass(frozen=True)
class PlcRows:
    """Those that one called, or was invited to, the newest first; and the counts of an office's area."""

    rows: tuple[Row, ...]


class Plcs(Page[PlcRows]):
    """All of one's own."""

    keyword = _("PLCS")
    shows = "session"
    asks = Style.LIST
    text = If(Fact("rows"), _("Learning communities (PLC):"), _("No PLC yet. A leader calls one with PLC."))

    each = Each(Fact("rows"))


@dataclass(frozen=True)
class AreaPlcFacts:
    """The PLCs of an area in a year, and how many coachees have been at none."""

    area: str
    called: int
    asked: int
    attended: int
    percent: int
    absent: int
    coachees: int
    never: int


class AreaPlcs(Page[AreaPlcFacts]):
    """Participation of an area in counts; that so many stay away is seen (requirement D288)."""

    area: int

    private = True
    shows = "session"
    text = (
        _("{area}, last 12 months: {called:# PLC|# PLCs} called."),
        _("Of {asked} invitations {attended} were there ({percent}%), {absent} not."),
        _("{never} of {coachees:# coachee|# coachees} have been at none."),
    )

    call = Go(_("call a PLC"), CallPlc)
