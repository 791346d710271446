"""Where a second record of a meeting is kept as a draft until its writer has chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from bot.dialogs.comparing.pages import LoggedTwice
from bot.dialogs.desk import Asking, NotOpen, Overtaken, about_text
from bot.dialogs.sessions.paper import Correct, CounterSign
from bot.dialogs.sessions.rules import Record
from bot.dialogs.signing import deeds as signatures
from bot.dialogs.signing.pages import Signed, Unchanged
from bot.dialogs.signing.shared import version_of
from bot.forms.dialog import Dialog
from bot.forms.form import Form
from bot.store.session_rows import Session
from bot.store.sessions import versions
from bot.store.sessions.versions import Version
from bot.store.talk import drafts
from bot.store.talk.drafts import Draft


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


def draft_beside(asking: Asking, at: LoggedTwice) -> Draft:
    draft = drafts.get(asking.db, at.draft)
    if draft is None or draft.person_id != asking.who.id or not draft.is_open:
        raise NotOpen
    return draft


def stands_beside(asking: Asking, session: Session, at: LoggedTwice) -> Version:
    """The version that stands; where it is not the one that was shown, it is shown beside mine first."""
    version = version_of(asking, session)
    if version.id != at.version:
        instead = LoggedTwice(session=at.session, version=version.id, draft=at.draft)
        raise Overtaken(session.number, instead)
    return version
