"""A sub-county made by chance: its schools, pairs and sessions, and beside them what there is to count."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import Connection

from bot.dialogs.calendar import six_week
from bot.dialogs.people.deeds import set_pin
from bot.dialogs.sessions.rules import Record
from bot.language import NAIROBI
from bot.messages import Channel
from bot.store import areas, pairs, signing
from bot.store.areas import AreaKind, Level
from bot.store.orientation import orientations, trainings
from bot.store.pairs import PairKind, Side
from bot.store.people import addresses, people, roles
from bot.store.people.people import PersonState
from bot.store.people.roles import Role
from bot.store.reviews import reviews
from bot.store.session_rows import NewSession
from bot.store.sessions import changes, versions
from bot.store.signing import Evidence, Method

TODAY = date(2026, 6, 17)
NOW = datetime(2026, 6, 17, 10, 2, tzinfo=NAIROBI).astimezone(UTC)
MADE = datetime(2026, 1, 5, 8, tzinfo=UTC)
SECRET = "Kangaroo"
"""Planted in every word of a session: no officer may ever read it."""
PIN, DIRECTOR, DIRECTORS_CHAT = "6618", "+254711000001", "70099"
WORDS = ("Kwa Mbuu", "Yathui", "Mango", "Kavumbu", "Ikalaasa", "Kitile", "Maweli", "Wamunyu", "Masii", "Mbaikini")


@dataclass
class Counted:
    """What was made, counted as it was made."""

    schools: int = 0
    pairs: int = 0
    planned: int = 0
    held: int = 0
    signed: int = 0
    due: int = 0
    done: int = 0


@dataclass
class SubCounty:
    """The ids of what was made, and what there is to count of the schools that report to the director."""

    id: int
    director: int
    schools: list[int] = field(default_factory=list)
    elsewhere: int = 0
    counted: Counted = field(default_factory=Counted)
    """Of mentorship; and all schools."""
    coached: Counted = field(default_factory=Counted)
    """Of coaching."""


class Maker:
    """Makes people and what they did, by chance."""

    def __init__(self, db: Connection, seed: int, phones: int = 0) -> None:
        self.db, self.chance, self.people = db, Random(seed), phones

    def person(self, role: Role, area_id: int | None, name: str = "") -> int:
        self.people += 1
        who = people.add(
            self.db,
            people.NewPerson(
                name=name or f"Pat Number{self.people}", language="en", state=PersonState.ACTIVE, made_at=MADE
            ),
        )
        phone = f"+2547110{self.people + 1:05}"
        addresses.add(self.db, person_id=who, channel=Channel.SMS, address=phone, rank=0, now=MADE)
        roles.add(self.db, person_id=who, role=role, area_id=area_id, since=MADE.date())
        return who

    def day(self, first: int, last: int) -> date:
        """A day so many days before today, between the two."""
        return TODAY - timedelta(days=self.chance.randint(first, last))


def make(db: Connection, seed: int, schools: int = 6, phones: int = 0) -> SubCounty:
    """A sub-county with its director, who has a PIN, a phone and a chat; another one beside it.

    `phones`: how many people were made before in other places.
    """
    maker = Maker(db, seed, phones)
    county = areas.add(db, kind=AreaKind.COUNTY, name="Machakos", parent_id=None)
    here, beside = (areas.add(db, kind=AreaKind.SUB_COUNTY, name=n, parent_id=county) for n in ("Mwala", "Kathiani"))
    director = maker.person(Role.SCD, here, "Ali Hassan")
    if not phones:
        addresses.add(db, person_id=director, channel=Channel.SMS, address=DIRECTOR, rank=0, now=MADE)
        addresses.add(db, person_id=director, channel=Channel.TELEGRAM, address=DIRECTORS_CHAT, rank=1, now=MADE)
    set_pin(db, director, PIN)
    made = SubCounty(here, director)
    zone = areas.add(db, kind=AreaKind.ZONE, name="Mbiuni", parent_id=here)
    for number in range(phones, phones + schools):
        level = maker.chance.choice((Level.PRIMARY, Level.PRIMARY, Level.JUNIOR, Level.SPECIAL, Level.SECONDARY))
        name = f"{WORDS[number % len(WORDS)]} {'Primary' if number < len(WORDS) else number}"
        school = _school(maker, zone, name, level)
        reports = level is not Level.SECONDARY
        both = (made.counted, made.coached) if reports else (Counted(), Counted())
        both[0].schools += 1
        made.schools += [school] if reports else []
        for _pair in range(maker.chance.randint(0, 4)):
            _pair_of(maker, school, *both)
    made.elsewhere = _school(maker, beside, f"Elsewhere Primary{phones or ''}", Level.PRIMARY)
    _pair_of(maker, made.elsewhere, Counted(), Counted())
    return made


def _school(maker: Maker, parent: int, name: str, level: Level) -> int:
    kind = AreaKind.INSTITUTION
    school = areas.add(maker.db, kind=kind, name=name, code=name, level=level, parent_id=parent)
    head = maker.person(Role.HEAD, school)
    if maker.chance.random() < 0.8:
        orientations.add(maker.db, area_id=school, day=maker.day(10, 90), by_id=head, now=MADE)
    trainings.add(maker.db, person_id=head, kind=trainings.TrainingKind.TOT, day=maker.day(1, 90), now=MADE)
    maker.person(Role.MENTEE, school)
    return school


def _pair_of(maker: Maker, school: int, mentored: Counted, coached: Counted) -> None:
    chance, db = maker.chance, maker.db
    mentor, mentee = maker.person(Role.MENTOR, school), maker.person(Role.MENTEE, school)
    start = maker.day(5, 80)
    kind = chance.choice(tuple(PairKind))
    pair = pairs.add(db, mentor_id=mentor, mentee_id=mentee, kind=kind, start=start, now=MADE)
    counted = coached if kind is PairKind.COACHING else mentored
    active = chance.random() < 0.9
    if not active:
        pairs.set_state(db, pair, pairs.PairState.ENDED)
        counted = Counted()
    counted.pairs += 1
    for number in range(1, chance.randint(1, 5)):
        _session_of(maker, pair, number, (mentor, mentee), counted)
    if six_week(start) <= TODAY:
        counted.due += 1
        for who in (mentor, mentee):
            if chance.random() < 0.5:
                _review_of(db, pair, who, six_week(start))
                counted.done += who == mentor


def _review_of(db: Connection, pair: int, who: int, due: date) -> None:
    values = {"progress": SECRET}
    kind = reviews.ReviewKind.SIX_WEEK
    at = datetime.combine(due, time(9), NAIROBI)
    reviews.add(
        db, reviews.NewReview(pair_id=pair, quarter=1, kind=kind, person_id=who, due=due, answers=values, saved_at=at)
    )


def _session_of(maker: Maker, pair: int, number: int, two: tuple[int, int], counted: Counted) -> None:
    chance, db = maker.chance, maker.db
    day, scheduled = maker.day(-10, 70), chance.random() < 0.8
    held = day <= TODAY and (not scheduled or chance.random() < 0.6)
    session = changes.add(db, NewSession(pair, number, day, scheduled, venue="staffroom", objectives=SECRET))
    if day <= TODAY and (scheduled or held):
        counted.planned += 1
    if held:
        counted.held += 1
        counted.signed += _record_of(maker, session, day, two)
    elif chance.random() < 0.5:
        changes.miss(db, session, chance.choice(("school_duty", "no_time", "other")), SECRET)


def _record_of(maker: Maker, session: int, day: date, two: tuple[int, int]) -> bool:
    """A record with one or two versions; answers whether the last is signed by both and not disputed."""
    chance, db = maker.chance, maker.db
    at = min(datetime.combine(day, time(9), NAIROBI), NOW)
    good = False
    for number in range(1, chance.randint(2, 3)):
        record = Record(day.isoformat(), "staffroom", SECRET, SECRET, SECRET, SECRET)
        version = versions.add(db, session, number, record, two[1], at)
        signers = chance.randint(1, 2)
        for who, side in list(zip(two, (Side.MENTOR, Side.MENTEE), strict=True))[:signers]:
            signing.add(
                db,
                version_id=version,
                person_id=who,
                role=side,
                hash="0" * 64,
                now=at,
                evidence=Evidence(
                    channel=Channel.SMS, address="+254", method=Method.REPLY, language="en", read=True, shown=SECRET
                ),
            )
        refused = chance.random() < 0.1
        if refused:
            versions.refuse(db, version, at)
        good = signers == 2 and not refused
    return good
