"""What happens to a signed Annex V: verified and signed by the office above the school, or returned to its head."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import covers, holders, receivers
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import NotYours, Refusal
from bot.dialogs.reports.deeds import receives
from bot.dialogs.telling import tell
from bot.dialogs.verifying.pages import AnnexVReturned, AnnexVVerified, AnnexVWanted
from bot.dialogs.visibility import reports_to
from bot.language import _, local_day
from bot.store import areas
from bot.store.ending import evaluations, verifications
from bot.store.ending.evaluations import Evaluation
from bot.store.ending.verifications import (
    EvaluationAnswered,
    EvaluationAsked,
    InstitutionRow,
    NewVerification,
)
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.signing import Evidence, Method


class AnnexVIsAnswered(Refusal):
    """It was verified or returned before, or the school has signed a newer one."""

    reason = "annex_v_answered"
    says = _("That Annex V is answered, or there is a newer one. INSTITUTIONS shows those that wait.")


def verifies(db: Connection, office: Office, area_id: int) -> bool:
    """Whether it is this office that verifies Annex V of a school: the one its head reports to (A6, A7)."""
    return receives(db, office, area_id, Role.HEAD)


def verifiers(db: Connection, area_id: int, day: date) -> list[int]:
    """Who holds that office on a day."""
    return receivers(db, area_id, Role.HEAD, day)


def verifier(db: Connection, area_id: int) -> Role:
    """The role of that office."""
    school = areas.get(db, area_id)
    return reports_to(Role.HEAD, school.level if school else None) or Role.SCD


def may_answer(db: Connection, office: Office, found: Evaluation) -> bool:
    """Whether this office can answer it still."""
    newest = evaluations.of_school(db, found.area_id)[0]
    is_open = newest.id == found.id and verifications.of_evaluation(db, found.id) is None
    return is_open and verifies(db, office, found.area_id)


def waiting(db: Connection, office: Office) -> list[InstitutionRow]:
    """The schools whose newest Annex V this office is to answer."""
    found = verifications.institutions(db, office.area_id, office.levels)
    unanswered = [one for one in found if one.evaluation_id is not None and one.answered is None]
    return [one for one in unanswered if verifies(db, office, one.area_id)]


def verify(db: Connection, office: Office, who: int, found: Evaluation, evidence: Evidence, now: datetime) -> None:
    """Signed with the PIN; its head is told. NotYours; AnnexVIsAnswered."""
    if evidence.method is not Method.PIN:
        raise NotYours
    _answer(db, office, who, found, None, evidence, now)
    _tell(db, found, AnnexVVerified(evaluation=found.id), now)


def send_back(
    db: Connection, office: Office, who: int, found: Evaluation, words: str, evidence: Evidence, now: datetime
) -> None:
    """Its head is to sign it again. NotYours; AnnexVIsAnswered."""
    _answer(db, office, who, found, words, evidence, now)
    _tell(db, found, AnnexVReturned(evaluation=found.id), now)


def _tell(db: Connection, found: Evaluation, at: AnnexVVerified | AnnexVReturned, now: datetime) -> None:
    for who in holders(db, found.area_id, Role.HEAD, found.by_id, local_day(now)):
        tell(db, who, at, EvaluationAnswered(evaluation=found.id, person=who), now)


def _answer(
    db: Connection, office: Office, who: int, found: Evaluation, words: str | None, evidence: Evidence, now: datetime
) -> None:
    by = people.get(db, who)
    if by is None or not verifies(db, office, found.area_id):
        raise NotYours
    answer = NewVerification(found.id, who, now, by.name, by.tsc_number or "", office.role, words, found.hash)
    if not may_answer(db, office, found) or not verifications.add(db, answer, evidence):
        raise AnnexVIsAnswered


def ask(db: Connection, office: Office, school: int, now: datetime) -> None:
    """The head of a school without Annex V is asked for it, once a day. NotYours."""
    head = next(iter(roles.at_area(db, school, Role.HEAD, local_day(now))), None)
    if head is None or not covers(db, office, school):
        raise NotYours
    cause = EvaluationAsked(area=school, day=local_day(now), person=head.person_id)
    tell(db, head.person_id, AnnexVWanted(school=school), cause, now)
