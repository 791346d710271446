"""Annex V at the desk: the rows as they are proposed, what the head says otherwise, and the signature."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.dialogs.annex_v import deeds, rules
from bot.dialogs.annex_v.pages import (
    AnnexVAnswer,
    AnnexVConfirmed,
    AnnexVLate,
    AnnexVOnPaper,
    AnnexVSeen,
    AnnexVSigned,
    AnnexVToConfirm,
    AnnexVToSign,
    InSum,
    LateRows,
    ReadAnnexV,
    SignedRows,
)
from bot.dialogs.annex_v.paper import RIGHT, ROWS_OF, AnnexV, Evaluated, SaidRows
from bot.dialogs.annex_v.rules import RowStatus
from bot.dialogs.annex_v.shared import late_row, said_row, signed_rows
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.offices.deeds import covers, own_school
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.visibility import Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NotUnderstood
from bot.forms.saying import Option
from bot.language import YES_WORDS, Name, _, fold, local_day
from bot.store import areas
from bot.store.ending import evaluations, verifications
from bot.store.people import people
from bot.store.signing import Evidence, Method

ANSWERED = _("That is answered already. Thank you.")
AS_SHOWN = frozenset({RIGHT, "correct", "sahihi", "sawa"})
PARTS = (5, 10)
"""After these rows the next part begins: what two SMS hold."""
MARK = 16
"""Letters of the fingerprint that a place carries."""


@finds(ROWS_OF)
@dataclass
class Differing:
    """“Right”, or the rows that differ: stored as `3=done,11=going_on`."""

    asking: Asking

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """The rows and how they stand."""
        if fold(words) in YES_WORDS | AS_SHOWN:
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
        raise NotOpen(AnnexV.not_theirs) from None


@facts
def evaluated(asking: Asking, at: AnnexV) -> Prepared:
    """The rows as the records show them."""
    school = _school(asking)
    area, rows = areas.get(asking.db, school), deeds.proposed(asking.db, school, asking.now)
    assert area is not None, "a head has a school"
    one, two = PARTS
    parts = (SaidRows(tuple(map(said_row, part))) for part in (rows[:one], rows[one:two], rows[two:]))
    return Prepared(Evaluated(area.name, *parts))


@facts
def late(asking: Asking, at: AnnexVLate) -> Prepared:
    """The rows that are late now; closed for who heads that school no more, and where none is."""
    if _school(asking) != at.area:
        raise NotFound
    area = areas.get(asking.db, at.area)
    rows = [one for one in deeds.proposed(asking.db, at.area, asking.now) if one.status is RowStatus.OVERDUE]
    if area is None or not rows:
        raise NotOpen(_("No row of Annex V is late now. FORM5 shows them."))
    return Prepared(LateRows(area.name, SaidRows(tuple(map(late_row, rows)))))


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


@does(AnnexVToSign.paper)
def on_paper(asking: Asking, at: AnnexVToSign) -> Dialog:
    """It is signed on paper: the office above is asked whether it has seen that."""
    evidence = asking.evidence(read=True)
    try:
        made = deeds.claim(asking.db, asking.who.id, _said(at.said), at.shown, evidence, asking.now)
    except Moved:
        raise NotOpen(_("The records have changed since. FORM5 shows Annex V as it is now.")) from None
    if made is None:
        raise NotOpen(_("No officer above your school is known here. Please sign with your PIN: FORM5."))
    return AnnexVOnPaper(evaluation=made)


@does(AnnexVToConfirm.yes)
def confirm(asking: Asking, at: AnnexVToConfirm) -> Dialog:
    return _answer(asking, at, asking.evidence(read=True))


@does(AnnexVToConfirm.no)
def not_seen(asking: Asking, at: AnnexVToConfirm) -> Dialog:
    return _answer(asking, at, None)


def _answer(asking: Asking, at: AnnexVToConfirm, evidence: Evidence | None) -> Dialog:
    if asking.office is None:
        raise NotFound
    try:
        deeds.answer(asking.db, asking.who.id, asking.office, at.evaluation, evidence, asking.now)
    except Moved:
        raise NotOpen(ANSWERED) from None
    return AnnexVConfirmed(evaluation=at.evaluation)


@facts
def to_confirm(asking: Asking, at: AnnexVToConfirm) -> Prepared:
    """One that is said to be signed on paper, until somebody has seen it."""
    found = evaluations.get(asking.db, at.evaluation)
    if found is not None and found.seen_by_id is not None:
        raise NotOpen(ANSWERED)
    return _opened(asking, at.evaluation)


@facts
def on_the_way(asking: Asking, at: AnnexVOnPaper | AnnexVConfirmed | AnnexVSeen) -> Prepared:
    """The same, to those who are told what becomes of it."""
    return _opened(asking, at.evaluation)


@facts
def signed(asking: Asking, at: AnnexVSigned | ReadAnnexV) -> Prepared:
    """A signed one; on paper only once somebody has seen it."""
    found = evaluations.get(asking.db, at.evaluation)
    if found is not None and found.method is Method.PAPER and found.seen_by_id is None:
        raise NotFound
    return _opened(asking, at.evaluation)


def _opened(asking: Asking, evaluation_id: int) -> Prepared:
    """One, to the head of that school and to the officers above whom the matrix lets read it."""
    found, here = evaluations.get(asking.db, evaluation_id), asking.office
    if found is None or here is None or not may_see(here.viewer, Data.EVALUATION).opens:
        raise NotFound
    if not covers(asking.db, here, found.area_id):
        raise NotFound
    area = areas.get(asking.db, found.area_id)
    assert area is not None, "it is a school's"
    answer = verifications.of_evaluation(asking.db, found.id)
    said = AnnexVAnswer(answer.words, Name(answer.name), local_day(answer.at)) if answer else None
    by = people.get(asking.db, found.seen_by_id) if found.seen_by_id is not None else None
    seen_by = Name(by.name) if by else None
    signed = (Name(found.name), found.number, found.designation)
    return Prepared(SignedRows(area.name, found.day, *signed, signed_rows(found), said, seen_by))
