"""Annex V at the desk: the rows as they are proposed, what the head says otherwise, and the signature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogs.annex_v import deeds, rules
from bot.dialogs.annex_v.pages import AnnexVLate, AnnexVSigned, AnnexVToSign, InSum, LateRows, ReadAnnexV, SignedRows
from bot.dialogs.annex_v.paper import ACTIVITY, RIGHT, ROWS_OF, AnnexV, Evaluated, SaidRows
from bot.dialogs.annex_v.rules import REPEAT, ProposedRow, RowStatus
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.offices.deeds import covers, own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.visibility import Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NotUnderstood
from bot.forms.saying import Option, Said
from bot.language import YES_WORDS, Marked, Name, _, fold
from bot.store import areas
from bot.store.ending import evaluations

PARTS = (5, 10)
"""After these rows the next part begins: what two SMS hold."""
MARK = 16
"""Letters of the fingerprint that a place carries."""
STANDS: dict[RowStatus, Marked] = {
    RowStatus.NOT_BEGUN: _("{row} {what} not begun"),
    RowStatus.GOING_ON: _("{row} {what} going on"),
    RowStatus.DONE: _("{row} {what} done"),
    RowStatus.OVERDUE: _("{row} {what} late"),
}
"""Whole, as what is done must not agree with its activity in every language."""


@finds(ROWS_OF)
@dataclass
class Differing:
    """“Right”, or the rows that differ: stored as `3=done,11=going_on`."""

    asking: Asking

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """The rows and how they stand."""
        if fold(words) in YES_WORDS:
            return Found(RIGHT, RIGHT)
        said = rules.changes(words)
        if said is None:
            raise NotUnderstood
        return Found(",".join(f"{row}={status.value}" for row, status in said.items()), words)

    def get(self, stored: str) -> Found | None:
        return Found(stored, stored)

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """All is as it is shown."""
        return (Option(RIGHT, _("right")),)


def _school(asking: Asking) -> int:
    try:
        return own_school(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(_("Annex V is filled by the head of a school.")) from None


@facts
def evaluated(asking: Asking, at: AnnexV) -> Prepared:
    """The rows as the records show them."""
    school = _school(asking)
    area, rows = areas.get(asking.db, school), deeds.proposed(asking.db, school, asking.now)
    assert area is not None, "a head has a school"
    one, two = PARTS
    parts = (SaidRows(tuple(map(_row, part))) for part in (rows[:one], rows[one:two], rows[two:]))
    return Prepared(Evaluated(area.name, *parts))


def _row(one: ProposedRow) -> Said:
    counted = {"row": one.row, "done": one.done, "of": one.of}
    if one.row == REPEAT:
        return Said(_("{row} quarter {done} of {of}"), counted)
    stands = Said(STANDS[one.status], {"row": one.row, "what": Said(ACTIVITY[one.row])})
    if one.of > 1 and one.done < one.of:
        return Said(_("{stands} ({done}/{of})"), {"stands": stands, **counted})
    return stands


@facts
def late(asking: Asking, at: AnnexVLate) -> Prepared:
    """The rows that are late now; closed for who heads that school no more, and where none is."""
    if _school(asking) != at.area:
        raise NotFound
    area = areas.get(asking.db, at.area)
    rows = [one for one in deeds.proposed(asking.db, at.area, asking.now) if one.status is RowStatus.OVERDUE]
    if area is None or not rows:
        raise NotOpen(_("No row of Annex V is late now. FORM5 shows them."))
    return Prepared(LateRows(area.name, SaidRows(tuple(map(_row, rows)))))


@takes
def take(asking: Asking, at: AnnexV, given: Answers) -> Dialog:
    """What the head said otherwise, to be signed."""
    said = tuple(part for name in ("rows_1", "rows_2", "rows_3") for part in given[name].split(",") if part != RIGHT)
    rows = deeds.proposed(asking.db, _school(asking), asking.now)
    return AnnexVToSign(said=said or (RIGHT,), shown=deeds.print_of(rows, _said(said))[:MARK])


def _said(parts: tuple[str, ...]) -> dict[int, RowStatus]:
    """What differs, as a place carries it."""
    found = (part.partition("=") for part in parts if part != RIGHT)
    return {int(row): RowStatus(status) for row, _is, status in found}


@facts
def to_sign(asking: Asking, at: AnnexVToSign) -> Prepared:
    """The rows in sum; closed where they have changed since they were shown."""
    school = _school(asking)
    area, rows, said = areas.get(asking.db, school), deeds.proposed(asking.db, school, asking.now), _said(at.said)
    if area is None or not deeds.print_of(rows, said).startswith(at.shown):
        raise NotOpen(_("The records have changed since. FORM5 shows Annex V as it is now."))
    sums = Counter(said.get(one.row, one.status) for one in rows)
    changed = sum(said.get(one.row, one.status) is not one.status for one in rows)
    return Prepared(
        InSum(
            area.name,
            sums[RowStatus.DONE],
            sums[RowStatus.GOING_ON],
            sums[RowStatus.NOT_BEGUN],
            sums[RowStatus.OVERDUE],
            changed,
        )
    )


@does(AnnexVToSign.sign)
def sign(asking: Asking, at: AnnexVToSign) -> Dialog:
    """The head signs, with the PIN."""
    try:
        evidence = asking.evidence(read=True)
        made = deeds.sign(asking.db, asking.who.id, _said(at.said), at.shown, evidence, asking.now)
    except Moved:
        raise NotOpen(_("The records have changed since. FORM5 shows Annex V as it is now.")) from None
    return AnnexVSigned(evaluation=made)


@facts
def signed(asking: Asking, at: AnnexVSigned | ReadAnnexV) -> Prepared:
    """A signed one, to the head of that school and to the officers above whom the matrix lets read it."""
    found, here = evaluations.get(asking.db, at.evaluation), asking.office
    if found is None or here is None or not may_see(here.viewer, Data.EVALUATION).opens:
        raise NotFound
    if not covers(asking.db, here, found.area_id):
        raise NotFound
    area = areas.get(asking.db, found.area_id)
    assert area is not None, "it is a school's"
    in_order = sorted(found.rows.items(), key=lambda one: int(one[0]))
    rows = SaidRows(tuple(_kept(int(row), kept) for row, kept in in_order))
    return Prepared(SignedRows(area.name, found.day, Name(found.name), found.number, found.designation, rows))


def _kept(row: int, kept: Mapping[str, object]) -> Said:
    status = RowStatus(str(kept["status"]))
    return _row(ProposedRow(row, status, int(str(kept["done"])), int(str(kept["of"]))))
