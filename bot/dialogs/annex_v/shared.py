"""The rows of Annex V as they are said, for whoever fills, reads or verifies it; and what of schools is overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.dialogs.annex_v.paper import ACTIVITY, AllRows
from bot.dialogs.annex_v.rules import REPEAT, ProposedRow, RowStatus, overdue
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.desk import Asking
from bot.dialogs.figures.rules import LATE, SchoolWithPairs
from bot.forms.saying import Said
from bot.language import Marked, _
from bot.store.ending.evaluations import Evaluation
from bot.store.ending.overdue import papers

STANDS: dict[RowStatus, Marked] = {
    RowStatus.NOT_BEGUN: _("{row} {what} not begun"),
    RowStatus.GOING_ON: _("{row} {what} going on"),
    RowStatus.DONE: _("{row} {what} done"),
    RowStatus.OVERDUE: _("{row} {what} late"),
}
"""Whole, as what is done must not agree with its activity in every language."""


def said_row(one: ProposedRow) -> Said:
    """One row with its status."""
    counted = {"row": one.row, "done": one.done, "of": one.of}
    if one.row == REPEAT:
        return Said(_("{row} quarter {done} of {of}"), counted)
    stands = Said(STANDS[one.status], {"row": one.row, "what": Said(ACTIVITY[one.row])})
    if one.of > 1 and one.done < one.of:
        return Said(_("{stands} ({done}/{of})"), {"stands": stands, **counted})
    return stands


def late_row(one: ProposedRow) -> Said:
    """One that is late, where others are not beside it: its number may not be read for how many there are."""
    known = {"row": one.row, "what": Said(ACTIVITY[one.row]), "done": one.done, "of": one.of}
    return Said(_("{what} {done}/{of} (row {row})") if one.of > 1 else _("{what} (row {row})"), known)


def signed_rows(found: Evaluation) -> AllRows:
    """Those of a signed one, in their order."""
    return AllRows(tuple(_kept(row, found.rows[str(row)]) for row in sorted(map(int, found.rows))))


def _kept(row: int, kept: Mapping[str, object]) -> Said:
    status = RowStatus(str(kept["status"]))
    return said_row(ProposedRow(row, status, int(str(kept["done"])), int(str(kept["of"]))))


def counted_rows(done: Mapping[int, int]) -> AllRows:
    """Each row with the number of schools at which it is done."""
    each = ((row, what) for row, what in ACTIVITY.items())
    return AllRows(tuple(Said(_("{row} {what}: {done}"), _count(row, what, done)) for row, what in each))


def _count(row: int, what: Marked, done: Mapping[int, int]) -> dict[str, object]:
    return {"row": row, "what": Said(what), "done": done.get(row, 0)}


def papers_overdue(asking: Asking, found: Sequence[SchoolWithPairs]) -> int:
    """How many papers of the pairs of these schools are: Annex IV, and those of the end of their time."""
    level_of = {pair.id: school.level for school in found for pair in school.pairs}
    days = SchoolDays.around(asking.db, asking.today)
    too_late = {level: days.since(asking.today, LATE, level) for level in set(level_of.values())}
    return sum(overdue(one, too_late[level_of[one.pair_id]]) for one in papers(asking.db, level_of))
