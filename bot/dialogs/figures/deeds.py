"""The figures of schools as at one moment, in a few statements however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs import calendar
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.figures.rules import LATE, PERIOD, TWICE, Counts, PairFigures, Review, SchoolFigures, Total
from bot.dialogs.figures.rules import total as total_of
from bot.language import local_day
from bot.store import figures
from bot.store.areas import Level
from bot.store.figures import PairRow, SchoolRow
from bot.store.pairs import PairKind
from bot.store.reviews.reviews import ReviewKind


def schools(
    db: Connection, area_id: int, as_at: datetime, levels: Collection[Level], since: datetime | None = None
) -> tuple[SchoolFigures, ...]:
    """The institutions of these levels in an area (or the one that it is) as at a moment, by name.

    Five statements, however many there are. “Before” counts the pairs of today at the moment `since` (None: four weeks
    ago), by what was recorded then; a session that has moved since counts on the day it has now.
    """
    today = local_day(as_at)
    then = since or as_at - PERIOD
    earlier = local_day(then)
    rows = figures.schools(db, area_id, levels, today)
    now = _by_school(figures.pair_rows(db, area_id, levels, today, as_at))
    before = _by_school(figures.pair_rows(db, area_id, levels, earlier, then))
    saved = figures.saved_reviews(db, area_id, levels, today, as_at)
    done = frozenset((row.pair_id, row.quarter, row.kind.value) for row in saved)
    done_then = frozenset((row.pair_id, row.quarter, row.kind.value) for row in saved if row.saved_at <= then)
    days = SchoolDays.around(db, today)
    too_late = {level: days.since(today, LATE, level) for level in levels}
    return tuple(
        _figures(
            row,
            [_pair(pair, _reviews(pair, today), done, too_late[row.level]) for pair in now.get(row.id, [])],
            sum((_counts(pair, today, done) for pair in now.get(row.id, [])), Counts()),
            sum((_counts(pair, earlier, done_then) for pair in before.get(row.id, [])), Counts()),
        )
        for row in rows
    )


def total(
    db: Connection, area_id: int, as_at: datetime, levels: Collection[Level], since: datetime | None = None
) -> Total:
    """The same summed up."""
    return total_of(schools(db, area_id, as_at, levels, since))


def _figures(row: SchoolRow, found: Iterable[PairFigures], now: Counts, before: Counts) -> SchoolFigures:
    return SchoolFigures(
        id=row.id,
        name=row.name,
        level=row.level,
        zone=row.zone,
        head_id=row.head_id,
        head=row.head,
        oriented=row.oriented,
        mentors=row.mentors,
        mentees=row.mentees,
        matched=row.matched,
        heads_trained=row.heads_trained,
        mentors_trained=row.mentors_trained,
        pairs=tuple(found),
        now=now,
        before=before,
    )


def _by_school(rows: Iterable[PairRow]) -> dict[int, list[PairRow]]:
    found: dict[int, list[PairRow]] = {}
    for row in rows:
        found.setdefault(row.school_id, []).append(row)
    return found


def _reviews(pair: PairRow, today: date) -> Iterator[tuple[Review, date]]:
    """The reviews of a pair whose day has come, each with that day."""
    for review in calendar.reviews_until(pair.cycle, pair.kind, today):
        yield (pair.id, review.quarter, review.kind.value), review.due


def _counts(pair: PairRow, today: date, done: Collection[Review]) -> Counts:
    due = [review for review, _day in _reviews(pair, today)]
    six = [review for review in due if review[2] == ReviewKind.SIX_WEEK]
    quarter = [review for review in due if review[2] == ReviewKind.THREE_MONTH]
    return Counts(
        pairs=1,
        coaching=int(pair.kind is PairKind.COACHING),
        planned=pair.planned,
        held=pair.held,
        signed=pair.signed,
        six_due=len(six),
        six_done=sum(review in done for review in six),
        quarter_due=len(quarter),
        quarter_done=sum(review in done for review in quarter),
    )


def _pair(row: PairRow, due: Iterable[tuple[Review, date]], done: Collection[Review], too_late: date) -> PairFigures:
    return PairFigures(
        id=row.id,
        mentor_id=row.mentor_id,
        mentee_id=row.mentee_id,
        mentor=row.mentor,
        mentee=row.mentee,
        planned=row.planned,
        held=row.held,
        signed=row.signed,
        last=row.last_held,
        last_signed=row.last_held is not None and row.last_held == row.last_signed,
        needs_support=row.missed >= TWICE,
        late=sum(day <= too_late and review not in done for review, day in due),
        began=row.cycle,
    )
