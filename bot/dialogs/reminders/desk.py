"""Reminders at the desk: what is told of the session that comes, or is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.dialogs.asides.pages import Again, AskedAgain
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.handlers import facts, routes
from bot.dialogs.pairs.shared import names
from bot.dialogs.reminders.pages import Ahead, LogPrompt, NoRecord, Planned, Prepare, SeePlan, SessionReminder
from bot.dialogs.sessions.shared import LoggedAlready, begun_at, moment_of, opened, unlogged
from bot.forms.dialog import Dialog
from bot.language import NAIROBI, _, items_of
from bot.store import plans
from bot.store.pairs import PairOf
from bot.store.people import levels
from bot.store.session_rows import Session
from bot.store.sessions import sessions

LONG = timedelta(days=4)
"""So long before a session, only a reminder that comes before a holiday is about it."""


@facts
def asked(asking: Asking, at: AskedAgain) -> Prepared:
    """When it is asked again."""
    return Prepared(Again(datetime.combine(at.day, at.hour, NAIROBI)))


# planned sessions


@facts
def planned(asking: Asking, at: LogPrompt | NoRecord) -> Prepared:
    """A session that is due: closed once it has a record, or has moved to a day to come."""
    session, pair = opened(asking, at.session, "session")
    if session.version_id is not None:
        raise LoggedAlready(session.number, session.id)
    if session.settled or session.day > asking.today:
        raise NotOpen(_("Session {number} has been moved."), number=session.number)
    me, partner = names(asking, pair)
    return Prepared(
        Planned(
            number=session.number,
            me=me,
            partner=partner,
            day=session.day,
            is_today=session.day == asking.today,
            has_plan=bool(sessions.previous_plan(asking.db, pair.id, session.number)),
            begun=begun_at(asking, pair, session),
        )
    )


@facts
def reminder(asking: Asking, at: SessionReminder) -> Prepared:
    """A session to come, for its reminder; closed once it has begun, or has moved away."""
    session, pair = unlogged(asking, at)
    begins = moment_of(session)
    assert begins is not None, "a session has a day"
    if session.settled or (begins - asking.now > LONG and asking.today < _day_before(asking, session, pair)):
        raise NotOpen(_("Session {number} has been moved."), number=session.number)
    if begins <= asking.now:
        raise NotOpen(_("Session {number} was to begin by now. LOG records it."), number=session.number)
    return _ahead(asking, session, pair, begins, closed=at.closed is not None)


def _day_before(asking: Asking, session: Session, pair: PairOf) -> date:
    """The last day of school before a session."""
    level = levels.level(asking.db, pair.mentee_id)
    return SchoolDays.around(asking.db, session.day).before(session.day, level)


@routes
def reminded(asking: Asking, at: SessionReminder) -> Dialog:
    """A reminder whose hour has come leads to the log prompt of its session: what is written now is about that."""
    session, _pair = opened(asking, at.session, "session")
    begins = moment_of(session)
    waits = session.version_id is None and not session.settled
    return LogPrompt(session=at.session) if waits and begins is not None and begins <= asking.now else at


@facts
def ahead(asking: Asking, at: Prepare | SeePlan) -> Prepared:
    """The same for the pages behind the reminder, which may be opened later."""
    session, pair = opened(asking, at.session, "journal")
    begins = moment_of(session)
    assert begins is not None, "a session has a day"
    return _ahead(asking, session, pair, begins)


def _ahead(asking: Asking, session: Session, pair: PairOf, begins: datetime, *, closed: bool = False) -> Prepared:
    me, partner = names(asking, pair)
    plan = sessions.previous_plan(asking.db, pair.id, session.number)
    return Prepared(
        Ahead(
            number=session.number,
            me=me,
            partner=partner,
            is_today=session.day == asking.today,
            is_eve=session.day > asking.today and session.asked_by_id is None,
            is_tomorrow=session.day == asking.today + timedelta(days=1),
            closed=closed,
            moment=begins,
            hour=begins.time(),
            venue=session.venue or "",
            plan=items_of(plan or ""),
            goals=items_of(agreed.objectives if (agreed := plans.latest(asking.db, pair.id)) else ""),
            asked=session.asked_by_id is not None,
            mine=session.asked_by_id == asking.who.id,
            to_agree=session.asked_by_id not in (None, asking.who.id),
            fixed=session.asked_by_id is None,
        )
    )
