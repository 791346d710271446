"""The rows of Annex V as they are said, for whoever fills, reads or verifies it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogs.annex_v.paper import ACTIVITY, AllRows
from bot.dialogs.annex_v.rules import REPEAT, ProposedRow, RowStatus
from bot.forms.saying import Said
from bot.language import Marked, _
from bot.store.ending.evaluations import Evaluation

STATUS: dict[RowStatus, Marked] = {
    RowStatus.NOT_BEGUN: _("not begun"),
    RowStatus.GOING_ON: _("going on"),
    RowStatus.DONE: _("done"),
    RowStatus.OVERDUE: _("late"),
}


def said_row(one: ProposedRow) -> Said:
    """One row with its status."""
    counted = {"row": one.row, "done": one.done, "of": one.of}
    if one.row == REPEAT:
        return Said(_("{row} quarter {done} of {of}"), counted)
    values = {"row": one.row, "what": Said(ACTIVITY[one.row]), "how": Said(STATUS[one.status])}
    if one.of > 1 and one.done < one.of:
        return Said(_("{row} {what} {how} ({done}/{of})"), {**values, **counted})
    return Said(_("{row} {what} {how}"), values)


def signed_rows(found: Evaluation) -> AllRows:
    """Those of a signed one, in their order."""
    return AllRows(tuple(_kept(row, found.rows[str(row)]) for row in sorted(map(int, found.rows))))


def _kept(row: int, kept: Mapping[str, object]) -> Said:
    status = RowStatus(str(kept["status"]))
    return said_row(ProposedRow(row, status, int(str(kept["done"])), int(str(kept["of"]))))


def counted_rows(done: Mapping[int, int]) -> AllRows:
    """Each row with the number of schools at which it is done."""
    each = ((row, what) for row, what in ACTIVITY.items())
    return AllRows(tuple(Said(_("{row} {what} {done}"), _count(row, what, done)) for row, what in each))


def _count(row: int, what: Marked, done: Mapping[int, int]) -> dict[str, object]:
    return {"row": row, "what": Said(what), "done": done.get(row, 0)}
