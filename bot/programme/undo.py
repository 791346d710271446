"""Taking back what was saved a moment ago, as long as nobody has read, signed or answered it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.form import Form
from bot.dialogs.goals import CommentOnGoal
from bot.dialogs.letters import AnswerLetter, Ask, Feedback
from bot.dialogs.not_held import CallOff, Move, NotHeld
from bot.dialogs.review import MenteeQuarterReview, MenteeReview, MentorQuarterReview, MentorReview
from bot.dialogs.session_record import SessionRecord
from bot.dialogs.undo import TakenBack
from bot.programme.dates import DateConfirmed, about_dates
from bot.programme.letters import LetterSent
from bot.programme.pairs import can_log, demand, take_session
from bot.programme.refusals import Refusal
from bot.programme.signatures import SignAsked
from bot.programme.telling import tell
from bot.store import letters, notes, notices, pairs, reviews, saves, sessions, versions
from bot.store.cause import Cause
from bot.store.pairs import PairOf
from bot.store.saves import Save
from bot.store.sessions import Session

WITHIN = timedelta(minutes=2)
"""How long it can be taken back."""


class TakenBackAt(Cause, written="undone:{person}:{at}"):
    """Somebody took back what they had saved, at this second."""

    person: int
    at: int


class NothingSaved(Refusal):
    """There is nothing of theirs to take back."""

    reason = "nothing_saved"


class TooLate(Refusal):
    """It was saved too long ago."""

    reason = "too_late"


class Answered(Refusal):
    """Somebody has read, signed or answered it, or it has changed since: it stays."""

    reason = "answered"


def image(db: Connection, form: Form[Any]) -> dict[str, Any] | None:
    """How the session stands that a form is about: before it is handed in, and after; None where it is about none."""
    session_id: int | None = getattr(form, "session", None)
    if type(form).__name__ not in WAYS or session_id is None:
        return None
    found = sessions.get(db, session_id)
    return sessions.image(found[0]) if found else None


def keep(db: Connection, save: Save) -> None:
    """Remembers what somebody has just saved; what cannot be taken back takes the place of what could."""
    if save.form in WAYS:
        saves.keep(db, save)
    else:
        saves.forget(db, save.person_id)


def take_back(db: Connection, who: int, now: datetime) -> Save:
    """Takes back what this person saved last, and answers it. NothingSaved; TooLate; Answered."""
    save = saves.last(db, who)
    if save is None:
        raise NothingSaved
    if now - save.saved_at > WITHIN:
        raise TooLate
    WAYS[save.form](db, save, now)
    saves.forget(db, who)
    return save


def _record(db: Connection, save: Save, now: datetime) -> None:
    """The first version of a session's record goes, with its author's signature; the session stands as before."""
    session, pair = take_session(db, save.person_id, save.ids["session"])
    demand(can_log(pair))
    version_id = save.ids["version"]
    if session.version_id != version_id or session.version_number != 1 or session.signers - {save.person_id}:
        raise Answered
    if notes.of_session(db, session.id):
        raise Answered
    versions.take_back(db, version_id)
    if save.before is None:
        sessions.take_back(db, session.id)
    else:
        sessions.restore(db, session.id, save.before)
    _untell(db, pair, save, session, [SignAsked(version=version_id)], now)


def _date(db: Connection, save: Save, now: datetime) -> None:
    """A session not held, moved or called off is where it was."""
    session, pair = take_session(db, save.person_id, save.ids["session"])
    demand(can_log(pair))
    both = (pair.mentee_id, pair.mentor_id)
    confirmed = notices.since(db, both, DateConfirmed.beginning(session=session.id), save.saved_at)
    moved = session.version_id is not None or sessions.image(session) != save.after
    if moved or confirmed or save.before is None:
        raise Answered
    sessions.restore(db, session.id, save.before)
    told = [told for begins in about_dates(session.id) for told in notices.since(db, both, begins, save.saved_at)]
    _untell(db, pair, save, session, told, now)


def _review(db: Connection, save: Save, _now: datetime) -> None:
    """A review is still to be saved; one that was shared stays."""
    review = reviews.get(db, save.ids["review"])
    pair = pairs.get(db, review.pair_id, lock=True) if review else None
    if review is None or pair is None or review.shared_at is not None:
        raise Answered
    reviews.take_back(db, review.id)


def _letter(db: Connection, save: Save, now: datetime) -> None:
    """A letter that was not read was never sent."""
    letter = letters.get(db, save.ids["letter"])
    if letter is None or pairs.get(db, letter.pair_id, lock=True) is None:
        raise Answered
    letter = letters.get(db, letter.id)  # as it stands now that the pair is ours
    if letter is None or letter.read_at is not None:
        raise Answered
    letters.take_back(db, letter.id, now)
    notices.drop_causes(db, [LetterSent(letter=letter.id)])


def _untell(db: Connection, pair: PairOf, save: Save, session: Session, causes: Sequence[Cause], now: datetime) -> None:
    """What the partner has not heard yet they never hear; who has is told that it was taken back."""
    if notices.retire(db, causes):
        once = TakenBackAt(person=save.person_id, at=int(now.timestamp()))
        tell(db, pair.partner_id(save.person_id), TakenBack(pair=pair.id, number=session.number), once, now)


WAYS: dict[str, Callable[[Connection, Save, datetime], None]] = {
    form.__name__: way
    for way, forms in {
        _record: (SessionRecord,),
        _date: (NotHeld, Move, CallOff),
        _review: (MentorReview, MenteeReview, MentorQuarterReview, MenteeQuarterReview),
        _letter: (Ask, AnswerLetter, Feedback, CommentOnGoal),
    }.items()
    for form in forms
}
"""What can be taken back: each form with the way to do it."""
