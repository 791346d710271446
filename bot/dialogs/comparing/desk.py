"""Two versions of one record at the desk: agreeing, keeping one's own, sending it, or that there were two meetings."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogs.comparing.pages import (
    Agreed,
    ChangedRecord,
    Kept,
    KeptByPartner,
    LoggedTwice,
    ReadChange,
    SessionChanged,
    Twice,
)
from bot.dialogs.comparing.shared import draft_beside, stands_beside
from bot.dialogs.desk import Asking, OfVersion, Prepared
from bot.dialogs.handlers import does, facts
from bot.dialogs.pairs.shared import names
from bot.dialogs.sessions import deeds
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.sessions.rules import Record
from bot.dialogs.sessions.shared import differing, opened, written
from bot.dialogs.signing import deeds as signatures
from bot.dialogs.signing.pages import Changes, NewVersionSigned, SessionSent, Signed, Unchanged
from bot.dialogs.signing.shared import waits_for_me, written_as
from bot.forms.dialog import Dialog
from bot.store.sessions import versions
from bot.store.sessions.versions import Version
from bot.store.talk import drafts
from bot.store.talk.drafts import DraftState


@does(ReadChange.agree)
def agree(asking: Asking, at: ReadChange) -> Dialog:
    """Confirms the partner's change, which was read."""
    signatures.sign(asking.db, asking.who.id, at.version, asking.evidence(read=True), asking.now)
    return Agreed(session=at.session, version=at.version)


@does(SessionChanged.keep, ReadChange.keep)
def keep(asking: Asking, at: SessionChanged | ReadChange) -> Dialog:
    """Keeps one's own version beside the partner's."""
    deeds.keep(asking.db, asking.who.id, at.version, asking.now)
    return Kept(session=at.session, version=at.version)


@facts
def changed(asking: Asking, at: Agreed | Kept | KeptByPartner) -> Prepared:
    """A new version beside the one before it."""
    return _changed(asking, at)


def _changed(asking: Asking, at: OfVersion) -> Prepared:
    session, pair = opened(asking, at.session, SessionRecord.shows)
    version = written_as(asking, session, at.version)
    me, partner = names(asking, pair)
    return Prepared(ChangedRecord(session.number, me, partner, _changes(asking, version)))


@facts
def to_confirm(asking: Asking, at: SessionChanged | ReadChange) -> Prepared:
    """A change that waits for this person's yes or no; closed once it is answered or has moved on."""
    session, _pair = opened(asking, at.session, "session")
    waits_for_me(asking, session, at)
    return _changed(asking, at)


def _changes(asking: Asking, version: Version) -> Changes:
    before = versions.numbered(asking.db, version.session_id, version.number - 1)
    return differing(Record.of(before), Record.of(version)) if before is not None else Changes(())


@facts
def twice(asking: Asking, at: LoggedTwice) -> Prepared:
    """Both versions where they differ; closed once one was chosen, or the record has moved on."""
    session, pair = opened(asking, at.session, "journal")
    stands, mine = stands_beside(asking, session, at), written(draft_beside(asking, at).answers)
    me, partner = names(asking, pair)
    by_me = stands.author_id == asking.who.id
    theirs = Record.of(stands)
    return Prepared(
        Twice(session.number, me, partner, not by_me, by_me, differing(mine, theirs), differing(theirs, mine))
    )


def _close(asking: Asking, at: LoggedTwice, state: DraftState) -> None:
    drafts.save(asking.db, replace(draft_beside(asking, at), state=state), asking.now)


@does(LoggedTwice.agree)
def agree_with_theirs(asking: Asking, at: LoggedTwice) -> Dialog:
    """The partner's version is signed; mine is put away."""
    draft_beside(asking, at)
    signatures.sign(asking.db, asking.who.id, at.version, asking.evidence(read=True), asking.now)
    _close(asking, at, DraftState.LEFT)
    return Signed(session=at.session, version=at.version)


@does(LoggedTwice.leave)
def leave_mine(asking: Asking, at: LoggedTwice) -> Dialog:
    """What I logged first stays."""
    _close(asking, at, DraftState.LEFT)
    return Unchanged(session=at.session, version=at.version)


@does(LoggedTwice.send, LoggedTwice.replace)
def send_mine(asking: Asking, at: LoggedTwice) -> Dialog:
    """My version follows the one that stands; the partner is asked to agree or to sign again."""
    session, _pair = opened(asking, at.session, "journal")
    mine, stands = written(draft_beside(asking, at).answers), stands_beside(asking, session, at)
    by_me = stands.author_id == asking.who.id
    deed = deeds.correct if by_me else deeds.change
    done = deed(asking.db, asking.who.id, stands.session_id, stands.id, mine, asking.evidence(read=True), asking.now)
    _close(asking, at, DraftState.DONE)
    receipt = SessionSent if by_me else NewVersionSigned
    return receipt(session=at.session, version=done.version_id)


@does(LoggedTwice.two)
def met_twice(asking: Asking, at: LoggedTwice) -> Dialog:
    """There were two meetings: mine becomes a session of its own."""
    _session, pair = opened(asking, at.session, "journal")
    mine, evidence = written(draft_beside(asking, at).answers), asking.evidence(read=True)
    logged = deeds.log_another(asking.db, asking.who.id, pair.id, mine, evidence, asking.now)
    _close(asking, at, DraftState.DONE)
    return SessionSent(session=logged.session_id, version=logged.version_id)
