"""Annex IV: when the mentor is asked for it, what is filled in from the records, and the deed that signs it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.annex_iv import AnnexIVDue
from bot.dialogs.page import Prompt
from bot.language import items_of
from bot.programme import status
from bot.programme.calendar import SchoolDays, local_day, moment, own_hour, three_month
from bot.programme.pairs import demand, is_running, take_pair
from bot.programme.refusals import NotYours
from bot.programme.reviews import cycles
from bot.programme.signatures import Evidence
from bot.store import feedbacks, notices, sessions, versions
from bot.store.cause import Cause
from bot.store.feedbacks import Unfilled
from bot.store.pairs import Side
from bot.store.reviews import Kind as ReviewKind

ASKED = (1, 8)
"""School days after the 3-month review on which it is asked for, and once more (requirement D167)."""
LAST_ASKED = timedelta(days=7)
EARLY = timedelta(days=14)
"""So long before a 3-month point it may be filled for that."""
TOPICS = 5
"""As many main topics are put forward."""
MANY = 5
"""So many forms must say a thing before it is told above the sub-county, so that it is nobody's own."""


@dataclass(frozen=True)
class Asked:
    """One prompt: for whom, about what, and from when until when it may be opened."""

    person_id: int
    page: Prompt[Any]
    cause: Cause
    at: datetime
    until: datetime


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Asked]:
    """The prompts not yet opened of 3-month points from `first` to `last`. Three statements."""
    began = cycles(db, ReviewKind.THREE_MONTH, first, last)
    return [
        _asked(one, turn, days)
        for turn in range(len(ASKED))
        for one in feedbacks.unfilled(db, turn, began)
        if first <= three_month(one.cycle, one.quarter) <= last
    ]


def next_due(db: Connection, first: date) -> date | None:
    """The first day from `first` on, within two years, that is such a point and has no form yet."""
    last = first + timedelta(days=730)
    began = cycles(db, ReviewKind.THREE_MONTH, first, last)
    found = (three_month(one.cycle, one.quarter) for one in feedbacks.unfilled(db, 0, began))
    return min((day for day in found if first <= day <= last), default=None)


def _asked(one: Unfilled, turn: int, days: SchoolDays) -> Asked:
    review = days.first_from(three_month(one.cycle, one.quarter), one.level)
    at = moment(days.after(review, ASKED[turn], one.level), own_hour(one.prompt_hour))
    page = AnnexIVDue(pair=one.pair_id, quarter=one.quarter)
    cause = feedbacks.AnnexIVDue(pair=one.pair_id, quarter=one.quarter, turn=turn)
    return Asked(one.mentor_id, page, cause, at, at + LAST_ASKED)


def occasion(cycle: date, today: date) -> int:
    """The 3-month point for which it is filled today: the one to come soon, else the last; 0 before the first."""
    return next(quarter for quarter in count(1) if three_month(cycle, quarter) > today + EARLY) - 1


# what the records say


def topics(db: Connection, pair_id: int) -> tuple[str, ...]:
    """The areas that the two have worked on, those that came back most often first, then the latest."""
    held = [one.version_id for one in sessions.of_pair(db, pair_id) if one.version_id is not None]
    found = [item.text.strip() for areas in reversed(versions.areas(db, held)) for item in items_of(areas)]
    return tuple(text for text, _count in Counter(found).most_common(TOPICS))


def reasons(db: Connection, pair_id: int, today: date) -> dict[str, int]:
    """Why sessions of this pair have not been held up to today, by the reason's code (requirement D156)."""
    known = sessions.of_pair(db, pair_id)
    missed = [one.missed_reason for one in known if one.version_id is None and one.day <= today and one.missed_reason]
    return dict(Counter(missed).most_common())


@dataclass(frozen=True)
class Totals:
    """What is said of many forms where nobody's own may be read."""

    forms: int
    kept_time: int | None
    themes: tuple[str, ...]


def totals(found: Sequence[Mapping[str, str]]) -> Totals:
    """The sum of what these forms say; a theme stands in it only where many have named it."""
    named = Counter(item.text.casefold() for answers in found for item in items_of(answers.get("topics", "")))
    themes = tuple(text for text, count in named.most_common(TOPICS) if count >= MANY)
    kept = sum(answers.get("kept_time") == "yes" for answers in found)
    return Totals(len(found), kept if len(found) >= MANY else None, themes)


# the deed


def save(db: Connection, who: int, pair_id: int, answers: Mapping[str, str], evidence: Evidence, now: datetime) -> int:
    """The mentor signs the form as it stands, with the sessions counted now; what asks for it is dropped. Its id.

    NotYours for all but the mentor (D153); PairNotActive.
    """
    pair = take_pair(db, who, pair_id)
    if pair.side(who) is not Side.MENTOR:
        raise NotYours
    demand(is_running(pair))
    counted, quarter = status.pair_figures(db, pair_id, local_day(now)), occasion(pair.cycle, local_day(now))
    said = {**answers, "scheduled": counted.due, "covered": counted.held}
    values = {
        "pair_id": pair_id,
        "mentor_id": who,
        "quarter": quarter,
        "scheduled": counted.due,
        "covered": counted.held,
        "answers": dict(answers),
        "saved_at": now,
        "channel": evidence.channel,
        "address": evidence.address,
        "method": evidence.method,
        "language": evidence.language,
        "hash": hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
    }
    feedback_id = feedbacks.add(db, values)
    notices.drop_causes(
        db, [feedbacks.AnnexIVDue(pair=pair_id, quarter=quarter, turn=turn) for turn in range(len(ASKED))]
    )
    from bot.programme.finishing import ask_head  # which asks here whether the last one is filled

    ask_head(db, pair, now)
    return feedback_id


def filled_since(db: Connection, pair_id: int, day: date) -> bool:
    """Whether one was filled for a point at this day: then, after it, or shortly before."""
    return any(local_day(one.saved_at) >= day - EARLY for one in feedbacks.of_pair(db, pair_id))
