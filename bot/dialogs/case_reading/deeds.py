"""A complaint is read, answered and closed by its reader; what nobody touches is called to mind, and then moves up."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.dialogs.case_reading.pages import CaseStillWaits
from bot.dialogs.cases.deeds import CaseAround, end, from_place, move, pass_on
from bot.dialogs.cases.pages import CaseNews, WasItSettled
from bot.dialogs.cases.rules import CaseAbout, CaseMoves, CaseOver, CaseRemembered, still_reads
from bot.dialogs.harm.rules import HelpLines
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.health.passed_over import passing_over
from bot.store.people import roles
from bot.store.rights import cases
from bot.store.rights.cases import CaseState, NewStep, PrivateCase, StepKind

DAY = timedelta(days=1)
"""So long the law's officer has before what was passed on is called to mind, and again."""


def of_reader(db: Connection, who: int, case_id: int, now: datetime, *, lock: bool = False) -> PrivateCase:
    """A case, for who may read it now. NotYours for everybody else, and once its writer has taken it back.

    Whoever has laid down the office, or may not read it by the rules of today, reads it no more, whether it has moved
    on already or not. What the law passed on stays with the officer to whom it was passed.
    """
    case = cases.get(db, case_id, lock=lock)
    if case is None or not _may_read(db, who, case, now):
        raise NotYours
    return case


def _may_read(db: Connection, who: int, case: PrivateCase, now: datetime) -> bool:
    named = CaseAbout.read(case.about).named
    if who in named:
        return False
    if who == case.passed_to_id:
        return bool(roles.of_person(db, who, local_day(now)))
    near = _around(db, case, now)
    reads = who == case.recipient_id and still_reads(near.chain, case, named, near.partners)
    return reads and case.state is not CaseState.WITHDRAWN


def _around(db: Connection, case: PrivateCase, now: datetime) -> CaseAround:
    return from_place(db, case.complainant_id, case.area_id, local_day(now))


def to_read(db: Connection, who: int, now: datetime) -> list[PrivateCase]:
    """The open ones that this person may read, the oldest first; and what the law passed on, withdrawn but not read."""
    mine = [one for one in cases.with_reader(db, who) if _may_read(db, who, one, now)]
    return [one for one in mine if one.is_open or is_new(db, who, one)]


def is_new(db: Connection, who: int, case: PrivateCase) -> bool:
    """Whether this reader has not opened it since its writer wrote last."""
    if who == case.recipient_id and case.is_open:
        return case.state is CaseState.OPENED
    return not cases.has_read(db, case.id, who)


def read(db: Connection, who: int, case_id: int, now: datetime) -> None:
    """It is opened by its reader: from now on it is being looked at. That the law's officer has read it, is kept."""
    case = of_reader(db, who, case_id, now, lock=True)
    if not is_new(db, who, case):
        return
    cases.step(db, NewStep(case_id, StepKind.READ, who, now))
    if who == case.recipient_id and case.is_open:
        cases.change(db, case_id, state=CaseState.READ, owed_since=now)


def answer(db: Connection, who: int, case_id: int, words: str, now: datetime) -> None:
    """Its reader answers; its writer is told that there is something new. CaseOver."""
    case = of_reader(db, who, case_id, now, lock=True)
    if not case.is_open:
        raise CaseOver
    step = cases.step(db, NewStep(case_id, StepKind.ANSWERED, who, now, words))
    cases.change(db, case_id, state=CaseState.ANSWERED, owed_since=None)
    tell(db, case.complainant_id, CaseNews(case=case_id), CaseMoves(step=step), now)


def close(db: Connection, who: int, case_id: int, now: datetime) -> None:
    """Its recipient closes it; its writer is asked whether it was settled. CaseOver; NotYours for the law's officer."""
    case = of_reader(db, who, case_id, now, lock=True)
    if who != case.recipient_id:
        raise NotYours
    if not case.is_open:
        raise CaseOver
    step = end(db, case_id, CaseState.CLOSED, StepKind.CLOSED, who, now)
    tell(db, case.complainant_id, WasItSettled(case=case_id), CaseMoves(step=step), now)


# the clock


def go_on(db: Connection, lines: HelpLines, now: datetime) -> None:
    """What nobody has touched goes one level up, or its reader is reminded; what its reader left passes on (D331)."""
    for case in cases.left(db, local_day(now)):
        passing_over(db, "case", now, partial(_follow, db, case, now), None)
    for case in cases.owed(db, now - lines.reminds_after):
        passing_over(db, "case", now, partial(_urge, db, case, lines, now), None)
    for case in cases.passed_on(db):
        passing_over(db, "case", now, partial(_urge_officer, db, case, lines, now), None)


def next_look(db: Connection, now: datetime, lines: HelpLines) -> datetime | None:
    """When, later than `now`, something of a case falls due; None when nothing does."""
    since = [one.owed_since for one in cases.owed(db, now) if one.owed_since is not None]
    at = [one + after for one in since for after in (lines.reminds_after, lines.goes_up_after)]
    at += [one.opened_at + (_days(one, now) + 1) * DAY for one in cases.passed_on(db)]
    return min((moment for moment in at if moment > now), default=None)


def _follow(db: Connection, case: PrivateCase, now: datetime) -> None:
    move(db, case.id, _around(db, case, now), now, same=True)


def _urge(db: Connection, case: PrivateCase, lines: HelpLines, now: datetime) -> None:
    since = case.owed_since
    assert since is not None, "it is owed"
    near = _around(db, case, now)
    reads = still_reads(near.chain, case, CaseAbout.read(case.about).named, near.partners)
    if (not reads or now - since >= lines.goes_up_after) and move(db, case.id, near, now):
        return
    if now - since >= lines.goes_up_after:
        since = now  # nobody is above: its reader is reminded again
    if reads and (case.reminded_at is None or case.reminded_at < since):
        cases.change(db, case.id, owed_since=since, reminded_at=now)
        _remind(db, case, case.recipient_id, since.isoformat(), now)


def _urge_officer(db: Connection, case: PrivateCase, lines: HelpLines, now: datetime) -> None:
    """What the law passed on goes to whoever is its officer now, and comes to mind each day until it is read."""
    pass_on(db, case.id, _around(db, case, now), lines, now)
    found = cases.get(db, case.id)
    assert found is not None, "it was looked at just now"
    if found.passed_to_id is not None and (days := _days(found, now)) and is_new(db, found.passed_to_id, found):
        _remind(db, found, found.passed_to_id, f"day {days}", now)


def _days(case: PrivateCase, now: datetime) -> int:
    """For how many whole days it is open."""
    return (now - case.opened_at) // DAY


def _remind(db: Connection, case: PrivateCase, reader: int, since: str, now: datetime) -> None:
    tell(db, reader, CaseStillWaits(), CaseRemembered(case=case.id, person=reader, since=since), now)
