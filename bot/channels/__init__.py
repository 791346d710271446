"""The ways out to people: what every channel must offer, and how fast each may be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Protocol

from bot.messages import Channel, Outbound


class Transport(Protocol):
    """One provider's way of sending."""

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        """Hand one message to the provider and return the provider's id of it; `reference` is our own.

        Raises exactly one of the four `SendFailure`s when the provider did not take it, and `NoAnswer` when nobody can
        say whether it did. It comes back within fifteen seconds, and is called from several threads at once.
        """


@dataclass(frozen=True)
class Rate:
    """How many messages a second a line may carry on average, and how many at once."""

    per_second: float
    burst: int

    @property
    def gap(self) -> timedelta:
        """The time one message takes up on the line."""
        return timedelta(seconds=1 / self.per_second)


RATES: Mapping[Channel, Rate] = MappingProxyType(
    {
        Channel.SMS: Rate(per_second=10, burst=10),
        Channel.WHATSAPP: Rate(per_second=60, burst=20),
        Channel.TELEGRAM: Rate(per_second=25, burst=5),
    }
)
"""Shared by all senders; each stays below what its provider allows (Telegram 30, WhatsApp 80)."""
