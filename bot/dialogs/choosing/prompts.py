"""To who was chosen by a coach and has not answered: once more, before it lapses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.choosing.pages import MayICoach
from bot.dialogs.choosing.rules import CoachWaits
from bot.dialogs.due import Due, DueRow, Rule
from bot.dialogs.matching.rules import LASTS
from bot.language import local_day
from bot.store.matching import proposals
from bot.store.pairs import PairKind

REMINDED = 5
"""School days after which they are asked once more, and never again: a week is left to answer."""


def again(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """Those who were asked in these days and have not answered."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for one in proposals.waiting(db, since, until, LASTS, PairKind.COACHING):
        if not one.silent:
            asked = one.proposal.asked_at
            at = moment(days.after(local_day(asked), REMINDED, one.level), own_hour(one.prompt_hour))
            page, cause = MayICoach(proposal=one.proposal.id), CoachWaits(proposal=one.proposal.id)
            yield Due(one.person_id, page, cause, at, asked + LASTS)


ROWS = (
    DueRow(
        MayICoach,
        to="whom a coach has chosen",
        since="the day on which they were asked",
        at=f"{REMINDED} school days later",
        until=f"{LASTS.days} days after they were asked",
        unless="they have answered",
    ),
)
RULES: tuple[Rule, ...] = (Rule("choosing", ROWS, again, lag=LASTS.days),)
