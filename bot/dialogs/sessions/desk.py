"""Session records at the desk: logging and correcting, and which session is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.dialogs.comparing import shared as beside
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, allowed, pair_id_of
from bot.dialogs.handlers import facts, subjects, takes
from bot.dialogs.pairs import rules as pair_rules
from bot.dialogs.pairs.shared import not_yet, nothing_to_sign
from bot.dialogs.reading.pages import Show
from bot.dialogs.refusals import AlreadyLogged
from bot.dialogs.sessions import deeds
from bot.dialogs.sessions.paper import Correct, CounterSign, SessionRecord
from bot.dialogs.sessions.rules import Record as Written
from bot.dialogs.sessions.shared import called, meeting_of, opened, rewrite, waits, written
from bot.dialogs.signing.pages import SessionSaved, SessionSent, Unchanged
from bot.forms.dialog import Dialog
from bot.forms.saying import Said
from bot.forms.shorthand import parts
from bot.language import Name, Towards, _, bare_number, leading_day, local_day
from bot.store import pairs
from bot.store.pairs import PairOf
from bot.store.session_rows import Session
from bot.store.sessions import sessions, versions


@takes
def log(asking: Asking, at: SessionRecord, answers: Answers) -> Dialog:
    """A session record is complete: it is saved, signed by its author and sent to the partner."""
    session_id = at.session if at.session is not None else None
    pair_id = pair_id_of(asking, at)
    evidence = asking.evidence(read=True)
    try:
        logged = deeds.log(asking.db, asking.who.id, pair_id, session_id, written(answers), evidence, asking.now)
    except AlreadyLogged as before:
        return beside.place(asking, before.session_id, written(answers))
    receipt = SessionSaved if answers.in_one else SessionSent
    return receipt(session=logged.session_id, version=logged.version_id)


@takes
def correct(asking: Asking, at: Correct, answers: Answers) -> Dialog:
    """An EDIT is sent: one's own record is put right, another's is changed."""
    base = versions.get(asking.db, at.version)
    assert base is not None, "the form was opened about this version"
    deed = deeds.correct if base.author_id == asking.who.id else deeds.change
    return rewrite(asking, at, answers, deed, same=Unchanged, changed=SessionSent)


# the form


@facts
def meeting(asking: Asking, at: SessionRecord) -> Prepared:
    """The record of a planned session (`session`), or of one more that was not scheduled (`pair`)."""
    if at.session is not None:
        session, pair = opened(asking, at.session, SessionRecord.shows)
        found = meeting_of(asking, pair, session, session.number)
        return Prepared(replace(found, logged=session.version_id is not None))
    known = pairs.get(asking.db, at.pair) if at.pair is not None else None
    if known is None:
        raise NotFound
    allowed(asking, known, SessionRecord.shows)
    of_pair = sessions.of_pair(asking.db, known.id)
    number = max((session.number for session in of_pair), default=0) + 1
    return Prepared(meeting_of(asking, known, None, number))


# which one is meant


@subjects
def to_log(asking: Asking, form: type[SessionRecord], words: str) -> list[Subject]:
    """The sessions that a LOG with these words may mean: planned and without a record, or one more of a pair.

    One that has a record only with words for a record of it, which will stand beside the first (requirement D111).
    """
    found: list[Subject] = []
    number = bare_number(words)
    day = leading_day(words, asking.today, Towards.PAST)
    written_too = number is None and bool(parts(words, 9)[1])
    for pair in asking.meeting:
        found += _to_log(asking, pair, number, day[0] if day else None, again=written_too)
    if not found:
        raise not_yet(asking)
    open_ones = found if written_too else [one for one in found if not one.logged]
    if not open_ones:
        known = found[0]
        closed = NotOpen(_("Session {number} is logged already. SIGN or EDIT {number} opens it."), **known.label.values)
        closed.instead = Show(session=known.at.session) if isinstance(known.at, SessionRecord) else None
        raise closed
    return open_ones


def _to_log(asking: Asking, pair: PairOf, number: int | None, day: date | None, *, again: bool) -> list[Subject]:
    """`again`: a whole record came, which may be about a session that was logged today already."""
    known = sessions.of_pair(asking.db, pair.id)
    if number is not None:
        return [_planned(asking, pair, one) for one in known if one.number == number] or [_one_more(asking, pair)]
    possible = pair_rules.open_sessions(known, asking.today, day)
    subjects = [_planned(asking, pair, session) for session in possible]
    on_that_day = day is not None and any(session.day == day for session in possible)
    if subjects and (day is None or on_that_day):
        return subjects
    known_today = _just_logged(asking, known) if again and day is None else []
    return [*subjects, *(_planned(asking, pair, one) for one in known_today), _one_more(asking, pair)]


def _just_logged(asking: Asking, known: Sequence[Session]) -> list[Session]:
    """The session whose record was written last, where that was today: a further one may be meant for it."""
    written = [one for one in known if one.version_id is not None]
    last = max(written, key=lambda one: one.version_id or 0, default=None)
    version = versions.get(asking.db, last.version_id) if last is not None and last.version_id is not None else None
    return [last] if last is not None and version is not None and local_day(version.made_at) == asking.today else []


def stands(asking: Asking, at: SessionRecord, answers: Mapping[str, str]) -> bool:
    """Whether the record of a session says just this."""
    version = versions.latest(asking.db, at.session) if at.session is not None else None
    return version is not None and Written.of(version) == written(answers)


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
        raise NotOpen(nothing_to_sign(asking))
    return found


def _to_sign(asking: Asking, pair: PairOf, session: Session, *, named: bool) -> Subject:
    at = CounterSign(session=session.id, version=session.version_id or 0)
    changed = session.version_number != 1  # a number signs at once only what has not changed since it was told of
    return Subject(at, called(asking, pair, session), logged=True, named=named and not changed)


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
        raise NotOpen(_("There is no such record to correct. STATUS shows where you stand."))
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
