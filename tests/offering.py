"""Buttons that we never made in this version, or never for this phone: as an older version of ours might have."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from bot.messages import Button, Channel, Outbound, data_of_choice
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, NewMessage


def offered(engine: Engine, channel: Channel, address: str, choice: str, now: datetime) -> str:
    """What a button with this choice carries, after a message with it went to this address."""
    with engine.begin() as db:
        message = outbox.queue(
            db,
            NewMessage(
                channel=channel,
                address=address,
                kind=MessageKind.NOTICE,
                outbound=Outbound("Which?", (Button("This", choice),)),
                expires_at=now,
                now=now,
            ),
        )
    return data_of_choice(message, 0)
