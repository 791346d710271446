"""The figures of schools: one definition and one denominator each, the same on every channel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.programme import calendar
from bot.programme.calendar import local_day
from bot.store import supervision
from bot.store.areas import Level
from bot.store.calendar import Stretch, of_years
from bot.store.pairs import Kind
from bot.store.reviews import Kind as ReviewKind
from bot.store.supervision import PairRow, SchoolRow

PERIOD = timedelta(days=28)
"""What “was” looks back by: four weeks."""
LATE = 10
"""School days after which a review that was due is late (requirement D370)."""
TWICE = 2
"""Planned sessions in a row without a meeting after which a pair needs support (requirement D299)."""


@dataclass(frozen=True)
class Counts:
    """What is counted of active pairs up to a moment; everything here can be added up."""

    pairs: int = 0
    """Active pairs that have begun."""
    coaching: int = 0
    """Of those, coaching; the others are mentorship."""
    planned: int = 0
    """Sessions whose day has come: scheduled for it, or held. The denominator of `held`."""
    held: int = 0
    """Of those, with a record."""
    signed: int = 0
    """Of those, with a latest version that both have signed."""
    six_due: int = 0
    """6-week reviews whose day has come, one for each pair and quarter. The denominator of `six_done`."""
    six_done: int = 0
    """Of those, saved by the mentor (Annex V row 10)."""
    quarter_due: int = 0
    """3-month reviews whose day has come. The denominator of `quarter_done`."""
    quarter_done: int = 0
    """Of those, saved by the mentor."""

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Counts)))

    @property
    def share(self) -> int | None:
        """Sessions held of planned in per cent, halves up; None while nothing was planned."""
        return (200 * self.held + self.planned) // (2 * self.planned) if self.planned else None


@dataclass(frozen=True)
class PairFigures:
    """One pair, without a word of what its sessions are about."""

    id: int
    mentor_id: int
    mentee_id: int
    mentor: str
    mentee: str
    planned: int
    held: int
    signed: int
    last: date | None
    """The day of the last session held."""
    last_signed: bool
    """Whether both have signed its record."""
    needs_support: bool
    late: int
    """Its reviews that are more than ten school days late."""


@dataclass(frozen=True)
class SchoolFigures:
    """One institution at a moment; `before`: the same counts four weeks earlier."""

    id: int
    name: str
    level: Level
    zone: str
    head_id: int | None
    head: str | None
    oriented: date | None
    mentors: int
    """Mentors in the pool: with the role at this institution today."""
    mentees: int
    """Mentees enrolled here, matched or not."""
    heads_trained: int
    mentors_trained: int
    pairs: tuple[PairFigures, ...]
    now: Counts
    before: Counts
    matched: int = 0
    """Of the mentees: those in a pair, also one whose papers are still open, that is paused or completed."""

    @property
    def unmatched(self) -> int:
        """Mentees enrolled here who are in no pair."""
        return self.mentees - self.matched

    @property
    def late(self) -> int:
        """Reviews more than ten school days late."""
        return sum(pair.late for pair in self.pairs)


@dataclass(frozen=True)
class Total:
    """An area: the sum of its schools, and nothing else."""

    schools: int
    heads_trained: int
    mentors_trained: int
    now: Counts
    before: Counts


def total(found: Sequence[SchoolFigures]) -> Total:
    """The sum of these schools."""
    return Total(
        schools=len(found),
        heads_trained=sum(school.heads_trained for school in found),
        mentors_trained=sum(school.mentors_trained for school in found),
        now=sum((school.now for school in found), Counts()),
        before=sum((school.before for school in found), Counts()),
    )


def schools(db: Connection, area_id: int, as_at: datetime, levels: Collection[Level]) -> tuple[SchoolFigures, ...]:
    """The institutions of these levels in an area (or the one that it is) as at a moment, by name.

    Five statements, however many there are. “Before” counts the pairs of today four weeks ago, by what was recorded
    then; a session that has moved since counts on the day it has now.
    """
    today = local_day(as_at)
    then, earlier = as_at - PERIOD, today - PERIOD
    rows = supervision.schools(db, area_id, levels, today)
    now = _by_school(supervision.pair_rows(db, area_id, levels, today, as_at))
    before = _by_school(supervision.pair_rows(db, area_id, levels, earlier, then))
    saved = supervision.saved_reviews(db, area_id, levels, today, as_at)
    done = frozenset((row.pair_id, row.quarter, row.kind.value) for row in saved)
    done_then = frozenset((row.pair_id, row.quarter, row.kind.value) for row in saved if row.saved_at <= then)
    too_late = _late_days(of_years(db, today.year - 1, today.year), today, levels)
    return tuple(
        _figures(
            row,
            [_pair(pair, _reviews(pair, today), done, too_late[row.level]) for pair in now.get(row.id, [])],
            sum((_counts(pair, today, done) for pair in now.get(row.id, [])), Counts()),
            sum((_counts(pair, earlier, done_then) for pair in before.get(row.id, [])), Counts()),
        )
        for row in rows
    )


Review = tuple[int, int, str]
"""A pair, a quarter and which of its two reviews."""


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
        coaching=int(pair.kind is Kind.COACHING),
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
    )


def _late_days(spans: Sequence[Stretch], today: date, levels: Collection[Level]) -> Mapping[Level, date]:
    """For each level the last day on which a review can have been due to be late today."""
    return {
        level: calendar.school_days_before(today, LATE, [span for span in spans if span.level is level])
        for level in levels
    }
