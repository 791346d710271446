"""In which weeks of a pair it is asked how it goes, and what makes the question needless."""

from __future__ import annotations

from datetime import date, timedelta

WEEKS = (1, 3)
"""Weeks after the start (requirement D307)."""
FIRST, LAST = (timedelta(weeks=week) for week in WEEKS)


def asked_on(cycle: date, week: int) -> date:
    """The day on which the two are asked, where schools are open."""
    return cycle + timedelta(weeks=week)


def has_gone_on(cycle: date, week: int, met: date | None) -> bool:
    """Whether a pair has met in the time that is asked about: since the question before, or since it began."""
    return met is not None and met >= (cycle if week == WEEKS[0] else asked_on(cycle, WEEKS[0]))
