"""The only words that channels and the core share: what came in, what goes out, how a send fails."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


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

    @property
    def sharing(self) -> tuple[Channel, ...]:
        """The channels whose addresses are kept under this one."""
        return (Channel.SMS, Channel.USSD) if self is Channel.SMS else (self,)


MOST_READ = 5_000
"""Letters of a message that are read; no channel brings more, and all are kept."""
LONGEST_NAME = 255
"""Letters: no provider's address or id is longer, and no index takes much more."""


def clean(text: str) -> str:
    """A text that every database takes: halves of characters and NUL, which none does, are replaced."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", " ") if "\0" in text else text


def read(text: str) -> str:
    """A text as far as it is read: without the blanks around it, which say nothing."""
    return text.strip()[:MOST_READ]


_PHONE = re.compile(r"\+[0-9]{9,15}")
_UNSEEN = (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_DIRECTIONS = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *_UNSEEN))
"""Marks by which a text says in which direction it is read, and others that are not seen: with one of them a name is
another for a machine, and the same for everybody who reads it."""


def clean_name(text: str) -> str:
    """A name, a number or an id: clean, and without marks that nobody sees."""
    return clean(text) if text.isascii() else clean(text).translate(_DIRECTIONS)


def _name(text: str) -> str:
    """An address or an id; ValueError where it is none."""
    name = clean_name(text)
    if not 0 < len(name) <= LONGEST_NAME:
        raise ValueError("an address or an id is missing, or too long")
    return name


_KINDS = {"image": "image", "audio": "voice", "video": "video"}


def kind_of(type_: str) -> str:
    """How we call what comes with a message, by its MIME type: "document" is a PDF, "file" what is never kept."""
    exactly = {"image/webp": "sticker", "application/pdf": "document"}
    return exactly.get(type_) or _KINDS.get(type_.partition("/")[0], "file")


CALLED = "call "
"""How the id of a message begins that nobody wrote: a missed call stands for it."""


@dataclass(frozen=True)
class Inbound:
    """One message or button press as a provider brought it; `provider_id` is unique per channel.

    Its texts are clean however they came. ValueError where nobody says who writes, or which message it is.
    """

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
    also: str = ""
    """Another id of the same account, for which the provider vouches: later it may come alone."""

    def __post_init__(self) -> None:
        cleaned = {name: clean(getattr(self, name)) for name in ("text", "link", "also")}
        names = {name: _name(getattr(self, name)) for name in ("address", "provider_id")}
        perhaps = {name: clean_name(value) for name in ("press", "contact") if (value := getattr(self, name))}
        things = {name: tuple(map(clean, getattr(self, name))) for name in ("media", "files")}
        vars(self).update(cleaned | names | perhaps | things)

    @property
    def called(self) -> bool:
        """Whether they have called, and written nothing."""
        return self.provider_id.startswith(CALLED)

    @property
    def may_be_a_person(self) -> bool:
        """Whether it may be answered: by SMS only where it came from a phone's number, and not from 22141 or MPESA."""
        return self.channel.book is not Channel.SMS or _PHONE.fullmatch(self.address) is not None


@dataclass(frozen=True)
class Button:
    """A button: what it says, and what it means: the place that it stands on and the choice, which stay with us.

    `shares`: pressing it shares the phone number of the one who presses, where the channel can do that.
    """

    label: str
    data: str
    shares: bool = False


_KEPT = re.compile(r"~(\d{1,18})\.(\d{1,3})", re.ASCII)


def data_of_choice(reference: int, place: int) -> str:
    """What a button carries: where the outbox keeps its choice. So a button that we never made opens nothing.

    `reference`: the id of the message in the outbox; `place`: which of its choices. It outlives a restart.
    """
    return f"~{reference}.{place}"


def kept_choice(data: str) -> tuple[int, int] | None:
    """The message and the place of a choice that a button carries; None for data that no button of ours has."""
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
    """How an approved template carries a notice: all of its words stand where the template has its one gap.

    Around them, and on its buttons, the template has words of its own; `name`: under which it is registered.
    """

    name: str
    notice: str
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outbound:
    """One message ready for one address."""

    text: str
    choices: tuple[Button, ...] = ()
    template: str | None = None
    media: tuple[Media, ...] = ()
    listed: str = ""
    """The choices in words, with numbers, for where the provider has no buttons for us after all."""
    pattern: Pattern | None = None
    """How an approved template carries it."""
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

    `failure` says why it failed; it is handled as if the send had raised it. `address`: to whom it went, where that is
    all by which a message can be known whose id we were never told.
    """

    channel: Channel
    provider_id: str
    progress: Progress
    reference: int | None = None
    failure: SendFailure | None = None
    address: str = field(default="", compare=False)
    said: str = field(default="", compare=False)
    """The provider's own word for it, for whoever looks a message up."""

    def __post_init__(self) -> None:
        vars(self).update(provider_id=_name(self.provider_id))
        if self.reference is not None and not 0 < self.reference < 2**63:
            raise ValueError("a reference that is none of ours")


class SendFailure(Exception):
    """A send that did not succeed; one of the four below, never anything else."""


class TryLater(SendFailure):
    """The provider or the line is busy; `after` is how long it asked us to wait."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class Refused(SendFailure):
    """This message will never be taken by this address; `gone`: nor will any other, before somebody writes from it.

    `ours`: it is the message that is wrong, so this says nothing of the address.
    """

    def __init__(self, reason: str, *, gone: bool = False, ours: bool = False) -> None:
        super().__init__(reason)
        self.gone, self.ours = gone, ours


class OptedOut(SendFailure):
    """The person has told the provider to stop us."""


class Misconfigured(SendFailure):
    """Our account or settings are wrong: nothing on this channel can go out."""


class NoAnswer(Exception):
    """The provider was called and did not answer: it may have taken the message, or not.

    `failing`: it said that it fails itself, and has most likely not taken it. `odd`: it said yes in a shape that we do
    not know, and most likely has.
    """

    def __init__(self, reason: str = "", *, failing: bool = False, odd: bool = False) -> None:
        super().__init__(reason)
        self.failing, self.odd = failing, odd
