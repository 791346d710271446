"""What a head answers who was asked to find a pair time to meet (requirement D299)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.support import SupportComing
from bot.programme.calendar import local_day
from bot.programme.refusals import NotYours
from bot.programme.telling import tell
from bot.programme.visibility import Viewer, relation_to
from bot.store import pairs, supports
from bot.store.cause import Cause
from bot.store.pairs import PairOf
from bot.store.sessions import Session
from bot.store.supports import Answer, Support


class SupportAnswered(Cause, written="support:{session}:{answer}:{person}"):
    """A head has said how they will help, to one of the two."""

    session: int
    answer: str
    person: int


def of_session(db: Connection, pair_id: int, session_id: int) -> Support | None:
    """The call for help that this session made due."""
    return next((one for one in supports.of_pair(db, pair_id) if one.session_id == session_id), None)


def answer(db: Connection, who: int, pair_id: int, session_id: int, given: Answer, now: datetime) -> None:
    """The head's answer is written down; the two are told what is to come of it, and nothing of a “not now”.

    NotYours for anybody but a head of the pair's school. A second answer takes the place of the first.
    """
    pair = pairs.get(db, pair_id)
    asked = of_session(db, pair_id, session_id)
    if pair is None or asked is None or relation_to(db, who, pair, local_day(now)) is not Viewer.HEAD:
        raise NotYours
    supports.answer(db, asked.id, given, now)
    if given is not Answer.NOT_NOW:
        _tell(db, pair, who, asked, given, now)


def _tell(db: Connection, pair: PairOf, head: int, asked: Support, given: Answer, now: datetime) -> None:
    for person_id in (pair.mentee_id, pair.mentor_id):
        at = SupportComing(pair=pair.id, by=head, answer=given)
        cause = SupportAnswered(session=asked.session_id, answer=given, person=person_id)
        tell(db, person_id, at, cause, now)


def missed_in_a_row(known: Sequence[Session], today: date) -> int:
    """How many planned dates up to today have come to nothing since the pair met last."""
    held = max((one.day for one in known if one.version_id is not None and one.day <= today), default=date.min)
    missed = [one for one in known if one.scheduled and one.version_id is None and held < one.day <= today]
    return len(missed) + sum(one.missed_reason is not None and one.moved_from is not None for one in missed)
