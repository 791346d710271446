"""When the mentor is asked for Annex IV: after each 3-month review and at the end, and once more."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection

from bot.dialogs.annex_iv import rules
from bot.dialogs.annex_iv.pages import AnnexIVDue
from bot.dialogs.annex_iv.rules import ASKED
from bot.dialogs.calendar import SchoolDays, moment, own_hour, three_month
from bot.dialogs.due import Due, DueRow, Rule, not_opened
from bot.dialogs.reviews.rules import begun, cycles
from bot.store import annex_iv
from bot.store.annex_iv import Unfilled
from bot.store.reviews import unreviewed
from bot.store.reviews.reviews import ReviewKind

LAST_ASKED = timedelta(days=7)


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Due]:
    """The prompts not yet opened of 3-month points from `first` to `last`. Three statements."""
    began = cycles(unreviewed.oldest(db, *begun(last)), ReviewKind.THREE_MONTH, first, last)
    found = [one for one in annex_iv.unfilled(db, began) if first <= three_month(one.cycle, one.quarter) <= last]
    return not_opened(db, [_asked(one, turn, days) for turn in range(len(ASKED)) for one in found])


def _asked(one: Unfilled, turn: int, days: SchoolDays) -> Due:
    review = days.first_from(three_month(one.cycle, one.quarter), one.level)
    at = moment(days.after(review, ASKED[turn], one.level), own_hour(one.prompt_hour))
    page = AnnexIVDue(pair=one.pair_id, quarter=one.quarter)
    cause = annex_iv.AnnexIVDueCause(pair=one.pair_id, quarter=one.quarter, turn=turn)
    return Due(one.mentor_id, page, cause, at, at + LAST_ASKED, pair=one.pair_id)


ROWS = (
    DueRow(
        AnnexIVDue,
        to="the mentor",
        since="each 3-month point of the pair",
        at=f"{ASKED[0]} school day after the first one from then on",
        again=f"{ASKED[1] - ASKED[0]} school days later",
        until=f"{LAST_ASKED.days} days later",
        unless="Annex IV of that quarter is filled in; the pair has ended",
        then="late papers in the director's STATUS of the school and in the Friday line",
    ),
)
RULES: tuple[Rule, ...] = (Rule("annex_iv", ROWS, due, lag=rules.ASKED[-1] + 1, by_pair=True),)
