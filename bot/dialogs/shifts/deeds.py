"""The figures of coaching of an area and of its parts, each counted once for whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sqlalchemy import Connection

from bot.dialogs.observing import deeds as observing
from bot.dialogs.observing import rules as observed
from bot.dialogs.observing.rules import ToolFigures
from bot.dialogs.shifts.rules import PartShifts
from bot.store import areas
from bot.store.areas import AreaKind, Level
from bot.store.instruments.observations import Observation, Tool
from bot.store.officers.coached import CoachedPair

Instruments = Mapping[Tool, tuple[Sequence[str], int]]
"""The keys of each instrument's areas, and the highest point."""
Rated = tuple[list[CoachedPair], dict[int, list[Observation]]]


def shifts(
    db: Connection, area: tuple[int, str, AreaKind | None], levels: Collection[Level], today: date, by: Instruments
) -> tuple[PartShifts, list[PartShifts]]:
    """An area (0: the nation) and its parts, by name: counties, or what is directly in a county or less."""
    area_id, name, kind = area
    found = {tool: observing.rated(db, area_id, levels, today, tool) for tool in by}
    parts = {one.part_id: one for pairs, _rows in found.values() for one in pairs}
    ordered = sorted(parts.values(), key=lambda one: (one.part, one.part_id))
    below = [PartShifts(one.part_id, one.part, one.part_kind, _counted(found, by, one.part_id)) for one in ordered]
    return PartShifts(area_id, name, kind, _counted(found, by)), _told(below)


def _counted(found: Mapping[Tool, Rated], by: Instruments, part: int | None = None) -> dict[Tool, ToolFigures]:
    return {tool: _of_tool(*found[tool], *by[tool], part) for tool in by}


def _of_tool(
    pairs: list[CoachedPair], rows: dict[int, list[Observation]], keys: Sequence[str], most: int, part: int | None
) -> ToolFigures:
    own = [one for one in pairs if part in (None, one.part_id)]
    return observed.figures_of(observing.by_person(own, rows), keys, most)


def _told(parts: Sequence[PartShifts]) -> list[PartShifts]:
    """The parts, without the averages of those that would tell of another."""
    of_tool = {tool: observed.told({one.id: one.tools[tool].both for one in parts}) for tool in Tool}
    return [_only(one, {tool for tool in one.tools if one.id in of_tool[tool]}) for one in parts]


def of_area(
    db: Connection,
    area: tuple[int, str, AreaKind | None],
    above: int,
    levels: Collection[Level],
    today: date,
    by: Instruments,
) -> tuple[PartShifts, list[PartShifts]]:
    """The same of an area, as whoever oversees the one `above` it may be told: nothing that tells of its neighbours."""
    whole, parts = shifts(db, area, levels, today, by)
    path = [one for one in areas.path(db, area[0]) if one.kind is not AreaKind.REGION] if area[0] != above else []
    for inner, outer in pairwise([*path, None]):
        if inner is None or inner.id == above:
            break
        _all, beside = shifts(db, (outer.id if outer else 0, "", None), levels, today, by)
        told = next((one for one in beside if one.id == inner.id), whole)
        keep = {tool for tool in by if told.tools[tool].areas}
        whole, parts = _only(whole, keep), [_only(one, keep) for one in parts]
    return whole, parts


def _only(one: PartShifts, keep: Collection[Tool]) -> PartShifts:
    """With the averages of these instruments only."""
    return replace(one, tools={t: found if t in keep else replace(found, areas=()) for t, found in one.tools.items()})
