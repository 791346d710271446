"""Observation at the desk: whom a coach coaches, and who may read what of a lesson."""

from __future__ import annotations

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, open_pair
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import facts, finds, opens, routes, takes
from bot.dialogs.instruments.paper import POINTS, areas, tips
from bot.dialogs.leading.pages import ReadLeader
from bot.dialogs.observing import deeds, rules
from bot.dialogs.observing.pages import (
    AreaLessons,
    AreaScores,
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
from bot.dialogs.observing.paper import COACHEES, STAGES, Observe
from bot.dialogs.observing.shared import OwnCoachees, averages, rating, ratings, shift, to_rate, written_down
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.facts import Finder
from bot.forms.page import PAGE_OF, Row
from bot.forms.saying import Said
from bot.language import Name, _
from bot.store import areas as places
from bot.store import pairs
from bot.store.instruments import observations
from bot.store.instruments.observations import Tool
from bot.store.pairs import PairKind, PairOf

DIFFERENTIATION = "differentiation"
"""The indicator that has tips of its own (requirement D292)."""
TOOL = Tool.LESSON
AREAS = tuple(one.key for one in areas(TOOL))


@finds(COACHEES)
def coachees(asking: Asking) -> Finder:
    """Those whom a coach observes."""
    return OwnCoachees(asking, lambda: deeds.coached(asking.db, asking.who.id))


@facts
def to_observe(asking: Asking, at: Observe) -> Prepared:
    """For who coaches somebody: whom, and what the next rating of each is."""
    mine = deeds.coached(asking.db, asking.who.id)
    if not mine:
        raise NotOpen(_("You coach nobody now, so there is no lesson to write down."))
    return to_rate(asking, mine, TOOL)


@takes
def take(asking: Asking, at: Observe, given: Answers) -> Dialog:
    """The lesson is written down."""
    return LessonSaved(observation=deeds.observe(asking.db, written_down(asking, given, TOOL)))


# the two


@facts
def lesson(asking: Asking, at: LessonSaved | LessonCopy | ReadLesson) -> Prepared:
    found, pair = rating(asking, at.observation, TOOL, at.shows)
    points = {key: mark for key, (mark, _label) in found.scores.items()}
    weakest = rules.weakest(points, [key for key in AREAS if key in points], DIFFERENTIATION)
    return Prepared(
        ObservedLesson(
            coach=Name(pair.mentor_name),
            coachee=Name(pair.mentee_name),
            day=found.day,
            stage=STAGES[found.stage],
            marks=ratings(found, *AREAS),
            by_indicator=ratings(found),
            tips=tips(weakest),
            shift=shift(asking, found),
        )
    )


@opens
def read_lesson(asking: Asking, at: ReadLesson) -> Dialog | None:
    """The coachee has it: from now on it cannot be taken back."""
    found, _pair = rating(asking, at.observation, TOOL, at.shows)
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
    rows = [*_listed(asking, pair, Tool.LESSON), *_listed(asking, pair, Tool.LEADERSHIP)]
    return Prepared(PairLessons(Name(pair.mentor_name), Name(pair.mentee_name), tuple(rows)))


def _listed(asking: Asking, pair: PairOf, tool: Tool) -> list[Row]:
    """What was rated in a pair by one instrument, the newest first."""
    known = observations.of_pairs(asking.db, [pair.id], tool)
    label, page = (_("{day} {stage}"), ReadLesson) if tool is TOOL else (_("leading {day} {stage}"), ReadLeader)
    return [
        Row(Said(label, {"day": one.day, "stage": Said(STAGES[one.stage])}), page(observation=one.id))
        for one in reversed(known)
    ]


# offices


@facts
def of_area(asking: Asking, at: AreaScores) -> Prepared:
    """Counts and averages of a school or an area, never those of one pair."""
    here, area = office(asking), places.get(asking.db, at.area)
    if area is None or at.area != here.area_id or may_see(here.viewer, Data.SCORES) is not Access.AVERAGES:
        raise NotFound
    found, by_pair = deeds.rated(asking.db, area.id, here.levels, asking.today, TOOL)
    counted = rules.figures_of(deeds.by_person(found, by_pair), AREAS, POINTS)
    lately = {pair for pair, rows in by_pair.items() if any(one.day > asking.today - rules.CYCLE for one in rows)}
    seen = {one.school for one in found if one.pair_id in lately}
    schools = dict.fromkeys(one.school for one in found)
    silent = [school for school in schools if school not in seen]
    return Prepared(
        AreaLessons(
            area=area.name,
            pairs=len(by_pair),
            observed=sum(bool(rows) for rows in by_pair.values()),
            lessons=counted.ratings,
            both=counted.both,
            averages=averages(TOOL, counted),
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
