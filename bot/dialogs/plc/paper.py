"""PLC: a leader calls one in one message; who was there says what they will use (requirements D288, D290, D394)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.forms.closed import Confirm, Engaged, Shut
from bot.forms.days import Day
from bot.forms.facts import Condition, Context, Fact, Index, NoFacts, NotUnderstood, today
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.meetings import Meet, Meetings
from bot.forms.questions import Text, YesNo
from bot.forms.saying import Said
from bot.language import _

PEOPLE = Index("plc people")
ALL = "all"
TOPIC = re.compile(r"(?:^|(?<=[\s,;.-]))(?:topic|subject|mada|about|kuhusu|juu ya)\b[\s:=-]*", re.IGNORECASE)
"""What stands before the topic in one message."""


@dataclass(frozen=True)
class PlcLeader:
    """Who may be invited: the teachers of a school, one's own coachees, or the coaching pairs of an area."""

    usual_hour: time | None
    usual_venue: str
    closed: tuple[Shut, ...]
    taken: tuple[Engaged, ...]
    """When the leader meets somebody already."""
    everybody: str


class OneMeeting(Meet):
    """One day, hour and place; before a topic in the same message."""

    how = _("Write the day, hour and place, like 16/6 2pm staffroom.")

    def beginning(self, words: str, context: Context) -> tuple[str, str]:
        found = TOPIC.search(words)
        return (words[: found.start()].rstrip(" ,;.-\n\t"), words[found.start() :].strip()) if found else (words, "")

    def hear(self, words: str, context: Context) -> str:
        stored = super().hear(words, context)
        if len(Meetings.of(stored)) > 1:
            raise NotUnderstood(_("One meeting at a time, please: day, hour and place, like 16/6 2pm staffroom."))
        return stored

    def takes_back(self, stored: str) -> tuple[str, ...]:
        return ("place",)

    @property
    def nowhere(self) -> Condition:
        """True where no place was said."""
        return Condition(self, "without a place", lambda stored: not Meetings.of(stored).venue)

    def value(self, stored: str, context: Context) -> object:
        meetings = Meetings.of(stored)
        return Meetings(meetings.moments[:1], meetings.venue)

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(_("E.g. 16/6 2pm staffroom.")),)

    def examples(self, context: Context) -> tuple[str, ...]:
        ahead = context.today + timedelta(days=5)
        return (f"{ahead.day}/{ahead.month} 2pm library", f"{ahead.isoformat()} 14:00 staffroom")


class PlcPlace(Text):
    """Where it is, where that was not said with the day: it is read back, and kept, with it."""

    def puts(self, stored: str, context: Context) -> Mapping[str, str]:
        return {"when": replace(Meetings.of(context.answers["when"]), venue=stored).text}


class PlcTopic(Text):
    """What it is about; “topic” before it is none of its words."""

    def hear(self, words: str, context: Context) -> str:
        found = TOPIC.match(words)
        return super().hear(words[found.end() :] if found else words, context)

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("topic group work", "mada: kazi ya makundi")


class CallPlc(Form[PlcLeader]):
    """A professional learning community: “collaborative teacher learning groups”; “joint planning, peer review, and
    data-informed discussions”. It is called in one message: “PLC Fri 2pm staffroom topic group work”.
    """

    keyword = _("PLC")
    shows = "session"
    called = _("learning community (PLC)")
    counted = None
    reads_back = True

    when = OneMeeting(
        _("PLC: when and where?"),
        label=_("when and where"),
        usual_hour=Fact("usual_hour"),
        usual_venue=Fact("usual_venue"),
        closed=Fact("closed"),
        taken=Fact("taken"),
    )
    keep = Confirm(_("schools are closed then, keep it?"), of=when, again=_("other date"), closed=Fact("closed"))
    place = PlcPlace(_("where?"), most=60, label=_("place"), when=when.nowhere)
    topic = PlcTopic(_("on which topic?"), most=80, label=_("topic"))
    who = Find(
        _("who is invited? Reply ALL, or names with commas."),
        PEOPLE,
        listed=_("Or choose:"),
        how=_("Reply ALL, or names with commas."),
        same_as=Fact("everybody"),
        label=_("invited"),
    )

    shorthand = "when topic"
    echo = Echo(_("PLC {when:all}. Topic: {topic}. Invited: {who}."))


@dataclass(frozen=True)
class PlcHeld:
    """One that is over."""

    at: datetime
    topic: str


class UsePlc(Form[PlcHeld]):
    """What somebody takes along: that they were there goes without saying."""

    plc: int

    shows = "session"
    called = _("what I will use")
    counted = None
    at_once = True
    says_freely = True
    shorthand = "uses"

    uses = Text(
        _("what will you use from the PLC of {at:weekday}? Only you read it."), most=200, label=_("what I will use")
    )
    echo = Echo(_("I will use: {uses}."))


class RecordPlc(Form[PlcHeld]):
    """What was agreed, by who called it."""

    plc: int

    shows = "session"
    called = _("what the PLC agreed")
    counted = None
    at_once = True
    says_freely = True
    shorthand = "action"

    action = Text(_("what did the PLC of {at:weekday} agree to do?"), most=200, label=_("agreed"))
    topic = Text(_("what was its topic?"), most=80, label=_("topic"), same_as=Fact("topic"))
    echo = Echo(_("{topic}: {action}."))


class LogPlc(Form[NoFacts]):
    """One that was not called through us, by a teacher: “date, place, attended or not, topic, what I will use”."""

    called = _("learning community (PLC)")
    counted = None
    at_once = True

    day = Day(_("PLC: on which day was it?"), latest=today, label=_("day"))
    place = Text(_("at which place was it?"), most=60, label=_("place"))
    topic = Text(_("on which topic?"), most=80, label=_("topic"))
    there = YesNo(_("were you there?"), label=_("there"))
    uses = Text(
        _("what will you use? Only you read it."),
        most=200,
        when=there.yes,
        optional=True,
        label=_("what I will use"),
    )
    echo = Echo(_("PLC {day}, {place}: {topic}."))
