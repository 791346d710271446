"""What is due: queries over dates, so that a late, lost or second clock neither loses a prompt nor doubles it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, Engine

from bot.dialogs import every
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.due import LATE, TOO_LATE, Due, Rule
from bot.dialogs.telling import prompt
from bot.language import local_day
from bot.store.engine import may_pass, reading, retrying
from bot.store.health.passed_over import note, passing_over
from bot.store.support import supports

RULES: tuple[Rule, ...] = tuple(rule for prompts in every("prompts") for rule in prompts.RULES)
"""All rules, in the order of the subjects, in which their prompts are opened."""
PART = 500
"""So many prompts are opened in one transaction."""
STEP = timedelta(days=7)
"""How many days ahead a rule is asked for at once when the next moment is looked for."""
AHEAD = timedelta(days=730)
"""So far ahead it is looked for; what is planned later is a slip of who entered it."""


def due(db: Connection, now: datetime) -> list[Due]:
    """The prompts that must be opened now and have not been."""
    days = SchoolDays.around(db, local_day(now))
    return [one for rule in RULES for one in _of_rule(rule, db, now, days) if isinstance(one, Due)]


def foreseen(db: Connection, now: datetime, until: datetime) -> list[Due]:
    """What falls due later than `now` and not later than `until` as things stand, in the order of its moments."""
    days, today, last = SchoolDays.around(db, local_day(now)), local_day(now), local_day(until)
    asked = (rule.between(db, _earliest(rule, today, days), rule.reaches(last, days), days) for rule in RULES)
    return sorted((one for found in asked for one in found if isinstance(one, Due) and now < one.at <= until), key=_at)


def _at(one: Due) -> datetime:
    return one.at


def _of_rule(rule: Rule, db: Connection, now: datetime, days: SchoolDays) -> list[Due | Exception]:
    today = local_day(now)
    found = rule.between(db, _earliest(rule, today, days), rule.reaches(today, days), days)
    return [one for one in found if isinstance(one, Exception) or one.at <= now < one.until]


def _earliest(rule: Rule, today: date, days: SchoolDays) -> date:
    """The oldest date of which something may be due today."""
    return days.back(today - LATE, rule.lag)


def next_moment(db: Connection, after: datetime, until: datetime | None = None) -> datetime | None:
    """When the next prompt falls due, later than `after` and not later than `until`; None when none does.

    No rule is asked beyond what another has found, so that a near moment costs one question a rule.
    """
    days, best = SchoolDays.around(db, local_day(after)), until
    found: datetime | None = None
    for rule in RULES:
        moment = _next_of(rule, db, after, best, days)
        if moment is not None:
            found = best = moment
    return found


def _next_of(rule: Rule, db: Connection, after: datetime, until: datetime | None, days: SchoolDays) -> datetime | None:
    """The rule's next moment. Dates are looked through a week at a time, as far as there are any."""
    today, end = local_day(after), local_day(until) if until is not None else date.max
    first, sure = _earliest(rule, today, days), min(today + STEP, end)
    best: datetime | None = None
    while True:
        last = rule.reaches(sure, days)
        found = rule.between(db, first, last, days)
        later = [one.at for one in found if isinstance(one, Due) and _is_between(after, one.at, until)]
        best = min([*later, *([best] if best else [])], default=None)
        if rule.next_date is None or sure >= end or (best is not None and local_day(best) <= sure):
            return best
        following = rule.next_date(db, last + timedelta(days=1))
        if following is None or following > today + AHEAD:
            return best
        first, sure = last + timedelta(days=1), min(max(following, sure + STEP), end)


def _is_between(after: datetime, at: datetime, until: datetime | None) -> bool:
    return after < at and (until is None or at <= until)


def open_due(engine: Engine, now: datetime) -> int:
    """Puts what is due among the notices; answers how many are new. What fails keeps nothing else waiting.

    A part at a time: when a nation is due at one hour, nobody who writes meanwhile waits for all of it.
    """
    with reading(engine) as db:
        days = SchoolDays.around(db, local_day(now))
    return sum(_opened(rule, engine, now, days) for rule in RULES)


def _opened(rule: Rule, engine: Engine, now: datetime, days: SchoolDays) -> int:
    what = f"rule {rule.name}"
    try:
        with reading(engine) as db:
            found = _of_rule(rule, db, now, days)
    except Exception as fault:
        if may_pass(fault):
            raise
        found = [fault]
    parts = [found[first : first + PART] for first in range(0, len(found), PART)]
    return sum(retrying(engine, partial(_open_some, part=part, what=what, now=now)) for part in parts)


def _open_some(db: Connection, part: list[Due | Exception], what: str, now: datetime) -> int:
    return passing_over(db, what, now, lambda: sum(_open(db, one, what, now) for one in part), 0)


def _open(db: Connection, one: Due | Exception, what: str, now: datetime) -> bool:
    if isinstance(one, Exception):
        note(db, what, one, now)
        return False
    reason = one.on_its_day if one.on_its_day and local_day(one.at) == local_day(now) else one.reason
    notice_id = prompt(db, one.person_id, one.page, one.cause, now, reason, one.until)
    if notice_id is not None and one.supports is not None:
        pair_id, session_id = one.supports
        supports.add(db, pair_id=pair_id, session_id=session_id, now=now)
    return notice_id is not None


__all__ = ["LATE", "TOO_LATE", "Due", "due", "next_moment", "open_due"]
