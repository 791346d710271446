"""What a head answers who was asked to find a pair time to meet (requirement D299)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.refusals import NotYours
from bot.dialogs.support.pages import SupportComing
from bot.dialogs.support.rules import SupportAnsweredCause
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import local_day
from bot.store import pairs
from bot.store.pairs import PairOf
from bot.store.support import supports
from bot.store.support.supports import HeadsAnswer, Support


def of_session(db: Connection, pair_id: int, session_id: int) -> Support | None:
    """The call for help that this session made due."""
    return next((one for one in supports.of_pair(db, pair_id) if one.session_id == session_id), None)


def answer(db: Connection, who: int, pair_id: int, session_id: int, given: HeadsAnswer, now: datetime) -> None:
    """The head's answer is written down; the two are told what is to come of it, and nothing of a “not now”.

    NotYours for anybody but a head of the pair's school. A second answer takes the place of the first.
    """
    pair = pairs.get(db, pair_id)
    asked = of_session(db, pair_id, session_id)
    if pair is None or asked is None or relation_to(db, who, pair, local_day(now)) is not Viewer.HEAD:
        raise NotYours
    supports.answer(db, asked.id, given, now)
    if given is not HeadsAnswer.NOT_NOW:
        _tell(db, pair, who, asked, given, now)


def _tell(db: Connection, pair: PairOf, head: int, asked: Support, given: HeadsAnswer, now: datetime) -> None:
    for person_id in (pair.mentee_id, pair.mentor_id):
        at = SupportComing(pair=pair.id, by=head, answer=given)
        cause = SupportAnsweredCause(session=asked.session_id, answer=given, person=person_id)
        tell(db, person_id, at, cause, now)
