"""The list of the week's sessions: names, day and hour; what a head says to it, and what the two hear of a clash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogs.meetings.paper import Move
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Each, Go, Notice, Page, Prompt, Row
from bot.forms.reasons import HeardFrom, Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class SlotList:
    """The sessions of a school that are still to be in this week."""

    name: str
    rows: tuple[Row, ...]


class WeekSlots(Prompt[SlotList]):
    """To the head, on the first school day of the week: nothing of what the pairs talk about (requirement D34)."""

    reason = Reason(
        "slots",
        Rank.REPORT,
        because=_("the week begins: the sessions of your school"),
        watched=_("List of the week's sessions to {who}"),
        hours=HeardFrom.MORNING,
    )
    area: int

    shows = "session"
    asks = Style.LIST
    text = _("TIMEC: {name}, sessions of this week. A clash? Send its number. SLOTS stops this list.")
    brief = _("sessions of this week")
    template = "week_slots"

    clash = Each(Fact("rows"), lambda: SlotClash, most=3)
    fine = Go(_("no clash"), lambda: SlotsFine, synonyms=("ok", "no", "sawa", "hapana", "confirm", "none"))


class SlotsFine(Page[NoFacts]):
    """The receipt where no hour clashes."""

    behind_pin = False
    text = _("Thank you. These hours stay free for the pairs.")


@dataclass(frozen=True)
class Clashing:
    """A session whose hour the school needs."""

    mentee: Name
    mentor: Name
    moment: datetime


class SlotClash(Page[Clashing]):
    """The receipt of a clash: both are asked to find another hour."""

    session: int
    day: date
    """The day of the list: of another date nothing is said."""

    shows = "session"
    behind_pin = False
    does = True
    text = _("Noted. I ask {mentee} and {mentor} to find another hour than {moment}, without blame.")


@dataclass(frozen=True)
class HourWanted:
    """The same to one of the two."""

    me: Name
    partner: Name
    number: int
    moment: datetime


class FindAnotherHour(Notice[HourWanted]):
    """To both of the pair; neither has done anything wrong."""

    session: int
    day: date

    shows = "session"
    text = _(
        "TIMEC: {me:first}, your school needs {moment}, the hour of session {number} with {partner}. It is nobody's"
        " fault. Please find another hour."
    )
    template = "find_another_hour"

    move = Go(_("another time"), Move, synonyms=("yes", "ok", "sawa", "ndiyo", "ndio"), means=("move",))


@dataclass(frozen=True)
class SlotsWanted:
    """Whether somebody gets the list."""

    off: bool


class Slots(Page[SlotsWanted]):
    """SLOTS: the list stops, or comes again."""

    behind_pin = False
    keyword = _("SLOTS")
    does = True
    text = If(
        Fact("off"),
        _("No more lists of the week's sessions. SLOTS brings them back."),
        _("The list of the week's sessions comes again."),
    )
