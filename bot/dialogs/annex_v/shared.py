"""What of schools is overdue: asked for as often as it is asked for, and now its supervisor's to see (D226)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.annex_v.rules import overdue
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.desk import Asking
from bot.dialogs.figures.rules import LATE, SchoolFigures
from bot.store.ending.overdue import papers


def papers_overdue(asking: Asking, found: Sequence[SchoolFigures]) -> int:
    """How many papers of the pairs of these schools are: Annex IV, and those of the end of their time."""
    level_of = {pair.id: school.level for school in found for pair in school.pairs}
    days = SchoolDays.around(asking.db, asking.today)
    too_late = {level: days.since(asking.today, LATE, level) for level in set(level_of.values())}
    return sum(overdue(one, too_late[level_of[one.pair_id]]) for one in papers(asking.db, level_of))
