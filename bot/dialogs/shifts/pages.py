"""COACHING: an area's figures by instrument, by part, with their definitions and denominators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.cycles.pages import CoachingThemes
from bot.dialogs.instruments.paper import Worded
from bot.dialogs.observing.pages import Averages
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Each, Go, Page, Picture, Row
from bot.forms.saying import Said, Style
from bot.forms.words import If, InLines
from bot.language import Marked, _


@dataclass(frozen=True)
class Overall:
    """One instrument in one figure: the same people at baseline and endline; none where they are too few."""

    people: int
    before: int | None
    after: int | None

    def spoken(self, language: str, spec: str) -> str:
        if self.before is None or self.after is None:
            said: Marked = _("{people} with baseline and endline, told from 5 on")
            return Said(said, vars(self)).spoken(language)
        return f"{self.before}% > {self.after}% ({self.after - self.before:+d}, {self.people})"


@dataclass(frozen=True)
class AreaLine:
    """One area of an instrument: percent and mean points at baseline and endline."""

    what: Worded
    before: int
    after: int
    first: str
    last: str
    had: str
    """How many were given each point from 1, at both ends; "" where there are too few people."""

    def spoken(self, language: str, spec: str) -> str:
        shift = f"{self.before}% > {self.after}% ({self.after - self.before:+d})"
        said = [f"{self.what.spoken(language, '')} {shift}", f"{self.first} > {self.last}", self.had]
        return ", ".join(filter(None, said))


@dataclass(frozen=True)
class AreaLinesOfTool(InLines):
    """Each area of an instrument."""

    all: tuple[AreaLine, ...]


@dataclass(frozen=True)
class CoachingOfArea:
    """The coaching of an area: how many are coached, and how far lessons and leading have moved."""

    area: str
    day: date
    teachers: int
    heads: int
    lessons: Overall
    leading: Overall
    chart: Picture | None
    any: bool
    parts: bool


class CoachingArea(Page[CoachingOfArea]):
    """What coaching has changed in one's area, or in one in it that is named (requirements D281, D282)."""

    words: str | None = None
    area: int | None = None

    keyword = _("COACHING")
    argument = "words"
    private = True
    shows = "scores"
    asks = Style.LIST
    picture = Fact("chart")
    text = If(
        Fact("any"),
        (
            _("{area}, {day}, coached: {teachers:# teacher|# teachers}, {heads:# head|# heads}."),
            _("Baseline > endline of the same people, in % of 4 points: lessons {lessons}."),
            If(Fact("heads"), _("Leading {leading}.")),
        ),
        _("{area}: nobody is coached yet."),
    )

    lessons = Go(_("lessons"), lambda: LessonShifts, when=Fact("any"))
    leading = Go(_("leading"), lambda: LeadingShifts, when=Fact("any"))
    parts = Go(_("by area"), lambda: CoachingParts, when=Fact("parts"))
    themes = Go(_("what changed most"), CoachingThemes, when=Fact("any"))
    means = Go(_("what it means"), lambda: CoachingMeans, when=Fact("any"))


@dataclass(frozen=True)
class ShiftsOfTool:
    """One instrument in an area, area by area."""

    area: str
    tool: Marked
    coached: int
    rated: int
    both: int
    lines: AreaLinesOfTool
    pilot: Averages
    chart: Picture | None


class ToolShifts(Page[ShiftsOfTool], abstract=True):
    """Frequencies, averages and percentage shifts of one instrument, as the pilot's report gave them."""

    area: int | None = None

    private = True
    shows = "scores"
    picture = Fact("chart")
    text = (
        _("{area}, {tool}: {coached} coached, {rated} rated, {both} at baseline and endline."),
        If(
            Fact("lines"),
            _("% of 4 points, mean, and how many had 1/2/3/4:\n{lines}\n"),
            _("Averages are told of 5 people or more."),
        ),
        If(Fact("pilot"), _("The pilot of 2023, as reported:\n{pilot}\n")),
    )

    back = Go(_("totals"), CoachingArea)


class LessonShifts(ToolShifts):
    """Of lessons observed."""


class LeadingShifts(ToolShifts):
    """Of the leading of schools."""


@dataclass(frozen=True)
class PartsOfCoaching:
    """The parts of an area, each with its overall figures."""

    area: str
    rows: tuple[Row, ...]


class CoachingParts(Page[PartsOfCoaching]):
    """By county, or by what lies in a county or less; a part of few people is only counted."""

    area: int | None = None

    private = True
    shows = "scores"
    asks = Style.LIST
    text = _("{area}, lessons, baseline > endline:")

    each = Each(Fact("rows"))
    back = Go(_("totals"), CoachingArea)


class CoachingMeans(Page[NoFacts]):
    """What each figure is, and of whom."""

    behind_pin = False
    private = True
    text = (
        _("Percent: the mean of the points (1 to 4) as a share of 4. (+9): endline less baseline."),
        _("Counted: only people with a baseline and a later endline by the same tool; coached pairs that rest count."),
        _("Few are told together: averages from 5 people, points from 10. SCORES: schools without a lesson."),
    )
