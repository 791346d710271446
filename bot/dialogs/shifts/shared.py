"""The figures of coaching at any desk, by the instruments as they are worded now."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogs.desk import Asking
from bot.dialogs.instruments.paper import POINTS, Worded, areas
from bot.dialogs.offices.rules import Office
from bot.dialogs.shifts import deeds
from bot.dialogs.shifts.rules import PartShifts
from bot.language import Marked, _
from bot.store.areas import AreaKind
from bot.store.instruments.observations import Tool

TOOLS: Mapping[Tool, Marked] = {Tool.LESSON: _("lessons of teachers"), Tool.LEADERSHIP: _("leading of heads")}
INSTRUMENTS: Mapping[Tool, Mapping[str, Worded]] = {tool: {one.key: one for one in areas(tool)} for tool in Tool}


def counted(
    asking: Asking, here: Office, area: tuple[int, str, AreaKind | None]
) -> tuple[PartShifts, list[PartShifts]]:
    """An area that this office oversees, and its parts, as far as they may be told."""
    by = {tool: (tuple(labels), POINTS) for tool, labels in INSTRUMENTS.items()}
    return deeds.of_area(asking.db, area, here.area_id, here.levels, asking.today, by)
