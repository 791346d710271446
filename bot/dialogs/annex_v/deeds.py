"""The rows of Annex V from the records, and the deed that signs them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.annex_v.pages import AnnexVSeen, AnnexVToConfirm
from bot.dialogs.annex_v.rules import (
    REPEAT,
    SHARING,
    YEAR,
    AnnexVClaimed,
    AnnexVOnPaperAnswered,
    ProposedRow,
    RowStatus,
    final_overdue,
    share,
)
from bot.dialogs.calendar import QUARTER, SchoolDays, six_week, three_month
from bot.dialogs.ending import deeds as ending
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.rules import LATE, SchoolWithPairs
from bot.dialogs.offices.deeds import own_school, receivers
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import Moved, NotYours, PinNeeded
from bot.dialogs.reports.deeds import receives
from bot.dialogs.telling import tell
from bot.dialogs.topics.deeds import oriented
from bot.dialogs.verifying.pages import AnnexVsCame
from bot.language import local_day, months_after
from bot.store import pairs
from bot.store.areas import Level
from bot.store.ending import evaluations, statements
from bot.store.ending.evaluations import NewEvaluation
from bot.store.ending.overdue import papers
from bot.store.ending.verifications import EvaluationsIn
from bot.store.pairs import PRESENT, PairKind, PairOf, PairState, Side
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.preparing import plan_drafts
from bot.store.signing import Evidence, Method

SEEN = (*PRESENT, PairState.COMPLETED)
DESIGNATION = "Head of institution"


def proposed(db: Connection, school: int, now: datetime) -> tuple[ProposedRow, ...]:
    """The fourteen rows of a school as the records show them; every figure is the one that STATUS shows (D243)."""
    today = local_day(now)
    found = pairs.at_school(db, school, SEEN, today)
    (counted,) = figures.with_pairs(db, school, now, tuple(Level))
    first = min((one.cycle for one in found), default=None)
    before = _before(db, school, counted, found, today)
    too_late = SchoolDays.around(db, today).since(today, LATE, counted.level)
    return (*before, *_meeting(counted, found, first, today), *_end(db, found, today, too_late))


def _before(
    db: Connection, school: int, counted: SchoolWithPairs, found: list[PairOf], today: date
) -> tuple[ProposedRow, ...]:
    """Rows 1 to 7: what comes before the first meeting."""
    ids = [one.id for one in found]
    plans, begun = evaluations.planned(db, ids), plan_drafts.joined(db, ids)
    held = roles.staff(db, school, (Role.MENTOR, Role.MENTEE), today)
    staff, mentors = {one.id for one in held}, {one.id for one in held if one.role is Role.MENTOR}
    new = min((one.start for one in found), default=None)
    return (
        share(1, counted.mentors, counted.mentors),
        share(2, counted.mentors_trained, counted.mentors),
        share(3, min(1, evaluations.ratings(db, ids)), 1),
        share(4, len({*plans, *begun}), len(found))
        if found
        else share(4, len(plan_drafts.drafted(db, mentors)), len(mentors)),
        share(5, len(oriented(db, sorted(staff)) & staff), len(staff)),
        share(6, counted.matched, counted.mentees, planned=new),
        share(7, sum(plans.values()), len(found), planned=new),
    )


def _meeting(counted: SchoolWithPairs, found: list[PairOf], first: date | None, today: date) -> tuple[ProposedRow, ...]:
    """Rows 8 to 12: what repeats each quarter, as the figures count it."""
    now, late = counted.now, counted.now.late > 0
    tracked, met = sum(one.planned > 0 for one in counted.pairs), sum(one.held > 0 for one in counted.pairs)
    quarter = _quarter(first, today) if first else 1
    return (
        share(8, tracked, len(found), planned=first),
        share(9, met, len(found), planned=first),
        share(10, now.six_done, now.six_due, late=late, planned=six_week(first, quarter) if first else None),
        ProposedRow(SHARING, RowStatus.NOT_BEGUN),
        share(12, now.quarter_done, now.quarter_due, late=late, planned=three_month(first, quarter) if first else None),
    )


def _quarter(cycle: date, today: date) -> int:
    """In which quarter a pair is, from 1."""
    months = (today.year - cycle.year) * 12 + today.month - cycle.month
    months -= months_after(cycle, months) > today
    return max(months, 0) // QUARTER + 1


def _end(db: Connection, found: list[PairOf], today: date, too_late: date) -> tuple[ProposedRow, ProposedRow]:
    """Rows 13 and 14: quarter n of N of the pair furthest on, and the three parts of the final evaluation."""
    yearly = [one for one in found if one.kind is PairKind.MENTORSHIP]
    if not yearly:
        return ProposedRow(REPEAT, RowStatus.NOT_BEGUN, 0, YEAR), share(14, 0, 0)
    oldest = min(yearly, key=lambda one: one.cycle)
    quarters = YEAR + statements.extensions(statements.of_pair(db, oldest.id))
    quarter = min(_quarter(oldest.cycle, today), quarters)
    status = RowStatus.DONE if oldest.state is PairState.COMPLETED else RowStatus.GOING_ON
    again = ProposedRow(REPEAT, status, quarter, quarters)
    ended = {one.id: one for one in yearly if months_after(one.cycle, YEAR * QUARTER) <= today}
    parts = [part for one in ended.values() for part in _parts(db, one, today)]
    late = any(final_overdue(one, too_late) for one in papers(db, ended))
    planned = months_after(oldest.cycle, quarters * QUARTER)
    return again, share(14, sum(parts), len(parts), late=late, planned=planned)


def _parts(db: Connection, pair: PairOf, today: date) -> tuple[bool, bool, bool]:
    """Mentor's self-assessment, mentee's, and the evaluation of the training: each counts by itself (D183)."""
    now = ending.progress(db, pair, today)
    return Side.MENTOR in now.assessed, Side.MENTEE in now.assessed, now.trained


def print_of(rows: tuple[ProposedRow, ...], said: Mapping[int, RowStatus]) -> str:
    """A fingerprint of all rows as they are to be signed."""
    kept = json.dumps(_kept(rows, said), sort_keys=True)
    return hashlib.sha256(kept.encode()).hexdigest()


def _kept(rows: tuple[ProposedRow, ...], said: Mapping[int, RowStatus]) -> dict[str, dict[str, object]]:
    return {
        str(one.row): {
            "status": said.get(one.row, one.status),
            "proposed": one.status,
            "done": one.done,
            "of": one.of,
            "planned": one.planned.isoformat() if one.planned else None,
        }
        for one in rows
    }


def sign(
    db: Connection, head: int, said: Mapping[int, RowStatus], shown: str, evidence: Evidence, now: datetime
) -> int:
    """The head signs Annex V of their school with the PIN; its id. NotYours; Moved where the rows have changed."""
    if evidence.method is not Method.PIN:
        raise NotYours
    signed, today = _add(db, head, said, shown, evidence, now), local_day(now)
    for receiver in receivers(db, own_school(db, head, now), Role.HEAD, today):
        tell(db, receiver, AnnexVsCame(), EvaluationsIn(day=today, person=receiver), now)
    return signed


def _add(
    db: Connection, head: int, said: Mapping[int, RowStatus], shown: str, evidence: Evidence, now: datetime
) -> int:
    school, by = own_school(db, head, now), people.get(db, head)
    if by is None:
        raise NotYours
    rows = proposed(db, school, now)
    kept, mark = _kept(rows, said), print_of(rows, said)
    if not mark.startswith(shown):
        raise Moved
    number, language = by.tsc_number or "", evidence.language
    made = NewEvaluation(school, head, local_day(now), kept, by.name, number, DESIGNATION, now, language, mark)
    return evaluations.add(db, made, evidence)


def claim(
    db: Connection, head: int, said: Mapping[int, RowStatus], shown: str, evidence: Evidence, now: datetime
) -> int | None:
    """The head says that it is signed on paper, as it stands here: the office above is asked. Its id; None: nobody is.

    It does not count before somebody has seen it. NotYours, Moved.
    """
    today = local_day(now)
    asked = receivers(db, own_school(db, head, now), Role.HEAD, today)
    if not asked:
        return None
    made = _add(db, head, said, shown, replace(evidence, method=Method.PAPER), now)
    for who in asked:
        tell(db, who, AnnexVToConfirm(evaluation=made), AnnexVClaimed(evaluation=made, person=who), now)
    return made


def answer(
    db: Connection, who: int, office: Office, evaluation_id: int, evidence: Evidence | None, now: datetime
) -> None:
    """Somebody of the office above has seen it signed (`evidence`), or has not: the head is told.

    NotYours; PinNeeded; Moved where it is answered.
    """
    found = evaluations.get(db, evaluation_id)
    if found is None or not receives(db, office, found.area_id, Role.HEAD):
        raise NotYours
    if found.method is not Method.PAPER or found.seen_by_id is not None:
        raise Moved
    if evidence is not None:
        if evidence.method is not Method.PIN:
            raise PinNeeded
        evaluations.seen(db, evaluation_id, who)
    cause = AnnexVOnPaperAnswered(evaluation=evaluation_id, day=local_day(now))
    tell(db, found.by_id, AnnexVSeen(evaluation=evaluation_id), cause, now)
