"""Taking back what was saved a moment ago, as long as nobody has read, signed or answered it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.goals.paper import CommentOnGoal
from bot.dialogs.leading.paper import RateLeader
from bot.dialogs.letters.paper import AnswerLetter, Ask, Feedback
from bot.dialogs.letters.rules import LetterSentCause
from bot.dialogs.meetings.paper import CallOff, Move, NotHeld
from bot.dialogs.meetings.rules import DateConfirmedCause, about_dates
from bot.dialogs.modules.paper import ReportModule
from bot.dialogs.observing.paper import Observe
from bot.dialogs.pairs.deeds import take_session
from bot.dialogs.pairs.rules import can_log, demand
from bot.dialogs.reviews.paper import MenteeQuarterReview, MenteeReview, MentorQuarterReview, MentorReview
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.signing.rules import SignAsked
from bot.dialogs.telling import tell
from bot.dialogs.undo.pages import TakenBack
from bot.dialogs.undo.rules import DRAFT, WITHIN, AlreadyAnswered, NothingSaved, TakenBackAt, TooLate
from bot.forms.form import Form
from bot.store import letters, pairs
from bot.store.cause import Cause
from bot.store.instruments import modules, observations
from bot.store.instruments.modules import ModuleReported
from bot.store.instruments.observations import LessonObserved
from bot.store.pairs import PairOf
from bot.store.reviews import reviews
from bot.store.session_rows import Session
from bot.store.sessions import changes, notes, sessions, versions
from bot.store.talk import drafts, notices, saves
from bot.store.talk.drafts import Draft, DraftState
from bot.store.talk.saves import Save


def image(db: Connection, form: Form[Any]) -> dict[str, Any] | None:
    """How the session stands that a form is about: before it is handed in, and after; None where it is about none."""
    session_id: int | None = getattr(form, "session", None)
    if type(form).__name__ not in WAYS or session_id is None:
        return None
    found = sessions.get(db, session_id)
    return changes.image(found[0]) if found else None


def keep(db: Connection, save: Save) -> None:
    """Remembers what somebody has just saved; what cannot be taken back takes the place of what could."""
    if save.form in WAYS:
        saves.keep(db, save)
    else:
        saves.forget(db, save.person_id)


def discard(db: Connection, draft: Draft, now: datetime) -> None:
    """Puts away what somebody had begun, so that it can be taken back."""
    drafts.save(db, replace(draft, state=DraftState.LEFT), now)
    made = f"{DRAFT}={draft.id}"
    saves.keep(db, Save(draft.person_id, draft.form, draft.about or "", draft.answers, made, None, None, now))


def take_back(db: Connection, who: int, now: datetime) -> Save:
    """Takes back what this person saved last, and answers it. NothingSaved; TooLate; Answered."""
    save = saves.last(db, who)
    if save is None:
        raise NothingSaved
    if now - save.saved_at > WITHIN:
        raise TooLate
    if DRAFT in save.ids:
        _draft(db, save, now)
    else:
        WAYS[save.form](db, save, now)
    saves.forget(db, who)
    return save


def _draft(db: Connection, save: Save, now: datetime) -> None:
    """What was put away is open again, unless it was begun anew meanwhile."""
    draft = drafts.get(db, save.ids[DRAFT])
    if draft is None or draft.is_open or drafts.find_open(db, draft.person_id, draft.form, draft.about):
        raise AlreadyAnswered
    drafts.save(db, replace(draft, state=DraftState.OPEN), now)


def _record(db: Connection, save: Save, now: datetime) -> None:
    """The first version of a session's record goes, with its author's signature; the session stands as before."""
    session, pair = take_session(db, save.person_id, save.ids["session"])
    demand(can_log(pair))
    version_id = save.ids["version"]
    if session.version_id != version_id or session.version_number != 1 or session.signers - {save.person_id}:
        raise AlreadyAnswered
    if notes.of_session(db, session.id):
        raise AlreadyAnswered
    versions.take_back(db, version_id)
    if save.before is None:
        changes.take_back(db, session.id)
    else:
        changes.restore(db, session.id, save.before)
    _untell(db, pair, save, session, [SignAsked(version=version_id)], now)


def _date(db: Connection, save: Save, now: datetime) -> None:
    """A session not held, moved or called off is where it was."""
    session, pair = take_session(db, save.person_id, save.ids["session"])
    demand(can_log(pair))
    both = (pair.mentee_id, pair.mentor_id)
    confirmed = notices.since(db, both, DateConfirmedCause.beginning(session=session.id), save.saved_at)
    moved = session.version_id is not None or changes.image(session) != save.after
    if moved or confirmed or save.before is None:
        raise AlreadyAnswered
    changes.restore(db, session.id, save.before)
    told = [told for begins in about_dates(session.id) for told in notices.since(db, both, begins, save.saved_at)]
    _untell(db, pair, save, session, told, now)


def _review(db: Connection, save: Save, _now: datetime) -> None:
    """A review is still to be saved; one that was shared stays."""
    review = reviews.get(db, save.ids["review"])
    pair = pairs.get(db, review.pair_id, lock=True) if review else None
    if review is None or pair is None or review.shared_at is not None:
        raise AlreadyAnswered
    reviews.take_back(db, review.id)


def _letter(db: Connection, save: Save, now: datetime) -> None:
    """A letter that was not read was never sent."""
    letter = letters.get(db, save.ids["letter"])
    if letter is None or pairs.get(db, letter.pair_id, lock=True) is None:
        raise AlreadyAnswered
    letter = letters.get(db, letter.id)  # as it stands now that the pair is ours
    if letter is None or letter.read_at is not None:
        raise AlreadyAnswered
    letters.take_back(db, letter.id, now)
    notices.drop_causes(db, [LetterSentCause(letter=letter.id)])


def _lesson(db: Connection, save: Save, now: datetime) -> None:
    """A lesson whose copy was not read was never written down."""
    lesson = observations.get(db, save.ids["observation"])
    if lesson is None or pairs.get(db, lesson.pair_id, lock=True) is None:
        raise AlreadyAnswered
    lesson = observations.get(db, lesson.id)  # as it stands now that the pair is ours
    if lesson is None or lesson.read_at is not None:
        raise AlreadyAnswered
    observations.take_back(db, lesson.id, now)
    notices.drop_causes(db, [LessonObserved(observation=lesson.id)])


def _module(db: Connection, save: Save, now: datetime) -> None:
    """A module that no coach has answered for was never reported."""
    report = modules.get(db, save.ids["report"])
    if report is None or report.confirmed is not None:
        raise AlreadyAnswered
    modules.take_back(db, report.id, now)
    notices.drop_causes(db, [ModuleReported(report=report.id)])


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
        _lesson: (Observe, RateLeader),
        _module: (ReportModule,),
        _letter: (Ask, AnswerLetter, Feedback, CommentOnGoal),
    }.items()
    for form in forms
}
"""What can be taken back: each form with the way to do it."""
