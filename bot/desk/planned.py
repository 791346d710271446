"""Planned sessions at the desk: what reminders, “not held”, a new date and its confirmation are told and do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from bot.desk.base import Args, Asking, Closed, Prepared, Subject
from bot.desk.records import moment_of, names, opened, subject
from bot.dialogs import shorthand
from bot.dialogs.days import FAR, Shut
from bot.dialogs.not_held import MENTEE_AWAY, MENTOR_AWAY, REASONS, Dated, Move, Postponed
from bot.dialogs.place import Place
from bot.dialogs.prompts import Ahead
from bot.dialogs.saying import Said
from bot.language import Text, _, bare_number, items_of
from bot.programme import planned as deeds
from bot.programme.calendar import USUAL_HOUR, SchoolDays
from bot.programme.pairs import next_planned, open_sessions
from bot.store import levels, pairs, sessions
from bot.store.pairs import PairOf, Side
from bot.store.sessions import Session

DAY = timedelta(days=1)


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
    if session.settled or begins - asking.now > timedelta(days=4):
        raise Closed(_("Session {number} has moved since."), number=session.number)
    if begins <= asking.now:
        raise Closed(_("Session {number} was to begin by now. LOG records it."), number=session.number)
    return _ahead(asking, session, pair, begins)


def reminded(asking: Asking, place: Place) -> Place:
    """A reminder whose hour has come leads to the log prompt of its session: what is written now is about that."""
    session, _pair = opened(asking, place.args["session"], "session")
    begins = moment_of(session)
    waits = session.version_id is None and not session.settled
    return Place("LogPrompt", place.args) if waits and begins is not None and begins <= asking.now else place


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


def call_off(asking: Asking, args: Args) -> Prepared:
    """A session that is to be called off: closed when it is already."""
    session, pair = _unlogged(asking, args)
    if session.settled:
        raise Closed(_("Session {number} is called off already."), number=session.number)
    return _postponed(asking, session, pair)


def to_move(asking: Asking, words: str) -> list[Subject]:
    """The planned sessions that MOVE or DROP may mean: by number, else the next and those behind unrecorded."""
    number = shorthand.numbered(Move, words, asking.today)[0] or bare_number(words)
    found = []
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        known = sessions.of_pair(asking.db, pair.id)
        behind = open_sessions(known, asking.today - DAY)
        coming = next_planned(known, asking.today - DAY)
        meant = (
            [*behind, coming]
            if number is None
            else [one for one in known if one.number == number and one.version_id is None]
        )
        found += [subject(asking, pair, session) for session in meant if session is not None]
    if not found:
        raise Closed(_("No such session is planned. BOOK plans one, e.g. BOOK thursday 1pm."))
    return found


def _postponed(asking: Asking, session: Session, pair: PairOf) -> Prepared:
    me, partner = names(asking, pair)
    mentor = pair.side(asking.who.id) is Side.MENTOR
    return Prepared(
        Postponed(
            number=session.number,
            me=me,
            partner=partner,
            other=Said(_("your mentee") if mentor else _("your mentor"), {}),
            i_am_mentor=mentor,
            usual_hour=session.hour or USUAL_HOUR,
            closed=shut(asking, pair),
        )
    )


def shut(asking: Asking, pair: PairOf) -> tuple[Shut, ...]:
    """When the mentee's school is closed, as far ahead as one plans."""
    level = levels.level(asking.db, pair.mentee_id)
    closed = SchoolDays.around(asking.db, asking.today).closed(asking.today, asking.today + FAR, level)
    return tuple(Shut(first, last) for first, last in closed)


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


def called_off(asking: Asking, args: Args) -> Prepared:
    """The same for one called off; closed when it has a date again."""
    if not _unlogged(asking, args)[0].settled:
        raise Closed(_("That session has a new date since."))
    return dated(asking, args)


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
    """Another date for a session, or none."""
    if not answers["moment"]:
        return _off(asking, args, answers["off.reason"], answers.get("off.words"))
    moment = datetime.fromisoformat(answers["moment"])
    session_id = int(args["session"])
    deeds.reschedule(asking.db, asking.who.id, session_id, moment.date(), moment.time(), asking.now)
    return Place("DateSaved", {"session": args["session"]})


def take_call_off(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """A meeting that will not be."""
    return _off(asking, args, answers["reason"], answers.get("words"))


def _off(asking: Asking, args: Args, reason: str, words: str | None) -> Place:
    deeds.call_off(asking.db, asking.who.id, int(args["session"]), reason, words or None, asking.now)
    return Place("CalledOff", {"session": args["session"]})


def cannot_come(asking: Asking, args: Args) -> Place:
    """The answer to a reminder by one who will be away."""
    _session, pair = opened(asking, args["session"], "session")
    mentor = pair.side(asking.who.id) is Side.MENTOR
    return _off(asking, args, MENTOR_AWAY if mentor else MENTEE_AWAY, None)


def confirm_date(asking: Asking, args: Args) -> Place:
    """Yes to the partner's date."""
    day = date.fromisoformat(args["on"])
    deeds.confirm_date(asking.db, asking.who.id, int(args["session"]), day, asking.now)
    return Place("DateConfirmed", {"session": args["session"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "SessionReminder": reminder,
    "Prepare": ahead,
    "SeePlan": ahead,
    "NotHeld": not_held,
    "Move": move,
    "CallOff": call_off,
    "NotHeldSaved": dated,
    "SessionMoved": dated,
    "SessionCalledOff": called_off,
    "CalledOff": dated,
    "DateAsked": dated,
    "DateSaved": dated,
    "DateConfirmed": dated,
    "PartnerConfirmed": dated,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"SessionReminder": reminded}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"Move": to_move, "CallOff": to_move}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "NotHeld": take_not_held,
    "Move": take_move,
    "CallOff": take_call_off,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {
    "confirm_date": confirm_date,
    "cannot_come": cannot_come,
}
