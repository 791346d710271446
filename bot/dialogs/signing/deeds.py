"""Signing: a person puts their name to one version of a session's record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.pairs.deeds import take_session
from bot.dialogs.pairs.rules import can_sign, demand
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.signing.pages import SessionComplete, SessionToSign
from bot.dialogs.signing.rules import BothSigned, Changed, SignAsked, SignedNow
from bot.dialogs.telling import tell
from bot.store import signing
from bot.store.pairs import PairOf
from bot.store.sessions import versions
from bot.store.sessions.versions import Version
from bot.store.signing import Evidence
from bot.store.talk import notices, prompts


def sign(db: Connection, who: int, version_id: int, evidence: Evidence, now: datetime) -> SignedNow:
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
        prompts.settle(db, who, who, session.id)
        _tell(db, pair, version, who, now, complete=complete)
    return SignedNow(complete, fresh)


def put(
    db: Connection, pair: PairOf, version_id: int, version_hash: str, who: int, evidence: Evidence, now: datetime
) -> bool:
    """Writes the signature of one of the pair; False when it stood there before. Tells nobody."""
    side = pair.side(who)
    if side is None:
        raise NotYours
    made = signing.add(
        db, version_id=version_id, person_id=who, role=side, hash=version_hash, now=now, evidence=evidence
    )
    return made is not None


def _tell(db: Connection, pair: PairOf, version: Version, who: int, now: datetime, *, complete: bool) -> None:
    """Tells the partner, unless they wrote this version to be signed and were told of that when they did."""
    if complete:
        notices.drop_causes(db, [SignAsked(version=version.id), Changed(version=version.id)])
        done = SessionComplete(session=version.session_id, version=version.id)
        tell(db, pair.partner_id(who), done, BothSigned(version=version.id), now)
    elif who != version.author_id:
        to_sign = SessionToSign(session=version.session_id, version=version.id)
        tell(db, pair.partner_id(who), to_sign, SignAsked(version=version.id), now)
