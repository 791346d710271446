"""Observation at the desk: whom a coach coaches, and who may read what of a lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, allowed, open_pair
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import facts, finds, opens, routes, takes
from bot.dialogs.instruments.paper import POINTS, Ratings, Shift, areas, indicators, newest, point, table, tips
from bot.dialogs.observing import deeds, rules
from bot.dialogs.observing.pages import (
    AreaLessons,
    AreaScores,
    Average,
    Averages,
    LessonCopy,
    LessonSaved,
    LessonScores,
    ObservedLesson,
    ObserveLesson,
    PairLessons,
    ReadLesson,
    Scores,
    ToObserve,
    WhoseScores,
)
from bot.dialogs.observing.paper import COACHEES, STAGES, TOOL, MyCoachees, Observe, ProposedStage
from bot.dialogs.offices.shared import the_one
from bot.dialogs.refusals import NotYours
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.facts import Found
from bot.forms.page import PAGE_OF, Row
from bot.forms.saying import Option, Said
from bot.language import Name, _
from bot.store import areas as places
from bot.store import pairs
from bot.store.instruments import observations
from bot.store.instruments.observations import NewObservation, Observation, ObservedAt
from bot.store.officers import coached
from bot.store.pairs import PairKind, PairOf
from bot.store.people import people

DIFFERENTIATION = "differentiation"
"""The indicator that has tips of its own (requirement D292)."""
AREAS = tuple(one.key for one in areas(TOOL))


@finds(COACHEES)
@dataclass
class TheCoachees:
    """The coachees of whoever asks, stored by the pair."""

    asking: Asking

    @cached_property
    def pairs(self) -> list[PairOf]:
        return deeds.coached(self.asking.db, self.asking.who.id)

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """By name or TSC number."""
        number = the_one(words, [(self._number(one), one.mentee_name) for one in self.pairs])
        found = next(one for one in self.pairs if self._number(one) == number)
        return Found(str(found.id), Name(found.mentee_name))

    def _number(self, pair: PairOf) -> str:
        found = people.get(self.asking.db, pair.mentee_id)
        return (found.tsc_number if found else None) or str(pair.id)

    def get(self, stored: str) -> Found | None:
        found = next((one for one in self.pairs if str(one.id) == stored), None)
        return Found(stored, Name(found.mentee_name)) if found else None

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """The first of them."""
        return tuple(Option(str(one.id), Name(one.mentee_name).short) for one in self.pairs[:PAGE_OF])


@facts
def to_observe(asking: Asking, at: Observe) -> Prepared:
    """For who coaches somebody: whom, and what the next rating of each is."""
    mine = deeds.coached(asking.db, asking.who.id)
    if not mine:
        raise NotOpen(_("You coach nobody now, so there is no lesson to write down."))
    known = observations.of_pairs(asking.db, [one.id for one in mine])
    proposed = (ProposedStage(str(one.id), rules.next_stage(_of(known, one))) for one in mine)
    only = str(mine[0].id) if len(mine) == 1 else ""
    return Prepared(MyCoachees(only, tuple(proposed)), {"day": asking.today.isoformat()})


def _of(known: Sequence[Observation], pair: PairOf) -> list[Observation]:
    return [one for one in known if one.pair_id == pair.id]


@takes
def take(asking: Asking, at: Observe, given: Answers) -> Dialog:
    """The lesson is written down."""
    scores = {key: _score(given[key]) for key in AREAS}
    for area in AREAS:
        asked = indicators(TOOL, area)
        scores |= {one.key: _score(mark) for one, mark in zip(asked, given.get(f"{area}_by") or "", strict=False)}
    lesson = NewObservation(
        pair_id=int(given["who"]),
        by_id=asking.who.id,
        day=date.fromisoformat(given["day"]),
        stage=ObservedAt(given["stage"]),
        version=newest(TOOL),
        scores=scores,
        made_at=asking.now,
    )
    return LessonSaved(observation=deeds.observe(asking.db, lesson))


def _score(mark: str) -> tuple[int, str]:
    return int(mark), point(int(mark)).key


# the two


def _lesson(asking: Asking, observation_id: int) -> tuple[Observation, PairOf]:
    """A lesson, to those to whom the matrix opens it."""
    try:
        found, pair = deeds.find(asking.db, observation_id)
    except NotYours:
        raise NotFound from None
    allowed(asking, pair, ReadLesson.shows)
    return found, pair


@facts
def lesson(asking: Asking, at: LessonSaved | LessonCopy | ReadLesson) -> Prepared:
    found, pair = _lesson(asking, at.observation)
    points = {key: mark for key, (mark, _label) in found.scores.items()}
    weakest = rules.weakest(points, [key for key in AREAS if key in points], DIFFERENTIATION)
    return Prepared(
        ObservedLesson(
            coach=Name(pair.mentor_name),
            coachee=Name(pair.mentee_name),
            day=found.day,
            stage=STAGES[found.stage],
            marks=_ratings(found, areas_only=True),
            by_indicator=_ratings(found, areas_only=False),
            tips=tips(weakest),
            shift=_shift(asking, found),
        )
    )


def _shift(asking: Asking, last: Observation) -> Shift:
    """From the baseline of the same pair to this lesson, where it is an endline."""
    if last.stage is not ObservedAt.ENDLINE:
        return Shift(())
    known = observations.of_pairs(asking.db, [last.pair_id])
    first = next((one for one in known if one.stage is ObservedAt.BASELINE and one.day <= last.day), None)
    points = [(one, first.point(one.key), last.point(one.key)) for one in areas(TOOL)] if first else []
    return Shift(tuple((one, after - before) for one, before, after in points if before and after))


def _ratings(found: Observation, *, areas_only: bool) -> Ratings:
    rows = [one for one in table(TOOL, found.version) if (not one.area) is areas_only]
    return Ratings(tuple((one, found.scores[one.key][0]) for one in rows if one.key in found.scores))


@opens
def read_lesson(asking: Asking, at: ReadLesson) -> Dialog | None:
    """The coachee has it: from now on it cannot be taken back."""
    found, _pair = _lesson(asking, at.observation)
    deeds.read(asking.db, asking.who.id, found, asking.now)
    return None


@routes
def whose_scores(asking: Asking, at: Scores) -> Dialog:
    """With one pair, or one area, it leads there at once."""
    rows = _rows(asking)
    if not rows:
        raise NotOpen(_("You are in no coaching pair now, so there are no lessons to show."))
    return rows[0].to if len(rows) == 1 and isinstance(rows[0].to, LessonScores | AreaScores) else at


@facts
def scores(asking: Asking, at: Scores) -> Prepared:
    return Prepared(WhoseScores(_rows(asking)))


def _rows(asking: Asking) -> tuple[Row, ...]:
    """One for each coaching pair, and one for the area of an office."""
    mine = [one for one in pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING) if one.kind is PairKind.COACHING]
    rows = [Row(Said(_("{partner}"), {"partner": _partner(asking, one)}), LessonScores(pair=one.id)) for one in mine]
    area = places.get(asking.db, asking.office.area_id) if asking.office else None
    return (*rows, Row(area.name, AreaScores(area=area.id))) if area else tuple(rows)


def _partner(asking: Asking, pair: PairOf) -> Name:
    return Name(pair.partner_name(asking.who.id))


@facts
def of_pair(asking: Asking, at: LessonScores) -> Prepared:
    """The lessons of one pair, to the two of it."""
    pair = open_pair(asking, at.pair, LessonScores.shows)
    known = observations.of_pairs(asking.db, [pair.id])
    label = _("{day} {stage}")
    rows = [
        Row(Said(label, {"day": one.day, "stage": Said(STAGES[one.stage])}), ReadLesson(observation=one.id))
        for one in reversed(known)
    ]
    return Prepared(PairLessons(Name(pair.mentor_name), Name(pair.mentee_name), tuple(rows)))


# offices


@facts
def of_area(asking: Asking, at: AreaScores) -> Prepared:
    """Counts and averages of a school or an area, never those of one pair."""
    here, area = office(asking), places.get(asking.db, at.area)
    if area is None or at.area != here.area_id or may_see(here.viewer, Data.SCORES) is not Access.AVERAGES:
        raise NotFound
    found = [one for one in coached.within(asking.db, area.id, here.levels, asking.today) if not one.of_head]
    known = observations.of_pairs(asking.db, [one.pair_id for one in found])
    by_pair = {one.pair_id: [each for each in known if each.pair_id == one.pair_id] for one in found}
    both = [ends for rows in by_pair.values() if (ends := rules.ends(rows))]
    lately = {one.pair_id for one in known if one.day > asking.today - rules.CYCLE}
    seen = {one.school for one in found if one.pair_id in lately}
    schools = dict.fromkeys(one.school for one in found)
    silent = [school for school in schools if school not in seen]
    means = rules.averages(both, AREAS, POINTS)
    return Prepared(
        AreaLessons(
            area=area.name,
            pairs=len(by_pair),
            observed=sum(bool(rows) for rows in by_pair.values()),
            lessons=len(known),
            both=len(both),
            averages=Averages(tuple(Average(one, *means[one.key]) for one in areas(TOOL) if means)),
            schools=len(schools),
            silent=len(silent),
            which=tuple(silent[:PAGE_OF]),
        )
    )


@facts
def waits(asking: Asking, at: ObserveLesson) -> Prepared:
    """To the coach; closed for everybody else."""
    pair = open_pair(asking, at.pair, ObserveLesson.shows)
    if not rules.is_coach(pair, asking.who.id):
        raise NotFound
    return Prepared(ToObserve(Name(asking.who.name), Name(pair.mentee_name)))
