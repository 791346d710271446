"""How far a message to somebody has come, from being opened to the provider's receipt."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.dialogs.asked.rules import WAYS, Fate, HowFar
from bot.store.cause import Cause
from bot.store.outbox import history
from bot.store.outbox.outbox import MessageState
from bot.store.talk import notices
from bot.store.talk.notices import NoticeState


def fate(db: Connection, causes: Iterable[Cause]) -> Fate:
    """What became of the notice of one of these causes; one that was never to be said was not delivered."""
    notice = notices.of_causes(db, causes)
    if notice is None or notice.state in (NoticeState.SUPPRESSED, NoticeState.DROPPED):
        return Fate(HowFar.UNDELIVERED)
    if notice.state is NoticeState.WAITING:
        return Fate(HowFar.WAITING)
    state, at = history.fate_of_notice(db, notice.id) or (MessageState.FAILED, None)
    return Fate(WAYS[state], at if WAYS[state] is not HowFar.GOING else None)
