"""What the pairs of the sub-county have done: when they met, who signed, and which reviews they have behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import Connection, select

from bot.dialogs.calendar import six_week
from bot.dialogs.reviews.pages import MenteeReviewDue, MentorReviewDue
from bot.dialogs.reviews.rules import ASKED
from bot.dialogs.sessions.rules import Record
from bot.language import items_text
from bot.messages import Channel
from bot.simulator.county import names
from bot.simulator.county.bulk import Row, at, put
from bot.simulator.county.plan import OPENS, CountyPlan, PlannedMeeting, PlannedPair, school_days
from bot.simulator.county.staff import People
from bot.store.pairs import PairState, Side, pairs
from bot.store.people.addresses import addresses
from bot.store.people.people import people
from bot.store.plans import plans
from bot.store.reviews.reviews import ReviewKind, reviews
from bot.store.reviews.unreviewed import ReviewDue
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.signing import Method, signatures
from bot.store.support.supports import HeadsAnswer, supports
from bot.store.talk.notices import NoticeKind, NoticeState, notices

ASKED_FOR = timedelta(days=13)
"""Within so many days of its due day a review has been asked for three times."""
HOURS = (time(12, 50), time(13, 0), time(15, 30))


@dataclass(frozen=True)
class Pair:
    """A pair as the store has it, with its habits: where and when it meets, and what it talks about."""

    id: int
    mentor_id: int
    mentee_id: int
    together: PlannedPair
    phones: Mapping[int, str]
    venue: str
    hour: time
    talk: int


@dataclass(frozen=True)
class HeldSession:
    """A planned session of a pair, by its number and its id in the store, and when it was logged and signed."""

    pair: Pair
    number: int
    meeting: PlannedMeeting
    id: int
    logged_at: datetime
    signed_at: datetime


def begin_pairs(db: Connection, plan: CountyPlan, staff: People) -> None:
    """The pairs, each matched on the day it starts."""
    ids = _ids(db)
    rows = [
        {
            "mentor_id": ids[mentor],
            "mentee_id": ids[mentee],
            "kind": together.kind,
            "start": together.start,
            "state": PairState.ACTIVE,
            "made_at": at(together.start, 15, 0),
        }
        for together, (mentor, mentee) in _together(plan, staff)
    ]
    put(db, pairs, rows)


def _together(plan: CountyPlan, staff: People) -> list[tuple[PlannedPair, tuple[str, str]]]:
    """Each planned pair with its two."""
    return list(zip((*plan.pairs, *plan.coaching), (*staff.couples, *staff.coached), strict=True))


def _ids(db: Connection) -> dict[str | None, int]:
    """Everybody's id by TSC number."""
    return dict(db.execute(select(people.c.tsc_number, people.c.id)).all())


def known_pairs(db: Connection, plan: CountyPlan, staff: People, seed: int) -> list[Pair]:
    """The pairs of the plan as the store has them; their habits are the same each time."""
    ids = _ids(db)
    phones = dict(db.execute(select(addresses.c.person_id, addresses.c.address)).all())
    known = {
        (mentor, mentee): pair
        for pair, mentor, mentee in db.execute(select(pairs.c.id, pairs.c.mentor_id, pairs.c.mentee_id))
    }
    found = []
    for together, (mentor, mentee) in _together(plan, staff):
        chance = Random(f"{seed} {mentee}")
        venue, hour, talk = chance.choice(names.VENUES), chance.choice(HOURS), chance.randrange(100)
        two = ids[mentor], ids[mentee]
        found.append(Pair(known[two], *two, together, phones, venue, hour, talk))
    return found


def live(db: Connection, found: Sequence[Pair], *, in_june: bool) -> None:
    """What is written of them until the demo begins, or in June after that."""
    planned = [(pair, number, one) for pair in found for number, one in enumerate(pair.together.meetings, start=1)]
    if not in_june:
        put(db, plans, [_plan(pair) for pair in found])
    _meet(db, [(pair, number, one) for pair, number, one in planned if one.known is not in_june])
    done = [pair for pair in found if pair.together.reviewed and (pair.together.reviewed >= OPENS) is in_june]
    put(db, reviews, [row for pair in done for row in _reviews(pair)])
    put(db, notices, [row for pair in found for row in _asked_in_vain(pair)] if not in_june else [])


def _plan(pair: Pair) -> Row:
    """What the pair wants to reach, where and when it usually meets."""
    return {
        "pair_id": pair.id,
        "number": 1,
        "objectives": items_text(names.GOALS[pair.talk % len(names.GOALS)]),
        "venue": pair.venue,
        "hour": pair.hour,
        "approved_at": at(pair.together.start, 15, 30),
    }


# sessions


def _meet(db: Connection, planned: Sequence[tuple[Pair, int, PlannedMeeting]]) -> None:
    """Sessions, the records of those that were held, and the signatures under them."""
    ids = put(db, sessions, [_session(pair, number, one) for pair, number, one in planned])
    met = [_met(*one, session_id) for one, session_id in zip(planned, ids, strict=True)]
    held = [one for one in met if one.meeting.held]
    records = [_version(one) for one in held]
    written = list(zip(held, put(db, versions, records), records, strict=True))
    by_mentee = [_signature(one, Side.MENTEE, version_id, row) for one, version_id, row in written]
    by_mentor = [
        _signature(one, Side.MENTOR, version_id, row) for one, version_id, row in written if one.meeting.signed
    ]
    put(db, signatures, by_mentee + by_mentor)
    put(db, supports, [_support(one) for one in met if _failed_again(one)])


def _session(pair: Pair, number: int, meeting: PlannedMeeting) -> Row:
    return {
        "pair_id": pair.id,
        "number": number,
        "day": meeting.day,
        "hour": pair.hour,
        "venue": pair.venue,
        "scheduled": True,
        "objectives": items_text(_talk(pair, number)[0][:1]),
        "missed_reason": meeting.missed,
        "settled": meeting.missed is not None,
    }


def _talk(pair: Pair, number: int) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    return names.TALKS[0 if number == 1 else 1 + (pair.talk + number) % (len(names.TALKS) - 1)]


def _met(pair: Pair, number: int, meeting: PlannedMeeting, session_id: int) -> HeldSession:
    """Logged after lessons, signed within the hour."""
    logged_at = at(meeting.day, 16, 18 + (pair.talk + number) % 40)
    return HeldSession(pair, number, meeting, session_id, logged_at, logged_at + timedelta(minutes=12 + pair.talk % 45))


def _version(one: HeldSession) -> Row:
    areas, plan, looked_back = _talk(one.pair, one.number)
    objectives = items_text(areas[:1])
    day = one.meeting.day.isoformat()
    record = Record(day, one.pair.venue, objectives, items_text(areas), items_text(plan), looked_back)
    known = {"session_id": one.id, "number": 1, "author_id": one.pair.mentee_id, "made_at": one.logged_at}
    return {**vars(record), **known, "hash": record.hash}


def _signature(one: HeldSession, side: Side, version_id: int, version: Row) -> Row:
    who = one.pair.mentee_id if side is Side.MENTEE else one.pair.mentor_id
    return {
        "version_id": version_id,
        "person_id": who,
        "role": side,
        "made_at": one.logged_at if side is Side.MENTEE else one.signed_at,
        "channel": Channel.SMS,
        "address": one.pair.phones[who],
        "method": Method.REPLY,
        "hash": version["hash"],
        "language": "en",
        "read": True,
    }


def _failed_again(one: HeldSession) -> bool:
    """Whether this session and the one before it were both not held: then the head is asked to find time."""
    meetings = one.pair.together.meetings
    return (
        one.number > 1 and meetings[one.number - 1].missed is not None and meetings[one.number - 2].missed is not None
    )


def _support(one: HeldSession) -> Row:
    arranged = one.pair.talk % 2 == 0
    return {
        "pair_id": one.pair.id,
        "session_id": one.id,
        "asked_at": one.logged_at,
        "answer": HeadsAnswer.ARRANGE if arranged else None,
        "answered_at": one.signed_at if arranged else None,
    }


# reviews


def _reviews(pair: Pair) -> list[Row]:
    """The mentor's review and, from four mentees in five, theirs; most of them share it."""
    mentor = {"progress": "on_track", "challenge": _of(names.CHALLENGES, pair), "support": _of(names.SUPPORTS, pair)}
    mentee = {"progress": "on_track", "challenge": _of(names.HARDEST, pair), "support": _of(names.HELP, pair)}
    rows = [_review(pair, pair.mentor_id, mentor, shared=True)]
    return rows if pair.talk % 5 == 0 else [*rows, _review(pair, pair.mentee_id, mentee, shared=pair.talk % 3 != 0)]


def _asked_in_vain(pair: Pair) -> list[Row]:
    """The prompts for a review that fell due before the demo and that somebody has not answered: three, then none."""
    due = six_week(pair.together.start)
    if due + ASKED_FOR >= OPENS or (pair.together.reviewed is not None and pair.talk % 5 != 0):
        return []
    silent = [(pair.mentee_id, Side.MENTEE)]
    if pair.together.reviewed is None:
        silent.append((pair.mentor_id, Side.MENTOR))
    days = school_days(due, OPENS)
    return [_prompt(pair, who, side, turn, days[after]) for who, side in silent for turn, after in enumerate(ASKED)]


def _prompt(pair: Pair, who: int, side: Side, turn: int, day: date) -> Row:
    said_at = at(day, 16, 15)
    page = (MentorReviewDue if side is Side.MENTOR else MenteeReviewDue)(pair=pair.id, quarter=1)
    return {
        "person_id": who,
        "place": str(page),
        "cause": str(ReviewDue(pair=pair.id, quarter=1, turn=turn, person=who)),
        "kind": NoticeKind.PROMPT,
        "made_at": said_at,
        "state": NoticeState.SAID,
        "said_at": said_at,
        "reason": (page.again if turn else page.reason).code,
    }


def _of(words: Sequence[str], pair: Pair) -> str:
    return words[pair.talk % len(words)]


def _review(pair: Pair, who: int, answers: Mapping[str, str], *, shared: bool) -> Row:
    assert pair.together.reviewed is not None, "only a review that was done is written"
    saved_at = at(pair.together.reviewed, 16, 20 + pair.talk % 30)
    return {
        "pair_id": pair.id,
        "quarter": 1,
        "kind": ReviewKind.SIX_WEEK,
        "person_id": who,
        "due": six_week(pair.together.start),
        "answers": dict(answers),
        "saved_at": saved_at,
        "shared_at": saved_at + timedelta(minutes=1) if shared else None,
    }
