"""Mwala as it is planned out: its schools, its pairs, and when each of them met; the same for the same seed.

All of it is chosen so that the sub-county's figures on 17 June are those of the story: 42 schools that report to the
Sub-County Director, 118 pairs, 167 of 236 sessions held (64% four weeks before), 64 of 90 reviews done, 9 red schools.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bot.simulator.county.names import SCHOOLS
from bot.store.pairs import PairKind

Held = tuple[bool, ...]

MWANGAZA, YATHUI, KWA_MBUU, MANGO, KAVUMBU, IKALAASA = (f"MWL{number:02}" for number in range(1, 7))
SECONDARY = "MWL12"
SAMPLE_REST = tuple(f"MWL{number:02}" for number in range(7, 12))
NEW = tuple(f"MWL{number:02}" for number in range(13, 13 + len(SCHOOLS)))
"""The codes of the schools that the sample does not have."""

ORIENTED_LATE = date(2026, 5, 12)
"""Mango was introduced then, and has matched nobody since."""
SPLIT, OPENS, ENDS = date(2026, 5, 20), date(2026, 5, 28), date(2026, 6, 17)
"""Four weeks before the story, when the demo begins, and when the story is told."""
FREE = frozenset({date(2026, 5, 1), date(2026, 5, 28), date(2026, 5, 29), date(2026, 6, 1)})
"""Public holidays, and the demo's own day: others have no session then."""
TERMS = (
    (date(2026, 1, 5), date(2026, 4, 2)),
    (date(2026, 4, 27), date(2026, 6, 23)),
    (date(2026, 6, 29), date(2026, 7, 31)),
)
"""When schools are open, without the half-term in June."""

_RED: tuple[tuple[Held, ...], ...] = (
    ((True, False), (False, True), (False, False)),
    ((True, False), (False, True), (True, False), (False, False)),
    ((True, False, True), (False, False), (True, False)),
    ((True, False, True), (True, False), (False, True), (False, False)),
)
"""Four new schools under half: 2 of 6, 3 of 8, 3 of 7 and 4 of 9 sessions held."""
EARLY, LATER, LAST = 44, 17, 28
"""How many pairs of the other schools began before Easter, around 1 May, and after 6 May."""
REVIEWED_IN_JUNE = 5
BOTH_EARLY = frozenset({3, 14, 25, 36})
"""Pairs that began before Easter and had met twice by 20 May."""
ONCE = frozenset({63, 69, 76, 82})
"""Pairs that have planned one session only."""
MISSED_IN_MAY = frozenset({1, 10, 19, 28, 37})
MISSED_IN_JUNE = frozenset({55, 58, 61, 64, 67, 70, 73})
"""Pairs, in different schools, that miss their second session; of the sessions in June one has a reason."""
IN_MAY = 30
"""How many of the second sessions lie in the week before the demo; the others lie in June."""
FIRST_MISSED = 18
"""So many of the other schools have one pair that missed its first session."""


@dataclass(frozen=True)
class PlannedMeeting:
    """One planned session: `missed` is the reason's code; neither held nor missed: it lies ahead, or has no record."""

    day: date
    held: bool
    missed: str | None = None
    signed: bool = True
    known: bool = True
    """Whether it is planned already when the demo begins."""


@dataclass(frozen=True)
class PlannedPair:
    """A pair of a school: `reviewed` is the day on which its 6-week review was done."""

    school: str
    kind: PairKind
    start: date
    meetings: tuple[PlannedMeeting, ...]
    reviewed: date | None


@dataclass(frozen=True)
class CountyPlan:
    """Everything that is the same for one seed; `coaching`: heads who coach a mentee of their school besides."""

    pairs: tuple[PlannedPair, ...]
    coaching: tuple[PlannedPair, ...]


def plan(seed: int) -> CountyPlan:
    """The pairs of the sub-county but Faith and Peter's, by school; two more pairs in the secondary school."""
    chance = Random(seed)
    new = list(NEW)
    chance.shuffle(new)
    rest = [*SAMPLE_REST, *new[4:]]
    chance.shuffle(rest)
    # the sample's junior and special school stand among the others; two pairs each in the last seven
    found = [*_red(chance, new[:4]), *_rest(chance, rest), *_secondary(chance)]
    return CountyPlan(tuple(found), tuple(_coaching(Random(f"coaching {seed}"), new[4:])))


def school_days(first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which schools are open."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if _open(day)]


def _open(day: date) -> bool:
    return day.weekday() < 5 and day not in FREE and any(first <= day <= last for first, last in TERMS)


def _some(chance: Random, first: date, last: date, count: int) -> list[date]:
    """So many different school days, in order."""
    return sorted(chance.sample(school_days(first, last), count))


# schools that are red


def _red(chance: Random, new: Sequence[str]) -> Iterator[PlannedPair]:
    """24 pairs in seven schools under half, ten of them without their review; four in Kavumbu, three of them late."""
    under = [
        (KWA_MBUU, ((False, False),) * 3),
        (IKALAASA, ((True, False), (True, False), (False, False), (False, False))),
        *zip(new, _RED, strict=True),
    ]
    pairs = [(school, held) for school, of in under for held in of]
    undone = {0, 1, 2, 5, 6, 9, 13, 16}
    for number, (school, held) in enumerate(pairs):
        yield _early(chance, school, held, done=number not in undone)
    yield from _yathui(chance)
    for number, held in enumerate(((True, True), (True, False), (False, True), (True, False))):
        start = date(2026, 3, 24) + timedelta(days=number % 3)
        yield _early(chance, KAVUMBU, held, done=number == 0, start=start)


def _early(chance: Random, school: str, held: Held, *, done: bool, start: date | None = None) -> PlannedPair:
    """A pair that began before Easter and had all its sessions by 20 May."""
    start = start or chance.choice(school_days(date(2026, 3, 18), date(2026, 3, 27)))
    days = _some(chance, start + timedelta(days=3), SPLIT - timedelta(days=1), len(held))
    meetings = tuple(_meeting(chance, day, held=one) for day, one in zip(days, held, strict=True))
    return PlannedPair(school, PairKind.MENTORSHIP, start, meetings, _done(chance, start) if done else None)


def _meeting(chance: Random, day: date, *, held: bool) -> PlannedMeeting:
    return PlannedMeeting(
        day, held, None if held else chance.choice(("school_duty", "no_time", "mentor_away", "mentee_away"))
    )


def _done(chance: Random, start: date) -> date:
    """A school day soon after the review was due."""
    due = start + timedelta(days=42)
    return chance.choice(school_days(due, due + timedelta(days=7))[:4])


def _yathui(chance: Random) -> Iterator[PlannedPair]:
    """R. Musau 1 of 2, on 21 May; L. Mwende and T. Ndolo none: exams three times, no time twice."""
    days = ((date(2026, 5, 6), date(2026, 5, 21)), (date(2026, 5, 7), date(2026, 5, 22)))
    duty, time = "school_duty", "no_time"
    reasons = ((days[0], (duty, None)), (days[1], (duty, time)), ((date(2026, 5, 8), date(2026, 5, 26)), (duty, time)))
    for number, (planned, missed) in enumerate(reasons):
        start = chance.choice(school_days(date(2026, 3, 18), date(2026, 3, 27)))
        meetings = tuple(PlannedMeeting(day, why is None, why) for day, why in zip(planned, missed, strict=True))
        yield PlannedPair(YATHUI, PairKind.MENTORSHIP, start, meetings, _done(chance, start) if number == 0 else None)


# the other schools


def _rest(chance: Random, schools: Sequence[str]) -> Iterator[PlannedPair]:
    """89 pairs in 32 schools, of whose 174 sessions 144 are held, and none of the schools under half."""
    sizes = [3] * 25 + [2] * 7
    seats = [
        (n, school, seat) for n, (school, size) in enumerate(zip(schools, sizes, strict=True)) for seat in range(size)
    ]
    starts = _starts(chance)
    free = sorted(set(range(EARLY)) - BOTH_EARLY - MISSED_IN_MAY)
    in_may = MISSED_IN_MAY | set(chance.sample(free, IN_MAY - len(MISSED_IN_MAY)))
    unsigned = set(chance.sample([n for n in range(EARLY) if seats[n][2] != 0], 18))
    chance.sample(range(len(seats)), 6)  # drawn once for coaching: what comes after is the same as ever
    for number, (place, school, seat) in enumerate(seats):
        held = not (place < FIRST_MISSED and seat == 0)
        first = replace(
            _meeting(chance, _first_day(chance, number, starts[number]), held=held), signed=number not in unsigned
        )
        second = () if number in ONCE else (_second(chance, number, first.day, in_may=number in in_may),)
        ahead = (_ahead(chance),) if number in in_may and number % 3 == 2 else ()
        meetings = (first, *second, *ahead)
        yield PlannedPair(
            school, PairKind.MENTORSHIP, starts[number], meetings, _reviewed(chance, number, starts[number])
        )


def _starts(chance: Random) -> list[date]:
    """44 before Easter, 17 around 1 May (5 of them early enough to have their review done), 28 after 6 May."""
    return [
        *_any(chance, date(2026, 3, 18), date(2026, 4, 2), EARLY),
        *_any(chance, date(2026, 4, 27), date(2026, 4, 30), REVIEWED_IN_JUNE),
        *_any(chance, date(2026, 5, 4), date(2026, 5, 6), LATER - REVIEWED_IN_JUNE),
        *_any(chance, date(2026, 5, 7), date(2026, 5, 11), LAST),
    ]


def _any(chance: Random, first: date, last: date, count: int) -> list[date]:
    return sorted(chance.choices(school_days(first, last), k=count))


def _first_day(chance: Random, number: int, start: date) -> date:
    last = date(2026, 5, 4) if number < EARLY else SPLIT - timedelta(days=1)
    return chance.choice(school_days(start + timedelta(days=1), last))


def _second(chance: Random, number: int, first: date, *, in_may: bool) -> PlannedMeeting:
    """The second session: by 20 May, in the week before the demo, or in June, then mostly agreed on after it begins."""
    if number in BOTH_EARLY:
        return _meeting(
            chance, chance.choice(school_days(first + timedelta(days=1), SPLIT - timedelta(days=1))), held=True
        )
    if in_may:
        day = chance.choice(school_days(SPLIT + timedelta(days=1), date(2026, 5, 27)))
        return _meeting(chance, day, held=number not in MISSED_IN_MAY)
    if number in MISSED_IN_JUNE and number != min(MISSED_IN_JUNE):
        return PlannedMeeting(chance.choice(school_days(date(2026, 6, 2), date(2026, 6, 5))), held=False)
    day = chance.choice(school_days(date(2026, 6, 2), date(2026, 6, 15)))
    return replace(_meeting(chance, day, held=number not in MISSED_IN_JUNE), known=False)


def _ahead(chance: Random) -> PlannedMeeting:
    """A session after the story's day."""
    return PlannedMeeting(chance.choice(school_days(date(2026, 6, 18), date(2026, 7, 10))), held=False)


def _reviewed(chance: Random, number: int, start: date) -> date | None:
    """When the 6-week review was done: by all who began before Easter, and by five more in June."""
    if number < EARLY:
        return _done(chance, start)
    due = start + timedelta(days=42)
    return chance.choice(school_days(due, date(2026, 6, 15))) if number < EARLY + REVIEWED_IN_JUNE else None


def _coaching(chance: Random, schools: Sequence[str]) -> Iterator[PlannedPair]:
    """Six heads coach a teacher since May: each pair has planned two sessions, and one of the twelve was not held."""
    for number, school in enumerate(chance.sample(sorted(schools), 6)):
        days = _some(chance, date(2026, 5, 12), date(2026, 5, 26), 2)
        meetings = tuple(_meeting(chance, day, held=nth == 0 or number > 0) for nth, day in enumerate(days))
        yield PlannedPair(school, PairKind.COACHING, date(2026, 5, 11), meetings, None)


def _secondary(chance: Random) -> Iterator[PlannedPair]:
    """Two pairs that the Sub-County Director does not see: their school reports to the County Director."""
    for _pair in range(2):
        yield _early(chance, SECONDARY, (True, False), done=True)
