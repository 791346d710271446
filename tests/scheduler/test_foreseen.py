"""Whoever looks a week ahead sees what each day of it will bring: a leap of the clock passes nothing over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.due import Due
from bot.language import local_day
from bot.simulator.chat import moment
from scheduler.due import LATE, RULES, STEP
from tests.stories.given import begin

Found = set[tuple[str, datetime]]


def ahead(found: Iterable[Due | Exception], now: datetime, until: datetime) -> Found:
    return {(str(one.cause), one.at) for one in found if isinstance(one, Due) and now < one.at <= until}


@pytest.mark.parametrize("day", ["Thu 28 May 2026, 16:10", "Sat 6 Jun 2026, 10:00", "Mon 22 Jun 2026, 07:00"])
def test_a_rule_asked_of_a_week_finds_what_it_finds_of_each_day(quick_copies: Callable[[], Engine], day: str) -> None:
    engine, now = quick_copies(), moment(day)
    begin(engine, "the demo and its sub-county", "en")
    until = now + STEP
    each: Found = set()
    with engine.connect() as db:
        days = SchoolDays.around(db, local_day(now))
        first, last = local_day(now), local_day(until)
        for rule in RULES:
            at_once = rule.between(db, days.back(first - LATE, rule.lag), rule.reaches(last, days), days)
            whole = ahead(at_once, now, until)
            for today in (first + timedelta(days=n) for n in range((last - first).days + 1)):
                alone = rule.between(db, days.back(today - rule.lasts, rule.lag), rule.reaches(today, days), days)
                each |= (found := ahead(alone, now, until))
                assert found <= whole, rule.name
    assert len({cause.partition(":")[0] for cause, _at in each}) > 2, "there was something to find"
