"""Where filled forms and chosen deeds are handed to the programme; each answers the place that is said next."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk import (
    beside,
)
from bot.desk.base import Answers, Asking, pair_of
from bot.desk.handlers import does, opens, takes
from bot.desk.records import written
from bot.dialogs.annex_iv import AnnexIVDue
from bot.dialogs.dialog import Dialog
from bot.dialogs.everyday import English, Kiswahili, Started
from bot.dialogs.pausing import LeavePair
from bot.dialogs.prompts import Unsigned
from bot.dialogs.schools import NoteSent, NoteToMentor, RemindedToday, ReminderSent, School
from bot.dialogs.session_record import Correct, CounterSign, SessionRecord
from bot.dialogs.signing import (
    Agreed,
    Kept,
    Later,
    NewVersionSigned,
    ReadChange,
    SessionChanged,
    SessionSaved,
    SessionSent,
    SessionToSign,
    Signed,
    ToSign,
    Unchanged,
)
from bot.programme import officers, signatures
from bot.programme import people as people_deeds
from bot.programme import sessions as session_deeds
from bot.programme.refusals import AlreadyLogged
from bot.programme.sessions import Logged
from bot.store import people, versions


@takes
def log(asking: Asking, at: SessionRecord, answers: Answers) -> Dialog:
    """A session record is complete: it is saved, signed by its author and sent to the partner."""
    session_id = at.session if at.session is not None else None
    pair_id = pair_of(asking, at)
    evidence = asking.evidence(read=True)
    try:
        logged = session_deeds.log(
            asking.db, asking.who.id, pair_id, session_id, written(answers), evidence, asking.now
        )
    except AlreadyLogged as before:
        return beside.place(asking, before.session_id, written(answers))
    receipt = SessionSaved if answers.in_one else SessionSent
    return receipt(session=logged.session_id, version=logged.version_id)


@takes
def counter_sign(asking: Asking, at: CounterSign, answers: Answers) -> Dialog:
    """The review is sent: signed as it stands, or as a new version for the partner to confirm; a note goes along."""
    if answers.get("note"):
        session_deeds.note(asking.db, asking.who.id, at.session, answers["note"], asking.now)
    return _rewrite(asking, at, answers, session_deeds.change, same=Signed, changed=NewVersionSigned)


@takes
def correct(asking: Asking, at: Correct, answers: Answers) -> Dialog:
    """An EDIT is sent: one's own record is put right, another's is changed."""
    base = versions.get(asking.db, at.version)
    assert base is not None, "the form was opened about this version"
    deed = session_deeds.correct if base.author_id == asking.who.id else session_deeds.change
    return _rewrite(asking, at, answers, deed, same=Unchanged, changed=SessionSent)


def _rewrite(
    asking: Asking,
    at: CounterSign | Correct,
    answers: Answers,
    deed: Callable[..., Logged],
    *,
    same: type[Signed | Unchanged],
    changed: type[NewVersionSigned | SessionSent],
) -> Dialog:
    evidence = asking.evidence(read=not answers.unread)
    done = deed(asking.db, asking.who.id, at.session, at.version, written(answers), evidence, asking.now)
    receipt = same if done.version_id == at.version else changed
    return receipt(session=at.session, version=done.version_id)


# deeds of pages


@does(ToSign.sign)
def sign(asking: Asking, at: SessionToSign | Unsigned) -> Dialog:
    """Signs without having opened the record."""
    evidence = asking.evidence(read=False)
    done = signatures.sign(asking.db, asking.who.id, at.version, evidence, asking.now)
    receipt = Signed if done.complete else NewVersionSigned
    return receipt(session=at.session, version=at.version)


@does(ReadChange.agree)
def agree(asking: Asking, at: ReadChange) -> Dialog:
    """Confirms the partner's change, which was read."""
    signatures.sign(asking.db, asking.who.id, at.version, asking.evidence(read=True), asking.now)
    return Agreed(session=at.session, version=at.version)


@does(SessionChanged.keep, ReadChange.keep)
def keep(asking: Asking, at: SessionChanged | ReadChange) -> Dialog:
    """Keeps one's own version beside the partner's."""
    session_deeds.keep(asking.db, asking.who.id, at.version, asking.now)
    return Kept(session=at.session, version=at.version)


@does(ToSign.later, AnnexIVDue.later, LeavePair.stay)
def later(asking: Asking, at: SessionToSign | AnnexIVDue | Unsigned | LeavePair) -> Dialog:
    return Later()


@opens
def speak_english(asking: Asking, at: English) -> Dialog | None:
    people.set_language(asking.db, asking.who.id, "en")
    return None


@opens
def speak_kiswahili(asking: Asking, at: Kiswahili) -> Dialog | None:
    people.set_language(asking.db, asking.who.id, "sw")
    return None


@opens
def unmute(asking: Asking, at: Started) -> Dialog | None:
    people_deeds.unmute(asking.db, asking.who.id)
    return None


@does(School.remind)
def remind_head(asking: Asking, at: School) -> Dialog:
    """The head of a school is asked to look at what is red."""
    told = officers.remind_head(asking.db, asking.who.id, at.school, asking.now)
    return ReminderSent(school=at.school) if told else RemindedToday(school=at.school)


@takes
def note_to_mentor(asking: Asking, at: NoteToMentor, answers: Answers) -> Dialog:
    """A director's note goes to the mentor."""
    to, school_id = int(answers["to"]), at.school
    remark = officers.note_to_mentor(asking.db, asking.who.id, school_id, to, answers["words"], asking.now)
    return NoteSent(remark=remark)
