"""Planned sessions at the desk: what reminders, “not held”, a new date and its confirmation are told and do."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialogs.calendar import USUAL_HOUR
from bot.dialogs.desk import Answers, Asking, NotOpen, OfSession, Prepared, Subject, Unreadable
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.meetings import deeds
from bot.dialogs.meetings.pages import (
    REASONS,
    CalledOff,
    DateAsked,
    DateConfirmed,
    Dated,
    DateSaved,
    Elsewhen,
    MoveThere,
    NewDate,
    NotHeldSaved,
    PartnerConfirmed,
    SessionCalledOff,
    SessionMoved,
)
from bot.dialogs.meetings.paper import MENTEE_AWAY, MENTOR_AWAY, CallOff, Move, NotHeld, Postponed
from bot.dialogs.pairs.rules import next_planned, open_sessions
from bot.dialogs.pairs.shared import names
from bot.dialogs.reminders.pages import SessionReminder
from bot.dialogs.sessions.shared import called, moment_of, opened, shut, taken, unlogged
from bot.forms import shorthand
from bot.forms.dialog import Dialog
from bot.forms.saying import Said
from bot.language import NAIROBI, Marked, Name, _, bare_number
from bot.store import pairs
from bot.store.pairs import PairOf, Side
from bot.store.session_rows import Session
from bot.store.sessions import sessions

DAY = timedelta(days=1)


@facts
def not_held(asking: Asking, at: NotHeld) -> Prepared:
    """A session of which somebody says that it was not held: closed while it lies ahead."""
    session, pair = unlogged(asking, at)
    if session.day > asking.today:
        raise NotOpen(_("Session {number} has been moved."), number=session.number)
    return _postponed(asking, session, pair)


@facts
def move(asking: Asking, at: Move) -> Prepared:
    """A session for which another date is wanted."""
    return _postponed(asking, *unlogged(asking, at))


@facts
def call_off(asking: Asking, at: CallOff) -> Prepared:
    """A session that is to be called off: closed when it is already."""
    session, pair = unlogged(asking, at)
    if session.settled:
        raise NotOpen(_("Session {number} is called off already."), number=session.number)
    return _postponed(asking, session, pair)


@subjects
def to_move(asking: Asking, form: type[Move] | type[CallOff], words: str) -> list[Subject]:
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
        found += [Subject(form(session=one.id), called(asking, pair, one)) for one in meant if one is not None]
    if not found:
        raise NotOpen(_("No such session is planned. BOOK plans one, e.g. BOOK thursday 1pm."))
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
            taken=taken(asking, lambda one: one.session_id == session.id),
        )
    )


@facts
def dated(asking: Asking, at: NotHeldSaved | CalledOff | DateSaved | DateConfirmed) -> Prepared:
    """A session with its new date, as the receipts speak of it."""
    return _dated(asking, *unlogged(asking, at))


@facts
def told(asking: Asking, at: SessionMoved | DateAsked | PartnerConfirmed) -> Prepared:
    """The same for a notice; closed when it has another date by now."""
    session, pair = unlogged(asking, at)
    if at.on is not None and (session.settled or at.on != session.day):
        raise NotOpen(_("Session {number} has been moved."), number=session.number)
    if isinstance(at, SessionMoved) and session.missed_reason is None:
        raise NotOpen(_("That was taken back: session {number} stands as before."), number=session.number)
    return _dated(asking, session, pair)


def _also(asking: Asking, session: Session, moment: datetime) -> Name | None:
    """Whom else the reader is to meet at that moment."""
    others = taken(asking, lambda one: one.session_id == session.id)
    return next((one.partner for one in others if one.moment == moment), None)


def _dated(asking: Asking, session: Session, pair: PairOf) -> Prepared:
    me, partner = names(asking, pair)
    begins = moment_of(session)
    assert begins is not None, "a session has a day"
    return Prepared(
        Dated(
            number=session.number,
            me=me,
            partner=partner,
            reason=REASONS.get(session.missed_reason or "", Marked("")),
            next=begins,
            dated=not session.settled,
            undated=session.settled,
            venue=session.venue or "",
            also=None if session.settled else _also(asking, session, begins),
        )
    )


@facts
def called_off(asking: Asking, at: SessionCalledOff) -> Prepared:
    """The same for one called off; closed when it has a date again."""
    session, pair = unlogged(asking, at)
    if not session.settled:
        raise NotOpen(_("That session now has a new date."))
    return _dated(asking, session, pair)


# deeds


@takes
def take_not_held(asking: Asking, at: NotHeld, answers: Answers) -> Dialog:
    """A session was not held; it moves where a new date was given."""
    moment = datetime.fromisoformat(answers["moment"]) if answers.get("moment") else None
    words = answers.get("words") or None
    deeds.not_held(asking.db, asking.who.id, at.session, answers["reason"], words, moment, asking.now)
    return NotHeldSaved(session=at.session)


@takes
def take_move(asking: Asking, at: Move, answers: Answers) -> Dialog:
    """Another date for a session, or none."""
    if not answers["moment"]:
        return _off(asking, at, answers["off.reason"], answers.get("off.words"))
    moment = datetime.fromisoformat(answers["moment"])
    session_id = at.session
    deeds.reschedule(asking.db, asking.who.id, session_id, moment.date(), moment.time(), asking.now)
    return DateSaved(session=at.session)


@takes
def take_call_off(asking: Asking, at: CallOff, answers: Answers) -> Dialog:
    """A meeting that will not be."""
    return _off(asking, at, answers["reason"], answers.get("words"))


def _off(asking: Asking, at: OfSession, reason: str, words: str | None) -> Dialog:
    deeds.call_off(asking.db, asking.who.id, at.session, reason, words or None, asking.now)
    return CalledOff(session=at.session)


@does(SessionReminder.away)
def cannot_come(asking: Asking, at: SessionReminder) -> Dialog:
    """The answer to a reminder by one who will be away."""
    _session, pair = opened(asking, at.session, "session")
    mentor = pair.side(asking.who.id) is Side.MENTOR
    return _off(asking, at, MENTOR_AWAY if mentor else MENTEE_AWAY, None)


@does(SessionReminder.agree)
def agree(asking: Asking, at: SessionReminder) -> Dialog:
    """Yes to the date that the partner asked for, to the reminder of it."""
    session, _pair = opened(asking, at.session, "session")
    deeds.confirm_date(asking.db, asking.who.id, at.session, session.day, asking.now)
    return DateConfirmed(session=at.session)


@does(NewDate.yes)
def confirm_date(asking: Asking, at: SessionMoved | DateAsked) -> Dialog:
    """Yes to the partner's date."""
    if at.on is None:
        raise Unreadable
    deeds.confirm_date(asking.db, asking.who.id, at.session, at.on, asking.now)
    return DateConfirmed(session=at.session)


@facts
def move_there(asking: Asking, at: MoveThere) -> Prepared:
    """A session and the hour that was named; closed where it is at that hour already, or the hour has passed."""
    session, _pair = unlogged(asking, at)
    moment = datetime.combine(at.day, at.hour, NAIROBI)
    if moment == moment_of(session):
        raise NotOpen(_("Session {number} is planned for {moment} already."), number=session.number, moment=moment)
    if moment <= asking.now:
        raise NotOpen(_("{moment} has passed. MOVE gives another date."), moment=moment)
    if there := _also(asking, session, moment):
        raise NotOpen(_("You meet {partner} at that hour already. MOVE gives another date."), partner=there)
    return Prepared(Elsewhen(session.number, moment))


@does(MoveThere.yes)
def move_to(asking: Asking, at: MoveThere) -> Dialog:
    """Another hour for a session."""
    deeds.reschedule(asking.db, asking.who.id, at.session, at.day, at.hour, asking.now)
    return DateSaved(session=at.session)
