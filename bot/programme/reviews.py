"""The 6-week review of a quarter: when it is due and asked for, who saves it, and who may read whose words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.programme.calendar import QUARTER, SIX_WEEKS, SchoolDays, local_day, moment, months_after, own_hour, six_week
from bot.programme.pairs import demand, is_running, take_pair
from bot.programme.refusals import AlreadySaved, DayOutside, NotYours
from bot.store import notices, pairs, reviews, unreviewed
from bot.store.notices import Kind
from bot.store.pairs import PairOf
from bot.store.reviews import Kind as ReviewKind
from bot.store.reviews import Review
from bot.store.unreviewed import QUARTERS, Unreviewed

ASKED = (0, 3, 7)
"""School days after the first one on which it is asked for: then, and twice again at most (requirement D226)."""
LAST_ASKED = timedelta(days=7)
"""How long after its moment the last of these is still worth saying, where no clock was running."""
CLAMPED = timedelta(days=3)
"""By so many days a shorter month may move the day on which a quarter begins."""


@dataclass(frozen=True)
class Asked:
    """One prompt for a review: for whom, about what, and from when until when it may be opened.

    `turn` 0 asks, 1 and 2 ask again; the next turn takes the place of one that nobody opened in time.
    """

    person_id: int
    place: str
    cause: str
    turn: int
    due: date
    at: datetime
    until: datetime


def asked_on(due: date, turn: int, days: SchoolDays, one: Unreviewed) -> date:
    """The school day on which it is asked for: the due day or the first school day after it, or 3 and 7 after that."""
    return days.after(days.first_from(due, one.level), ASKED[turn], one.level)


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Asked]:
    """All prompts not yet opened for reviews that fall due from `first` to `last` and are not saved, both sides.

    Three statements, whatever the number of pairs.
    """
    starts = [began_between(quarter, first, last) for quarter in range(1, QUARTERS + 1)]
    return [
        _asked(one, turn, days)
        for turn in range(len(ASKED))
        for one in unreviewed.between(db, turn, starts)
        if first <= six_week(one.start, one.quarter) <= last
    ]


def next_due(db: Connection, first: date) -> date | None:
    """The first day from `first` on, within two years, on which an unsaved review falls due."""
    last = first + timedelta(days=730)
    starts = [began_between(quarter, first, last) for quarter in range(1, QUARTERS + 1)]
    found = (six_week(one.start, one.quarter) for one in unreviewed.between(db, 0, starts))
    return min((day for day in found if first <= day <= last), default=None)


def began_between(quarter: int, first: date, last: date) -> tuple[date, date]:
    """Between which days pairs began whose review of this quarter may fall due between two days."""
    back = -QUARTER * (quarter - 1)
    return months_after(first - SIX_WEEKS, back) - CLAMPED, months_after(last - SIX_WEEKS, back) + CLAMPED


def _asked(one: Unreviewed, turn: int, days: SchoolDays) -> Asked:
    day = six_week(one.start, one.quarter)
    at = moment(asked_on(day, turn, days, one), own_hour(one.prompt_hour))
    last = turn == len(ASKED) - 1
    until = at + LAST_ASKED if last else moment(asked_on(day, turn + 1, days, one), own_hour(one.prompt_hour))
    place = f"{one.side.value.capitalize()}ReviewDue?pair={one.pair_id}&quarter={one.quarter}"
    cause = unreviewed.cause(turn, one.pair_id, one.quarter, one.person_id)
    return Asked(one.person_id, place, cause, turn, day, at, until)


# whose review, and which


def open_quarter(pair: PairOf, who: int, saved: Iterable[Review], today: date) -> int | None:
    """The quarter whose 6-week review this side has still to save: the last one that is due; None: none is."""
    done = {one.quarter for one in saved if one.person_id == who and one.kind is ReviewKind.SIX_WEEK}
    quarters = [quarter for quarter in range(1, QUARTERS + 1) if six_week(pair.start, quarter) <= today]
    return quarters[-1] if quarters and quarters[-1] not in done else None


def may_read(review: Review, pair: PairOf, who: int) -> bool:
    """One's own; the mentor's also the mentee, to whom it offers support; the mentee's also the mentor, once shared."""
    if pair.side(who) is None or review.pair_id != pair.id:
        return False
    return review.person_id in (who, pair.mentor_id) or review.shared_at is not None


# deeds


def save(db: Connection, who: int, pair_id: int, quarter: int, answers: Mapping[str, str], now: datetime) -> int:
    """Saves this side's 6-week review of a quarter; what still waits to ask for it is dropped. Answers its id.

    NotYours; DayOutside before it is due; AlreadySaved: a review says how it was then and is not written again.
    """
    pair = take_pair(db, who, pair_id)
    demand(is_running(pair))
    day = six_week(pair.start, quarter)
    if local_day(now) < day:
        raise DayOutside(day, None)
    review_id = reviews.add(
        db,
        pair_id=pair_id,
        quarter=quarter,
        kind=ReviewKind.SIX_WEEK,
        person_id=who,
        due=day,
        answers=answers,
        now=now,
    )
    if review_id is None:
        raise AlreadySaved
    turns = range(len(ASKED))
    notices.drop_causes(db, [unreviewed.cause(turn, pair_id, quarter, who) for turn in turns])
    return review_id


def share(db: Connection, who: int, review_id: int, now: datetime) -> None:
    """The mentee lets the mentor read their review; the mentor is told once. NotYours for anybody else."""
    review = reviews.get(db, review_id)
    pair = pairs.get(db, review.pair_id, lock=True) if review else None
    if review is None or pair is None or review.person_id != who or pair.mentee_id != who:
        raise NotYours
    if review.shared_at is None:
        reviews.share(db, review_id, now)
    place = f"ReviewShared?review={review_id}"
    notices.add(db, pair.mentor_id, place, f"shared:{review_id}", Kind.NOTICE, now)
