"""Modules: who is shown one, and how many are counted by county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from sqlalchemy import Engine

from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.handlers import prepare
from bot.dialogs.modules import rules
from bot.dialogs.modules.pages import ConfirmModule, ModuleKept
from bot.dialogs.modules.paper import FOR, MODULES
from bot.dialogs.modules.rules import GroupModules
from bot.forms.dialog import Dialog
from bot.simulator.persons import CAST
from bot.store.instruments.modules import ModuleOfArea
from bot.store.people import people
from bot.store.people.roles import Role
from tests.stories.player import begun


def test_a_module_is_shown_to_whoever_reports_it_and_to_their_own_coach(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "coaching at Mwangaza", "Wed 10 Jun 2026, 10:00")
    phones.write("Faith", "MODULE 5 done advanced")
    phones.write("Jane", "MODULE 4 done mastery")
    now = datetime(2026, 6, 10, 8, tzinfo=UTC)
    with phones.engine.connect() as db:
        cast = [one for member in CAST if (one := people.by_tsc(db, member.tsc_number))]
        seen = {one.name.split()[0]: _opened(Asking(db, one, now)) for one in cast}
    assert {name: opened for name, opened in seen.items() if opened} == {
        "Faith": {ModuleKept(report=1)},
        "Jane": {ConfirmModule(report=1), ModuleKept(report=2)},
        "Ali": {ConfirmModule(report=2)},
    }


def _opened(asking: Asking) -> set[Dialog]:
    found = set[Dialog]()
    for at in (page(report=nth) for page in (ConfirmModule, ModuleKept) for nth in (1, 2)):
        try:
            prepare(asking, at)
        except NotOpen:
            continue
        found.add(at)
    return found


def test_a_county_counts_the_last_report_of_each_person_and_module() -> None:
    chance = Random(17)
    rows = [
        ModuleOfArea(
            part_id=chance.choice((1, 2)),
            part="",
            id=nth,
            person_id=chance.randrange(40),
            module=chance.choice(("4", "5", "6", "11")),
            level=chance.choice((None, 1, 2, 3, 4)),
            confirmed=chance.choice((None, True, True, False)),
            role=None,
        )
        for nth in range(400)
    ]
    rows = [ModuleOfArea(**{**vars(one), "part_id": one.person_id % 2 + 1}) for one in rows]
    rows = [ModuleOfArea(**{**vars(one), "part": ("Kajiado", "Machakos")[one.part_id - 1]}) for one in rows]
    for county in rules.by_county(rows):
        mine = [one for one in rows if one.part == county.name]
        done = {(one.person_id, one.module): one.level for one in mine if one.confirmed}
        waiting = {(one.person_id, one.module) for one in mine if one.confirmed is None} - done.keys()
        assert (county.done, county.open) == (len(done), len(waiting))
        assert county.levels == Counter(level for level in done.values() if level is not None)


def test_levels_of_fewer_than_five_modules_are_told_to_nobody() -> None:
    rows = [ModuleOfArea(1, "Kajiado", nth, nth, "5", 4, confirmed=True, role=None) for nth in range(5)]
    assert [one.levels for one in rules.by_county(rows[:4])] == [None]
    assert [one.levels for one in rules.by_county(rows)] == [{4: 5}]


def test_each_group_is_counted_by_its_own_modules_and_a_head_who_teaches_once() -> None:
    def done(nth: int, who: int, module: str, role: Role, confirmed: bool | None = True) -> ModuleOfArea:
        return ModuleOfArea(1, "Kajiado", nth, who, module, 4, confirmed=confirmed, role=role)

    rows = [
        *(done(1, 1, "4", role) for role in (Role.HEAD, Role.MENTOR)),
        done(2, 2, "4", Role.DEPUTY, confirmed=None),
        done(3, 3, "5", Role.MENTEE),
        done(4, 3, "6", Role.MENTEE),
        done(5, 4, "4", Role.MENTOR),
    ]
    assert rules.by_group(rows, {"leaders": ["4"], "teachers": ["5", "6"]}) == [
        GroupModules("leaders", 1, 2, 1),
        GroupModules("teachers", 2, 1, 2),
    ]


def test_every_module_is_for_somebody() -> None:
    assert {key for its in FOR.values() for key in its} == set(MODULES)
