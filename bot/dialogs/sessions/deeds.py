"""The deeds around one session's record: logging, changing, correcting, keeping, adding a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from bot.store.session_rows import Session
from bot.store.sessions import changes, notes, sessions, versions
from bot.store.sessions.versions import Version
from bot.store.signing import Evidence
from bot.store.talk import notices


def log(
    db: Connection,
    who: int,
    pair_id: int,
    session_id: int | None,
    record: Record,
    evidence: Evidence,
    now: datetime,
    *,
    another: bool = False,
) -> Logged:
    """Writes and signs the first version of a session's record; the partner is asked to sign it.

    `session_id` None makes a session that was not scheduled. AlreadyLogged when the session has a record, or when the
    pair has one of that day and the person has not said that there was `another` meeting (requirements D111, D124).
    """
    pair = take_pair(db, who, pair_id)
    demand(can_log(pair))
    day = _day_held(record, pair, now)
    known = sessions.of_pair(db, pair_id)
    if session_id is None:
        refuse_second(db, [] if another else [session for session in known if session.day == day])
        number = max((session.number for session in known), default=0) + 1
        session_id = changes.add(db, pair_id=pair_id, number=number, day=day, venue=record.venue, scheduled=False)
    else:
        session = _among(known, session_id)
        refuse_second(db, [session])
        number = session.number
        _hold(db, session, day, record)
    version_id = _write(db, pair, who, session_id, 1, record, evidence, now)
    to_sign = SessionToSign(session=session_id, version=version_id)
    tell(db, pair.partner_id(who), to_sign, SignAsked(version=version_id), now)
    return Logged(session_id, number, version_id)


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
    session, pair, base = _to_rewrite(db, who, session_id, base_version_id)
    if base.author_id == who:
        raise NotYours
    if Record.of(base) != record:
        return _rewrite(db, who, session, pair, base, record, evidence, now, SessionChanged, Changed)
    if evidence is not None:
        sign(db, who, base.id, evidence, now)
    return Logged(session_id, session.number, base.id)


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
    session, pair, base = _to_rewrite(db, who, session_id, base_version_id)
    if base.author_id != who:
        raise NotYours
    if Record.of(base) == record:
        return Logged(session_id, session.number, base.id)
    return _rewrite(db, who, session, pair, base, record, evidence, now, SessionToSign, SignAsked)


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


def _to_rewrite(db: Connection, who: int, session_id: int, base_version_id: int) -> tuple[Session, PairOf, Version]:
    session, pair = take_session(db, who, session_id)
    demand(can_log(pair))
    base = versions.latest(db, session_id)
    if base is None or base.id != base_version_id:
        raise Moved
    return session, pair, base


def _rewrite(
    db: Connection,
    who: int,
    session: Session,
    pair: PairOf,
    base: Version,
    record: Record,
    evidence: Evidence | None,
    now: datetime,
    page: type[SessionToSign | SessionChanged],
    cause: type[SignAsked | Changed],
) -> Logged:
    """A next version, told to the partner; what they had not yet heard of the one before is no longer true."""
    _hold(db, session, _day_held(record, pair, now), record)
    version_id = _write(db, pair, who, session.id, base.number + 1, record, evidence, now)
    notices.drop_causes(db, [of(version=base.id) for of in (SignAsked, Changed, BothKept, BothSigned)])
    tell(db, pair.partner_id(who), page(session=session.id, version=version_id), cause(version=version_id), now)
    return Logged(session.id, session.number, version_id)


def _write(
    db: Connection,
    pair: PairOf,
    who: int,
    session_id: int,
    number: int,
    record: Record,
    evidence: Evidence | None,
    now: datetime,
) -> int:
    """A version and, with evidence, its author's signature."""
    version_id = versions.add(
        db,
        session_id=session_id,
        number=number,
        day=record.day,
        venue=record.venue,
        objectives=record.objectives,
        areas=record.areas,
        plan=record.plan,
        looked_back=record.looked_back,
        author_id=who,
        hash=record.hash,
        now=now,
    )
    if evidence is not None:
        put(db, pair, version_id, record.hash, who, evidence, now)
    return version_id
