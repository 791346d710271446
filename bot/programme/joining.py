"""Coming in: the first message, the answer to the privacy notice, and inviting somebody once more.

How far a person has come is derived: invited, once a notice has gone; in, once they said yes; oriented, once they
have covered the topics; matched, once they are in a pair. Only whether the clock may write to them is kept, as the
state of the person, because every prompt looks at it: enrolled (not yet, or no), active (yes, or taken on paper).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.joining import ChatRefused, Invitation
from bot.dialogs.page import Prompt
from bot.messages import Channel
from bot.programme.calendar import SchoolDays, local_day, moment
from bot.programme.offices import Office, office_of
from bot.programme.refusals import NotYours, Refusal
from bot.programme.telling import prompt, tell
from bot.store import consents, newcomers, people, roles
from bot.store.cause import Cause
from bot.store.consents import Answer
from bot.store.newcomers import Outside
from bot.store.people import Person, State
from bot.store.roles import Role

INVITED_FOR = timedelta(days=14)
"""How long after they were entered the first message may still go by itself; later only INVITE sends it."""


class Refused(Cause, written="refused:{person}:{head}"):
    """Somebody wants no messages, to a head of theirs."""

    person: int
    head: int


class InvitedAgain(Cause, written="invite:{person}:{day}"):
    """Somebody is invited again, on this day."""

    person: int
    day: date


class AlreadyIn(Refusal):
    """They have come in: there is nothing to invite them to."""

    reason = "already_in"


class WantsNone(Refusal):
    """They said that they want no messages: they are reached in person, and not pressed."""

    reason = "wants_none"


@dataclass(frozen=True)
class Owed:
    """The first message to one person: from when until when it may be opened."""

    person_id: int
    page: Prompt[Any]
    cause: Cause
    at: datetime
    until: datetime


@dataclass(frozen=True)
class Shown:
    """The notice as somebody saw it when they answered: its version, language, channel and exact text."""

    version: str
    language: str
    channel: Channel
    text: str


def due(db: Connection, first: date, last: date, _days: SchoolDays) -> Iterable[Owed]:
    """The first messages owed to those entered on these days."""
    since, until = moment(first, time.min), moment(last + timedelta(days=1), time.min)
    for one in newcomers.uninvited(db, since, until):
        yield Owed(one.id, Invitation(), newcomers.Enrolled(person=one.id), one.made_at, one.made_at + INVITED_FOR)


def answered(db: Connection, who: int) -> Answer | None:
    """What somebody said to the notice last; None: nothing yet."""
    known = consents.of_person(db, who)
    return known[0].answer if known else None


def accept(db: Connection, who: int, shown: Shown, now: datetime) -> None:
    """Yes to messages by chat: from now on the clock may write to them."""
    _record(db, who, Answer.YES, shown, now)
    people.set_state(db, who, State.ACTIVE)


def refuse(db: Connection, who: int, shown: Shown, now: datetime) -> None:
    """No to messages: they stay in the programme, without prompts, and their head is asked to reach them in person."""
    _record(db, who, Answer.NO, shown, now)
    people.set_state(db, who, State.ENROLLED)
    for head in heads_of(db, who, local_day(now)):
        tell(db, head, ChatRefused(person=who), Refused(person=who, head=head), now)


def _record(db: Connection, who: int, answer: Answer, shown: Shown, now: datetime) -> None:
    consents.add(
        db,
        person_id=who,
        answer=answer,
        version=shown.version,
        language=shown.language,
        channel=shown.channel,
        shown=shown.text,
        now=now,
    )


def heads_of(db: Connection, who: int, today: date) -> list[int]:
    """The heads of the schools where somebody works, without themselves."""
    schools = [held.area_id for held in roles.of_person(db, who, today) if held.area_id is not None]
    heads = [held.person_id for school in schools for held in roles.at_area(db, school, Role.HEAD, today)]
    return [head for head in dict.fromkeys(heads) if head != who]


def is_silent(person: Person) -> bool:
    """Whether this person is reached in person only: they want no messages, or asked for silence."""
    return person.state is State.ENROLLED or person.muted_at is not None


# inviting again


def may_invite(db: Connection, by: int, now: datetime) -> Office:
    """The office of somebody who enrols people. NotYours for all others."""
    office = office_of(db, by, local_day(now))
    if office is None:
        raise NotYours
    return office


def outside(db: Connection, by: int, now: datetime) -> list[Outside]:
    """Who of this head's school or this director's area has not come in yet."""
    return newcomers.outside(db, may_invite(db, by, now).area_id, local_day(now))


def to_invite(db: Connection, by: int, number: str, now: datetime) -> Outside:
    """The one meant by a TSC number. NotYours for a number that is not theirs or not known; AlreadyIn, WantsNone."""
    office = may_invite(db, by, now)
    found = next((one for one in newcomers.outside(db, office.area_id, local_day(now)) if one.number == number), None)
    if found is None:
        person = people.by_tsc(db, number)
        raise AlreadyIn if person is not None and person.state is State.ACTIVE else NotYours
    if found.refused:
        raise WantsNone
    return found


def invite(db: Connection, by: int, who: int, now: datetime) -> None:
    """The first message goes once more, in the hours of prompts, at most once a day."""
    person = people.get(db, who)
    if person is None:
        raise NotYours
    to_invite(db, by, person.tsc_number or "", now)
    prompt(db, who, Invitation(), InvitedAgain(person=who, day=local_day(now)), now)
