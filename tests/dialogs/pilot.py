"""A pilot made by chance, of the shape of the report of May 2024: 25 schools in two counties, each with a head who
coaches one teacher and is coached by an officer; baseline and endline by both instruments, with what life lets out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlalchemy import Connection

from bot.dialogs.instruments.paper import SCALE, areas
from bot.dialogs.people.deeds import set_pin
from bot.messages import Channel
from bot.store import areas as places
from bot.store import pairs
from bot.store.areas import AreaKind, Level
from bot.store.instruments import observations
from bot.store.instruments.observations import NewObservation, ObservedAt, Tool
from bot.store.pairs import PairKind
from bot.store.people import addresses
from bot.store.people.roles import Role
from tests.dialogs.sub_county import MADE, NOW, TODAY, Maker

COUNTIES = {"Kajiado": 15, "Machakos": 10}
"""How many schools of each took part (Table 1)."""
START = date(2026, 2, 2)
PIN = "6618"
Marks = dict[str, int]


@dataclass
class Coachee:
    """Who was coached, where, and each rating: by what, when in the coaching, and the points."""

    county: str
    school: int
    person: int
    pair: int
    tool: Tool
    ratings: list[tuple[ObservedAt, date, Marks]] = field(default_factory=list)


@dataclass
class Pilot:
    """Everybody, and the directors of the counties with their chats."""

    coachees: list[Coachee]
    chats: dict[str, str]
    national: str


def make_pilot(db: Connection, seed: int) -> Pilot:
    """A nation in which there is this pilot and nothing else."""
    maker, made = Maker(db, seed), Pilot([], {}, "79000")
    region = places.add(db, kind=AreaKind.REGION, name="Eastern", parent_id=None)
    _with_chat(maker, maker.person(Role.DFS, None, "Director Fs"), made.national)
    for number, (name, schools) in enumerate(COUNTIES.items()):
        county = places.add(db, kind=AreaKind.COUNTY, name=name, parent_id=region)
        director = maker.person(Role.CD, county, f"Director {name}")
        made.chats[name] = f"7900{number + 1}"
        _with_chat(maker, director, made.chats[name])
        inside = [places.add(db, kind=AreaKind.SUB_COUNTY, name=f"{name} {one}", parent_id=county) for one in "AB"]
        coaches = [maker.person(Role.SCD, one) for one in inside]
        for nth in range(schools):
            _school(maker, made, name, nth, (inside[nth % 2], coaches[nth % 2]))
    return made


def _with_chat(maker: Maker, who: int, chat: str) -> None:
    addresses.add(maker.db, person_id=who, channel=Channel.TELEGRAM, address=chat, rank=1, now=MADE)
    set_pin(maker.db, who, PIN)


def _school(maker: Maker, made: Pilot, county: str, nth: int, over: tuple[int, int]) -> None:
    within, officer = over
    name = f"{county} Primary {nth + 1}"
    kind, level = AreaKind.INSTITUTION, Level.PRIMARY
    school = places.add(maker.db, kind=kind, name=name, code=name, level=level, parent_id=within)
    head, teacher = maker.person(Role.HEAD, school), maker.person(Role.MENTEE, school)
    for coach, coachee, tool in ((officer, head, Tool.LEADERSHIP), (head, teacher, Tool.LESSON)):
        kind_of = PairKind.COACHING
        pair = pairs.add(maker.db, mentor_id=coach, mentee_id=coachee, kind=kind_of, start=START, now=MADE)
        one = Coachee(county, school, coachee, pair, tool)
        made.coachees.append(one)
        for stage in _stages(maker.chance):
            _rate(maker, one, coach, stage)


def _stages(chance: Random) -> list[ObservedAt]:
    """Mostly both ends; sometimes one of them, an interim between, two endlines, or none at all."""
    first, between, last = ObservedAt
    usual = [[first, last]] * 6
    return chance.choice([*usual, [first, between, last], [first, last, last], [first], [last], [between], []])


def _rate(maker: Maker, one: Coachee, coach: int, stage: ObservedAt) -> None:
    chance, begun = maker.chance, len(one.ratings)
    low = {ObservedAt.BASELINE: 1, ObservedAt.INTERIM: 1, ObservedAt.ENDLINE: 2}[stage]
    marks = {area.key: min(len(SCALE), low + chance.choice((0, 0, 1, 2))) for area in areas(one.tool)}
    day = START + timedelta(days=10 + 30 * begun + chance.randint(0, 20))
    assert day <= TODAY
    scores = {key: (mark, SCALE[mark - 1].key) for key, mark in marks.items()}
    made = NewObservation(one.pair, coach, day, stage, 1, scores, NOW, one.tool)
    observations.add(maker.db, made)
    one.ratings.append((stage, day, marks))
