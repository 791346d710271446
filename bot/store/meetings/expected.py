"""What the clock looks at, over all pairs: sessions without a record, records without a signature, idle forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    and_,
    bindparam,
    exists,
    or_,
    select,
)

from bot.store.areas import Level
from bot.store.base import Moment
from bot.store.clock.scope import PairQuery
from bot.store.meetings.prompted import (
    FormLeft,
    LogAsked,
    MentorAsked,
    RecordMissed,
    Reminded,
    SittingOver,
)
from bot.store.pairs import PairState, pairs
from bot.store.people.addresses import addresses
from bot.store.people.levels import level_of
from bot.store.people.people import PersonState, people
from bot.store.session_rows import sessions
from bot.store.sessions.versions import versions
from bot.store.signing import signatures
from bot.store.statement import Query, only
from bot.store.talk.drafts import DraftState, drafts, is_resting
from bot.store.talk.notices import notices


class Asked(StrEnum):
    """The prompts about a session that is to come or has no record yet, each opened once for each of its days."""

    LOG = "log"
    """To the mentee: how was it?"""
    LOG_MENTOR = "log_mentor"
    """The same to the mentor, where the mentee does not answer."""
    REMIND_MENTEE = "remind_mentee"
    REMIND_MENTOR = "remind_mentor"
    NO_RECORD = "no_record"


@dataclass(frozen=True)
class Expected:
    """A planned session without a record: its day and hour, its pair, and the hours at which they may be asked.

    `asked_at`: when the mentee was asked about this day; None: not, or not yet.
    """

    session_id: int
    pair_id: int
    day: date
    hour: time | None
    mentee_id: int
    mentee_hour: time | None
    mentee_muted: bool
    mentor_id: int
    mentor_hour: time | None
    level: Level | None
    asked_at: datetime | None


@dataclass(frozen=True)
class UnsignedRecord:
    """A record that one of its pair has not signed, and that person's hour."""

    version_id: int
    session_id: int
    pair_id: int
    made_at: datetime
    person_id: int
    prompt_hour: time | None
    level: Level | None


@dataclass(frozen=True)
class Idle:
    """A form that was begun and not sent."""

    draft_id: int
    person_id: int
    touched_at: datetime


@dataclass(frozen=True)
class RestingForm:
    """A form between two sittings: how many there were, when the last one ended, and its person's hour."""

    draft_id: int
    person_id: int
    sittings: int
    touched_at: datetime
    prompt_hour: time | None
    level: Level | None


_mentor = people.alias("mentor")
_of_day = {"session": sessions.c.id, "day": sessions.c.day}
_log_cause = LogAsked.in_sql(**_of_day)
_CAUSES: dict[Asked, ColumnElement[str]] = {
    Asked.LOG: _log_cause,
    Asked.LOG_MENTOR: MentorAsked.in_sql(**_of_day),
    Asked.REMIND_MENTEE: Reminded.in_sql(**_of_day, person=people.c.id),
    Asked.REMIND_MENTOR: Reminded.in_sql(**_of_day, person=_mentor.c.id),
    Asked.NO_RECORD: RecordMissed.in_sql(**_of_day),
}


def _not_opened(cause: ColumnElement[str]) -> ColumnElement[bool]:
    return ~exists().where(notices.c.cause == cause)


_log = notices.alias("log")
_all = (
    sessions.join(pairs, pairs.c.id == sessions.c.pair_id)
    .join(people, people.c.id == pairs.c.mentee_id)
    .join(_mentor, _mentor.c.id == pairs.c.mentor_id)
)
_is_expected = and_(
    sessions.c.scheduled,
    ~sessions.c.settled,
    pairs.c.state == PairState.ACTIVE,
    ~exists().where(versions.c.session_id == sessions.c.id),
)
_hears_nothing = or_(
    people.c.muted_at.is_not(None),
    people.c.state != PersonState.ACTIVE,
    ~exists().where(addresses.c.person_id == people.c.id),
)
"""A mentee who wants no messages or has no phone (requirement D352): the mentor is asked in their place."""
_columns = (
    sessions.c.id,
    sessions.c.pair_id,
    sessions.c.day,
    sessions.c.hour,
    people.c.id,
    people.c.prompt_hour,
    _hears_nothing,
    _mentor.c.id,
    _mentor.c.prompt_hour,
    level_of(pairs.c.mentee_id),
    _log.c.said_at,
)


_with_log = _all.outerjoin(_log, _log.c.cause == _log_cause)
_was_asked = _log.c.said_at.is_not(None)
_mentee_hears, _mentor_hears = people.c.state == PersonState.ACTIVE, _mentor.c.state == PersonState.ACTIVE
_ONLY: dict[Asked, ColumnElement[bool]] = {
    Asked.LOG: _mentee_hears,
    Asked.REMIND_MENTEE: _mentee_hears,
    Asked.REMIND_MENTOR: _mentor_hears,
    Asked.NO_RECORD: and_(_mentee_hears, _was_asked),
    Asked.LOG_MENTOR: and_(_mentor_hears, or_(_was_asked, _hears_nothing)),
}
"""Who of the two is in the chat, and which prompts come of the mentee's silence."""


_BETWEEN = {
    asked: PairQuery(
        select(*_columns)
        .select_from(_with_log)
        .where(_is_expected, _not_opened(_CAUSES[asked]), _ONLY[asked])
        .where(sessions.c.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
        .order_by(sessions.c.day, sessions.c.id),
        Expected,
        sessions.c.pair_id,
    )
    for asked in Asked
}
_is_ahead = Query(
    select(
        exists().where(
            pairs.c.mentee_id == bindparam("person_id"),
            pairs.c.state == PairState.ACTIVE,
            sessions.c.pair_id == pairs.c.id,
            sessions.c.day.between(bindparam("first"), bindparam("last")),
            sessions.c.scheduled,
            ~sessions.c.settled,
            ~exists().where(versions.c.session_id == sessions.c.id),
        )
    ),
    only,
)
_later = versions.alias()
_unsigned = PairQuery(
    select(
        versions.c.id,
        sessions.c.id,
        sessions.c.pair_id,
        versions.c.made_at,
        people.c.id,
        people.c.prompt_hour,
        level_of(people.c.id),
    )
    .select_from(
        versions.join(sessions, sessions.c.id == versions.c.session_id)
        .join(pairs, pairs.c.id == sessions.c.pair_id)
        .join(people, or_(people.c.id == pairs.c.mentor_id, people.c.id == pairs.c.mentee_id))
    )
    .where(
        versions.c.made_at.between(bindparam("since", type_=Moment), bindparam("until", type_=Moment)),
        versions.c.refused_at.is_(None),
        pairs.c.state != PairState.ENDED,
        people.c.state == PersonState.ACTIVE,
        ~exists().where(_later.c.session_id == versions.c.session_id, _later.c.number > versions.c.number),
        ~exists().where(signatures.c.version_id == versions.c.id, signatures.c.person_id == people.c.id),
    )
    .order_by(versions.c.id, people.c.id),
    UnsignedRecord,
    sessions.c.pair_id,
)
_resting = Query(
    select(
        drafts.c.id,
        drafts.c.person_id,
        drafts.c.sittings,
        drafts.c.touched_at,
        people.c.prompt_hour,
        level_of(people.c.id),
    )
    .join_from(drafts, people)
    .where(
        is_resting,
        drafts.c.touched_at.between(bindparam("since", type_=Moment), bindparam("until", type_=Moment)),
        people.c.state == PersonState.ACTIVE,
        _not_opened(SittingOver.in_sql(draft=drafts.c.id, sittings=drafts.c.sittings)),
    )
    .order_by(drafts.c.id),
    RestingForm,
)
_idle = Query(
    select(drafts.c.id, drafts.c.person_id, drafts.c.touched_at)
    .join_from(drafts, people)
    .where(
        drafts.c.state == DraftState.OPEN,
        drafts.c.touched_at.between(bindparam("since", type_=Moment), bindparam("until", type_=Moment)),
        people.c.state == PersonState.ACTIVE,
        _not_opened(FormLeft.in_sql(draft=drafts.c.id)),
    )
    .order_by(drafts.c.id),
    Idle,
)


def between(db: Connection, asked: Asked, first: date, last: date) -> list[Expected]:
    """The sessions of the days from `first` to `last` about which this prompt has not been opened."""
    return _BETWEEN[asked].rows(db, first=first, last=last)


def is_ahead(db: Connection, person_id: int, first: date, last: date) -> bool:
    """Whether this mentee has a session on one of these days that is still to be asked about."""
    return bool(_is_ahead.sure(db, person_id=person_id, first=first, last=last))


def unsigned(db: Connection, since: datetime, until: datetime) -> list[UnsignedRecord]:
    """The records written in that time that wait for a signature."""
    return _unsigned.rows(db, since=since, until=until)


def idle(db: Connection, since: datetime, until: datetime) -> list[Idle]:
    """The open forms touched last in that time, about which nobody has been asked."""
    return _idle.rows(db, since=since, until=until)


def resting(db: Connection, since: datetime, until: datetime) -> list[RestingForm]:
    """The forms whose sitting ended in that time, of which the next has not been opened."""
    return _resting.rows(db, since=since, until=until)
