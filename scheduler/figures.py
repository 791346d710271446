"""The figures of schools, counted anew where they are of another day or something has changed."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from bot.dialogs.figures import deeds
from bot.store.engine import retrying

PART = 500
"""So many schools are counted in one transaction."""


def count(engine: Engine, now: datetime) -> int:
    """Keeps the figures of all schools as they are now; how many had to be counted."""
    counted = 0
    while some := retrying(engine, partial(deeds.count_anew, now=now, most=PART)):
        counted += some
    return counted
