"""The end of a pair's year: both assess themselves, and the head states whether the performance is satisfactory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.annex_iv.rules import filled_since
from bot.dialogs.calendar import DueReview, reviews_until
from bot.dialogs.ending.pages import PairExtended, StatementAsked
from bot.dialogs.ending.rules import (
    DAY,
    HEADS,
    AssessmentDue,
    CompletionItem,
    Extended,
    OpenItem,
    PairProgress,
    StatementDue,
    last_day,
    open_items,
)
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.pairs.deeds import replan, take_pair
from bot.dialogs.pairs.rules import demand, is_running
from bot.dialogs.refusals import AlreadySaved, DayOutside, Moved, NotComplete, NotYours
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import local_day, months_after
from bot.store import agreement, annex_iv, pairs
from bot.store.ending import assessments, statements
from bot.store.ending.statements import NewStatement, Statement, Verdict
from bot.store.pairs import PairKind, PairOf, PairState, Side
from bot.store.pausing import closings
from bot.store.reviews import reviews
from bot.store.signing import Evidence, Method
from bot.store.talk import notices


def progress(db: Connection, pair: PairOf, today: date) -> PairProgress:
    """What the pair has done towards its certificates, as it stands today."""
    said = statements.of_pair(db, pair.id)
    ends = _ends(db, pair, said)
    standing = statements.standing(said, ends)
    wrote = {one.person_id for one in assessments.of_pair(db, pair.id) if one.due == ends}
    papers = agreement.signed(db, pair.id)
    until = min(today, ends - DAY)
    return PairProgress(
        kind=pair.kind,
        today=today,
        last_day=ends,
        agreed=papers.agreed,
        declared=papers.declared,
        reviews_open={} if standing else {side: len(due) for side, due in _unsaved(db, pair, until).items()},
        feedback=filled_since([one.saved_at for one in annex_iv.of_pair(db, pair.id)], ends),
        assessed=frozenset(side for side in Side if _of(pair, side) in wrote),
        satisfactory=standing is not None,
        trained=standing is not None and standing.training is not None,
        approved=pair.state is PairState.COMPLETED,
    )


def ends_on(db: Connection, pair: PairOf) -> date:
    """The day on which the pair's time is served, as it stands now."""
    return _ends(db, pair, statements.of_pair(db, pair.id))


def _ends(db: Connection, pair: PairOf, said: list[Statement]) -> date:
    before = closings.served_before(db, pair.mentee_id, pair.id)
    return last_day(pair.cycle, statements.extensions(said), sum(served for _start, served in before))


def months_served(db: Connection, pair: PairOf, today: date) -> int:
    """The whole months that the mentee has served by today, in earlier pairs too."""
    before = sum(served for _start, served in closings.served_before(db, pair.mentee_id, pair.id))
    until = today + timedelta(days=before)
    months = (until.year - pair.cycle.year) * 12 + until.month - pair.cycle.month
    return months - (months_after(pair.cycle, months) > until)


def reviews_done(db: Connection, pair: PairOf, today: date) -> tuple[int, int]:
    """How many reviews both have saved of those that fell due before the time was served, and how many those are."""
    missing = _unsaved(db, pair, min(today, ends_on(db, pair) - DAY))
    due = len(reviews_until(pair.cycle, pair.kind, min(today, ends_on(db, pair) - DAY)))
    return due - len(missing[Side.MENTOR] | missing[Side.MENTEE]), due


def _unsaved(db: Connection, pair: PairOf, until: date) -> dict[Side, set[DueReview]]:
    """The reviews due until this day that each side has not saved."""
    due, saved = reviews_until(pair.cycle, pair.kind, until), reviews.of_pair(db, pair.id)
    done = {(one.person_id, one.quarter, one.kind) for one in saved}
    return {side: {one for one in due if (_of(pair, side), one.quarter, one.kind) not in done} for side in Side}


def _of(pair: PairOf, side: Side) -> int:
    return pair.mentor_id if side is Side.MENTOR else pair.mentee_id


def assess(
    db: Connection, who: int, pair_id: int, answers: Mapping[str, str], now: datetime, *, by: int | None = None
) -> int:
    """Saves this side's self-assessment of the time that has ended; its id. The head is asked once nothing else waits.

    `by` entered it on their behalf. NotYours; PairNotActive; DayOutside before the time is served (D223);
    AlreadySaved. A coaching pair has no such end.
    """
    pair = take_pair(db, who, pair_id)
    demand(is_running(pair) and pair.kind is PairKind.MENTORSHIP)
    due = ends_on(db, pair)
    if local_day(now) < due:
        raise DayOutside(due, None)
    saved = assessments.add(db, pair_id=pair_id, person_id=who, due=due, answers=answers, by_id=by or who, now=now)
    if saved is None:
        raise AlreadySaved
    notices.drop(db, AssessmentDue.beginning(pair=pair_id, due=due, person=who))
    ask_head(db, pair, now)
    return saved


def ask_head(db: Connection, pair: PairOf, now: datetime) -> None:
    """The head is asked for the statement as soon as all else is there; again when ITSD has sent it back."""
    today = local_day(now)
    items = {gap.item for gap in open_items(progress(db, pair, today))}
    if CompletionItem.STATEMENT not in items or items - HEADS:
        return
    turn = len(statements.of_pair(db, pair.id))
    for head in heads_of(db, pair.mentee_id, today):
        cause = StatementDue(pair=pair.id, turn=turn, head=head)
        tell(db, head, StatementAsked(pair=pair.id), cause, now)


def state(db: Connection, who: int, pair_id: int, verdict: Verdict, evidence: Evidence, now: datetime) -> int:
    """The head states, with the PIN, that the performance is satisfactory or that the pair goes on; its id.

    Reviews that were never done are excused by it, and what waits about the pair is asked anew where it still holds. An
    extension is in force once its words are there: `explain`.
    NotYours for all but a head and for a statement without the PIN; NotReady with what is missing; Moved when a
    statement stands already.
    """
    pair = pairs.get(db, pair_id, lock=True)
    today = local_day(now)
    if pair is None or relation_to(db, who, pair, today) is not Viewer.HEAD or evidence.method is not Method.PIN:
        raise NotYours
    demand(is_running(pair))
    gaps = open_items(progress(db, pair, today))
    missing = [gap for gap in gaps if gap.item not in HEADS]
    if missing:
        raise NotComplete(missing)
    if not any(gap.item is CompletionItem.STATEMENT for gap in gaps):
        raise Moved
    replan(db, pair, today)
    statement = NewStatement(
        pair_id=pair_id, due=ends_on(db, pair), verdict=verdict, excused=_open_reviews(gaps), by_id=who, made_at=now
    )
    return statements.add(db, statement, evidence)


def _open_reviews(gaps: tuple[OpenItem, ...]) -> int:
    return sum(gap.count for gap in gaps if gap.item is CompletionItem.REVIEWS)


def explain(db: Connection, who: int, statement_id: int, words: str, now: datetime) -> None:
    """The extension takes force with the head's words to the pair, and both are told that these wait for them.

    NotYours for anybody but its author; Moved when it has words or another time has begun.
    """
    said, pair = _own(db, who, statement_id)
    if said.verdict is not Verdict.EXTEND or said.words is not None or ends_on(db, pair) != said.due:
        raise Moved
    statements.explain(db, statement_id, words)
    for person_id in (pair.mentee_id, pair.mentor_id):
        cause = Extended(statement=statement_id, person=person_id)
        tell(db, person_id, PairExtended(statement=statement_id), cause, now)


def rate(db: Connection, who: int, statement_id: int, mark: int) -> None:
    """The head's evaluation of the mentor training, 1 to 4: the last part of Annex V row 14."""
    said, _pair = _own(db, who, statement_id)
    if said.verdict is not Verdict.SATISFACTORY or said.returned_at is not None:
        raise Moved
    statements.rate(db, statement_id, mark)


def _own(db: Connection, who: int, statement_id: int) -> tuple[Statement, PairOf]:
    """A statement by its author, with its pair locked."""
    said = statements.get(db, statement_id)
    pair = pairs.get(db, said.pair_id, lock=True) if said else None
    if said is None or pair is None or said.by_id != who:
        raise NotYours
    return said, pair
