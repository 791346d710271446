"""Annex V of schools at the desk: whose it is to verify, what they see of it, and what they answer."""

from __future__ import annotations

from collections import Counter

from bot.dialogs.annex_v.rules import RowStatus
from bot.dialogs.annex_v.shared import counted_rows, signed_rows
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import above_schools
from bot.dialogs.handlers import does, facts, takes
from bot.dialogs.offices.deeds import covers
from bot.dialogs.offices.rules import NATION, Office
from bot.dialogs.verifying import deeds
from bot.dialogs.verifying.pages import (
    AnnexVAccepted,
    AnnexVReturned,
    AnnexVsCame,
    AnnexVSentBack,
    AnnexVsWait,
    AnnexVToVerify,
    AnnexVVerified,
    AnnexVWanted,
    CountedRows,
    FilledSchools,
    HeadWasAsked,
    Institutions,
    MissingSchools,
    NotFilled,
    OneUnfilled,
    RowByRow,
    ToVerify,
    UnfilledSchool,
    WaitingOnes,
)
from bot.dialogs.verifying.paper import AnsweredAnnexV, ReturnAnnexV
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.language import Marked, Name, _, say
from bot.store import areas
from bot.store.ending import evaluations, verifications
from bot.store.ending.evaluations import Evaluation
from bot.store.ending.verifications import InstitutionRow
from bot.store.people import roles
from bot.store.people.roles import Role

OFFICES: dict[Role, Marked] = {Role.SCD: _("Sub-County Director"), Role.CD: _("County Director")}
"""How the offices are called that verify."""


def _called(role: Role) -> Marked:
    return OFFICES.get(role, OFFICES[Role.SCD])


def _here(asking: Asking) -> Office:
    """An office above schools that sees Annex V of its schools, or totals of it."""
    here = above_schools(asking)
    if may_see(here.viewer, Data.EVALUATION) not in (Access.AREA, Access.TOTALS):
        raise NotFound
    return here


def _reader(asking: Asking) -> Office:
    """One that sees them one by one."""
    here = _here(asking)
    if may_see(here.viewer, Data.EVALUATION) is not Access.AREA:
        raise NotFound
    return here


def _schools(asking: Asking, here: Office) -> list[InstitutionRow]:
    return verifications.institutions(asking.db, here.area_id, here.levels)


def _area(asking: Asking, here: Office) -> str:
    own = areas.get(asking.db, here.area_id) if here.area_id != NATION else None
    return own.name if own else "Kenya"


@facts
def filled(asking: Asking, at: Institutions) -> Prepared:
    """How many have filled it, and those that this office is to answer; to headquarters the totals alone."""
    here = _here(asking)
    found = _schools(asking, here)
    opens = may_see(here.viewer, Data.EVALUATION).opens
    waiting = deeds.waiting(asking.db, here) if opens else []
    rows = tuple(Row(one.name, AnnexVToVerify(evaluation=one.evaluation_id or 0)) for one in waiting)
    signed = [one for one in found if one.evaluation_id is not None]
    return Prepared(
        FilledSchools(
            area=_area(asking, here),
            schools=len(found),
            filled=len(signed),
            verified=sum(one.answered is not None and not one.returned for one in signed),
            waiting=len(waiting),
            missing=(len(found) - len(signed)) * opens,
            rows=rows,
            by_row=bool(signed) and opens,
        )
    )


@facts
def row_by_row(asking: Asking, at: RowByRow) -> Prepared:
    """Of how many schools each row is done."""
    here = _reader(asking)
    ids = [one.evaluation_id for one in _schools(asking, here) if one.evaluation_id is not None]
    done = Counter[int]()
    for one in evaluations.these(asking.db, ids):
        done.update(int(row) for row, kept in one.rows.items() if kept["status"] == RowStatus.DONE)
    return Prepared(CountedRows(_area(asking, here), len(ids), counted_rows(done)))


@facts
def not_filled(asking: Asking, at: NotFilled) -> Prepared:
    """The schools without one."""
    missing = [one for one in _schools(asking, _reader(asking)) if one.evaluation_id is None]
    return Prepared(
        MissingSchools(len(missing), tuple(Row(one.name, UnfilledSchool(school=one.area_id)) for one in missing))
    )


@facts
def unfilled(asking: Asking, at: UnfilledSchool | HeadWasAsked) -> Prepared:
    """One of them, and its head."""
    here = _reader(asking)
    found = next((one for one in _schools(asking, here) if one.area_id == at.school), None)
    if found is None or found.evaluation_id is not None:
        raise NotOpen(_("Not in your area."))
    head = next(iter(roles.staff(asking.db, at.school, (Role.HEAD,), asking.today)), None)
    return Prepared(OneUnfilled(found.name, Name(head.name) if head else None, ""))


@facts
def wanted(asking: Asking, at: AnnexVWanted) -> Prepared:
    """To the head, until it is signed."""
    school = areas.get(asking.db, at.school)
    mine = any((one.area_id, one.role) == (at.school, Role.HEAD) for one in asking.roles)
    if school is None or not mine or evaluations.of_school(asking.db, at.school):
        raise NotFound
    to = say(_called(deeds.verifier(asking.db, at.school)), asking.who.language)
    return Prepared(OneUnfilled(school.name, Name(asking.who.name), to))


@does(UnfilledSchool.ask)
def ask(asking: Asking, at: UnfilledSchool) -> Dialog:
    deeds.ask(asking.db, _reader(asking), at.school, asking.now)
    return HeadWasAsked(school=at.school)


# one of them


def _open(asking: Asking, evaluation: int) -> tuple[Office, Evaluation]:
    """One that this office may read; all others are closed as one that does not exist."""
    here, found = _reader(asking), evaluations.get(asking.db, evaluation)
    if found is None or not covers(asking.db, here, found.area_id):
        raise NotFound
    return here, found


@facts
def to_verify(asking: Asking, at: AnnexVToVerify) -> Prepared:
    """With its rows and its signature."""
    here, found = _open(asking, at.evaluation)
    answer = verifications.of_evaluation(asking.db, found.id)
    return Prepared(
        ToVerify(
            **vars(_answered(asking, found, here.role)),
            rows=signed_rows(found),
            number=found.number,
            designation=found.designation,
            verified=answer is not None and answer.words is None,
            returned=answer is not None and answer.words is not None,
            may=deeds.may_answer(asking.db, here, found),
        )
    )


def _answered(asking: Asking, found: Evaluation, role: Role) -> AnsweredAnnexV:
    school = areas.get(asking.db, found.area_id)
    assert school is not None, "it is a school's"
    return AnsweredAnnexV(school.name, found.day, Name(found.name), _called(role))


@facts
def answered(asking: Asking, at: AnnexVAccepted | AnnexVSentBack | ReturnAnnexV) -> Prepared:
    here, found = _open(asking, at.evaluation)
    if isinstance(at, ReturnAnnexV) and not deeds.may_answer(asking.db, here, found):
        raise NotOpen(deeds.AnnexVIsAnswered.says)
    return Prepared(_answered(asking, found, here.role))


@facts
def heard(asking: Asking, at: AnnexVVerified | AnnexVReturned) -> Prepared:
    """To the head of the school."""
    found = evaluations.get(asking.db, at.evaluation)
    answer = verifications.of_evaluation(asking.db, at.evaluation)
    heads = any((one.area_id, one.role) == (found.area_id, Role.HEAD) for one in asking.roles) if found else False
    if found is None or answer is None or not (heads or found.by_id == asking.who.id):
        raise NotFound
    return Prepared(_answered(asking, found, answer.role))


@does(AnnexVToVerify.verify)
def verify(asking: Asking, at: AnnexVToVerify) -> Dialog:
    """Signed with the PIN."""
    here, found = _open(asking, at.evaluation)
    deeds.verify(asking.db, here, asking.who.id, found, asking.evidence(read=True), asking.now)
    return AnnexVAccepted(evaluation=found.id)


@takes
def take_return(asking: Asking, at: ReturnAnnexV, given: Answers) -> Dialog:
    here, found = _open(asking, at.evaluation)
    evidence = asking.evidence(read=True)
    deeds.send_back(asking.db, here, asking.who.id, found, given["words"], evidence, asking.now)
    return AnnexVSentBack(evaluation=found.id)


# what waits


@facts
def waits(asking: Asking, at: AnnexVsCame | AnnexVsWait) -> Prepared:
    """How many wait for this office; closed where none does."""
    here = asking.office
    found = deeds.waiting(asking.db, here) if here is not None and here.oversees_schools else []
    if not found:
        raise NotOpen(_("No Annex V waits for you now."))
    return Prepared(WaitingOnes(len(found)))
