"""Counts of needs tell of no pair, whichever two questions are put side by side; and each pair is counted once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest
from sqlalchemy import Connection, Engine, select

from bot.dialogs.insight.rules import GROUP, STEP, told_quarters
from bot.dialogs.offices.rules import NATION
from bot.dialogs.preparations.paper import TAGS
from bot.dialogs.preparations.rules import quarter_of
from bot.store import areas
from bot.store.areas import AreaKind, Level
from bot.store.officers import needs
from tests.stories.player import Phones, begun

KINDS = [option.key for option in TAGS]
AGAIN = ("2", "marking", "3", "to be patient", "to try", "1")
NEEDS = ("NEEDS", "lesson notes, class of 60", "1", "come and watch one lesson", "prepare before we meet", "1")
DAYS = [
    day + timedelta(days=more)
    for day in (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2027, 4, 1))
    for more in (-1, 0, 1)
]
"""Adjacent days, on both sides of the ends of quarters."""

Place = tuple[int, int, Level]
"""A school, its sub-county and its level."""
Pair = tuple[int, Place, date, str]
"""A number, where its mentee teaches, when they wrote, and what they named."""


def tree(db: Connection) -> tuple[list[Place], dict[int, set[int]]]:
    """A county with two sub-counties, four zones and twelve schools; and what lies in each area, itself included."""
    county = areas.add(db, kind=AreaKind.COUNTY, name="Machakos", parent_id=None)
    schools: list[Place] = []
    within = defaultdict[int, set[int]](set)
    sub_county, zone = 0, 0
    for number in range(12):
        if number % 6 == 0:
            sub_county = areas.add(db, kind=AreaKind.SUB_COUNTY, name=f"S{number}", parent_id=county)
        if number % 3 == 0:
            zone = areas.add(db, kind=AreaKind.ZONE, name=f"Z{number}", parent_id=sub_county)
        level = Level.SECONDARY if number % 3 == 2 else Level.PRIMARY
        name = f"I{number}"
        school = areas.add(db, kind=AreaKind.INSTITUTION, name=name, code=name, level=level, parent_id=zone)
        schools.append((school, sub_county, level))
        above = (NATION, county, sub_county, zone, school)
        for place, area in enumerate(above):
            within[area] |= set(above[place:])
    return schools, within


def written(db: Connection, schools: list[Place], seed: int) -> list[Pair]:
    """Pairs write by chance, at some schools many, at others hardly any."""
    chance = Random(seed)
    found: list[Pair] = []
    likely = {place: chance.choice((0, 1, 3, 12, 20)) for place in schools}
    for place, most in likely.items():
        for month in range(24):
            day = date(2025 + month // 12, month % 12 + 1, chance.randint(1, 28))
            for _each in range(chance.randint(0, most)):
                tag = chance.choice(KINDS[: chance.randint(1, len(KINDS))])
                found.append((len(found), place, day, tag))
                needs.note(db, quarter_of(day), *place, tag)
    return found


def cells(pairs: list[Pair]) -> dict[tuple[date, Level, int, str], set[int]]:
    """The same rule in plain words: groups by how many wrote, and in each the pairs of a kind."""
    at_school = Counter((quarter_of(day), place) for _number, place, day, _tag in pairs)
    grouped = [
        (quarter_of(day), place[2], place[0] if at_school[quarter_of(day), place] >= GROUP else place[1], tag, number)
        for number, place, day, tag in pairs
    ]
    sizes = Counter(one[:3] for one in grouped)
    found = defaultdict[tuple[date, Level, int, str], set[int]](set)
    for quarter, level, area, tag, number in grouped:
        if sizes[quarter, level, area] >= GROUP:
            found[quarter, level, area, tag].add(number)
    return {cell: who for cell, who in found.items() if len(who) >= STEP}


def behind(
    found: Mapping[tuple[date, Level, int, str], set[int]], inside: set[int], today: date, tag: str
) -> list[set[int]]:
    """The pairs behind the figure of a kind, cell by cell."""
    since, until = told_quarters(today)
    return [
        who
        for (quarter, _level, area, kind), who in found.items()
        if kind == tag and area in inside and since <= quarter <= until
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_no_two_answers_differ_by_fewer_than_five_pairs(store: Engine, seed: int) -> None:
    with store.begin() as db:
        schools, within = tree(db)
        pairs = written(db, schools, seed)
        counted = cells(pairs)
        behind_all: list[tuple[str, frozenset[int]]] = []
        for area, inside in within.items():
            for day in DAYS:
                told = Counter[str]()
                for row in needs.told(db, area, tuple(Level), *told_quarters(day), group=GROUP, step=STEP):
                    told[row.tag] += row.pairs
                for tag in KINDS:
                    sets = behind(counted, inside, day, tag)
                    assert told[tag] == sum(len(who) - len(who) % STEP for who in sets)
                    behind_all.append((tag, frozenset[int]().union(*sets)))
    assert sum(bool(who) for _tag, who in behind_all) > 100, "there is something to tell"
    for tag in KINDS:
        asked = {who for kind, who in behind_all if kind == tag}
        assert all(not who or len(who) >= STEP for who in asked)
        for one, other in combinations(asked, 2):
            for left in (one - other, other - one):
                assert not left or len(left) >= STEP


def test_a_newcomer_changes_no_answer_before_the_quarter_is_over(store: Engine) -> None:
    def told(day: date) -> list[needs.ToldNeed]:
        return needs.told(db, NATION, tuple(Level), *told_quarters(day), group=GROUP, step=STEP)

    with store.begin() as db:
        schools, _within = tree(db)
        for _each in range(9):
            needs.note(db, date(2026, 4, 1), *schools[0], "lessons")
        before = told(date(2026, 6, 30))
        needs.note(db, quarter_of(date(2026, 6, 30)), *schools[0], "lessons")
        assert told(date(2026, 6, 30)) == before == []
        assert told(date(2026, 7, 1)) == [needs.ToldNeed(Level.PRIMARY, "lessons", 10)]
        assert told(date(2027, 3, 31)) == told(date(2026, 7, 1)), "for four quarters"
        assert told(date(2027, 7, 1)) == []


@pytest.mark.each_on_both
def test_a_pair_is_counted_once_by_what_its_mentee_wrote_first(copies: Callable[[], Engine]) -> None:
    phones: Phones = begun(copies(), "Faith and Peter are matched", "Mon 4 May 2026, 10:00")
    for name, words in (("Peter", NEEDS), ("Faith", NEEDS), ("Faith", ("NEEDS", *AGAIN))):
        said = [phones.write(name, text)[0] for text in words]
        assert said[-1].startswith("Saved.")
    table = needs.needs
    with phones.engine.connect() as db:
        found = db.execute(select(table.c.first, table.c.level, table.c.tag, table.c.pairs)).all()
    assert found == [(date(2026, 4, 1), Level.PRIMARY, "lessons", 1)]
