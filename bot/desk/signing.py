"""Records to sign at the desk: what their forms, notices and receipts are told, and which version of them stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.desk.base import Asking, Closed, OfVersion, Overtaken, Prepared
from bot.desk.handlers import facts
from bot.desk.records import differing, looked_back, meeting_of, moment_of, names, opened, waits
from bot.dialogs.prompts import Unsigned
from bot.dialogs.session_record import Correct, CounterSign, SessionRecord
from bot.dialogs.signing import (
    Agreed,
    Changed,
    Changes,
    ChangeWaits,
    Kept,
    KeptByPartner,
    NewVersionSigned,
    NoteAdded,
    ReadChange,
    Record,
    SessionChanged,
    SessionComplete,
    SessionSaved,
    SessionSent,
    SessionToSign,
    Signed,
    Unchanged,
)
from bot.language import _, fold, items_of, today
from bot.programme import pairs as pair_rules
from bot.programme import status
from bot.programme.records import Record as Written
from bot.programme.records import entered_late
from bot.store import plans, sessions, versions
from bot.store.pairs import PairOf
from bot.store.sessions import Session
from bot.store.versions import Version

# the forms


@facts
def review(asking: Asking, at: Correct) -> Prepared:
    """A saved record to put right; closed once another version stands, which is shown instead."""
    session, pair = opened(asking, at.session, SessionRecord.shows)
    _still(asking, session, at)
    return _reviewed(asking, pair, session)


@facts
def to_counter_sign(asking: Asking, at: CounterSign) -> Prepared:
    """The same, to be signed by this person: closed once they have, or where both versions stand."""
    session, pair = opened(asking, at.session, SessionRecord.shows)
    _unsigned(asking, session, at)
    found = _reviewed(asking, pair, session)
    return Prepared(replace(found.facts, several=_several(asking)), found.answers)


def _reviewed(asking: Asking, pair: PairOf, session: Session) -> Prepared:
    version = _written_as(asking, session, session.version_id)
    facts = meeting_of(asking, pair, session, session.number, venue=version.venue)
    return Prepared(facts, {name: getattr(version, name) for name in SessionRecord.elements()})


def _several(asking: Asking) -> bool:
    """Whether this person meets with more than one partner, so that a number alone does not say whose record it is."""
    return len(asking.meeting) > 1


def _written_as(asking: Asking, session: Session, version_id: int | None) -> Version:
    """A version of a session's record; closed once it was taken back."""
    version = versions.get(asking.db, version_id) if version_id is not None else None
    if version is None or version.session_id != session.id:
        raise _taken_back(session)
    return version


def version_of(asking: Asking, session: Session) -> Version:
    """The version of a session's record that stands; closed once it was taken back."""
    version = versions.latest(asking.db, session.id)
    if version is None:
        raise _taken_back(session)
    return version


def _taken_back(session: Session) -> Closed:
    return Closed(_("The record of session {number} was taken back."), number=session.number)


# notices and receipts


@facts
def record(
    asking: Asking,
    at: SessionSaved | SessionSent | NewVersionSigned | NoteAdded | Unchanged | ChangeWaits | SessionComplete,
) -> Prepared:
    """A saved record as receipts and notices speak of it."""
    return _told(asking, at)


def _told(asking: Asking, at: OfVersion) -> Prepared:
    session, pair = opened(asking, at.session, "session")
    return Prepared(_record(asking, session, pair, _written_as(asking, session, at.version)))


@facts
def signed(asking: Asking, at: Signed) -> Prepared:
    """The same after signing: whose record it was, where one meets with several."""
    found = _told(asking, at)
    return Prepared(replace(found.facts, several=_several(asking)))


@facts
def to_sign_notice(asking: Asking, at: Unsigned | SessionToSign) -> Prepared:
    """A record that waits for this person; closed once it is signed or has moved on."""
    session, pair = opened(asking, at.session, "session")
    _unsigned(asking, session, at)
    found = _told(asking, at).facts
    had = pair_rules.places(sessions.of_pair(asking.db, pair.id), plans.latest(asking.db, pair.id), but=session.id)
    return Prepared(replace(found, known_place=fold(found.venue) in map(fold, had)))


def _unsigned(asking: Asking, session: Session, at: OfVersion) -> None:
    """Closed once another version stands, this person has signed, or both versions stand."""
    _still(asking, session, at)
    if asking.who.id in session.signers:
        raise Closed(_("You have signed session {number} already."), number=session.number)
    if session.refused:
        raise Closed(
            _("Both versions of session {number} stand. Talk it over, then EDIT {number}."), number=session.number
        )


def _still(asking: Asking, session: Session, at: OfVersion) -> None:
    """Closed once another version stands than the one that is looked at; one that waits for them is shown instead."""
    if session.version_id is None:
        raise _taken_back(session)
    if session.version_id != at.version:
        stands = CounterSign(session=session.id, version=session.version_id)
        raise Overtaken(session.number, stands if waits(asking, session) else None)


def _record(asking: Asking, session: Session, pair: PairOf, version: Version) -> Record:
    me, partner = names(asking, pair)
    coming = moment_of(sessions.next_planned(asking.db, pair.id, asking.today))
    figures = status.pair_figures(asking.db, pair.id, asking.today)
    return Record(
        number=session.number,
        me=me,
        partner=partner,
        day=date.fromisoformat(version.day),
        venue=version.venue,
        areas=items_of(version.areas),
        plan=items_of(version.plan),
        looked_back=looked_back(version.looked_back),
        scheduled=session.scheduled,
        late=version.number == 1 and entered_late(date.fromisoformat(version.day), today(version.made_at)),
        at=asking.now,
        next=coming,
        undated=coming is None and pair_rules.can_plan(pair),
        held=figures.held,
        due=figures.due,
        signed=figures.signed,
    )


@facts
def changed(asking: Asking, at: Agreed | Kept | KeptByPartner) -> Prepared:
    """A new version beside the one before it."""
    return _changed(asking, at)


def _changed(asking: Asking, at: OfVersion) -> Prepared:
    session, pair = opened(asking, at.session, SessionRecord.shows)
    version = _written_as(asking, session, at.version)
    me, partner = names(asking, pair)
    return Prepared(Changed(session.number, me, partner, _changes(asking, version)))


@facts
def to_confirm(asking: Asking, at: SessionChanged | ReadChange) -> Prepared:
    """A change that waits for this person's yes or no; closed once it is answered or has moved on."""
    session, _pair = opened(asking, at.session, "session")
    _unsigned(asking, session, at)
    return _changed(asking, at)


def _changes(asking: Asking, version: Version) -> Changes:
    before = versions.numbered(asking.db, version.session_id, version.number - 1)
    return differing(Written.of(before), Written.of(version)) if before is not None else Changes(())
