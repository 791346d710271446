"""Two records of one meeting: the second is kept as a draft beside the first until its writer has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from bot.desk.base import Asking, Closed, Overtaken, Prepared, about_text
from bot.desk.handlers import does, facts
from bot.desk.records import differing, names, opened, written
from bot.desk.signing import version_of
from bot.dialogs.beside import LoggedTwice, Twice
from bot.dialogs.dialog import Dialog
from bot.dialogs.form import Form
from bot.dialogs.session_record import Correct, CounterSign
from bot.dialogs.signing import NewVersionSigned, SessionSent, Signed, Unchanged
from bot.programme import sessions as deeds
from bot.programme import signatures
from bot.programme.records import Record
from bot.store import drafts, versions
from bot.store.drafts import Draft, State
from bot.store.sessions import Session
from bot.store.versions import Version


def place(asking: Asking, session_id: int, mine: Record) -> Dialog:
    """Where the writer of a second record chooses; one that says the same is a signature."""
    stands = versions.latest(asking.db, session_id)
    assert stands is not None, "the session has a record"
    by_me = stands.author_id == asking.who.id
    if Record.of(stands) == mine:
        if by_me:
            return Unchanged(session=session_id, version=stands.id)
        signatures.sign(asking.db, asking.who.id, stands.id, asking.evidence(read=True), asking.now)
        return Signed(session=session_id, version=stands.id)
    form = Correct if by_me else CounterSign
    draft = _kept(asking, form(session=session_id, version=stands.id), asdict(mine))
    return LoggedTwice(session=session_id, version=stands.id, draft=draft.id)


def _kept(asking: Asking, form: Form[Any], mine: Mapping[str, str]) -> Draft:
    """Their own words, as the change of the record that they can still send by SIGN or EDIT."""
    name, about = type(form).__name__, about_text(form)
    known = drafts.find_open(asking.db, asking.who.id, name, about)
    if known is None:
        return drafts.open_one(asking.db, asking.who.id, name, about, mine, asking.inbox_id, asking.now)
    drafts.save(asking.db, replace(known, answers=mine), asking.now)
    return known


def _draft(asking: Asking, at: LoggedTwice) -> Draft:
    draft = drafts.get(asking.db, at.draft)
    if draft is None or draft.person_id != asking.who.id or not draft.is_open:
        raise Closed
    return draft


def _stands(asking: Asking, session: Session, at: LoggedTwice) -> Version:
    """The version that stands; where it is not the one that was shown, it is shown beside mine first."""
    version = version_of(asking, session)
    if version.id != at.version:
        instead = LoggedTwice(session=at.session, version=version.id, draft=at.draft)
        raise Overtaken(session.number, instead)
    return version


@facts
def twice(asking: Asking, at: LoggedTwice) -> Prepared:
    """Both versions where they differ; closed once one was chosen, or the record has moved on."""
    session, pair = opened(asking, at.session, "journal")
    stands, mine = _stands(asking, session, at), written(_draft(asking, at).answers)
    me, partner = names(asking, pair)
    by_me = stands.author_id == asking.who.id
    theirs = Record.of(stands)
    return Prepared(
        Twice(session.number, me, partner, not by_me, by_me, differing(mine, theirs), differing(theirs, mine))
    )


def _close(asking: Asking, at: LoggedTwice, state: State) -> None:
    drafts.save(asking.db, replace(_draft(asking, at), state=state), asking.now)


@does(LoggedTwice.agree)
def agree_with_theirs(asking: Asking, at: LoggedTwice) -> Dialog:
    """The partner's version is signed; mine is put away."""
    _draft(asking, at)
    signatures.sign(asking.db, asking.who.id, at.version, asking.evidence(read=True), asking.now)
    _close(asking, at, State.LEFT)
    return Signed(session=at.session, version=at.version)


@does(LoggedTwice.leave)
def leave_mine(asking: Asking, at: LoggedTwice) -> Dialog:
    """What I logged first stays."""
    _close(asking, at, State.LEFT)
    return Unchanged(session=at.session, version=at.version)


@does(LoggedTwice.send, LoggedTwice.replace)
def send_mine(asking: Asking, at: LoggedTwice) -> Dialog:
    """My version follows the one that stands; the partner is asked to agree or to sign again."""
    session, _pair = opened(asking, at.session, "journal")
    mine, stands = written(_draft(asking, at).answers), _stands(asking, session, at)
    by_me = stands.author_id == asking.who.id
    deed = deeds.correct if by_me else deeds.change
    done = deed(asking.db, asking.who.id, stands.session_id, stands.id, mine, asking.evidence(read=True), asking.now)
    _close(asking, at, State.DONE)
    receipt = SessionSent if by_me else NewVersionSigned
    return receipt(session=at.session, version=done.version_id)


@does(LoggedTwice.two)
def met_twice(asking: Asking, at: LoggedTwice) -> Dialog:
    """There were two meetings: mine becomes a session of its own."""
    _session, pair = opened(asking, at.session, "journal")
    mine, evidence = written(_draft(asking, at).answers), asking.evidence(read=True)
    logged = deeds.log(asking.db, asking.who.id, pair.id, None, mine, evidence, asking.now, another=True)
    _close(asking, at, State.DONE)
    return SessionSent(session=logged.session_id, version=logged.version_id)
