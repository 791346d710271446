"""To a coach, once in each cycle of six weeks in which no lesson of the coachee was observed (requirement D308)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import LATE, Due, DueRow, Rule, meant_until, not_opened
from bot.dialogs.observing import rules
from bot.dialogs.observing.pages import ObserveLesson
from bot.store.instruments import observations
from bot.store.instruments.observations import ObservationDue, Unobserved


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Due]:
    """The prompts of these days that have not been opened."""
    found = observations.unobserved(db, first - rules.LONGEST, last)
    asked = ((one, each) for one in found for each in rules.due_days(one.cycle, one.last, first, last))
    return not_opened(db, [_asked(one, nth, day, days) for one, (nth, day) in asked])


def _asked(one: Unobserved, nth: int, day: date, days: SchoolDays) -> Due:
    at = moment(days.first_from(day, one.level), own_hour(one.prompt_hour))
    page, cause = ObserveLesson(pair=one.pair_id, nth=nth), ObservationDue(pair=one.pair_id, nth=nth)
    return Due(one.coach_id, page, cause, at, meant_until(at, LATE, one.level, days), due=day, pair=one.pair_id)


ROWS = (
    DueRow(
        ObserveLesson,
        to="the coach",
        since="the day on which the coaching pair began, moved on by its pauses",
        at=f"{rules.AFTER.days} days into each cycle of six weeks, or the first school day from then on",
        again="each cycle",
        unless="a lesson was observed in that cycle; the pair rests or has ended",
    ),
)
RULES: tuple[Rule, ...] = (Rule("observe", ROWS, due, by_pair=True),)
