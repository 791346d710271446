"""Moving a meeting, calling one off, saying that one was not held, confirming a date."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Connection

from bot.dialogs.meetings.pages import DateAsked, PartnerConfirmed, SessionCalledOff, SessionMoved
from bot.dialogs.meetings.rules import (
    CalledOffCause,
    DateConfirmedCause,
    DateGiven,
    NotHeldButMoved,
    NotHeldCause,
    about_dates,
)
from bot.dialogs.pairs.deeds import take_session
from bot.dialogs.pairs.rules import can_log, demand
from bot.dialogs.refusals import DayOutside, Moved
from bot.dialogs.sessions.deeds import refuse_second
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.pairs import PairOf
from bot.store.sessions import changes
from bot.store.talk import notices, prompts


def call_off(db: Connection, who: int, session_id: int, reason: str, words: str | None, now: datetime) -> None:
    """A meeting that will not be: the partner is told, and may give it another date (requirement D15).

    `reason` is a code, `words` are for the pair alone. AlreadyLogged when there is a record. A second time renews the
    reason and tells nobody.
    """
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    refuse_second(db, [session])
    changes.miss(db, session_id, reason, words)
    if session.settled:
        return
    changes.settle(db, session_id)
    _settle(db, pair, session_id)
    _drop_dates(db, who, session_id)
    cause = CalledOffCause(session=session_id, day=session.day, at=int(now.timestamp() * 1_000_000))
    tell(db, pair.partner_id(who), SessionCalledOff(session=session_id), cause, now)


def not_held(
    db: Connection, who: int, session_id: int, reason: str, words: str | None, to: datetime | None, now: datetime
) -> None:
    """The meeting did not take place; with a new date the same session moves there, and the partner is told (D108).

    `reason` is a code, `words` are for the pair alone; `to`: the new day and hour, as the clock on the wall shows them.
    AlreadyLogged when there is a record; DayOutside when the session lies ahead or the new day has passed.
    """
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    refuse_second(db, [session])
    today = local_day(now)
    if session.day > today:
        raise DayOutside(pair.start, today)
    new_day = to.date() if to else None
    if new_day is not None and new_day < today:
        raise DayOutside(today, None)
    changes.miss(db, session_id, reason, words)
    if to is not None:
        changes.move(db, session_id, to.date(), to.time(), session.day, who)
    elif not session.settled:
        changes.settle(db, session_id)
    else:
        return  # said before: the reason is renewed, nobody is told twice
    _settle(db, pair, session_id)
    _drop_dates(db, who, session_id)
    moved = NotHeldButMoved(session=session_id, day=session.day, to=new_day) if new_day is not None else None
    cause = moved or NotHeldCause(session=session_id, day=session.day)
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
    changes.move(db, session_id, day, hour, session.day, who)
    _settle(db, pair, session_id)
    _drop_dates(db, who, session_id)
    ask_date(db, pair.partner_id(who), session_id, datetime.combine(day, hour), now)


def confirm_date(db: Connection, who: int, session_id: int, day: date, now: datetime) -> None:
    """Yes to the date that the partner gave; they are told, once. Moved when the session has another date by now."""
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    if session.version_id is not None or session.settled or session.day != day:
        raise Moved
    if session.asked_by_id != who:
        changes.agree(db, session_id)
    cause = DateConfirmedCause(session=session_id, day=day, hour=str(session.hour), person=who)
    tell(db, pair.partner_id(who), PartnerConfirmed(session=session_id, on=day), cause, now)


def ask_date(db: Connection, partner_id: int, session_id: int, moment: datetime, now: datetime) -> None:
    cause = DateGiven(session=session_id, moment=f"{moment:%Y-%m-%d:%H%M}", at=int(now.timestamp() * 1_000_000))
    tell(db, partner_id, DateAsked(session=session_id, on=moment.date()), cause, now)


def _drop_dates(db: Connection, who: int, session_id: int) -> None:
    """What was still to be said about the session's date to whoever gives it another; the partner hears the last."""
    for begins in about_dates(session_id):
        notices.drop_own(db, who, begins)


def _settle(db: Connection, pair: PairOf, session_id: int) -> None:
    """What the clock was still to ask about the date that the session had."""
    prompts.settle(db, pair.mentor_id, pair.mentee_id, session_id)
