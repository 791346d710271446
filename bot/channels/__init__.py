"""The ways to people and back: what every provider must offer, and how fast each channel may be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Protocol
from urllib.parse import parse_qs

from bot.messages import Channel, Inbound, Outbound, Receipt

PER_SHILLING = 10_000
"""Providers' prices of one message have four decimals."""


class Taken(str):
    """The provider's id of a message that it took, where it tells the price with it.

    `price`: in ten-thousandths of a shilling; None where it is in another currency, or not said.
    """

    __slots__ = ("price",)
    price: int | None

    def __new__(cls, provider_id: str, price: int | None) -> Taken:
        """The id as it is, with its price beside it."""
        taken = super().__new__(cls, provider_id)
        taken.price = price
        return taken


def price_of(provider_id: str) -> int | None:
    """What the provider said that the message costs, if anything."""
    return provider_id.price if isinstance(provider_id, Taken) else None


class Transport(Protocol):
    """One provider's way of sending."""

    @property
    def tells(self) -> bool:
        """Whether its receipts name our reference or the address: then what became of a message may be known without
        an answer."""

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        """Hand one message to the provider and return its id of it, `Taken` with a price; `reference` is our own.

        Raises exactly one of the four `SendFailure`s when the provider did not take it, and `NoAnswer` when nobody can
        say whether it did. It comes back within fifteen seconds, and is called from several threads at once.
        """


@dataclass(frozen=True)
class Request:
    """What somebody posted to one of our webhooks, byte for byte; names of `headers` are in small letters."""

    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def form(self) -> dict[str, list[str]]:
        """The parameters of a form, blank ones too."""
        return parse_qs(self.body.decode(errors="replace"), keep_blank_values=True)

    def argument(self, name: str) -> str:
        """The first value of a parameter in the query; empty when there is none."""
        return parse_qs(self.query).get(name, [""])[0]


@dataclass(frozen=True)
class Heard:
    """What one request told us: messages of people, and what became of messages of ours."""

    inbounds: tuple[Inbound, ...] = ()
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True)
class WebhookAnswer:
    """What a provider gets back, always with status 200: it has told us, and need not tell us again."""

    body: str = ""
    type: str = "text/plain"


class Webhook(Protocol):
    """One provider's way of telling us; it knows no store and decides nothing."""

    @property
    def channel(self) -> Channel:
        """Under which what cannot be read is counted."""

    @property
    def paths(self) -> Sequence[str]:
        """The paths it is posted to; `<secret>` stands for one segment."""

    def genuine(self, request: Request) -> bool:
        """Whether this provider sent it. Anything else is refused and leaves no trace.

        `request.body` is read from the line when it is looked at: only where nothing before it shows who sent it.
        """

    def read(self, request: Request) -> Heard:
        """What it says. Whatever it raises, the request is counted as one that cannot be read, and answered."""

    def answer(self, said: Outbound | None) -> WebhookAnswer:
        """What is sent back. `said` is our reply, where the channel shows replies that way (`Capability.live`)."""


class Files(Protocol):
    """One provider's store of what people send beside words; it does not keep it for ever."""

    def fetch(self, reference: str, most: int) -> bytes:
        """What came, by the name that the provider gave it, up to so many bytes.

        Raises Refused where it is gone or larger, another `SendFailure` or `NoAnswer` where it may be fetched later.
        """


@dataclass(frozen=True)
class Rate:
    """How much a second a line may carry on average, how much at once, and how far apart to one address.

    Counted as the provider counts: in segments where a message has any (SMS), else in messages.
    """

    per_second: float
    burst: int
    spacing: timedelta = timedelta(0)

    @property
    def gap(self) -> timedelta:
        """The time one segment or message takes up on the line."""
        return timedelta(seconds=1 / self.per_second)


RATES: Mapping[Channel, Rate] = MappingProxyType(
    {
        Channel.SMS: Rate(per_second=10, burst=10),
        Channel.WHATSAPP: Rate(per_second=60, burst=20),
        Channel.TELEGRAM: Rate(per_second=25, burst=5, spacing=timedelta(seconds=1)),
    }
)
"""Shared by all senders; each stays below what its provider allows.

Telegram: 30, and one a second to each chat; WhatsApp: 80.
"""
