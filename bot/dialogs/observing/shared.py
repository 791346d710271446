"""Ratings at any desk: whom a coach means, how marks are kept, and what the two of a pair are shown of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.dialogs.desk import Answers, Asking, NotFound, Prepared, allowed
from bot.dialogs.instruments.paper import Ratings, Shift, areas, indicators, newest, point, table
from bot.dialogs.observing import deeds, rules
from bot.dialogs.observing.pages import Average, Averages
from bot.dialogs.observing.paper import MyCoachees, ProposedStage
from bot.dialogs.observing.rules import ToolFigures
from bot.dialogs.offices.shared import the_one
from bot.dialogs.refusals import NotYours
from bot.forms.facts import Found
from bot.forms.page import PAGE_OF
from bot.forms.saying import Option
from bot.language import Name
from bot.store.instruments import observations
from bot.store.instruments.observations import NewObservation, Observation, ObservedAt, Tool
from bot.store.pairs import PairOf
from bot.store.people import people

Scored = Mapping[str, tuple[int, str]]


@dataclass
class OwnCoachees:
    """Those whom a coach rates by one instrument, stored by the pair."""

    asking: Asking
    found: Callable[[], list[PairOf]]

    @cached_property
    def pairs(self) -> list[PairOf]:
        """Them, looked up only where somebody asks."""
        return self.found()

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


def to_rate(asking: Asking, mine: Sequence[PairOf], tool: Tool) -> Prepared:
    """Whom one rates by this instrument, and what the next rating of each is."""
    known = observations.of_pairs(asking.db, [one.id for one in mine], tool)
    proposed = (
        ProposedStage(str(one.id), rules.next_stage([each for each in known if each.pair_id == one.id])) for one in mine
    )
    only = str(mine[0].id) if len(mine) == 1 else ""
    return Prepared(MyCoachees(only, tuple(proposed)), {"day": asking.today.isoformat()})


def written_down(asking: Asking, given: Answers, tool: Tool) -> NewObservation:
    """A filled form as it is written down."""
    return NewObservation(
        pair_id=int(given["who"]),
        by_id=asking.who.id,
        day=date.fromisoformat(given["day"]),
        stage=ObservedAt(given["stage"]),
        version=newest(tool),
        scores=_scores(given, tool),
        made_at=asking.now,
        tool=tool,
    )


def _scores(given: Mapping[str, str], tool: Tool) -> Scored:
    """The marks of a filled form: of each area, and of the indicators that were rated."""
    scores = {one.key: score(given[one.key]) for one in areas(tool)}
    for area in areas(tool):
        marks = given.get(f"{area.key}_by") or ""
        scores |= {one.key: score(mark) for one, mark in zip(indicators(tool, area.key), marks, strict=False)}
    return scores


def score(mark: str) -> tuple[int, str]:
    """A mark with what it is called."""
    return int(mark), point(int(mark)).key


def rating(asking: Asking, observation_id: int, tool: Tool, shows: str) -> tuple[Observation, PairOf]:
    """A rating by this instrument, to those to whom the matrix opens it."""
    try:
        found, pair = deeds.find(asking.db, observation_id)
    except NotYours:
        raise NotFound from None
    allowed(asking, pair, shows)
    if found.tool is not tool:
        raise NotFound
    return found, pair


def ratings(found: Observation, *keys: str) -> Ratings:
    """How these areas were rated; without any, the indicators."""
    rows = table(found.tool, found.version)
    shown = [one for one in rows if (one.key in keys if keys else one.area)]
    return Ratings(tuple((one, found.scores[one.key][0]) for one in shown if one.key in found.scores))


def averages(tool: Tool, counted: ToolFigures) -> Averages:
    """The means of the same people at both ends, area by area."""
    known = {one.key: one for one in areas(tool)}
    return Averages(tuple(Average(known[one.key], *one.percents) for one in counted.areas))


def shift(asking: Asking, last: Observation) -> Shift:
    """From the baseline of the same pair to this rating, where it is an endline."""
    if last.stage is not ObservedAt.ENDLINE:
        return Shift(())
    known = observations.of_pairs(asking.db, [last.pair_id], last.tool)
    first = next((one for one in known if one.stage is ObservedAt.BASELINE and one.day <= last.day), None)
    points = [(one, first.point(one.key), last.point(one.key)) for one in areas(last.tool)] if first else []
    return Shift(tuple((one, after - before) for one, before, after in points if before and after))
