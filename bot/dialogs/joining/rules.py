"""Who reads no messages, and the notice as somebody saw it when they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.refusals import Refusal
from bot.messages import Channel
from bot.store.cause import Cause
from bot.store.people.people import Person, PersonState


class WantsNoMessages(Cause, written="refused:{person}:{head}"):
    """Somebody wants no messages, to a head of theirs."""

    person: int
    head: int


class InvitedAgain(Cause, written="invite:{person}:{day}"):
    """Somebody is invited again, on this day."""

    person: int
    day: date


class NoticeChangedCause(Cause, written="consent:{person}:{version}"):
    """The notice has changed since somebody agreed to it."""

    person: int
    version: str


class AlreadyIn(Refusal):
    """They have come in: there is nothing to invite them to."""

    reason = "already_in"


class WantsNone(Refusal):
    """They said that they want no messages: they are reached in person, and not pressed."""

    reason = "wants_none"


@dataclass(frozen=True)
class NoticeShown:
    """The notice as somebody saw it when they answered: its version, language, channel and exact text."""

    version: str
    language: str
    channel: Channel
    text: str


def is_silent(person: Person) -> bool:
    """Whether this person is reached in person only: they want no messages, or asked for silence."""
    return person.state is PersonState.ENROLLED or person.muted_at is not None
