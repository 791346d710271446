"""A pair or a session locked for one of its two; and that nothing is asked of a pair any more."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.pairs.rules import Figures
from bot.dialogs.refusals import NotYours
from bot.store import pairs
from bot.store.cause import KeptCause
from bot.store.pairs import PairOf
from bot.store.session_rows import Session
from bot.store.sessions import changes, sessions
from bot.store.talk import notices
from bot.store.talk.notices import QueuedNotice


def take_pair(db: Connection, who: int, pair_id: int) -> PairOf:
    """The pair, locked until the transaction ends, for one of its two. NotYours for anybody else."""
    pair = pairs.get(db, pair_id, lock=True)
    if pair is None or pair.side(who) is None:
        raise NotYours
    return pair


def take_session(db: Connection, who: int, session_id: int) -> tuple[Session, PairOf]:
    """The session as it stands once its pair is locked, for one of the two. NotYours for anybody else."""
    changes.lock_pair(db, session_id)
    found = sessions.get(db, session_id)
    if found is None or found[1].side(who) is None:
        raise NotYours
    return found


def hush(db: Connection, pair: PairOf, today: date) -> None:
    """The prompts that wait about this pair, for the two and for their head, are no longer true."""
    notices.drop_causes(db, _waiting_about(db, pair, today))


def replan(db: Connection, pair: PairOf, today: date) -> None:
    """The same where they may come again: the days of the pair are others now, or will be."""
    notices.retire(db, _waiting_about(db, pair, today))


def _waiting_about(db: Connection, pair: PairOf, today: date) -> list[KeptCause]:
    ids = {f"session={one.id}" for one in sessions.of_pair(db, pair.id)} | {f"pair={pair.id}"}
    around = dict.fromkeys((pair.mentor_id, pair.mentee_id, *heads_of(db, pair.mentee_id, today)))
    waiting = (one for person_id in around for one in notices.waiting(db, person_id))
    return [KeptCause(text=one.cause) for one in waiting if _asks(one) and ids & _about(one)]


def _asks(notice: QueuedNotice) -> bool:
    return notice.kind.by_clock


def _about(notice: QueuedNotice) -> set[str]:
    return set(notice.place.partition("?")[2].split("&"))


def pair_figures(db: Connection, pair_id: int, today: date) -> Figures:
    """The figures up to and with `today`; a disputed record is held and not signed (requirement D232)."""
    return Figures(*sessions.figures(db, pair_id, today))
