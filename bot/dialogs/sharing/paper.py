"""A sharing meeting is called, those who came are counted; and a notice to the heads of an area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.closed import Confirm, Shut
from bot.forms.counts import HowMany
from bot.forms.days import Day
from bot.forms.facts import Fact, today
from bot.forms.form import Echo, Form
from bot.forms.lists import OneOf
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option
from bot.language import _

MENTORS, ALL = "mentors", "all"


@dataclass(frozen=True)
class CallOver:
    """An area, and the areas in it whose people can be called: its zones, or the one school."""

    area: str
    areas: tuple[Option, ...]
    closed: tuple[Shut, ...]
    """The days to come without school."""


class CallSharing(Form[CallOver]):
    """Mentors and mentees share their experiences, of one school or between schools (requirements D51, D43, D383)."""

    keyword = _("SHARING")
    offices = ("head", "scd")
    not_theirs = _("Heads and Sub-County Directors call sharing meetings.")
    shows = "session"
    private = True
    called = _("sharing meeting")
    counted = None

    day = Day(_("sharing meeting, {area}: which day?"), earliest=today, label=_("day"))
    keep = Confirm(_("schools are closed that day, keep it?"), of=day, again=_("other date"), closed=Fact("closed"))
    place = Text(_("where?"), most=60, label=_("place"))
    whose = OneOf(_("Whose pairs?"), of=Fact("areas"), label=_("pairs of"))
    who = Choice(
        _("Who is called?"),
        Option(MENTORS, _("mentors"), ("washauri",)),
        Option(ALL, _("mentors and mentees"), ("wote", "everybody")),
        label=_("called"),
    )

    echo = Echo(_("Sharing meeting {day:weekday}, {place}: {who}, {whose}."))


@dataclass(frozen=True)
class MeetingHeld:
    """A sharing meeting whose day has come."""

    day: date
    place: str


class CountSharing(Form[MeetingHeld]):
    """How many came."""

    call: int

    shows = "session"
    private = True
    called = _("who came")
    counted = None
    at_once = True

    came = HowMany(_("sharing meeting of {day:weekday}: how many came?"), label=_("came"))

    echo = Echo(_("{came} came."))


class TellHeads(Form[CallOver]):
    """A notice to every head of an area; who has read it is counted (requirement D53)."""

    keyword = _("TELL HEADS")
    offices = ("scd",)
    not_theirs = _("Sub-County Directors write to heads.")
    shows = "session"
    private = True
    called = _("notice to heads")
    counted = None
    reads_back = True

    words = Text(_("notice to the heads of {area}: what do you tell them?"), most=300, label=_("notice"))

    shorthand = "words"

    echo = Echo(_('To the heads of {area}: "{words}".'))
