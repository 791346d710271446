"""The reviews of a pair's quarters: when they are due and asked for, who saves them, and who may read whose words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count, takewhile

from sqlalchemy import Connection

from bot.dialogs.review import (
    MenteeQuarterReviewDue,
    MenteeReviewDue,
    MentorQuarterReviewDue,
    MentorReviewDue,
    ReviewShared,
)
from bot.programme.calendar import (
    QUARTER,
    SIX_WEEKS,
    Review,
    SchoolDays,
    ends_year,
    local_day,
    moment,
    months_after,
    own_hour,
    reviews_until,
)
from bot.programme.pairs import demand, is_running, take_pair
from bot.programme.refusals import AlreadySaved, DayOutside, NotYours
from bot.programme.telling import tell
from bot.store import levels, notices, pairs, reviews, unreviewed
from bot.store.areas import Level
from bot.store.cause import Cause
from bot.store.pairs import Kind as PairKind
from bot.store.pairs import PairOf, Side
from bot.store.reviews import Kind as ReviewKind
from bot.store.reviews import Review as Saved
from bot.store.unreviewed import CAUSES, Stretch, Unreviewed

ASKED = (0, 3, 7)
"""School days after the first one on which it is asked for: then, and twice again at most (requirement D226)."""
LAST_ASKED = timedelta(days=7)
"""How long after its moment the last of these is still worth saying, where no clock was running."""
LONGEST = 120
"""Calendar months for which a pair is asked for reviews: one that began earlier, or in a year to come, is a slip."""
CLAMPED = timedelta(days=3)
"""By so many days a shorter month may move the day on which a quarter begins."""
PAGES: Mapping[tuple[Side, ReviewKind], type[MentorReviewDue | MenteeReviewDue]] = {
    (Side.MENTOR, ReviewKind.SIX_WEEK): MentorReviewDue,
    (Side.MENTEE, ReviewKind.SIX_WEEK): MenteeReviewDue,
    (Side.MENTOR, ReviewKind.THREE_MONTH): MentorQuarterReviewDue,
    (Side.MENTEE, ReviewKind.THREE_MONTH): MenteeQuarterReviewDue,
}
"""The second half of the name of its form and prompt; the first is the side."""


class Shared(Cause, written="shared:{review}"):
    """A mentee lets the mentor read a review."""

    review: int


@dataclass(frozen=True)
class Asked:
    """One prompt for a review: for whom, about what, and from when until when it may be opened.

    `turn` 0 asks, 1 and 2 ask again; the next turn takes the place of one that nobody opened in time.
    """

    person_id: int
    page: MentorReviewDue | MenteeReviewDue
    cause: Cause
    turn: int
    due: date
    at: datetime
    until: datetime


def asked_on(due: date, turn: int, days: SchoolDays, one: Unreviewed) -> date:
    """The school day on which it is asked for: the due day or the first school day after it, or 3 and 7 after that."""
    return days.after(days.first_from(due, one.level), ASKED[turn], one.level)


def due(db: Connection, first: date, last: date, days: SchoolDays) -> list[Asked]:
    """All prompts not yet opened for reviews that fall due from `first` to `last` and are not saved, both sides.

    Four statements, whatever the number of pairs; one more where a holiday has put two reviews on one day.
    """
    starts = _starts(db, first, last)
    found = [
        (one, review, turn)
        for turn in range(len(ASKED))
        for one in unreviewed.between(db, turn, starts)
        if first <= (review := Review.of(one.cycle, one.quarter, one.kind)).due <= last
    ]
    joined = {(one, review): _joined(one.cycle, one.pair_kind, review, one.level, days) for one, review, _turn in found}
    saved = _saved(db, {one.pair_id for (one, _review), whole in joined.items() if whole})
    return [
        _asked(one, review, turn, days)
        for one, review, turn in found
        if (whole := joined[one, review]) is None or (one.pair_id, one.person_id, whole.quarter, whole.kind) in saved
    ]


def _saved(db: Connection, pair_ids: set[int]) -> set[tuple[int, int, int, ReviewKind]]:
    """Which reviews of these pairs are saved, by pair and person."""
    known = reviews.of_pairs(db, pair_ids) if pair_ids else []
    return {(one.pair_id, one.person_id, one.quarter, one.kind) for one in known}


def next_due(db: Connection, first: date) -> date | None:
    """The first day from `first` on, within two years, on which an unsaved review falls due."""
    last = first + timedelta(days=730)
    open_ones = unreviewed.between(db, 0, _starts(db, first, last))
    found = (Review.of(one.cycle, one.quarter, one.kind).due for one in open_ones)
    return min((day for day in found if first <= day <= last), default=None)


def _starts(db: Connection, first: date, last: date) -> list[dict[ReviewKind, Stretch]]:
    """Between which days pairs began whose reviews may fall due between two days, for each quarter there is."""
    quarters = len(cycles(db, ReviewKind.SIX_WEEK, first, last))  # it is the first of each
    return [
        {kind: began_between(kind, quarter, first, last) for kind in ReviewKind} for quarter in range(1, quarters + 1)
    ]


def cycles(db: Connection, kind: ReviewKind, first: date, last: date) -> list[Stretch]:
    """The same for one kind of review, the first quarter first."""
    oldest = unreviewed.oldest(db, months_after(last, -LONGEST), last)
    quarters = takewhile(lambda quarter: Review.of(oldest, quarter, kind).due <= last, count(1)) if oldest else ()
    return [began_between(kind, quarter, first, last) for quarter in quarters]


def began_between(kind: ReviewKind, quarter: int, first: date, last: date) -> Stretch:
    """Between which days pairs began whose review of this quarter may fall due between two days."""
    months, days = (quarter - 1, SIX_WEEKS) if kind is ReviewKind.SIX_WEEK else (quarter, timedelta(0))
    back = -QUARTER * months
    return months_after(first - days, back) - CLAMPED, months_after(last - days, back) + CLAMPED


def _asked(one: Unreviewed, review: Review, turn: int, days: SchoolDays) -> Asked:
    at = moment(asked_on(review.due, turn, days, one), own_hour(one.prompt_hour))
    last = turn == len(ASKED) - 1
    until = at + LAST_ASKED if last else moment(asked_on(review.due, turn + 1, days, one), own_hour(one.prompt_hour))
    page = PAGES[one.side, one.kind](pair=one.pair_id, quarter=one.quarter)
    cause = CAUSES[one.kind](pair=one.pair_id, quarter=one.quarter, turn=turn, person=one.person_id)
    return Asked(one.person_id, page, cause, turn, review.due, at, until)


# whose review, and which


@dataclass(frozen=True)
class Waiting:
    """A review that one side has still to save; `also`: the one that it stands for as well."""

    review: Review
    also: Review | None


def waiting(
    pair: PairOf, who: int, saved: Iterable[Saved], today: date, level: Level | None, days: SchoolDays
) -> list[Waiting]:
    """The reviews whose day has come and that this side has not saved, the oldest first.

    Two that a holiday has shifted to the same school day are one: the 3-month review asks for all that the 6-week one
    does (story S5).
    """
    done = {(one.quarter, one.kind) for one in saved if one.person_id == who}
    open_ones = [
        review for review in reviews_until(pair.cycle, pair.kind, today) if (review.quarter, review.kind) not in done
    ]
    joined = {review: _joined(pair.cycle, pair.kind, review, level, days) for review in open_ones}
    also = {whole: review for review, whole in joined.items() if whole in open_ones}
    return [Waiting(review, also.get(review)) for review in open_ones if joined[review] not in open_ones]


def _joined(start: date, pair: PairKind, review: Review, level: Level | None, days: SchoolDays) -> Review | None:
    """The 3-month review that is asked on the same school day as this 6-week one; None: there is none."""
    if review.kind is not ReviewKind.SIX_WEEK:
        return None
    asked = days.first_from(review.due, level)
    beside = (Review.of(start, number, ReviewKind.THREE_MONTH) for number in (review.quarter - 1, review.quarter))
    known = (one for one in beside if one.quarter and not ends_year(one.quarter, one.kind, pair))
    return next((one for one in known if days.first_from(one.due, level) == asked), None)


def may_read(review: Saved, pair: PairOf, who: int) -> bool:
    """One's own; the mentor's also the mentee, to whom it offers support; the mentee's also the mentor, once shared."""
    if pair.side(who) is None or review.pair_id != pair.id:
        return False
    return review.person_id in (who, pair.mentor_id) or review.shared_at is not None


# deeds


def save(
    db: Connection, who: int, pair_id: int, kind: ReviewKind, quarter: int, answers: Mapping[str, str], now: datetime
) -> int:
    """Saves this side's review of a quarter, and that which it stands for; what still asks for them is dropped.

    Answers its id. NotYours; DayOutside before it is due; AlreadySaved: a review says how it was then and is not
    written again.
    """
    pair = take_pair(db, who, pair_id)
    demand(is_running(pair))
    review, today = Review.of(pair.cycle, quarter, kind), local_day(now)
    if today < review.due:
        raise DayOutside(review.due, None)
    days, level = SchoolDays.around(db, today), levels.level(db, who)
    open_ones = waiting(pair, who, reviews.of_pair(db, pair_id), today, level, days)
    found = next((one for one in open_ones if one.review == review), None)
    review_id = _add(db, who, pair_id, review, answers, now) if found else None
    if review_id is None:
        raise AlreadySaved
    if found and found.also:
        _add(db, who, pair_id, found.also, {}, now, review_id)
    closed = [review, *([found.also] if found and found.also else [])]
    turns = range(len(ASKED))
    causes = [
        CAUSES[one.kind](pair=pair_id, quarter=one.quarter, turn=turn, person=who) for one in closed for turn in turns
    ]
    notices.drop_causes(db, causes)
    return review_id


def _add(
    db: Connection,
    who: int,
    pair_id: int,
    review: Review,
    answers: Mapping[str, str],
    now: datetime,
    into: int | None = None,
) -> int | None:
    return reviews.add(
        db,
        pair_id=pair_id,
        quarter=review.quarter,
        kind=review.kind,
        person_id=who,
        due=review.due,
        answers=answers,
        now=now,
        merged_into=into,
    )


def share(db: Connection, who: int, review_id: int, now: datetime) -> None:
    """The mentee lets the mentor read their review; the mentor is told once. NotYours for anybody else."""
    review = reviews.get(db, review_id)
    pair = pairs.get(db, review.pair_id, lock=True) if review else None
    if review is None or pair is None or review.person_id != who or pair.mentee_id != who:
        raise NotYours
    if review.shared_at is None:
        reviews.share(db, review_id, now)
    tell(db, pair.mentor_id, ReviewShared(review=review_id), Shared(review=review_id), now)
