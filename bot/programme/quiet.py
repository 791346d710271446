"""Pairs of which nothing is asked now, because they are paused, closed or completed: what waited is dropped."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.store import notices, sessions
from bot.store.cause import Kept
from bot.store.notices import Kind, Notice
from bot.store.pairs import PairOf


def hush(db: Connection, pair: PairOf) -> None:
    """The prompts that wait for the two about this pair are no longer true."""
    ids = {f"session={one.id}" for one in sessions.of_pair(db, pair.id)} | {f"pair={pair.id}"}
    for person_id in (pair.mentor_id, pair.mentee_id):
        about = [Kept(text=one.cause) for one in notices.waiting(db, person_id) if _asks(one) and ids & _about(one)]
        notices.drop_causes(db, about)


def _asks(notice: Notice) -> bool:
    return notice.kind is Kind.PROMPT


def _about(notice: Notice) -> set[str]:
    return set(notice.place.partition("?")[2].split("&"))
