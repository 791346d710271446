"""The deeds around meetings to come: planning them, moving them, calling one off, saying that one was not held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.dialogs.booking import PartnerConfirmedAll, SessionsAsked
from bot.dialogs.not_held import DateAsked, PartnerConfirmed, SessionCalledOff, SessionMoved
from bot.programme.calendar import local, local_day
from bot.programme.dates import (
    AllConfirmed,
    Booked,
    CalledOff,
    DateConfirmed,
    DateGiven,
    NotHeld,
    NotHeldButMoved,
    about_dates,
)
from bot.programme.pairs import can_log, demand, take_pair, take_session
from bot.programme.refusals import AlreadyPlanned, DayOutside, Moved
from bot.programme.sessions import refuse_second
from bot.programme.telling import tell
from bot.store import notices, sessions
from bot.store.sessions import Session


def schedule(
    db: Connection, who: int, pair_id: int, moments: Sequence[datetime], venue: str | None, now: datetime
) -> list[int]:
    """Plans one meeting or several (requirement D15); answers their numbers. The partner is asked to confirm them.

    A day on which the pair meets already is left out; AlreadyPlanned when that leaves none. DayOutside when a day has
    passed or lies before the pair's start.
    """
    pair = take_pair(db, who, pair_id)
    demand(can_log(pair))
    earliest = max(local_day(now), pair.start)
    if any(local(moment).date() < earliest for moment in moments):
        raise DayOutside(earliest, None)
    known = sessions.of_pair(db, pair_id)
    taken = {session.day: session.number for session in known if not session.settled}
    fresh = [moment for moment in moments if local(moment).date() not in taken]
    if not fresh:
        raise AlreadyPlanned(taken[local(moments[0]).date()])
    number = max((session.number for session in known), default=0)
    made = [_plan(db, pair_id, number + step, local(moment), venue) for step, moment in enumerate(fresh, 1)]
    if len(fresh) == 1:
        _ask_date(db, pair.partner_id(who), made[0], local(fresh[0]), now)
    else:
        asked = SessionsAsked(pair=pair_id, first=number + 1, last=number + len(made))
        tell(db, pair.partner_id(who), asked, Booked(session=made[0]), now)
    return list(range(number + 1, number + len(made) + 1))


def _plan(db: Connection, pair_id: int, number: int, moment: datetime, venue: str | None) -> int:
    return sessions.add(
        db, pair_id=pair_id, number=number, day=moment.date(), hour=moment.time(), venue=venue, scheduled=True
    )


def confirm_all(db: Connection, who: int, pair_id: int, first: int, last: int, now: datetime) -> None:
    """Yes to the meetings that the partner planned together; they are told, once. Moved when none of them stands."""
    pair = take_pair(db, who, pair_id)
    demand(can_log(pair))
    standing = standing_of(sessions.of_pair(db, pair_id), first, last)
    if not standing:
        raise Moved
    told = PartnerConfirmedAll(pair=pair_id, first=first, last=last)
    tell(db, pair.partner_id(who), told, AllConfirmed(session=standing[0].id, last=last, person=who), now)


def standing_of(known: Sequence[Session], first: int, last: int) -> list[Session]:
    """The sessions with numbers from `first` to `last` that are still to be met."""
    return [one for one in known if first <= one.number <= last and one.version_id is None and not one.settled]


def call_off(db: Connection, who: int, session_id: int, reason: str, words: str | None, now: datetime) -> None:
    """A meeting that will not be: the partner is told, and may give it another date (requirement D15).

    `reason` is a code, `words` are for the pair alone. AlreadyLogged when there is a record. A second time renews the
    reason and tells nobody.
    """
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    refuse_second(db, [session])
    sessions.miss(db, session_id, reason, words)
    if session.settled:
        return
    sessions.settle(db, session_id)
    _drop_dates(db, session_id)
    cause = CalledOff(session=session_id, day=session.day, at=int(now.timestamp()))
    tell(db, pair.partner_id(who), SessionCalledOff(session=session_id), cause, now)


def not_held(
    db: Connection,
    who: int,
    session_id: int,
    reason: str,
    words: str | None,
    new_day: date | None,
    new_hour: time | None,
    now: datetime,
) -> None:
    """The meeting did not take place; with a new day the same session moves there, and the partner is told (D108).

    `reason` is a code, `words` are for the pair alone. AlreadyLogged when there is a record; DayOutside when the
    session lies ahead or the new day has passed.
    """
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    refuse_second(db, [session])
    today = local_day(now)
    if session.day > today:
        raise DayOutside(pair.start, today)
    if new_day is not None and new_day < today:
        raise DayOutside(today, None)
    sessions.miss(db, session_id, reason, words)
    if new_day is not None:
        sessions.move(db, session_id, new_day, new_hour or session.hour, session.day)
    elif not session.settled:
        sessions.settle(db, session_id)
    else:
        return  # said before: the reason is renewed, nobody is told twice
    notices.drop(db, NotHeld.beginning(session=session_id))
    moved = NotHeldButMoved(session=session_id, day=session.day, to=new_day) if new_day is not None else None
    cause = moved or NotHeld(session=session_id, day=session.day)
    tell(db, pair.partner_id(who), SessionMoved(session=session_id, on=new_day), cause, now)


def reschedule(db: Connection, who: int, session_id: int, day: date, hour: time, now: datetime) -> None:
    """Another date for a session without a record; the partner is asked to confirm it (requirement D15).

    AlreadyLogged when there is a record; DayOutside when the new day has passed.
    """
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    refuse_second(db, [session])
    if day < local_day(now):
        raise DayOutside(local_day(now), None)
    sessions.move(db, session_id, day, hour, session.day)
    _drop_dates(db, session_id)
    _ask_date(db, pair.partner_id(who), session_id, datetime.combine(day, hour), now)


def confirm_date(db: Connection, who: int, session_id: int, day: date, now: datetime) -> None:
    """Yes to the date that the partner gave; they are told, once. Moved when the session has another date by now."""
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    if session.version_id is not None or session.settled or session.day != day:
        raise Moved
    cause = DateConfirmed(session=session_id, day=day, hour=str(session.hour), person=who)
    tell(db, pair.partner_id(who), PartnerConfirmed(session=session_id, on=day), cause, now)


def _ask_date(db: Connection, partner_id: int, session_id: int, moment: datetime, now: datetime) -> None:
    cause = DateGiven(session=session_id, moment=f"{moment:%Y-%m-%d:%H%M}", at=int(now.timestamp()))
    tell(db, partner_id, DateAsked(session=session_id, on=moment.date()), cause, now)


def _drop_dates(db: Connection, session_id: int) -> None:
    """What was still to be said about the date that the session had."""
    for begins in about_dates(session_id):
        notices.drop(db, begins)
