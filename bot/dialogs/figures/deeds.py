"""The figures of schools as at one moment, in a few statements however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial

from sqlalchemy import Connection

from bot.dialogs import calendar
from bot.dialogs.calendar import DueReview, SchoolDays
from bot.dialogs.figures.rules import (
    LATE,
    PERIOD,
    TWICE,
    Counts,
    PairFigures,
    PartFigures,
    Review,
    SchoolFigures,
    SchoolWithPairs,
    Total,
)
from bot.language import local_day
from bot.store import figures
from bot.store.areas import Level
from bot.store.figures import Look, NamedSchool, PairRow, SchoolRow
from bot.store.officers import kept_figures, sums
from bot.store.officers.kept_figures import SchoolCounts
from bot.store.officers.sums import PartRow, SumRow
from bot.store.pairs import PairKind
from bot.store.reviews.reviews import ReviewKind

COACHING = "coaching_"
"""How the names begin under which figures of coaching pairs are kept."""


def schools(db: Connection, area_id: int, as_at: datetime, levels: Collection[Level]) -> tuple[SchoolFigures, ...]:
    """The institutions of these levels in an area (or the one that it is) as at a moment, by name.

    One statement, and three more about those of which something has changed since the clock has counted them.
    """
    rows = kept_figures.of_schools(db, area_id, levels, local_day(as_at), _midnight(local_day(as_at)), as_at)
    again = _of_schools(db, [row.id for row in rows if not row.holds], look(as_at))
    known = {one.id: one.total for one in again}
    return tuple(_listed(row, _total(1, row.kept) if row.holds else known[row.id]) for row in rows)


def _listed(row: NamedSchool, total: Total) -> SchoolFigures:
    """A school with these figures."""
    own = {one.name: getattr(total, one.name) for one in fields(Total) if one.name != "schools"}
    return SchoolFigures(**{one.name: getattr(row, one.name) for one in fields(NamedSchool)}, **own)


def with_pairs(
    db: Connection, area_id: int, as_at: datetime, levels: Collection[Level], since: datetime | None = None
) -> tuple[SchoolWithPairs, ...]:
    """The same schools with each of their pairs, counted from its sessions and reviews; without asking what is kept.

    Five statements, however many there are. “Before” counts the pairs of today at the moment `since` (None: the end of
    the day four weeks ago), by what was recorded then; a session that has moved since counts on the day it has now.
    """
    today = local_day(as_at)
    rows = figures.schools(db, area_id, levels, today)
    at = look(as_at, since)
    found = _by_school(figures.pair_rows(db, area_id, levels, at))
    missed = figures.missed(db, area_id, levels, at)
    saved = figures.saved_reviews(db, area_id, levels, today, as_at)
    done = frozenset((row.pair_id, row.quarter, row.kind.value) for row in saved)
    looked = partial(_pair, on=_Counting.on(db, today), done=done, missed=missed)
    return tuple(_figures(row, [looked(pair, level=row.level) for pair in found.get(row.id, [])]) for row in rows)


def total(
    db: Connection, area_id: int, as_at: datetime, levels: Collection[Level], since: datetime | None = None
) -> Total:
    """An area summed up, at the cost of the schools at most, and not of what is counted in them."""
    return sum((part.total for part in parts(db, area_id, as_at, levels, since)), Total())


def parts(
    db: Connection, area_id: int, as_at: datetime, levels: Collection[Level], since: datetime | None = None
) -> tuple[PartFigures, ...]:
    """The areas directly in an area (0: in the nation) as at a moment, by name; a school is its own part.

    One statement, and three more about the schools of which something has changed since the clock has counted them.
    What is beside another time than four weeks ago is counted, in three.
    """
    if since is not None:
        found_rows = sums.of_parts(db, area_id, levels, look(as_at, since))
        return _counted(*found_rows, _Counting.on(db, local_day(as_at)))
    rows = kept_figures.of_parts(db, area_id, levels, _midnight(local_day(as_at)), as_at)
    asked = [row.asked for row in rows if row.asked is not None]
    again = {one.id: one.total for one in _of_schools(db, asked, look(as_at))}
    found: dict[int, PartFigures] = {}
    for row in rows:
        known = found.get(row.id) or PartFigures(row.id, row.kind, row.name, row.level, Total())
        more = again[row.asked] if row.asked is not None else _total(row.schools, row.kept)
        found[row.id] = replace(known, total=known.total + more)
    return tuple(found.values())


def count_anew(db: Connection, now: datetime, most: int) -> int:
    """Keeps the figures of schools that were not counted today, or have changed since; how many they were.

    What is recorded counts, whatever the clocks of other machines said when it was.
    """
    today = local_day(now)
    schools = kept_figures.take(db, _midnight(today), most)
    at = replace(look(now), as_at=_midnight(today + timedelta(days=1)))
    counted = {one.id: _to_keep(one.total) for one in _of_schools(db, schools, at)}
    kept_figures.write(db, now, counted, kept_figures.sharing(db, schools, today) if schools else ())
    return len(schools)


def _of_schools(db: Connection, schools: Collection[int], at: Look) -> tuple[PartFigures, ...]:
    return _counted(*sums.of_schools(db, schools, at), _Counting.on(db, at.day)) if schools else ()


def _to_keep(one: Total) -> list[int]:
    """In the order of what is kept."""
    beside = {**vars(one), **vars(one.now), "was_planned": one.before.planned, "was_held": one.before.held}
    beside |= {f"{COACHING}{name}": count for name, count in vars(one.coaching).items()}
    was = one.coaching_before
    beside |= {f"{COACHING}was_planned": was.planned, f"{COACHING}was_held": was.held}
    return [beside[name] for name in kept_figures.COUNTED]


def _total(schools: int, kept: SchoolCounts) -> Total:
    known = {**vars(kept), "schools": schools}
    own = {field.name: known[field.name] for field in fields(Total) if field.name in known}
    now, coaching = (Counts(**{one.name: known[f"{of}{one.name}"] for one in fields(Counts)}) for of in ("", COACHING))
    before = Counts(planned=kept.was_planned, held=kept.was_held)
    earlier = Counts(planned=kept.coaching_was_planned, held=kept.coaching_was_held)
    return Total(**own, now=now, before=before, coaching=coaching, coaching_before=earlier)


@dataclass(frozen=True)
class _Counting:
    """The day on which reviews are counted, and until when one was due that is late then, by a school's level."""

    today: date
    too_late: Mapping[Level, date]

    @classmethod
    def on(cls, db: Connection, today: date) -> _Counting:
        days = SchoolDays.around(db, today)
        return cls(today, {level: days.since(today, LATE, level) for level in Level})


def _counted(rows: Sequence[PartRow], found: Iterable[SumRow], on: _Counting) -> tuple[PartFigures, ...]:
    now = {(row.id, kind): Counts() for row in rows for kind in PairKind}
    earlier = dict(now)
    for one in found:
        now[one.part, one.kind] += replace(_added(one, on.today), late=_late(one, on))
        earlier[one.part, one.kind] += Counts(planned=one.was_planned, held=one.was_held)
    return tuple(
        _part(row, *({kind: counts[row.id, kind] for kind in PairKind} for counts in (now, earlier))) for row in rows
    )


def _late(one: SumRow, on: _Counting) -> int:
    """What a sum adds to the late reviews: those of its pairs that were due too long ago, less the saved ones."""
    if one.cycle is None or one.level is None:
        return 0
    late = [each for each in reviews_due(one.cycle, one.kind, on.today) if each.due <= on.too_late[one.level]]
    if one.review is None:
        return one.count * len(late)
    return -one.count * any((each.quarter, each.kind) == (one.quarter, one.review) for each in late)


def _added(one: SumRow, today: date) -> Counts:
    """What a sum adds: sessions; or pairs of one cycle and their reviews whose day has come; or saved ones of those."""
    if one.cycle is None:
        return Counts(planned=one.planned, held=one.held, signed=one.signed)
    due = reviews_due(one.cycle, one.kind, today)
    if one.review is None:
        six = one.count * _six_week(due)
        return Counts(pairs=one.count, six_due=six, quarter_due=one.count * len(due) - six)
    saved = one.count * any((each.quarter, each.kind) == (one.quarter, one.review) for each in due)
    is_six = one.review is ReviewKind.SIX_WEEK
    return Counts(six_done=saved * is_six, quarter_done=saved * (not is_six))


def _part(row: PartRow, now: Mapping[PairKind, Counts], before: Mapping[PairKind, Counts]) -> PartFigures:
    whole = Total(
        schools=row.schools,
        mentors=row.mentors,
        mentees=row.mentees,
        matched=row.matched,
        heads_trained=row.heads_trained,
        mentors_trained=row.mentors_trained,
        now=now[PairKind.MENTORSHIP],
        before=before[PairKind.MENTORSHIP],
        coaching=now[PairKind.COACHING],
        coaching_before=before[PairKind.COACHING],
    )
    return PartFigures(row.id, row.kind, row.name, row.level, whole)


def look(as_at: datetime, since: datetime | None = None) -> Look:
    """A moment beside an earlier one (None: the end of the day four weeks before)."""
    today = local_day(as_at)
    if since is None:
        return Look(today, as_at, today - PERIOD, _midnight(today - PERIOD + timedelta(days=1)))
    return Look(today, as_at, local_day(since), since)


def _midnight(day: date) -> datetime:
    """Its beginning."""
    return calendar.moment(day, time.min)


def _figures(row: SchoolRow, found: Sequence[tuple[PairFigures, Counts, Counts]]) -> SchoolWithPairs:
    return SchoolWithPairs(
        **vars(row),
        pairs=tuple(pair for pair, _now, _before in found),
        now=_sum(now for pair, now, _before in found if pair.kind is PairKind.MENTORSHIP),
        before=_sum(before for pair, _now, before in found if pair.kind is PairKind.MENTORSHIP),
        coaching=_sum(now for pair, now, _before in found if pair.kind is PairKind.COACHING),
        coaching_before=_sum(before for pair, _now, before in found if pair.kind is PairKind.COACHING),
    )


def _sum(found: Iterable[Counts]) -> Counts:
    return sum(found, Counts())


def _by_school(rows: Iterable[PairRow]) -> dict[int, list[PairRow]]:
    found: dict[int, list[PairRow]] = {}
    for row in rows:
        found.setdefault(row.school_id, []).append(row)
    return found


def _pair(
    row: PairRow, *, level: Level, on: _Counting, done: Collection[Review], missed: Mapping[int, int]
) -> tuple[PairFigures, Counts, Counts]:
    """A pair, what it adds to the counts of now, and to those of before."""
    due, too_late = reviews_due(row.cycle, row.kind, on.today), on.too_late[level]
    made = [one for one in due if (row.id, one.quarter, one.kind.value) in done]
    pair = PairFigures(
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
        needs_support=missed.get(row.id, 0) >= TWICE,
        late=sum(one.due <= too_late for one in due) - sum(one.due <= too_late for one in made),
        began=row.cycle,
        kind=row.kind,
    )
    counts = Counts(
        pairs=1,
        planned=row.planned,
        held=row.held,
        signed=row.signed,
        six_due=_six_week(due),
        six_done=_six_week(made),
        quarter_due=len(due) - _six_week(due),
        quarter_done=len(made) - _six_week(made),
        late=pair.late,
    )
    return pair, counts, Counts(planned=row.was_planned, held=row.was_held)


@lru_cache(maxsize=4096)
def reviews_due(cycle: date, kind: PairKind, today: date) -> tuple[DueReview, ...]:
    """The reviews whose day has come for pairs of one cycle: many begin on the same day."""
    return tuple(calendar.reviews_until(cycle, kind, today))


def _six_week(found: Iterable[DueReview]) -> int:
    return sum(one.kind is ReviewKind.SIX_WEEK for one in found)
