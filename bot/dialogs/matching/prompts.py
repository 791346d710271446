"""To who has not answered a match, once more; after two weeks to the head who proposed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays, moment, own_hour
from bot.dialogs.due import Due, DueRow, Rule, meant_until
from bot.dialogs.matching import rules
from bot.dialogs.matching.deeds import PAGES
from bot.dialogs.matching.pages import MatchLapsed
from bot.dialogs.matching.rules import LASTS, MatchUnanswered
from bot.language import local_day
from bot.store.cause import Cause
from bot.store.matching import proposals


class Lapsed(Cause, written="match:{proposal}:lapsed"):
    """Nobody has answered a match in time, to the head."""

    proposal: int


def reminders(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To whoever was asked and has not answered: once more, after three school days."""
    for one in _waiting(db, first, last):
        asks = one.proposal.asks
        if asks is not None and not one.silent:
            at = moment(days.after(local_day(one.proposal.asked_at), REMINDED, one.level), own_hour(one.prompt_hour))
            cause = MatchUnanswered(proposal=one.proposal.id, side=asks)
            yield Due(one.person_id, PAGES[asks](proposal=one.proposal.id), cause, at, at + LASTS)


def lapsed(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To the head, when nobody has answered for two weeks: they may propose another."""
    for one in _waiting(db, first, last):
        at = moment(local_day(one.proposal.asked_at + LASTS), own_hour(None))
        cause = Lapsed(proposal=one.proposal.id)
        until = meant_until(at, LASTS, one.level, days)
        yield Due(one.proposal.head_id, MatchLapsed(proposal=one.proposal.id), cause, at, until)


def _waiting(db: Connection, first: date, last: date) -> list[proposals.WaitingProposal]:
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    return proposals.waiting(db, since, until, LASTS)


REMINDED = 3
"""School days after which somebody who has not answered is asked once more, and never again (requirement D25)."""


def _match(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Due]:
    """To who has not answered a match, once more; after two weeks to the head who proposed it."""
    return (*reminders(db, first, last, days), *lapsed(db, first, last, days))


ROWS = (
    *(
        DueRow(
            page,
            to=f"the {side}, who was asked",
            since="the day on which they were asked",
            at=f"{REMINDED} school days later",
            until=f"{LASTS.days} days later",
            unless="they have answered",
            then="the head hears that it lapses (`MatchLapsed`)",
        )
        for side, page in PAGES.items()
    ),
    DueRow(
        MatchLapsed,
        to="the head who proposed it",
        since="the day on which the two were asked",
        at=f"{LASTS.days} days later",
        until=f"{LASTS.days} days later",
        unless="they have answered",
        then="the mentee stands as not matched in STATUS of the school",
    ),
)
RULES: tuple[Rule, ...] = (Rule("match", ROWS, _match, lag=rules.LASTS.days),)
