"""Which figures of coaching an area is told, and what the pilot reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogs.observing.rules import AreaShift, ToolFigures
from bot.store.areas import AreaKind
from bot.store.instruments.observations import Tool

DISTRIBUTED = 10
"""How many were given each point is told of so many people or more: of fewer it would tell of one."""
OVERALL: Mapping[Tool, tuple[str, ...]] = {
    Tool.LESSON: ("goals", "engagement", "application"),
    Tool.LEADERSHIP: ("support", "learners", "culture"),
}
"""The areas that make up the one figure of an instrument: facilitation and use of data stand apart (D274, D282)."""
PILOT: Mapping[str, tuple[int, int]] = {"support": (24, 49), "facilitation": (13, 33), "data": (19, 48)}
"""What the pilot's report of May 2024 gives as baseline and endline in percent, to compare with: reported, not counted
here (requirement D282)."""


@dataclass(frozen=True)
class PartShifts:
    """One part of an area (or the area itself) and what each instrument says of it."""

    id: int
    name: str
    kind: AreaKind | None
    tools: Mapping[Tool, ToolFigures]


def overall(tool: Tool, counted: ToolFigures) -> AreaShift | None:
    """The areas of an instrument as one figure; None where too few have both ends."""
    return counted.overall(OVERALL[tool])
