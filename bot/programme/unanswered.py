"""Matches that wait for an answer: asked for once more, then the head hears that they may propose another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.matching import (
    MatchLapsed,
)
from bot.dialogs.page import Prompt
from bot.programme.calendar import SchoolDays, local_day, moment, own_hour
from bot.programme.matching import LASTS, PAGES, REMINDED
from bot.store import proposals
from bot.store.cause import Cause
from bot.store.pairs import Side


class MatchUnanswered(Cause, written="match:{proposal}:{side}:again"):
    """It is asked for once more."""

    proposal: int
    side: Side


class Lapsed(Cause, written="match:{proposal}:lapsed"):
    """Nobody has answered a match in time, to the head."""

    proposal: int


@dataclass(frozen=True)
class Asked:
    """One prompt about a proposal that waits: for whom, and from when until when it may be opened."""

    person_id: int
    page: Prompt[Any]
    cause: Cause
    at: datetime
    until: datetime


def reminders(db: Connection, first: date, last: date, days: SchoolDays) -> Iterable[Asked]:
    """To whoever was asked and has not answered: once more, after three school days."""
    for one in _waiting(db, first, last):
        asks = one.proposal.asks
        if asks is not None and not one.silent:
            at = moment(days.after(local_day(one.proposal.asked_at), REMINDED, one.level), own_hour(one.prompt_hour))
            cause = MatchUnanswered(proposal=one.proposal.id, side=asks)
            yield Asked(one.person_id, PAGES[asks](proposal=one.proposal.id), cause, at, at + LASTS)


def lapsed(db: Connection, first: date, last: date, _days: SchoolDays) -> Iterable[Asked]:
    """To the head, when nobody has answered for two weeks: they may propose another."""
    for one in _waiting(db, first, last):
        at = moment(local_day(one.proposal.asked_at + LASTS), own_hour(None))
        cause = Lapsed(proposal=one.proposal.id)
        yield Asked(one.proposal.head_id, MatchLapsed(proposal=one.proposal.id), cause, at, at + LASTS)


def _waiting(db: Connection, first: date, last: date) -> list[proposals.Waiting]:
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    return proposals.waiting(db, since, until, LASTS)
