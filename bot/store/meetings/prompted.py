"""What the clock's questions about sessions, signatures and forms come of."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class LogAsked(Cause, written="log:{session}:{day}"):
    """A session of this day is to be logged by the mentee."""

    session: int
    day: date


class MentorAsked(Cause, written="log:{session}:{day}:mentor"):
    """The same by the mentor."""

    session: int
    day: date


class Reminded(Cause, written="remind:{session}:{day}:{person}"):
    """A session of this day is near, to one of the two."""

    session: int
    day: date
    person: int


class RecordMissed(Cause, written="no_record:{session}:{day}"):
    """A session of this day has no record yet."""

    session: int
    day: date


class SignatureMissed(Cause, written="unsigned:{version}:{turn}:{person}"):
    """A record waits for this person's signature, and is asked for again."""

    version: int
    turn: int
    person: int


class SittingOver(Cause, written="sitting:{draft}:{sittings}"):
    """A part of a long form was answered."""

    draft: int
    sittings: int


class FormLeft(Cause, written="idle:{draft}"):
    """A form was left open."""

    draft: int


class Merged(Cause, written="several:{page}"):
    """Several prompts came at once."""

    page: str
