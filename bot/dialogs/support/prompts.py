"""To the head, after the second missed session in a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.due import LATE, Due, DueRow, Rule, school_days_after
from bot.dialogs.support.pages import SupportAsked
from bot.store.support import struggling
from bot.store.support.struggling import Struggling, SupportWanted

SUPPORT = 3
"""School days after the second missed session: the day after its record was asked for once more."""


def _support(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the head, after the second missed session in a row."""
    return (_to_help(pair, days) for pair in struggling.between(db, first, last))


def _to_help(pair: Struggling, days: SchoolDays) -> Due:
    at = school_days_after(pair.day, SUPPORT, pair.prompt_hour, pair.level, days)
    page = SupportAsked(pair=pair.pair_id, session=pair.session_id)
    cause = SupportWanted(session=pair.session_id)
    which = (pair.pair_id, pair.session_id)
    return Due(pair.head_id, page, cause, at, at + LATE, supports=which, pair=pair.pair_id)


ROWS = (
    DueRow(
        SupportAsked,
        to="the head",
        since="the second missed session of a pair in a row",
        at=f"{SUPPORT} school days later",
        unless="one of the two has a record; the head has answered",
        then="STATUS of the school counts the pair as in need of support",
    ),
)
RULES: tuple[Rule, ...] = (Rule("support", ROWS, _support, lag=SUPPORT, by_pair=True),)
