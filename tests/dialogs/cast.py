"""The people around Faith and Peter's pair, and what they write and are told, for tests of the programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.dialogs.sessions.rules import Record
from bot.messages import Channel
from bot.store import areas, pairs
from bot.store.areas import AreaKind, Level
from bot.store.pairs import PairKind
from bot.store.people import addresses, people, roles
from bot.store.people.people import PersonState
from bot.store.people.roles import Role
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from bot.store.signing import Evidence, Method
from bot.store.talk import notices
from bot.store.talk.notices import QueuedNotice

NAIROBI = ZoneInfo("Africa/Nairobi")
NOW = datetime(2026, 5, 28, 16, 16, tzinfo=NAIROBI).astimezone(UTC)
TODAY = date(2026, 5, 28)
START = date(2026, 5, 4)


@dataclass(frozen=True)
class School:
    """The ids of the cast, of their pair, and of its four planned sessions in order."""

    faith: int
    peter: int
    jane: int
    ali: int
    grace: int
    ruth: int
    brian: int
    operator: int
    deputy: int
    stranger: int
    pair: int
    sessions: tuple[int, ...]
    institution: int
    sub_county: int


class Cast:
    """Makes people with an SMS number and a role."""

    def __init__(self, db: Connection, after: int = 0) -> None:
        self.db = db
        self.count = after

    def add(self, name: str, role: Role, area_id: int | None) -> int:
        self.count += 1
        number = f"{900000 + self.count}"
        who = people.add(
            self.db,
            people.NewPerson(name=name, language="en", state=PersonState.ACTIVE, made_at=NOW, tsc_number=number),
        )
        address = f"+254712{self.count:06}"
        addresses.add(self.db, person_id=who, channel=Channel.SMS, address=address, rank=0, now=NOW)
        roles.add(self.db, person_id=who, role=role, area_id=area_id, since=START)
        return who


def a_school(db: Connection) -> School:
    """Mwangaza Primary with everybody who has to do with Faith and Peter, and some who have not."""
    cast = Cast(db)
    region = areas.add(db, kind=AreaKind.REGION, name="Eastern", parent_id=None)
    county = areas.add(db, kind=AreaKind.COUNTY, name="Machakos", parent_id=region)
    sub_county = areas.add(db, kind=AreaKind.SUB_COUNTY, name="Mwala", parent_id=county)
    zone = areas.add(db, kind=AreaKind.ZONE, name="Mbiuni", parent_id=sub_county)
    ours, other = (
        areas.add(db, kind=AreaKind.INSTITUTION, name=name, code=name, level=Level.PRIMARY, parent_id=zone)
        for name in ("Mwangaza", "Yathui")
    )
    faith, peter = cast.add("Faith Mutua", Role.MENTEE, ours), cast.add("Peter Otieno", Role.MENTOR, ours)
    pair = pairs.add(db, mentor_id=peter, mentee_id=faith, kind=PairKind.MENTORSHIP, start=START, now=NOW)
    planned = [date(2026, 5, 7), date(2026, 5, 14), date(2026, 5, 28), date(2026, 6, 11)]
    return School(
        faith=faith,
        peter=peter,
        jane=cast.add("Jane Wambua", Role.HEAD, ours),
        ali=cast.add("Ali Hassan", Role.SCD, sub_county),
        grace=cast.add("Grace Ndunda", Role.CD, county),
        ruth=cast.add("Ruth Kirui", Role.ITSD, None),
        brian=cast.add("Brian Kilonzo", Role.MENTOR, ours),
        operator=cast.add("Olive Operator", Role.OPERATOR, None),
        deputy=cast.add("Dan Deputy", Role.DEPUTY, ours),
        stranger=cast.add("Mary Kasyoka", Role.HEAD, other),
        pair=pair,
        sessions=tuple(
            changes.add(
                db, NewSession(pair_id=pair, number=number, day=day, hour=time(13), venue="staffroom", scheduled=True)
            )
            for number, day in enumerate(planned, start=1)
        ),
        institution=ours,
        sub_county=sub_county,
    )


def a_record(day: str = "2026-05-28", plan: str = "group work in Gr 4\nmark books daily\t2026-06-11") -> Record:
    """What Faith writes about session 3."""
    return Record(day, "staffroom", "lesson notes\nclass control", "lesson notes\nclass control", plan, "did 2 of 3")


def by(channel: Channel = Channel.SMS, address: str = "+254712000001", *, read: bool = True) -> Evidence:
    """A reply from a known address."""
    return Evidence(channel=channel, address=address, method=Method.REPLY, language="en", read=read)


def told(db: Connection, person_id: int) -> list[str]:
    """The pages that wait for somebody, by name."""
    return [notice.place.partition("?")[0] for notice in waiting(db, person_id)]


def waiting(db: Connection, person_id: int) -> list[QueuedNotice]:
    return notices.waiting(db, person_id)
