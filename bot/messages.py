"""The only words that channels and the core share: what came in, what goes out, how a send fails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from zlib import crc32


class Channel(StrEnum):
    """The ways to reach a person."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    USSD = "ussd"

    @property
    def book(self) -> Channel:
        """Under which a person's address is kept: who dials a code is known by the number that gets SMS."""
        return Channel.SMS if self is Channel.USSD else self


@dataclass(frozen=True)
class Inbound:
    """One message or button press as a provider brought it; `provider_id` is unique per channel."""

    channel: Channel
    address: str
    provider_id: str
    text: str = ""
    press: str | None = None
    media: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """How the provider names each of `media`, in order: what it can be fetched by."""
    contact: str | None = None
    group: bool = False
    edited: bool = False
    """An earlier message in new words: what it had said stays heard."""
    answered: bool = False
    """The provider has itself answered (STOP, START, HELP): it is heard, and we stay silent."""
    link: str = ""
    """What the provider wants back with the reply."""


@dataclass(frozen=True)
class Choice:
    """A button: what it says, and the data that comes back when it is pressed.

    `shares`: pressing it shares the phone number of the one who presses, where the channel can do that.
    """

    label: str
    data: str
    shares: bool = False


MOST_DATA = 64
"""Bytes that the buttons of Telegram carry."""
_KEPT = re.compile(r"~(\d{1,18})\.(\d{1,3})")


def data_of_choice(choice: Choice, reference: int, place: int) -> str:
    """The data of a choice for a button with little room: its own, or where the outbox keeps it.

    `reference`: the id of the message in the outbox; `place`: which of its choices. It outlives a restart.
    """
    return choice.data if len(choice.data.encode()) <= MOST_DATA else f"~{reference}.{place}"


def kept_choice(data: str) -> tuple[int, int] | None:
    """The message and the place of a choice whose data were too long for its button; None for any other data."""
    kept = _KEPT.fullmatch(data)
    return (int(kept[1]), int(kept[2])) if kept else None


@dataclass(frozen=True)
class Media:
    """A picture or a document that goes with a message."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class Pattern:
    """The words of a template, to be approved beforehand: `{{1}}` stands where the first of `values` goes.

    Its buttons have fixed labels; what they carry is put in after the values.
    """

    language: str
    text: str
    values: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()

    def key(self, template: str) -> str:
        """The name it is registered under: other words are another template."""
        return f"{template}_{self.language}_{crc32('|'.join((self.text, *self.buttons)).encode()):08x}"


@dataclass(frozen=True)
class Outbound:
    """One message ready for one address."""

    text: str
    choices: tuple[Choice, ...] = ()
    template: str | None = None
    media: tuple[Media, ...] = ()
    listed: str = ""
    """The choices in words, with numbers, for where the provider has no buttons for us after all."""
    pattern: Pattern | None = None
    """The words of `template`."""
    link: str = ""
    """What the provider gave with the message that this answers, and wants back."""
    ends: bool = False
    """Whether it asks nothing: a session on a live channel is over."""


@dataclass(frozen=True)
class Capability:
    """What a channel can show: the renderer reads nothing else about it."""

    text: int
    """Characters of a message (septets where `gsm7`)."""
    gsm7: bool
    buttons: int = 0
    """How many buttons a message carries; 0 where choices are numbers in the text."""
    label: int = 0
    """Characters on a button."""
    rows: int = 0
    """How many choices it carries as a list to open, where they are too many for buttons."""
    row: int = 0
    """Characters of a choice in a list."""
    media: bool = False
    """Whether pictures and documents go with it; elsewhere the text says it all."""
    contacts: bool = False
    """Whether a button can share the phone number of the one who presses it."""
    window: timedelta | None = None
    """How long after the person's last message free text may be sent; None is always."""
    live: bool = False
    """Whether the reply is shown at once, as the answer to the request: it is not sent, and 0 goes back."""


CAPABILITIES: dict[Channel, Capability] = {
    Channel.SMS: Capability(text=306, gsm7=True),
    Channel.WHATSAPP: Capability(
        text=1024, gsm7=False, buttons=3, label=20, rows=10, row=24, media=True, window=timedelta(hours=24)
    ),
    Channel.TELEGRAM: Capability(text=4096, gsm7=False, buttons=100, label=64, media=True, contacts=True),
    Channel.USSD: Capability(text=178, gsm7=True, live=True),
}
"""USSD shows 182 characters; four of them say whether the session goes on."""


class Progress(StrEnum):
    """How far the provider says a message has come."""

    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True)
class Receipt:
    """What a provider tells of a message later on: by its own id, by the reference that we gave it, or by both.

    `failure` says why it failed; it is handled as if the send had raised it.
    """

    channel: Channel
    provider_id: str
    progress: Progress
    reference: int | None = None
    failure: SendFailure | None = None


class SendFailure(Exception):
    """A send that did not succeed; one of the four below, never anything else."""


class TryLater(SendFailure):
    """The provider or the line is busy; `after` is how long it asked us to wait."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Refused(SendFailure):
    """This message will never be taken by this address; `gone`: nor will any other, before somebody writes from it."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.gone = gone


class OptedOut(SendFailure):
    """The person has told the provider to stop us."""


class Misconfigured(SendFailure):
    """Our account or settings are wrong: nothing on this channel can go out."""


class NoAnswer(Exception):
    """The provider was called and did not answer: it may have taken the message, or not."""
