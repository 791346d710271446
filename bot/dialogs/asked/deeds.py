"""How far a message to somebody has come, from being opened to the provider's receipt."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.dialogs.asked.rules import WAYS, HowFar
from bot.store.cause import Cause
from bot.store.outbox import outbox
from bot.store.talk import notices
from bot.store.talk.notices import NoticeState


def how_far(db: Connection, causes: Iterable[Cause]) -> HowFar:
    """How far the notice of one of these causes has come; one that was never to be said was not delivered."""
    notice = notices.of_causes(db, causes)
    if notice is None or notice.state in (NoticeState.SUPPRESSED, NoticeState.DROPPED):
        return HowFar.UNDELIVERED
    if notice.state is NoticeState.WAITING:
        return HowFar.WAITING
    state = outbox.state_of_notice(db, notice.id)
    return WAYS[state] if state is not None else HowFar.UNDELIVERED
