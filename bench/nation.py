"""Fills a store with a nation in the middle of its year: pairs with what they have met, written, signed and heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, literal, select, text
from tqdm import tqdm

from bench.crowd import RECORD
from bot.dialogs.annex_iv.rules import ASKED as ANNEX_ASKED
from bot.dialogs.calendar import DueReview, moment, reviews_until
from bot.dialogs.reminders.pages import LogPrompt, NoRecord, SessionReminder
from bot.dialogs.reviews.rules import ASKED
from bot.dialogs.signing.pages import Unsigned
from bot.dialogs.signing.prompts import UNSIGNED
from bot.forms.reasons import Reason
from bot.messages import Channel
from bot.store.annex_iv import AnnexIVDueCause
from bot.store.areas import AreaKind, Level
from bot.store.base import Moment, insert_many
from bot.store.cause import Cause
from bot.store.clock.looks import AT_ONCE, looks
from bot.store.keys.confidential import sealed_row
from bot.store.meetings.prompted import LogAsked, MentorAsked, RecordMissed, Reminded, SignatureMissed
from bot.store.pairs import PairKind, PairState, Side
from bot.store.people.people import PersonState
from bot.store.people.roles import Role
from bot.store.reviews.reviews import ReviewKind
from bot.store.reviews.unreviewed import CAUSES
from bot.store.signing import Method
from bot.store.tables import addresses, areas, notices, pairs, people, reviews, roles, sessions, signatures
from bot.store.tables import versions as records
from bot.store.talk.notices import NoticeKind, NoticeState

DUE_DAY = date(2026, 5, 28)
"""A Thursday, on which one pair in four meets."""
WEEKS, LAST, AT_SCHOOL = 10, 9, 10
"""Sessions of a pair, one a week; the one of this week; pairs of a school."""
OFFSETS = (0, 1, 4, 5)
"""So many days after the due day the session of this week is, by the pair's number: weekdays."""
CHUNK = 2_000
UNHELD, UNSIGNED_BY_MENTOR, UNSAVED = 8, 10, 10
"""One session in so many has no record, one record is not signed by the mentor, one review was not saved."""
LONG_AGO = timedelta(days=12)
"""What was said is said to have been said so long ago that it counts against nobody's week."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Nation:
    """So many pairs, numbered from 1; ids follow from numbers."""

    count: int
    bar: bool = True

    @property
    def schools(self) -> int:
        return -(-self.count // AT_SCHOOL)

    @property
    def due(self) -> int:
        """How many mentors are reminded on the morning of the due day."""
        return self.count // len(OFFSETS)

    def fill(self, engine: Engine) -> None:
        """Everything, with a progress bar on a terminal."""
        with engine.begin() as db:
            _copy(db, areas, self._areas())
            _copy(db, people, map(self._head, range(1, self.schools + 1)))
            _copy(db, roles, (_role(self._head_id(one), Role.HEAD, _school_id(one)) for one in self._school_numbers))
        with tqdm(total=self.count, unit=" pairs", disable=None if self.bar else True, leave=False) as bar:
            for first in range(1, self.count + 1, CHUNK):
                members = [Member(number) for number in range(first, min(first + CHUNK, self.count + 1))]
                with engine.begin() as db:
                    if db.dialect.name == "postgresql":
                        db.execute(text("SET LOCAL session_replication_role = replica"))  # all references hold
                    for table, rows in PARTS:
                        _copy(db, table, (row for one in members for row in rows(one)))
                bar.update(len(members))
        self._settle(engine)

    @property
    def _school_numbers(self) -> range:
        return range(1, self.schools + 1)

    def _areas(self) -> Iterator[Row]:
        plain = {"code": None, "level": None}
        yield {"id": 1, "kind": AreaKind.COUNTY, "name": "County", "parent_id": None, **plain}
        yield {"id": 2, "kind": AreaKind.SUB_COUNTY, "name": "Sub-county", "parent_id": 1, **plain}
        yield {"id": 3, "kind": AreaKind.ZONE, "name": "Zone", "parent_id": 2, **plain}
        for one in self._school_numbers:
            own = {"code": f"{one:08}", "level": Level.PRIMARY, "parent_id": 3}
            yield {"id": _school_id(one), "kind": AreaKind.INSTITUTION, "name": f"School {one}", **own}

    def _head_id(self, school: int) -> int:
        return 2 * self.count + school

    def _head(self, school: int) -> Row:
        return _person(self._head_id(school))

    def _settle(self, engine: Engine) -> None:
        """PostgreSQL does not see the ids that we chose, nor how much there is now."""
        if engine.dialect.name != "postgresql":
            with engine.begin() as db:
                db.execute(text("ANALYZE"))
            return
        with engine.begin() as db:
            db.execute(insert(looks).from_select(["pair_id", "at"], select(pairs.c.id, literal(AT_ONCE, Moment))))
            for table in (areas, people, roles, *(table for table, _rows in PARTS)):
                asked = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
                db.execute(text(asked))
        vacuum(engine)


def vacuum(engine: Engine) -> None:
    """As a server does by itself, sooner or later."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.execute(text("VACUUM ANALYZE"))


def _school_id(number: int) -> int:
    return 3 + number


def _person(number: int) -> Row:
    own = {
        "language": "sw" if number % 3 == 0 else "en",
        "state": PersonState.ACTIVE,
        "made_at": moment(DUE_DAY, time.min),
    }
    return {"id": number, "tsc_number": str(1_000_000 + number), "name": f"Faith Mutua {number}", **own}


def _role(person: int, role: Role, school: int) -> Row:
    return {"person_id": person, "role": role, "area_id": school, "since": date(2025, 1, 1)}


@dataclass(frozen=True)
class Member:
    """One pair by its number; the mentor has the odd number of a person, the mentee the even one."""

    number: int

    @property
    def both(self) -> tuple[int, int]:
        return 2 * self.number - 1, 2 * self.number

    @cached_property
    def start(self) -> date:
        """Pairs have begun all through the year."""
        return DUE_DAY - timedelta(days=self.number * 11 % 360)

    @cached_property
    def meetings(self) -> list[tuple[int, int, date]]:
        """Id, number and day of each session."""
        of_week = DUE_DAY + timedelta(days=OFFSETS[self.number % len(OFFSETS)])
        first = (self.number - 1) * WEEKS
        return [(first + week, week, of_week + timedelta(weeks=week - LAST)) for week in range(1, WEEKS + 1)]

    @property
    def past(self) -> list[tuple[int, int, date]]:
        return [one for one in self.meetings if one[2] < DUE_DAY]

    def was_held(self, week: int) -> bool:
        return (self.number + week) % UNHELD != 0

    def is_signed(self, week: int) -> bool:
        """Whether the mentor, too, has signed."""
        return (self.number + week) % UNSIGNED_BY_MENTOR != 0

    @cached_property
    def reviews(self) -> list[tuple[DueReview, bool]]:
        """Those that were due, and whether they are saved."""
        return [
            (one, (self.number + place) % UNSAVED != 0)
            for place, one in enumerate(reviews_until(self.start, PairKind.MENTORSHIP, DUE_DAY - timedelta(days=1)))
        ]


def _people(one: Member) -> Iterator[Row]:
    yield from map(_person, one.both)


def _addresses(one: Member) -> Iterator[Row]:
    for number in one.both:
        way = {"channel": Channel.SMS, "address": f"+254{700_000_000 + number}", "rank": 0, "misses": 0}
        yield {"id": number, "person_id": number, "verified_at": moment(DUE_DAY, time.min), **way} | _made(DUE_DAY)


def _made(day: date) -> Row:
    return {"made_at": moment(day, time(12))}


def _roles(one: Member) -> Iterator[Row]:
    school = _school_id(-(-one.number // AT_SCHOOL))
    for person, role in zip(one.both, (Role.MENTOR, Role.MENTEE), strict=True):
        yield _role(person, role, school)


def _pairs(one: Member) -> Iterator[Row]:
    mentor, mentee = one.both
    own = {"kind": PairKind.MENTORSHIP, "start": one.start, "state": PairState.ACTIVE} | _made(one.start)
    yield {"id": one.number, "mentor_id": mentor, "mentee_id": mentee, **own}


def _sessions(one: Member) -> Iterator[Row]:
    for session, week, day in one.meetings:
        own = {"hour": time(13), "venue": RECORD.venue, "scheduled": True, "objectives": None}
        yield {"id": session, "pair_id": one.number, "number": week, "day": day, **own}


def _versions(one: Member) -> Iterator[Row]:
    held = [(session, day) for session, week, day in one.past if one.was_held(week)]
    for session, day in held:
        words = {name: getattr(RECORD, name) for name in ("objectives", "areas", "plan", "looked_back")}
        own = {
            "day": day.isoformat(),
            "venue": RECORD.venue,
            "author_id": one.both[1],
            "hash": RECORD.hash,
            **_made(day),
        }
        yield {"id": session, "session_id": session, "number": 1, **own, **words}


def _signatures(one: Member) -> Iterator[Row]:
    for session, week, day in one.past:
        if one.was_held(week):
            yield _signature(session, one.both[1], Side.MENTEE, day)
            if one.is_signed(week):
                yield _signature(session, one.both[0], Side.MENTOR, day)


def _signature(version: int, person: int, role: Side, day: date) -> Row:
    how = {
        "channel": Channel.SMS,
        "address": f"+254{700_000_000 + person}",
        "method": Method.REPLY,
        "hash": RECORD.hash,
    }
    return {
        "version_id": version,
        "person_id": person,
        "role": role,
        "language": "en",
        "read": True,
        **how,
        **_made(day),
    }


def _reviews(one: Member) -> Iterator[Row]:
    for review, saved in one.reviews:
        for person in one.both if saved else ():
            own = {"quarter": review.quarter, "kind": review.kind, "due": review.due, "answers": {}}
            yield {"pair_id": one.number, "person_id": person, "saved_at": moment(review.due, time(12)), **own}


def _notices(one: Member) -> Iterator[Row]:
    mentor, mentee = one.both
    for session, week, day in one.past:
        yield _said(mentee, SessionReminder(session=session), Reminded(session=session, day=day, person=mentee), day)
        yield _said(mentor, SessionReminder(session=session), Reminded(session=session, day=day, person=mentor), day)
        yield _said(mentee, LogPrompt(session=session), LogAsked(session=session, day=day), day)
        if not one.was_held(week):
            yield _said(mentee, NoRecord(session=session), RecordMissed(session=session, day=day), day)
            yield _said(mentor, LogPrompt(session=session), MentorAsked(session=session, day=day), day)
        elif not one.is_signed(week):
            for turn in range(1, len(UNSIGNED) + 1):
                cause = SignatureMissed(version=session, turn=turn, person=mentor)
                yield _said(mentor, Unsigned(session=session, version=session), cause, day)
    yield from _of_reviews(one)


def _of_reviews(one: Member) -> Iterator[Row]:
    for review, saved in one.reviews:
        for person in one.both:
            for turn in range(1 if saved else len(ASKED)):
                cause = CAUSES[review.kind](pair=one.number, quarter=review.quarter, turn=turn, person=person)
                yield _said(person, SessionReminder(session=one.number), cause, review.due)
        if review.kind is ReviewKind.THREE_MONTH:
            for turn in range(len(ANNEX_ASKED)):
                filled = AnnexIVDueCause(pair=one.number, quarter=review.quarter, turn=turn)
                yield _said(one.both[0], SessionReminder(session=one.number), filled, review.due)


def _said(person: int, page: Any, cause: Cause, day: date) -> Row:
    at = moment(min(day, DUE_DAY - LONG_AGO), time(16, 15))
    reason: Reason = page.reason
    own = {"kind": NoticeKind.PROMPT, "made_at": at, "state": NoticeState.SAID, "said_at": at, "reason": reason.code}
    return {"person_id": person, "place": str(page), "cause": str(cause), **own}


PARTS: Sequence[tuple[Table, Callable[[Member], Iterator[Row]]]] = (
    (people, _people),
    (addresses, _addresses),
    (roles, _roles),
    (pairs, _pairs),
    (sessions, _sessions),
    (records, _versions),
    (signatures, _signatures),
    (reviews, _reviews),
    (notices, _notices),
)


def _copy(db: Connection, table: Table, rows: Iterable[Row]) -> None:
    """All of these, as fast as the database takes them."""
    found = list(rows)
    if not found:
        return
    if db.dialect.name == "sqlite":
        db.execute(*insert_many(db.dialect, table, found))
        return
    names = list(found[0])
    raw: Any = db.connection.dbapi_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in found:
            sealed = sealed_row(db.dialect, table, row)
            copy.write_row([sealed[name] for name in names])
