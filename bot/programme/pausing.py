"""A pair stands still for a while: nothing counts as missed meanwhile, and all later dates move on by as long."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.pausing import PairPaused, PairResumed
from bot.programme.calendar import local_day
from bot.programme.offices import heads_of
from bot.programme.pairs import demand, is_expected, is_running
from bot.programme.quiet import hush
from bot.programme.refusals import NotYours
from bot.programme.telling import tell
from bot.programme.visibility import Viewer, relation_to
from bot.store import pairs, pauses, sessions
from bot.store.cause import Cause
from bot.store.pairs import PairOf, State
from bot.store.pauses import Pause, Why

WEEK = timedelta(days=7)
PAIR = frozenset({Viewer.MENTEE, Viewer.MENTOR, Viewer.HEAD})
OFFICERS = frozenset({Viewer.SCD, Viewer.CD})
"""Those above the school who may act on one pair (requirement D255)."""


class Paused(Cause, written="PairPaused:{pause}:{person}"):
    """A pair pauses, to one of those around it."""

    pause: int
    person: int


class Resumed(Cause, written="PairResumed:{pause}:{person}"):
    """A pair goes on, to one of those around it."""

    pause: int
    person: int


def pause(db: Connection, who: int, pair_id: int, why: Why, now: datetime) -> int:
    """The pair stands still from today; the others around it are told, and not why. Answers the pause's id.

    NotYours for those outside it, and for anybody but an officer who would suspend it; PairNotActive.
    """
    pair = pairs.get(db, pair_id, lock=True)
    may = OFFICERS if why is Why.SUSPENDED else PAIR | OFFICERS
    if pair is None or relation_to(db, who, pair, local_day(now)) not in may:
        raise NotYours
    demand(is_running(pair))
    pause_id = pauses.begin(db, pair_id=pair_id, why=why, by_id=who, since=local_day(now), now=now)
    pairs.set_state(db, pair_id, State.PAUSED)
    hush(db, pair)
    _tell(db, pair, who, PairPaused(pair=pair_id), Paused, pause_id, now)
    return pause_id


def resume(db: Connection, who: int, pair_id: int, now: datetime) -> None:
    """The pair goes on: its cycle and its planned sessions move on by the days that it stood still.

    NotYours for those outside it, and for anybody but an officer where one suspended it; PairNotActive.
    """
    pair = pairs.get(db, pair_id, lock=True)
    paused = pauses.open_of(db, pair_id)
    if pair is None or not may_resume(db, who, pair, paused, local_day(now)):
        raise NotYours
    demand(pair.state is State.PAUSED and paused is not None)
    assert paused is not None, "demanded above"
    finish(db, who, pair, paused, local_day(now))
    pairs.set_state(db, pair_id, State.ACTIVE)
    _move_sessions(db, pair_id, paused.since, local_day(now))
    _tell(db, pair, who, PairResumed(pair=pair_id), Resumed, paused.id, now)


def may_resume(db: Connection, who: int, pair: PairOf, paused: Pause | None, today: date) -> bool:
    """Whether it is this person's to end the pause."""
    suspended = paused is not None and paused.why is Why.SUSPENDED
    return relation_to(db, who, pair, today) in (OFFICERS if suspended else PAIR | OFFICERS)


def finish(db: Connection, who: int, pair: PairOf, paused: Pause, today: date) -> date:
    """Ends a pause; answers the day from which the pair's cycle is counted now (requirement D225)."""
    cycle = pair.cycle + (today - paused.since)
    pauses.finish(db, paused.id, who, today)
    pairs.move_on(db, pair.id, cycle)
    return cycle


def _move_sessions(db: Connection, pair_id: int, since: date, today: date) -> None:
    """What was planned from the pause on comes as many whole weeks later, so that a Thursday stays a Thursday."""
    shift = -(-(today - since) // WEEK) * WEEK
    for one in sessions.of_pair(db, pair_id):
        if shift and is_expected(one) and one.day >= since:
            sessions.move(db, one.id, one.day + shift, one.hour, one.day)


def _tell(
    db: Connection,
    pair: PairOf,
    who: int,
    at: PairPaused | PairResumed,
    cause: type[Paused | Resumed],
    pause_id: int,
    now: datetime,
) -> None:
    around = [pair.mentee_id, pair.mentor_id, *heads_of(db, pair.mentee_id, local_day(now))]
    for person_id in around:
        if person_id != who:
            tell(db, person_id, at, cause(pause=pause_id, person=person_id), now)
