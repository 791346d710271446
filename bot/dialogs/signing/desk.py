"""Records to sign at the desk: counter-signing, and what receipts and notices are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogs.desk import Answers, Asking, OfVersion, Prepared
from bot.dialogs.handlers import does, facts, takes
from bot.dialogs.pairs import deeds as status
from bot.dialogs.pairs import rules as pair_rules
from bot.dialogs.pairs.shared import names
from bot.dialogs.sessions import deeds as session_deeds
from bot.dialogs.sessions.paper import Correct, CounterSign, SessionRecord
from bot.dialogs.sessions.rules import entered_late
from bot.dialogs.sessions.shared import looked_back, meeting_of, moment_of, opened, rewrite
from bot.dialogs.signing import deeds
from bot.dialogs.signing.pages import (
    ChangeWaits,
    NewVersionSigned,
    NoteAdded,
    SavedRecord,
    SessionComplete,
    SessionSaved,
    SessionSent,
    SessionToSign,
    Signed,
    ToSign,
    Unchanged,
    Unsigned,
)
from bot.dialogs.signing.shared import still_stands, waits_for_me, written_as
from bot.forms.dialog import Dialog
from bot.language import fold, items_of, local_day
from bot.store import plans
from bot.store.pairs import PairOf
from bot.store.session_rows import Session
from bot.store.sessions import sessions
from bot.store.sessions.versions import Version


@takes
def counter_sign(asking: Asking, at: CounterSign, answers: Answers) -> Dialog:
    """The review is sent: signed as it stands, or as a new version for the partner to confirm; a note goes along."""
    if answers.get("note"):
        session_deeds.note(asking.db, asking.who.id, at.session, answers["note"], asking.now)
    return rewrite(asking, at, answers, session_deeds.change, same=Signed, changed=NewVersionSigned)


# deeds of pages


@does(ToSign.sign)
def sign(asking: Asking, at: SessionToSign | Unsigned) -> Dialog:
    """Signs without having opened the record; one that was changed is read first."""
    session, _pair = opened(asking, at.session, at.shows)
    if session.version_id == at.version and session.version_number != 1:
        return CounterSign(session=at.session, version=at.version)
    evidence = asking.evidence(read=False)
    done = deeds.sign(asking.db, asking.who.id, at.version, evidence, asking.now)
    receipt = Signed if done.complete else NewVersionSigned
    return receipt(session=at.session, version=at.version)


# the forms


@facts
def review(asking: Asking, at: Correct) -> Prepared:
    """A saved record to put right; closed once another version stands, which is shown instead."""
    session, pair = opened(asking, at.session, SessionRecord.shows)
    still_stands(asking, session, at)
    return _reviewed(asking, pair, session)


@facts
def to_counter_sign(asking: Asking, at: CounterSign) -> Prepared:
    """The same, to be signed by this person: closed once they have, or where both versions stand."""
    session, pair = opened(asking, at.session, SessionRecord.shows)
    waits_for_me(asking, session, at)
    found = _reviewed(asking, pair, session)
    return Prepared(replace(found.facts, several=_several(asking)), found.answers)


def _reviewed(asking: Asking, pair: PairOf, session: Session) -> Prepared:
    version = written_as(asking, session, session.version_id)
    facts = meeting_of(asking, pair, session, session.number, venue=version.venue)
    return Prepared(facts, {name: getattr(version, name) or "" for name in SessionRecord.elements()})


def _several(asking: Asking) -> bool:
    """Whether this person meets with more than one partner, so that a number alone does not say whose record it is."""
    return len(asking.meeting) > 1


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
    return Prepared(_record(asking, session, pair, written_as(asking, session, at.version)))


@facts
def signed(asking: Asking, at: Signed) -> Prepared:
    """The same after signing: whose record it was, where one meets with several."""
    found = _told(asking, at)
    return Prepared(replace(found.facts, several=_several(asking)))


@facts
def to_sign_notice(asking: Asking, at: Unsigned | SessionToSign) -> Prepared:
    """A record that waits for this person; closed once it is signed or has moved on."""
    session, pair = opened(asking, at.session, "session")
    waits_for_me(asking, session, at)
    found = _told(asking, at).facts
    had = pair_rules.places(sessions.of_pair(asking.db, pair.id), plans.latest(asking.db, pair.id), but=session.id)
    return Prepared(replace(found, known_place=fold(found.venue) in map(fold, had)))


def _record(asking: Asking, session: Session, pair: PairOf, version: Version) -> SavedRecord:
    me, partner = names(asking, pair)
    coming = moment_of(sessions.next_planned(asking.db, pair.id, asking.today))
    figures = status.pair_figures(asking.db, pair.id, asking.today)
    return SavedRecord(
        number=session.number,
        me=me,
        partner=partner,
        day=date.fromisoformat(version.day),
        venue=version.venue,
        areas=items_of(version.areas),
        plan=items_of(version.plan),
        looked_back=looked_back(version.looked_back),
        scheduled=session.scheduled,
        late=version.number == 1 and entered_late(date.fromisoformat(version.day), local_day(version.made_at)),
        at=asking.now,
        next=coming,
        undated=coming is None and pair_rules.can_plan(pair),
        held=figures.held,
        due=figures.due,
        signed=figures.signed,
    )
