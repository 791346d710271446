"""COACHING at the desk: which area is meant, and what may be told of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import chart, office, within
from bot.dialogs.handlers import facts, routes
from bot.dialogs.observing.pages import Average, Averages
from bot.dialogs.observing.rules import AreaShift, ToolFigures
from bot.dialogs.offices.rules import Office
from bot.dialogs.schools.rules import matching, short_name
from bot.dialogs.shifts.pages import (
    AreaLine,
    AreaLinesOfTool,
    CoachingArea,
    CoachingOfArea,
    CoachingParts,
    LeadingShifts,
    LessonShifts,
    Overall,
    PartsOfCoaching,
    ShiftsOfTool,
)
from bot.dialogs.shifts.rules import DISTRIBUTED, PILOT, PartShifts, overall
from bot.dialogs.shifts.shared import INSTRUMENTS, TOOLS, counted
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.page import Picture, Row
from bot.forms.saying import Said
from bot.language import _
from bot.reports.chart import ShiftBar, shifts_chart
from bot.store.areas import AreaKind
from bot.store.instruments.observations import Tool
from bot.store.officers import places

TOLD = frozenset({Access.AVERAGES, Access.TOTALS})
"""What opens the averages of many to an office."""


def _office(asking: Asking) -> Office:
    here = office(asking)
    if may_see(here.viewer, Data.SCORES) not in TOLD:
        raise NotFound
    return here


@routes
def named(asking: Asking, at: CoachingArea) -> Dialog:
    """With words, the area that they name, of those that this office oversees."""
    if not at.words:
        return at
    here = _office(asking)
    found = matching(at.words, places.within(asking.db, here.area_id, here.levels)).schools
    if not found:
        raise NotOpen(_("Not in your area."))
    return CoachingArea(area=found[0].id)


def _counted(asking: Asking, area: int | None) -> tuple[PartShifts, Sequence[PartShifts]]:
    here = _office(asking)
    return counted(asking, here, within(asking, here, area)[:3])


@facts
def of_area(asking: Asking, at: CoachingArea) -> Prepared:
    """The whole."""
    whole, parts = _counted(asking, at.area)
    lessons, leading = (whole.tools[tool] for tool in (Tool.LESSON, Tool.LEADERSHIP))
    return Prepared(
        CoachingOfArea(
            area=whole.name,
            day=asking.today,
            teachers=lessons.coached,
            heads=leading.coached,
            lessons=_overall(Tool.LESSON, lessons),
            leading=_overall(Tool.LEADERSHIP, leading),
            chart=_chart(asking, whole, *whole.tools),
            any=bool(lessons.coached or leading.coached),
            parts=whole.kind is not AreaKind.INSTITUTION and bool(parts),
        )
    )


def _overall(tool: Tool, of: ToolFigures) -> Overall:
    found = overall(tool, of)
    return Overall(of.both, *(found.percents if found else (None, None)))


def _chart(asking: Asking, whole: PartShifts, *tools: Tool) -> Picture | None:
    """Each area of these instruments as two bars, where there is something to draw."""
    found = [(tool, one) for tool in tools for one in whole.tools[tool].areas]
    bars = [ShiftBar(INSTRUMENTS[tool][one.key], one.percents, one.people) for tool, one in found]
    return chart(asking, partial(shifts_chart, whole.name, bars)) if bars else None


@facts
def of_tool(asking: Asking, at: LessonShifts | LeadingShifts) -> Prepared:
    """One instrument, area by area."""
    tool = Tool.LESSON if isinstance(at, LessonShifts) else Tool.LEADERSHIP
    whole, _parts = _counted(asking, at.area)
    found, labels = whole.tools[tool], INSTRUMENTS[tool]
    pilot = [Average(labels[key], *values) for key, values in PILOT.items() if key in labels]
    return Prepared(
        ShiftsOfTool(
            area=whole.name,
            tool=TOOLS[tool],
            coached=found.coached,
            rated=found.rated,
            both=found.both,
            lines=AreaLinesOfTool(tuple(_line(tool, one) for one in found.areas)),
            pilot=Averages(tuple(pilot)),
            chart=_chart(asking, whole, tool),
        )
    )


def _line(tool: Tool, one: AreaShift) -> AreaLine:
    ends = ("/".join(map(str, end)) for end in (one.before, one.after))
    had = " > ".join(ends) if one.people >= DISTRIBUTED else ""
    return AreaLine(INSTRUMENTS[tool][one.key], *one.percents, *one.means, had)


@facts
def parts_of(asking: Asking, at: CoachingParts) -> Prepared:
    """What lies in the area, each with its lessons."""
    whole, parts = _counted(asking, at.area)
    return Prepared(PartsOfCoaching(whole.name, tuple(Row(_of_part(one), CoachingArea(area=one.id)) for one in parts)))


def _of_part(one: PartShifts) -> Said:
    lessons = one.tools[Tool.LESSON]
    found = overall(Tool.LESSON, lessons)
    name = short_name(one.name) if one.kind is AreaKind.INSTITUTION else one.name
    if found is None:
        return Said(_("{name} {both} of {coached}"), {"name": name, "both": lessons.both, "coached": lessons.coached})
    before, after = found.percents
    return Said(_("{name} {before}>{after}%"), {"name": name, "before": before, "after": after})
