"""Signing: a person puts their name to one version of a session's record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.signing import SessionComplete, SessionToSign
from bot.messages import Channel
from bot.programme.pairs import can_sign, demand, take_session
from bot.programme.refusals import Moved, NotYours
from bot.programme.telling import tell
from bot.store import notices, signatures, versions
from bot.store.cause import Cause
from bot.store.pairs import PairOf
from bot.store.signatures import Method


@dataclass(frozen=True)
class Evidence:
    """How somebody signed: from which address, by what means, and what they had been shown in which language.

    `read` says whether they opened the text; `shown` is that text where it must be kept; `inbox_id` is their message.
    """

    channel: Channel
    address: str
    method: Method
    language: str
    read: bool
    shown: str | None = None
    inbox_id: int | None = None
    seen_by_id: int | None = None
    """The head who saw it signed on paper."""


@dataclass(frozen=True)
class Signed:
    """What a signature did: `complete` when both have signed now, `fresh` when this person had not signed before."""

    complete: bool
    fresh: bool


class SignAsked(Cause, written="sign:{version}"):
    """A record is to be signed by the other side."""

    version: int


class Changed(Cause, written="changed:{version}"):
    """A record was changed by the other side, to be read and confirmed."""

    version: int


class BothSigned(Cause, written="complete:{version}"):
    """Both have signed a record."""

    version: int


def sign(db: Connection, who: int, version_id: int, evidence: Evidence, now: datetime) -> Signed:
    """Signs the latest version; once is enough. The partner hears when it is complete, or that it is theirs to sign.

    NotYours outside the pair; Moved when a newer version exists or the other side has refused this one.
    """
    version = versions.get(db, version_id)
    if version is None:
        raise NotYours
    session, pair = take_session(db, who, version.session_id)
    demand(can_sign(pair))
    if session.version_id != version_id or session.refused:
        raise Moved
    fresh = put(db, pair, version_id, version.hash, who, evidence, now)
    complete = session.signers | {who} >= {pair.mentor_id, pair.mentee_id}
    if fresh:
        _tell(db, pair, version.session_id, version_id, who, version.author_id, now, complete=complete)
    return Signed(complete, fresh)


def put(
    db: Connection, pair: PairOf, version_id: int, version_hash: str, who: int, evidence: Evidence, now: datetime
) -> bool:
    """Writes the signature of one of the pair; False when it stood there before. Tells nobody."""
    side = pair.side(who)
    if side is None:
        raise NotYours
    made = signatures.add(
        db,
        version_id=version_id,
        person_id=who,
        role=side,
        channel=evidence.channel,
        address=evidence.address,
        method=evidence.method,
        hash=version_hash,
        language=evidence.language,
        read=evidence.read,
        shown=evidence.shown,
        inbox_id=evidence.inbox_id,
        now=now,
        seen_by_id=evidence.seen_by_id,
    )
    return made is not None


def _tell(
    db: Connection,
    pair: PairOf,
    session_id: int,
    version_id: int,
    who: int,
    author_id: int,
    now: datetime,
    *,
    complete: bool,
) -> None:
    """Tells the partner, unless they wrote this version to be signed and were told of that when they did."""
    if complete:
        notices.drop_causes(db, [SignAsked(version=version_id), Changed(version=version_id)])
        done = SessionComplete(session=session_id, version=version_id)
        tell(db, pair.partner_id(who), done, BothSigned(version=version_id), now)
    elif who != author_id:
        to_sign = SessionToSign(session=session_id, version=version_id)
        tell(db, pair.partner_id(who), to_sign, SignAsked(version=version_id), now)
