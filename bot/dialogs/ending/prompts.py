"""The end of a pair's time: the self-assessments, the head's statement, the training, each asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import LATE, Due, DueRow, Rule, not_opened, span_of
from bot.dialogs.ending import rules
from bot.dialogs.ending.pages import MenteeAssessmentDue, MentorAssessmentDue, StatementAsked, TrainingAsked
from bot.dialogs.reviews.rules import ASKED
from bot.language import local_day
from bot.store.areas import Level
from bot.store.cause import Cause
from bot.store.ending import awaited
from bot.store.ending.awaited import Unassessed
from bot.store.pairs import Side

AGAIN = ASKED[1:]
"""School days after which a head is asked once more, and again."""
PAGES: Mapping[Side, type[MentorAssessmentDue | MenteeAssessmentDue]] = {
    Side.MENTOR: MentorAssessmentDue,
    Side.MENTEE: MenteeAssessmentDue,
}


class StatementMissed(Cause, written="stated:{pair}:{due}:{head}:{turn}"):
    """A head has not made the statement about a pair that they were asked for."""

    pair: int
    due: date
    head: int
    turn: int


class TrainingMissed(Cause, written="training:{statement}:{head}:{turn}"):
    """A head has not evaluated the training."""

    statement: int
    head: int
    turn: int


def _assess(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due | Exception]:
    """To both, on the day on which the time is served, and twice more while they have not answered."""
    ended, faults = _ended(db, first, last)
    return [*faults, *not_opened(db, [due for one in ended for due in _of_turns(one, days)])]


def _ended(db: Connection, first: date, last: date) -> tuple[list[Unassessed], list[Exception]]:
    return rules.ended(awaited.unassessed(db, *rules.year_began(first, last)), first, last)


def _of_turns(one: Unassessed, days: SchoolDays) -> Iterator[Due]:
    due, hour = rules.ends_on(one), own_hour(one.prompt_hour)
    asked = [moment(days.after(days.first_from(due, one.level), turn, one.level), hour) for turn in ASKED]
    for turn, (at, until) in enumerate(zip(asked, [*asked[1:], asked[-1] + LATE], strict=True)):
        cause = rules.AssessmentDue(pair=one.pair_id, due=due, person=one.person_id, turn=turn)
        yield Due(one.person_id, PAGES[one.side](pair=one.pair_id), cause, at, until, due=due, pair=one.pair_id)


def _state(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the head who was asked for the statement when all was in: again after some days of silence."""
    found: list[Due] = []
    for one in awaited.unstated(db, *span_of(first, last)):
        asked = _again(one.since, one.prompt_hour, one.level, days)
        for turn, at, until in _turns(asked):
            cause = StatementMissed(pair=one.pair_id, due=one.due, head=one.head_id, turn=turn)
            found.append(Due(one.head_id, StatementAsked(pair=one.pair_id), cause, at, until, pair=one.pair_id))
    return not_opened(db, found)


def _rate(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the head whose statement lacks the evaluation of the training."""
    found: list[Due] = []
    for one in awaited.unrated(db, *span_of(first, last)):
        asked = _again(one.made_at, one.prompt_hour, one.level, days)
        for turn, at, until in _turns(asked):
            cause = TrainingMissed(statement=one.statement_id, head=one.head_id, turn=turn)
            found.append(
                Due(one.head_id, TrainingAsked(statement=one.statement_id), cause, at, until, pair=one.pair_id)
            )
    return not_opened(db, found)


def _again(since: datetime, hour: time | None, level: Level | None, days: SchoolDays) -> list[datetime]:
    return [moment(days.after(local_day(since), turn, level), own_hour(hour)) for turn in AGAIN]


def _turns(asked: list[datetime]) -> Iterator[tuple[int, datetime, datetime]]:
    """Each time that is asked again, counted from 1, until the next one."""
    for turn, (at, until) in enumerate(zip(asked, [*asked[1:], asked[-1] + LATE], strict=True), start=1):
        yield turn, at, until


_LATE = "late papers in the director's STATUS of the school and in the Friday line"
_AGAIN = f"{AGAIN[0]} and {AGAIN[1]} school days later"
ASSESSMENTS = tuple(
    DueRow(
        page,
        to=f"the {side}",
        since="a mentorship's last day: a year from its start, or the end of each quarter added to it",
        at="the first school day from then on",
        again=_AGAIN,
        unless="their self-assessment is filled in; the pair has ended",
        then=f"{_LATE}; Annex V row 14",
    )
    for side, page in PAGES.items()
)
STATEMENT = DueRow(
    StatementAsked,
    to="the head",
    since="all of a pair's final papers are in, and the head was asked",
    at=f"{AGAIN[0]} school days later",
    again=f"{AGAIN[1]} school days after the first",
    unless="the head has made the statement",
    then=_LATE,
)
TRAINING = DueRow(
    TrainingAsked,
    to="the head",
    since="their statement about a pair",
    at=f"{AGAIN[0]} school days later",
    again=f"{AGAIN[1]} school days after it",
    unless="the head has evaluated the training",
    then=_LATE,
)
RULES: tuple[Rule, ...] = (
    Rule("assess", ASSESSMENTS, _assess, lag=ASKED[-1] + 1, by_pair=True),
    Rule("state", (STATEMENT,), _state, lag=AGAIN[-1], by_pair=True),
    Rule("rate", (TRAINING,), _rate, lag=AGAIN[-1], by_pair=True),
)
