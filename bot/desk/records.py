"""Session records at the desk: what their forms and notices are told, and which session is meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bot.desk.base import NOT_OPEN, Asking, Closed, Prepared, Subject, allowed
from bot.desk.before import not_yet, nothing_to_sign
from bot.desk.handlers import facts, subjects
from bot.dialogs.lists import Marking
from bot.dialogs.prompts import NoRecord
from bot.dialogs.saying import Said
from bot.dialogs.session_record import Correct, CounterSign, LogPrompt, Meeting, Planned, SessionRecord
from bot.dialogs.shorthand import parts
from bot.dialogs.signing import Change, Changes
from bot.language import NAIROBI, Name, Towards, _, bare_number, items_of, leading_day
from bot.programme import pairs as pair_rules
from bot.programme.calendar import USUAL_HOUR
from bot.programme.records import Record as Written
from bot.programme.records import differences
from bot.store import pairs, plans, sessions
from bot.store.pairs import PairOf
from bot.store.sessions import Session


def moment_of(session: Session | None) -> datetime | None:
    """When a planned session begins, in Kenya."""
    if session is None:
        return None
    return datetime.combine(session.day, session.hour or USUAL_HOUR, NAIROBI)


def opened(asking: Asking, session_id: int, shows: str) -> tuple[Session, PairOf]:
    """A session and its pair, if this person may see that of it."""
    found = sessions.get(asking.db, session_id)
    if found is None:
        raise Closed(NOT_OPEN)
    allowed(asking, found[1], shows)
    return found


def names(asking: Asking, pair: PairOf) -> tuple[Name, Name]:
    """Me and my partner."""
    return Name(asking.who.name), Name(pair.partner_name(asking.who.id))


# the form


@facts
def meeting(asking: Asking, at: SessionRecord) -> Prepared:
    """The record of a planned session (`session`), or of one more that was not scheduled (`pair`)."""
    if at.session is not None:
        session, pair = opened(asking, at.session, SessionRecord.shows)
        return Prepared(meeting_of(asking, pair, session, session.number))
    known = pairs.get(asking.db, at.pair) if at.pair is not None else None
    if known is None:
        raise Closed(NOT_OPEN)
    allowed(asking, known, SessionRecord.shows)
    of_pair = sessions.of_pair(asking.db, known.id)
    number = max((session.number for session in of_pair), default=0) + 1
    return Prepared(meeting_of(asking, known, None, number))


def meeting_of(asking: Asking, pair: PairOf, session: Session | None, number: int, *, venue: str = "") -> Meeting:
    me, partner = names(asking, pair)
    last = sessions.previous_plan(asking.db, pair.id, number)
    planned = session is not None and session.scheduled
    return Meeting(
        number=number,
        me=me,
        partner=partner,
        pair_began=pair.start,
        scheduled=planned,
        planned_day=session.day if session and planned else None,
        usual_venue=venue or (session.venue if session else None) or _usual_venue(asking, pair),
        objectives=items_of(session.objectives or "") if session else (),
        last_plan=items_of(last or ""),
        nothing_before=not last,
    )


def _usual_venue(asking: Asking, pair: PairOf) -> str:
    plan = plans.latest(asking.db, pair.id)
    return (plan.venue if plan else None) or ""


# which one is meant


@subjects
def to_log(asking: Asking, form: type[SessionRecord], words: str) -> list[Subject]:
    """The sessions that a LOG with these words may mean: planned and without a record, or one more of a pair.

    One that has a record only with words for a record of it, which will stand beside the first (requirement D111).
    """
    found: list[Subject] = []
    number = bare_number(words)
    day = leading_day(words, asking.today, Towards.PAST)
    for pair in asking.meeting:
        found += _to_log(asking, pair, number, day[0] if day else None)
    if not found:
        raise not_yet(asking)
    written_too = number is None and parts(words, 9)[1]
    open_ones = found if written_too else [one for one in found if not one.logged]
    if not open_ones:
        raise Closed(_("Session {number} is logged already. SIGN or EDIT {number} opens it."), **found[0].label.values)
    return open_ones


def _to_log(asking: Asking, pair: PairOf, number: int | None, day: date | None) -> list[Subject]:
    known = sessions.of_pair(asking.db, pair.id)
    if number is not None:
        return [_planned(asking, pair, one) for one in known if one.number == number] or [_one_more(asking, pair)]
    possible = pair_rules.open_sessions(known, asking.today, day)
    subjects = [_planned(asking, pair, session) for session in possible]
    on_that_day = day is not None and any(session.day == day for session in possible)
    return subjects if subjects and (day is None or on_that_day) else [*subjects, _one_more(asking, pair)]


def called(asking: Asking, pair: PairOf, session: Session) -> Said:
    """A session as one of several to choose from."""
    partner = Name(pair.partner_name(asking.who.id))
    return Said(
        _("session {number}, {day:weekday}, {partner}"),
        {"number": session.number, "day": session.day, "partner": partner},
    )


def _planned(asking: Asking, pair: PairOf, session: Session) -> Subject:
    at = SessionRecord(session=session.id)
    return Subject(at, called(asking, pair, session), logged=session.version_id is not None)


def _one_more(asking: Asking, pair: PairOf) -> Subject:
    partner = Name(pair.partner_name(asking.who.id))
    return Subject(
        SessionRecord(pair=pair.id), Said(_("another meeting, not planned, {partner}"), {"partner": partner})
    )


@subjects
def to_sign(asking: Asking, form: type[CounterSign], words: str) -> list[Subject]:
    """The sessions that wait for this person's signature, the oldest first; one by number, or all."""
    written = _written(asking, words)
    found = [
        _to_sign(asking, pair, session, named=len(written) == 1) for pair, session in written if waits(asking, session)
    ]
    if not found:
        raise Closed(nothing_to_sign(asking))
    return found


def _to_sign(asking: Asking, pair: PairOf, session: Session, *, named: bool) -> Subject:
    at = CounterSign(session=session.id, version=session.version_id or 0)
    return Subject(at, called(asking, pair, session), logged=True, named=named)


def waits(asking: Asking, session: Session) -> bool:
    """Whether a record waits for this person's signature."""
    return asking.who.id not in session.signers and not session.refused


@subjects
def to_edit(asking: Asking, form: type[Correct], words: str) -> list[Subject]:
    """The sessions whose record this person may put right: by number, else the one logged last.

    One that they have not signed is opened to be read, for what they send there they sign.
    """
    found = [
        _to_sign(asking, pair, session, named=True) if waits(asking, session) else _to_edit(asking, pair, session)
        for pair, session in _written(asking, words)
    ]
    if not found:
        raise Closed(_("There is no such record to correct. STATUS shows where you stand."))
    return found if bare_number(words) is not None else found[-1:]


def _to_edit(asking: Asking, pair: PairOf, session: Session) -> Subject:
    at = Correct(session=session.id, version=session.version_id or 0)
    return Subject(at, called(asking, pair, session), logged=True)


def _written(asking: Asking, words: str) -> list[tuple[PairOf, Session]]:
    """The sessions that have a record, or those of a number."""
    number = bare_number(words)
    return [
        (pair, session)
        for pair in asking.meeting
        for session in sessions.of_pair(asking.db, pair.id)
        if session.version_id is not None and number in (None, session.number)
    ]


# what a record says


def looked_back(stored: str) -> object:
    marks = stored[1:].split(",") if stored.startswith("=") else []
    known = {option.key: option for option in SessionRecord.looked_back.scale}
    return Marking(tuple(known[key] for key in marks if key in known), "" if marks else stored) if stored else ()


def differing(other: Written, this: Written) -> Changes:
    """What this record says otherwise than the other."""
    return Changes(tuple(Change(part, _value(part, getattr(this, part))) for part in differences(other, this)))


def _value(part: str, stored: str) -> object:
    if part == "day":
        return date.fromisoformat(stored)
    if part == "looked_back":
        return looked_back(stored)
    return stored if part == "venue" else items_of(stored)


# planned sessions


@facts
def planned(asking: Asking, at: LogPrompt | NoRecord) -> Prepared:
    """A session that is due: closed once it has a record, or has moved to a day to come."""
    session, pair = opened(asking, at.session, "session")
    if session.version_id is not None:
        raise Closed(_("Session {number} is logged already."), number=session.number)
    if session.settled or session.day > asking.today:
        raise Closed(_("Session {number} has been moved."), number=session.number)
    me, partner = names(asking, pair)
    return Prepared(
        Planned(
            number=session.number,
            me=me,
            partner=partner,
            day=session.day,
            is_today=session.day == asking.today,
            has_plan=bool(sessions.previous_plan(asking.db, pair.id, session.number)),
        )
    )


def written(answers: Mapping[str, str]) -> Written:
    """The record that a filled form makes."""
    return Written(**{name: answers.get(name, "") for name in SessionRecord.elements()})
