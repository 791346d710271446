"""The figures of schools, each with its definition and denominator; and which schools are red."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import Enum

from bot.language import local_day
from bot.store.areas import AreaKind, Level
from bot.store.pairs import PairKind

PERIOD = timedelta(days=28)
"""What “was” looks back by: four weeks."""
LATE = 10
"""School days after which a review that was due is late (requirement D370)."""
APPROVAL_LATE = timedelta(weeks=2)
"""For so long a pair waits for ITSD's approval, asked for twice, before it stands as late."""
TWICE = 2
"""Planned sessions in a row without a meeting after which a pair needs support (requirement D299)."""


@dataclass(frozen=True)
class Counts:
    """What is counted of active pairs of one kind up to a moment; everything here can be added up."""

    pairs: int = 0
    """Active pairs that have begun."""
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
    late: int = 0
    """Reviews more than ten school days late."""

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
    began: date | None = None
    """The day from which its cycle is counted."""
    kind: PairKind = PairKind.MENTORSHIP


@dataclass(frozen=True)
class SchoolFigures:
    """One institution at a moment; `now`: its mentorship pairs; `before`: what was planned and held by four weeks
    earlier; `coaching`, `coaching_before`: the same of its coaching pairs, which are in no other figure.
    """

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
    now: Counts
    before: Counts
    coaching: Counts = Counts()
    coaching_before: Counts = Counts()
    matched: int = 0
    """Of the mentees: those in a pair, also one whose papers are still open, that is paused or completed."""

    @property
    def unmatched(self) -> int:
        """Mentees enrolled here who are in no pair."""
        return self.mentees - self.matched

    def counts(self, kind: PairKind) -> Counts:
        """What is counted of one kind of pair."""
        return self.now if kind is PairKind.MENTORSHIP else self.coaching


@dataclass(frozen=True)
class SchoolWithPairs(SchoolFigures):
    """The same, and each of its pairs."""

    pairs: tuple[PairFigures, ...] = ()


@dataclass(frozen=True)
class Total:
    """An area: the sum of its schools, and nothing else; `now` and `before` of mentorship, those of coaching beside
    them.
    """

    schools: int = 0
    mentors: int = 0
    mentees: int = 0
    matched: int = 0
    heads_trained: int = 0
    mentors_trained: int = 0
    now: Counts = Counts()
    before: Counts = Counts()
    coaching: Counts = Counts()
    coaching_before: Counts = Counts()

    def __add__(self, other: Total) -> Total:
        return Total(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Total)))


@dataclass(frozen=True)
class PartFigures:
    """One part of an area, a county of the nation or a zone of a sub-county, with its figures."""

    id: int
    kind: AreaKind
    name: str
    level: Level | None
    total: Total


def total(found: Sequence[SchoolFigures]) -> Total:
    """The sum of these schools."""
    return Total(
        schools=len(found),
        mentors=sum(school.mentors for school in found),
        mentees=sum(school.mentees for school in found),
        matched=sum(school.matched for school in found),
        heads_trained=sum(school.heads_trained for school in found),
        mentors_trained=sum(school.mentors_trained for school in found),
        now=sum((school.now for school in found), Counts()),
        before=sum((school.before for school in found), Counts()),
        coaching=sum((school.coaching for school in found), Counts()),
        coaching_before=sum((school.coaching_before for school in found), Counts()),
    )


Review = tuple[int, int, str]
"""A pair, a quarter and which of its two reviews."""


@dataclass(frozen=True)
class Rules:
    """When a school is red (requirement D370)."""

    weeks: int = 3
    """Weeks after its orientation by which a school has a pair."""
    share: int = 50
    """Per cent of planned sessions, under which it is red."""
    at_least: int = 2
    """Planned sessions before that share says anything."""
    late: int = LATE
    """School days by which a review may be late."""


RULES = Rules()
MANY = 2
"""Pairs from which on reasons are a total, and not one pair's own."""
QUARTER = 25
"""Under so many per cent held, a school stands at the top of the list."""


class RedReason(Enum):
    """Why a school is red."""

    UNDER_HALF = "under_half"
    NO_PAIRS = "no_pairs"
    REVIEWS_LATE = "reviews_late"


def red(
    school: SchoolFigures, as_at: datetime, rules: Rules = RULES, kind: PairKind = PairKind.MENTORSHIP
) -> RedReason | None:
    """Why this school is red by one kind of pair; None: it is not. The first of no pairs, too few sessions held,
    reviews late. That it has no pair is said of mentorship, and only where nobody is coached either.
    """
    counts = school.counts(kind)
    if not school.now.pairs and not school.coaching.pairs and kind is PairKind.MENTORSHIP:
        waits = school.oriented is not None and school.unmatched > 0
        over = waits and school.oriented + timedelta(weeks=rules.weeks) <= local_day(as_at)  # type: ignore[operator]
        return RedReason.NO_PAIRS if over else None
    if counts.planned >= rules.at_least and 100 * counts.held < rules.share * counts.planned:
        return RedReason.UNDER_HALF
    return RedReason.REVIEWS_LATE if school.counts(kind).late else None


def red_list(
    schools: Iterable[SchoolFigures],
    as_at: datetime,
    rules: Rules = RULES,
    kind: PairKind = PairKind.MENTORSHIP,
) -> list[tuple[SchoolFigures, RedReason]]:
    """The schools that are red by one kind of pair, worst first: under a quarter held, no pair, reviews late, under
    half held.

    Among the first and the last the smaller share stands first, among late reviews the larger number; then by name.
    """
    found = [(school, reason) for school in schools if (reason := red(school, as_at, rules, kind)) is not None]
    return sorted(found, key=lambda one: _badness(one[0], one[1], kind))


def _badness(school: SchoolFigures, reason: RedReason, kind: PairKind) -> tuple[int, float, str, int]:
    match reason:
        case RedReason.NO_PAIRS:
            return 1, 0, school.name, school.id
        case RedReason.REVIEWS_LATE:
            return 2, -school.counts(kind).late, school.name, school.id
    counts = school.counts(kind)
    share = counts.held / counts.planned
    return (0 if 100 * share < QUARTER else 3), share, school.name, school.id
