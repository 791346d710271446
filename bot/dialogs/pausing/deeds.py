"""A pair stands still, goes on with all dates moved by as long, or comes to an end before its certificates."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.pairs.deeds import hush, replan
from bot.dialogs.pairs.rules import demand, is_expected, is_running
from bot.dialogs.pausing.pages import PairClosed, PairPaused, PairResumed
from bot.dialogs.pausing.rules import FOR_CONDUCT, OFFICERS, PAIR, WEEK, PairClosedCause, Paused, Resumed, reasons
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import local_day
from bot.store import pairs
from bot.store.pairs import PairOf, PairState, Side
from bot.store.pausing import closings, pauses
from bot.store.pausing.closings import NewClosing, WhyClosed
from bot.store.pausing.pauses import PairPause, WhyPaused
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.sessions import changes, sessions


def pause(db: Connection, who: int, pair_id: int, why: WhyPaused, now: datetime) -> int:
    """The pair stands still from today; the others around it are told, and not why. Answers the pause's id.

    NotYours for those outside it, and for anybody but an officer who would suspend it; PairNotActive.
    """
    pair = pairs.get(db, pair_id, lock=True)
    if pair is None or not may_pause(db, who, pair, local_day(now), by_office=why.by_office):
        raise NotYours
    demand(is_running(pair))
    pause_id = pauses.begin(db, pair_id=pair_id, why=why, by_id=who, since=local_day(now), now=now)
    pairs.set_state(db, pair_id, PairState.PAUSED)
    replan(db, pair, local_day(now))
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
    demand(pair.state is PairState.PAUSED and paused is not None)
    assert paused is not None, "demanded above"
    finish(db, who, pair, paused, local_day(now))
    pairs.set_state(db, pair_id, PairState.ACTIVE)
    _move_sessions(db, pair_id, paused.since, local_day(now))
    _tell(db, pair, who, PairResumed(pair=pair_id), Resumed, paused.id, now)


def may_resume(db: Connection, who: int, pair: PairOf, paused: PairPause | None, today: date) -> bool:
    """Whether it is this person's to end the pause."""
    return may_pause(db, who, pair, today, by_office=paused is not None and paused.why.by_office)


def may_pause(db: Connection, who: int, pair: PairOf, today: date, *, by_office: bool) -> bool:
    """Whether this person may let a pair stand still or go on; `by_office`: for conduct, at headquarters who leads the
    field."""
    viewer = relation_to(db, who, pair, today)
    if not by_office:
        return viewer in PAIR | OFFICERS
    leads = viewer is not Viewer.HQ or any(one.role is Role.DFS for one in roles.of_person(db, who, today))
    return viewer in FOR_CONDUCT and leads


def finish(db: Connection, who: int, pair: PairOf, paused: PairPause, today: date) -> date:
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
            changes.move(db, one.id, one.day + shift, one.hour, one.day, one.asked_by_id)


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


def close(db: Connection, who: int, pair_id: int, why: WhyClosed, of: Side | None, now: datetime) -> int:
    """The pair is closed from today; the record stays, and the time served goes along with the mentee (A23).

    The two and their head are told that it is closed, and never why; `of` is the side whose death or going ended it.
    Coaching that has done what it was for is completed, without certificates (A37). NotYours, PairNotActive.
    """
    pair = pairs.get(db, pair_id, lock=True)
    viewer = relation_to(db, who, pair, local_day(now)) if pair else None
    if pair is None or why not in reasons(viewer, pair.kind):
        raise NotYours
    if why is WhyClosed.DISCIPLINE and not may_pause(db, who, pair, local_day(now), by_office=True):
        raise NotYours
    demand(pair.state in pairs.PRESENT)
    today = local_day(now)
    served = _served(db, who, pair, today)
    closing_id = closings.add(db, NewClosing(pair_id, why, of, today, served, by_id=who, made_at=now))
    pairs.set_state(db, pair_id, PairState.COMPLETED if why is WhyClosed.NEED_MET else PairState.ENDED)
    hush(db, pair, today)
    _tell_of_closing(db, pair, who, why, of, now)
    return closing_id


def _served(db: Connection, who: int, pair: PairOf, today: date) -> int:
    """The days that the pair has lasted, without its pauses."""
    if pair.state is PairState.PREPARING:
        return 0
    paused = pauses.open_of(db, pair.id)
    cycle = finish(db, who, pair, paused, today) if paused else pair.cycle
    return max(0, (today - cycle).days)


def _tell_of_closing(db: Connection, pair: PairOf, who: int, why: WhyClosed, of: Side | None, now: datetime) -> None:
    """All but the one who closed it, and a person who has died."""
    gone = {Side.MENTOR: pair.mentor_id, Side.MENTEE: pair.mentee_id}.get(of) if of and why is WhyClosed.DEATH else None
    for person_id in {pair.mentee_id, pair.mentor_id, *heads_of(db, pair.mentee_id, local_day(now))} - {who, gone}:
        tell(db, person_id, PairClosed(pair=pair.id), PairClosedCause(pair=pair.id, person=person_id), now)
