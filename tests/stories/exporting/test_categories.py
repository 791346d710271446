"""Nobody's category is found from any file, nor from any two: of an area and its parts, of one day and another."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time
from itertools import combinations
from random import Random

import pytest
from sqlalchemy import Connection, Engine

from bot.dialogs.exporting import deeds
from bot.dialogs.insight.rules import GROUP, STEP, told_quarters
from bot.dialogs.preparations.rules import quarter_of
from bot.dialogs.visibility import SCD_LEVELS
from bot.language import NAIROBI
from bot.store import areas
from bot.store.areas import Level
from bot.store.joining import enrolling
from bot.store.joining.enrolling import Category, NewEnrolment
from bot.store.joining.nominating import Answer
from bot.store.people import people
from bot.store.people.people import NewPerson, PersonState
from tests.stories.insight.test_insight import DAYS, Place, tree

Came = tuple[int, Place, date, Category]
"""A mentee, where they were enrolled, when, and under which category."""


def enrolled(db: Connection, schools: list[Place], seed: int) -> list[Came]:
    """Mentees come by chance, at some schools many, at others hardly any; some are enrolled again, corrected."""
    chance = Random(seed)
    made = datetime(2025, 1, 1, tzinfo=UTC)
    found: list[Came] = []
    for place in schools:
        most = chance.choice((0, 1, 3, 12, 20))
        for quarter in range(6):
            for _each in range(chance.randint(0, most)):
                person = NewPerson(name="Pat", language="en", state=PersonState.ACTIVE, made_at=made)
                who = people.add(db, person)
                for _again in range(chance.choice((1, 1, 1, 2))):
                    day = date(2025 + quarter // 4, 3 * (quarter % 4) + chance.randint(1, 3), chance.randint(1, 28))
                    came = (who, place, day, chance.choice(list(Category)[: chance.randint(1, 5)]))
                    found.append(came)
                    _enrol(db, *came)
    return found


def _enrol(db: Connection, who: int, place: Place, day: date, category: Category) -> None:
    at = datetime.combine(day, time(9), NAIROBI).astimezone(UTC)
    new = NewEnrolment(who, place[0], who, "Pat", category, "a reason", at, Answer.ACCEPTED, place[1])
    enrolling.add(db, new)


def cells(came: list[Came]) -> dict[tuple[date, Level, int, Category], set[int]]:
    """The same rule in plain words: each mentee once a quarter, in groups by how many came."""
    last = {(who, quarter_of(day)): (place, category) for who, place, day, category in came}
    at_school = Counter((quarter, place) for (_who, quarter), (place, _category) in last.items())
    grouped = [
        (quarter, place[2], place[0] if at_school[quarter, place] >= GROUP else place[1], category, who)
        for (who, quarter), (place, category) in last.items()
    ]
    sizes = Counter(one[:3] for one in grouped)
    found = defaultdict[tuple[date, Level, int, Category], set[int]](set)
    for quarter, level, area, category, who in grouped:
        if sizes[quarter, level, area] >= GROUP:
            found[quarter, level, area, category].add(who)
    return {cell: who for cell, who in found.items() if len(who) >= STEP}


@pytest.mark.parametrize("seed", [1, 2])
def test_no_two_files_differ_by_fewer_than_five_mentees(store: Engine, seed: int) -> None:
    with store.begin() as db:
        schools, within = tree(db)
        counted = cells(enrolled(db, schools, seed))
        behind: list[tuple[Category, frozenset[int]]] = []
        for area, inside in within.items():
            for day in DAYS:
                for levels in (SCD_LEVELS, frozenset(Level)):
                    told = deeds.categories(db, area, datetime.combine(day, time(9), NAIROBI), levels).mentees
                    since, until = told_quarters(day)
                    for category in Category:
                        sets = [
                            who
                            for (quarter, level, place, kind), who in counted.items()
                            if kind is category and level in levels and place in inside and since <= quarter <= until
                        ]
                        assert told[category] == sum(len(who) - len(who) % STEP for who in sets)
                        behind.append((category, frozenset[int]().union(*sets)))
    assert sum(bool(who) for _category, who in behind) > 100, "there is something to tell"
    for category in Category:
        asked = {who for kind, who in behind if kind is category}
        for one, other in combinations(asked, 2):
            for left in (one, one - other, other - one):
                assert not left or len(left) >= STEP


def test_a_newcomer_and_a_school_that_comes_to_another_sub_county_change_no_file(store: Engine) -> None:
    def told(area: int, day: date) -> dict[Category, int]:
        at = datetime.combine(day, time(9), NAIROBI)
        return dict(deeds.categories(db, area, at, frozenset(Level)).mentees)

    with store.begin() as db:
        schools, _within = tree(db)
        (school, mwala, _level), other = schools[0], schools[-1][1]
        for number in range(10):
            made = datetime(2026, 1, 1, tzinfo=UTC)
            who = people.add(db, NewPerson(name="Pat", language="en", state=PersonState.ACTIVE, made_at=made))
            place = schools[0] if number < 4 else schools[1]
            _enrol(db, who, place, date(2026, 4, 1), Category.CONDUCT)
            assert told(mwala, date(2026, 6, 30))[Category.CONDUCT] == 0, "the quarter is not over"
        assert told(mwala, date(2026, 7, 1))[Category.CONDUCT] == 10
        areas.change(db, school, name="I0", level=Level.PRIMARY, parent_id=other)
        assert told(mwala, date(2026, 7, 1))[Category.CONDUCT] == 10
        assert told(other, date(2026, 7, 1))[Category.CONDUCT] == 0
        assert told(school, date(2026, 7, 1))[Category.CONDUCT] == 0
