"""Which version of a record stands, and which was taken back."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, OfVersion, Overtaken
from bot.dialogs.sessions.paper import CounterSign
from bot.dialogs.sessions.shared import waits
from bot.language import _
from bot.store.session_rows import Session
from bot.store.sessions import versions
from bot.store.sessions.versions import Version


def written_as(asking: Asking, session: Session, version_id: int | None) -> Version:
    """A version of a session's record; closed once it was taken back."""
    version = versions.get(asking.db, version_id) if version_id is not None else None
    if version is None or version.session_id != session.id:
        raise taken_back(session)
    return version


def version_of(asking: Asking, session: Session) -> Version:
    """The version of a session's record that stands; closed once it was taken back."""
    version = versions.latest(asking.db, session.id)
    if version is None:
        raise taken_back(session)
    return version


def taken_back(session: Session) -> NotOpen:
    return NotOpen(_("The record of session {number} was taken back."), number=session.number)


def waits_for_me(asking: Asking, session: Session, at: OfVersion) -> None:
    """Closed once another version stands, this person has signed, or both versions stand."""
    still_stands(asking, session, at)
    if asking.who.id in session.signers:
        raise NotOpen(_("You have signed session {number} already."), number=session.number)
    if session.refused:
        raise NotOpen(
            _("Both versions of session {number} stand. Talk it over, then EDIT {number}."), number=session.number
        )


def still_stands(asking: Asking, session: Session, at: OfVersion) -> None:
    """Closed once another version stands than the one that is looked at; one that waits for them is shown instead."""
    if session.version_id is None:
        raise taken_back(session)
    if session.version_id != at.version:
        stands = CounterSign(session=session.id, version=session.version_id)
        raise Overtaken(session.number, stands if waits(asking, session) else None)
