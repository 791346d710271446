"""Rows of Annex V that are past their day: the head hears of them, and once more."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection

from bot.dialogs.annex_v.pages import AnnexVLate
from bot.dialogs.annex_v.rules import RowsLate
from bot.dialogs.calendar import DueReview, SchoolDays, moment, own_hour
from bot.dialogs.due import LATE, Due, DueRow, Rule, not_opened
from bot.dialogs.ending import rules as ending
from bot.dialogs.figures.rules import LATE as SCHOOL_DAYS
from bot.dialogs.reviews.rules import begun, starts
from bot.store.ending import awaited
from bot.store.officers import heads
from bot.store.officers.heads import HeadOfPair
from bot.store.pairs import Side
from bot.store.reviews import unreviewed

TURNS = (SCHOOL_DAYS + 1, SCHOOL_DAYS + 8)
"""School days after its day on which a row is late, and the head is told; then once more, and never again (D226)."""


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Due]:
    """The prompts not yet opened of days between two days that left a row of Annex V open. Four statements."""
    missed: defaultdict[int, set[date]] = defaultdict(set)
    for pair_id, day in _open_rows(db, first, last):
        missed[pair_id].add(day)
    found = (
        _asked(head, day, turn, days)
        for turn in range(len(TURNS))
        for head in heads.of_pairs(db, missed)
        for day in sorted(missed[head.pair_id])
    )
    return not_opened(db, list(found))  # of pairs with the same cause each is looked at on its own day


def _open_rows(db: Connection, first: date, last: date) -> set[tuple[int, date]]:
    """Pairs, and days between these on which a review of theirs fell due, or their time was served, and is not done.

    Rows 10 and 12 count what mentors have saved, row 14 what both have written.
    """
    found = unreviewed.between(db, starts(unreviewed.oldest(db, *begun(last)), first, last))
    reviews = {
        (one.pair_id, DueReview.of(one.cycle, one.quarter, one.kind).due) for one in found if one.side is Side.MENTOR
    }
    ended, _faults = ending.ended(awaited.unassessed(db, *ending.year_began(first, last)), first, last)
    return {one for one in reviews if first <= one[1] <= last} | {(one.pair_id, ending.ends_on(one)) for one in ended}


def _asked(head: HeadOfPair, day: date, turn: int, days: SchoolDays) -> Due:
    told = [moment(days.after(day, after, head.level), own_hour(head.prompt_hour)) for after in TURNS]
    until = told[1] if turn == 0 else told[1] + LATE
    cause = RowsLate(area=head.area_id, month=f"{day:%Y-%m}", turn=turn, head=head.person_id)
    return Due(head.person_id, AnnexVLate(area=head.area_id), cause, told[turn], until, due=day, pair=head.pair_id)


ROWS = (
    DueRow(
        AnnexVLate,
        to="the head",
        since="the days of a month on which rows 10, 12 and 14 of Annex V were to be done: reviews, final papers",
        at=f"{TURNS[0]} school days later",
        again=f"{TURNS[1] - TURNS[0]} school days later",
        unless="no row is late",
        then="late papers in the director's STATUS of the school",
    ),
)
RULES: tuple[Rule, ...] = (Rule("annex_v", ROWS, due, lag=TURNS[-1], by_pair=True),)
