"""The deeds around meetings to come: planning them, moving them, calling one off, saying that one was not held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.programme.calendar import local, local_day
from bot.programme.pairs import can_log, demand, take_pair, take_session
from bot.programme.refusals import AlreadyPlanned, DayOutside, Moved
from bot.programme.sessions import refuse_second
from bot.store import notices, sessions
from bot.store.notices import Kind
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
        place = f"SessionsAsked?pair={pair_id}&first={number + 1}&last={number + len(made)}"
        notices.add(db, pair.partner_id(who), place, f"booked:{made[0]}", Kind.NOTICE, now)
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
    place = f"PartnerConfirmedAll?pair={pair_id}&first={first}&last={last}"
    notices.add(db, pair.partner_id(who), place, f"confirmed:{standing[0].id}:{last}:{who}", Kind.NOTICE, now)


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
    cause = f"off:{session_id}:{session.day}:{int(now.timestamp())}"
    notices.add(db, pair.partner_id(who), f"SessionCalledOff?session={session_id}", cause, Kind.NOTICE, now)


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
    notices.drop(db, f"notheld:{session_id}:")
    cause = ":".join(str(part) for part in ("notheld", session_id, session.day, new_day) if part is not None)
    place = f"SessionMoved?session={session_id}" + (f"&on={new_day}" if new_day is not None else "")
    notices.add(db, pair.partner_id(who), place, cause, Kind.NOTICE, now)


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
    cause = f"confirmed:{session_id}:{day}:{session.hour}:{who}"
    place = f"PartnerConfirmed?session={session_id}&on={day}"
    notices.add(db, pair.partner_id(who), place, cause, Kind.NOTICE, now)


def _ask_date(db: Connection, partner_id: int, session_id: int, moment: datetime, now: datetime) -> None:
    place = f"DateAsked?session={session_id}&on={moment:%Y-%m-%d}"
    cause = f"date:{session_id}:{moment:%Y-%m-%d:%H%M}:{int(now.timestamp())}"
    notices.add(db, partner_id, place, cause, Kind.NOTICE, now)


def _drop_dates(db: Connection, session_id: int) -> None:
    """What was still to be said about the date that the session had."""
    for cause in ("notheld", "date", "off"):
        notices.drop(db, f"{cause}:{session_id}:")
