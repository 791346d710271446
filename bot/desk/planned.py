"""Planned sessions at the desk: what reminders, “not held”, a new date and its confirmation are told and do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.desk.base import Args, Asking, Closed, Prepared
from bot.desk.records import moment_of, names, opened
from bot.dialogs.days import FAR, Shut
from bot.dialogs.not_held import REASONS, Dated, Postponed
from bot.dialogs.place import Place
from bot.dialogs.prompts import Ahead
from bot.dialogs.saying import Said
from bot.language import Text, _, items_of
from bot.programme import sessions as deeds
from bot.programme.calendar import USUAL_HOUR, SchoolDays
from bot.store import levels, sessions
from bot.store.pairs import PairOf, Side
from bot.store.sessions import Session


def _unlogged(asking: Asking, args: Args) -> tuple[Session, PairOf]:
    """A session without a record; closed when it has one."""
    session, pair = opened(asking, args["session"], "session")
    if session.version_id is not None:
        raise Closed(_("Session {number} is logged already."), number=session.number)
    return session, pair


def reminder(asking: Asking, args: Args) -> Prepared:
    """A session to come, for its reminder; closed once it has begun, or has moved away."""
    session, pair = _unlogged(asking, args)
    begins = moment_of(session)
    assert begins is not None, "a session has a day"
    if session.settled or begins <= asking.now or begins - asking.now > timedelta(days=4):
        raise Closed(_("Session {number} has moved since."), number=session.number)
    return _ahead(asking, session, pair, begins)


def ahead(asking: Asking, args: Args) -> Prepared:
    """The same for the pages behind the reminder, which may be opened later."""
    session, pair = opened(asking, args["session"], "journal")
    begins = moment_of(session)
    assert begins is not None, "a session has a day"
    return _ahead(asking, session, pair, begins)


def _ahead(asking: Asking, session: Session, pair: PairOf, begins: datetime) -> Prepared:
    me, partner = names(asking, pair)
    plan = sessions.previous_plan(asking.db, pair.id, session.number)
    is_today = session.day == asking.today
    return Prepared(
        Ahead(
            number=session.number,
            me=me,
            partner=partner,
            is_today=is_today,
            moment=begins,
            hour=begins.time(),
            venue=session.venue or "",
            plan=items_of(plan or ""),
        )
    )


def not_held(asking: Asking, args: Args) -> Prepared:
    """A session of which somebody says that it was not held: closed while it lies ahead."""
    session, pair = _unlogged(asking, args)
    if session.day > asking.today:
        raise Closed(_("Session {number} has moved since."), number=session.number)
    return _postponed(asking, session, pair)


def move(asking: Asking, args: Args) -> Prepared:
    """A session for which another date is wanted."""
    return _postponed(asking, *_unlogged(asking, args))


def _postponed(asking: Asking, session: Session, pair: PairOf) -> Prepared:
    me, partner = names(asking, pair)
    mentor = pair.side(asking.who.id) is Side.MENTOR
    level = levels.level(asking.db, pair.mentee_id)
    closed = SchoolDays.around(asking.db, asking.today).closed(asking.today, asking.today + FAR, level)
    return Prepared(
        Postponed(
            number=session.number,
            me=me,
            partner=partner,
            other=Said(_("your mentee") if mentor else _("your mentor"), {}),
            i_am_mentor=mentor,
            usual_hour=session.hour or USUAL_HOUR,
            closed=tuple(Shut(first, last) for first, last in closed),
        )
    )


def dated(asking: Asking, args: Args) -> Prepared:
    """A session with its new date, as the notice and the receipts speak of it; closed when it has another by now."""
    session, pair = _unlogged(asking, args)
    if "on" in args and (session.settled or args["on"] != session.day.isoformat()):
        raise Closed(_("Session {number} has moved since."), number=session.number)
    me, partner = names(asking, pair)
    begins = moment_of(session)
    assert begins is not None, "a session has a day"
    return Prepared(
        Dated(
            number=session.number,
            me=me,
            partner=partner,
            reason=REASONS.get(session.missed_reason or "", Text("")),
            next=begins,
            dated=not session.settled,
            undated=session.settled,
            venue=session.venue or "",
        )
    )


# deeds


def take_not_held(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """A session was not held; it moves where a new date was given."""
    moment = datetime.fromisoformat(answers["moment"]) if answers.get("moment") else None
    deeds.not_held(
        asking.db,
        asking.who.id,
        int(args["session"]),
        answers["reason"],
        answers.get("words") or None,
        moment.date() if moment else None,
        moment.time() if moment else None,
        asking.now,
    )
    return Place("NotHeldSaved", {"session": args["session"]})


def take_move(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """Another date for a session."""
    moment = datetime.fromisoformat(answers["moment"])
    session_id = int(args["session"])
    deeds.reschedule(asking.db, asking.who.id, session_id, moment.date(), moment.time(), asking.now)
    return Place("DateSaved", {"session": args["session"]})


def confirm_date(asking: Asking, args: Args) -> Place:
    """Yes to the partner's date."""
    day = date.fromisoformat(args["on"])
    deeds.confirm_date(asking.db, asking.who.id, int(args["session"]), day, asking.now)
    return Place("DateConfirmed", {"session": args["session"]})
