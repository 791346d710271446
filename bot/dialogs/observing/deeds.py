"""A coach writes down how a lesson was; the coachee is told that it can be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.observing.pages import LessonCopy
from bot.dialogs.observing.rules import is_coach
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import can_log, demand
from bot.dialogs.refusals import DayOutside, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import pairs
from bot.store.areas import Level
from bot.store.instruments import observations
from bot.store.instruments.observations import LessonObserved, NewObservation, Observation, Tool
from bot.store.officers import coached as coached_pairs
from bot.store.officers.coached import CoachedPair
from bot.store.pairs import LOGGING, PairOf
from bot.store.talk import notices


def coached(db: Connection, who: int) -> list[PairOf]:
    """The pairs in which this person is the coach."""
    return [pair for pair in pairs.pairs_of(db, who, LOGGING) if is_coach(pair, who)]


def observe(db: Connection, lesson: NewObservation) -> int:
    """Keeps it, in place of what was written of that day before; its id. NotYours, PairNotActive, DayOutside."""
    pair = own_coachee(db, lesson)
    made = observations.add(db, lesson)
    tell(db, pair.mentee_id, LessonCopy(observation=made), LessonObserved(observation=made), lesson.made_at)
    return made


def own_coachee(db: Connection, rating: NewObservation) -> PairOf:
    """The pair of a rating, locked, for its coach. NotYours, PairNotActive; DayOutside before it began or to come."""
    pair = take_pair(db, rating.by_id, rating.pair_id)
    demand(can_log(pair))
    if not is_coach(pair, rating.by_id):
        raise NotYours
    today = local_day(rating.made_at)
    if not pair.start <= rating.day <= today:
        raise DayOutside(pair.start, today)
    return pair


def rated(
    db: Connection, area_id: int, levels: Collection[Level], today: date, tool: Tool
) -> tuple[list[CoachedPair], dict[int, list[Observation]]]:
    """The coaching pairs of an area whose coachees this instrument rates, and what it rated in each."""
    of_heads = tool is Tool.LEADERSHIP
    found = [one for one in coached_pairs.within(db, area_id, levels, today) if one.of_head is of_heads]
    by_pair: dict[int, list[Observation]] = {one.pair_id: [] for one in found}
    for each in observations.of_pairs(db, list(by_pair), tool):
        by_pair[each.pair_id].append(each)
    return found, by_pair


def by_person(
    found: Iterable[CoachedPair], by_pair: Mapping[int, Sequence[Observation]]
) -> dict[int, list[Observation]]:
    """What was rated of each coachee, in whichever of their pairs, the oldest first."""
    pairs_of = {(one.coachee_id, one.pair_id) for one in found}
    people = {who: [each for one, pair in pairs_of if one == who for each in by_pair[pair]] for who, _pair in pairs_of}
    return {who: sorted(rows, key=lambda each: (each.day, each.id)) for who, rows in people.items()}


def find(db: Connection, observation_id: int) -> tuple[Observation, PairOf]:
    """A lesson with its pair. NotYours where there is none, and where it was taken back."""
    found = observations.get(db, observation_id)
    pair = pairs.get(db, found.pair_id) if found else None
    if found is None or pair is None:
        raise NotYours
    return found, pair


def read(db: Connection, who: int, found: Observation, now: datetime) -> None:
    """The coachee has opened it: from now on it cannot be taken back."""
    if who != found.by_id:
        observations.mark_read(db, found.id, now)
        notices.drop_causes(db, [LessonObserved(observation=found.id)])
