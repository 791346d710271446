"""The deeds around one session's record: logging, changing, correcting, keeping, adding a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.comparing.pages import KeptByPartner, SessionChanged
from bot.dialogs.meetings.rules import NotHeldCause
from bot.dialogs.pairs.deeds import take_pair, take_session
from bot.dialogs.pairs.rules import can_log, can_sign, demand
from bot.dialogs.refusals import AlreadyLogged, DayOutside, Moved, NotYours
from bot.dialogs.sessions.rules import BothKept, Logged, Record
from bot.dialogs.signing.deeds import put, sign
from bot.dialogs.signing.pages import SessionToSign
from bot.dialogs.signing.rules import BothSigned, Changed, SignAsked
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.messages import Channel
from bot.store import pictures
from bot.store.goals import goals_met
from bot.store.pairs import PairOf
from bot.store.session_rows import NewSession, Session
from bot.store.sessions import changes, notes, sessions, versions
from bot.store.sessions.versions import Version
from bot.store.signing import Evidence
from bot.store.talk import notices, prompts


def log(
    db: Connection, who: int, pair_id: int, session_id: int | None, record: Record, evidence: Evidence, now: datetime
) -> Logged:
    """Writes and signs the first version of a session's record; the partner is asked to sign it.

    `session_id` None makes a session that was not scheduled. AlreadyLogged when the session has a record, or when the
    pair has one of that day (requirements D111, D124).
    """
    pair = take_pair(db, who, pair_id)
    demand(can_log(pair))
    day = _day_held(record, pair, now)
    known = sessions.of_pair(db, pair_id)
    if session_id is None:
        refuse_second(db, [session for session in known if session.day == day])
        return _one_more(db, who, pair, record, evidence, now)
    session = _among(known, session_id)
    refuse_second(db, [session])
    _hold(db, session, day, record)
    prompts.settle(db, pair.mentor_id, pair.mentee_id, session_id)
    return Logged(session_id, session.number, _first(db, who, pair, session_id, record, evidence, now))


def log_another(db: Connection, who: int, pair_id: int, record: Record, evidence: Evidence, now: datetime) -> Logged:
    """The same for one more meeting of a day that has a record: its author has said that there was another."""
    pair = take_pair(db, who, pair_id)
    demand(can_log(pair))
    _day_held(record, pair, now)
    return _one_more(db, who, pair, record, evidence, now)


def change(
    db: Connection,
    who: int,
    session_id: int,
    base_version_id: int,
    record: Record,
    evidence: Evidence | None,
    now: datetime,
) -> Logged:
    """The other side writes what should stand; without evidence they do not sign it yet. The author is asked to agree.

    NotYours for the author of the base; Moved when the base is not the latest. Where nothing differs the base is kept,
    and signed when there is evidence.
    """
    before = _to_rewrite(db, who, session_id, base_version_id)
    if before.version.author_id == who:
        raise NotYours
    if Record.of(before.version) != record:
        return _rewrite(db, who, before, record, evidence, now)
    if evidence is not None:
        sign(db, who, before.version.id, evidence, now)
    return before.logged


def correct(
    db: Connection,
    who: int,
    session_id: int,
    base_version_id: int,
    record: Record,
    evidence: Evidence,
    now: datetime,
) -> Logged:
    """The author's own EDIT: a new version that both must sign again (requirement D118), the author at once.

    NotYours for anybody but the author of the base; Moved when the base is not the latest. Where nothing differs the
    base stays, with its signatures.
    """
    before = _to_rewrite(db, who, session_id, base_version_id)
    if before.version.author_id != who:
        raise NotYours
    if Record.of(before.version) == record:
        return before.logged
    return _rewrite(db, who, before, record, evidence, now)


def keep(db: Connection, who: int, version_id: int, now: datetime) -> None:
    """The other side keeps the version before this one: both stand and the session is disputed (requirement D233).

    Moved when this is not the latest, has none before it, or has been signed by `who`. A second time changes nothing.
    """
    version = versions.get(db, version_id)
    if version is None:
        raise NotYours
    session, pair = take_session(db, who, version.session_id)
    demand(can_sign(pair))
    if version.author_id == who:
        raise NotYours
    if session.version_id != version_id or version.number == 1 or who in session.signers:
        raise Moved
    if session.refused:
        return
    versions.refuse(db, version_id, now)
    notices.drop_causes(db, [SignAsked(version=version_id), Changed(version=version_id)])
    kept = KeptByPartner(session=session.id, version=version_id)
    tell(db, version.author_id, kept, BothKept(version=version_id), now)


def note(db: Connection, who: int, session_id: int, words: str, now: datetime) -> int:
    """Adds a person's own words under the session, beside the record and unsigned; answers the note's id."""
    session, pair = take_session(db, who, session_id)
    demand(can_sign(pair))
    return notes.add(db, session_id=session.id, author_id=who, words=words, now=now)


def close(db: Connection, who: int, session_id: int, marks: Mapping[str, str], now: datetime) -> None:
    """Whether the goals of the session were met, as this person sees it: each goal with its mark (requirement D106)."""
    session, pair = take_session(db, who, session_id)
    demand(can_sign(pair))
    goals_met.say(db, session.id, who, marks, now)


def attach(
    db: Connection, who: int, session_id: int, kind: str, channel: Channel, reference: str, now: datetime
) -> None:
    """Keeps a picture of the paper form with the session; `reference` is how its provider names it (D125)."""
    session, pair = take_session(db, who, session_id)
    demand(can_sign(pair))
    pictures.add(db, session_id=session.id, by_id=who, kind=kind, channel=channel, reference=reference, now=now)


def _one_more(db: Connection, who: int, pair: PairOf, record: Record, evidence: Evidence, now: datetime) -> Logged:
    """The record of a meeting that was not scheduled."""
    number = max((session.number for session in sessions.of_pair(db, pair.id)), default=0) + 1
    day = date.fromisoformat(record.day)
    session_id = changes.add(db, NewSession(pair.id, number, day, scheduled=False, venue=record.venue))
    return Logged(session_id, number, _first(db, who, pair, session_id, record, evidence, now))


def _first(
    db: Connection, who: int, pair: PairOf, session_id: int, record: Record, evidence: Evidence, now: datetime
) -> int:
    """The first version of a session's record, signed by its author; the partner is asked for theirs."""
    version_id = versions.add(db, session_id, 1, record, who, now)
    put(db, pair, version_id, record.hash, who, evidence, now)
    to_sign = SessionToSign(session=session_id, version=version_id)
    tell(db, pair.partner_id(who), to_sign, SignAsked(version=version_id), now)
    return version_id


def _day_held(record: Record, pair: PairOf, now: datetime) -> date:
    """The day of the record; DayOutside before the pair began or after today."""
    day, today = date.fromisoformat(record.day), local_day(now)
    if not pair.start <= day <= today:
        raise DayOutside(pair.start, today)
    return day


def _among(known: Sequence[Session], session_id: int) -> Session:
    for session in known:
        if session.id == session_id:
            return session
    raise NotYours


def refuse_second(db: Connection, known: Sequence[Session]) -> None:
    """AlreadyLogged when one of these has a record."""
    for session in known:
        written = versions.latest(db, session.id) if session.version_id is not None else None
        if written is not None:
            raise AlreadyLogged(session.id, written.author_id)


def _hold(db: Connection, session: Session, day: date, record: Record) -> None:
    """Sets the session where and when its record says; that it was not held is no longer news."""
    changes.hold(db, session.id, day, record.venue)
    if session.missed_reason is not None:
        notices.drop(db, NotHeldCause.beginning(session=session.id))


@dataclass(frozen=True)
class _Before:
    """What a next version follows: the newest one, of which session of which pair."""

    session: Session
    pair: PairOf
    version: Version

    @property
    def logged(self) -> Logged:
        """Where it stays as it is."""
        return Logged(self.session.id, self.session.number, self.version.id)


def _to_rewrite(db: Connection, who: int, session_id: int, base_version_id: int) -> _Before:
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    base = versions.latest(db, session_id)
    if base is None or base.id != base_version_id:
        raise Moved
    return _Before(session, pair, base)


def _rewrite(
    db: Connection, who: int, before: _Before, record: Record, evidence: Evidence | None, now: datetime
) -> Logged:
    """A next version, told to the partner; what they had not yet heard of the one before is no longer true."""
    session, pair, base = before.session, before.pair, before.version
    _hold(db, session, _day_held(record, pair, now), record)
    version_id = versions.add(db, session.id, base.number + 1, record, who, now)
    if evidence is not None:
        put(db, pair, version_id, record.hash, who, evidence, now)
    notices.drop_causes(db, [of(version=base.id) for of in (SignAsked, Changed, BothKept, BothSigned)])
    page, cause = (SessionToSign, SignAsked) if base.author_id == who else (SessionChanged, Changed)
    tell(db, pair.partner_id(who), page(session=session.id, version=version_id), cause(version=version_id), now)
    return Logged(session.id, session.number, version_id)
