"""Which report of a module counts, and how they are counted by county as the pilot's report did (Table 2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.store.instruments.modules import ModuleOfArea
from bot.store.people.roles import Role

FEWEST = 5
"""Of fewer modules done, levels are told to nobody: they would tell of one person."""
LEADERS = "leaders"
LEADING = (Role.HEAD, Role.DEPUTY)
"""Who leads a school; everybody else there is a teacher."""


@dataclass(frozen=True)
class CountyModules:
    """One county: people who report modules, modules done, and those of them on a level, confirmed by a coach.

    `levels`: by the point on the scale; None where too few are confirmed. `open`: those that no coach has confirmed.
    """

    name: str
    people: int
    done: int
    levels: dict[int, int] | None
    open: int


def by_county(found: Iterable[ModuleOfArea]) -> list[CountyModules]:
    """Of each person and module the last report that no coach has refused; it is done once a coach has confirmed it."""
    of_county: dict[int, list[ModuleOfArea]] = {}
    for one in found:
        of_county.setdefault(one.part_id, []).append(one)
    counted = (last for rows in of_county.values() if (last := _last(rows)))
    return sorted(map(_county, counted), key=lambda one: one.name)


def _last(found: Iterable[ModuleOfArea]) -> list[ModuleOfArea]:
    last: dict[tuple[int, str], ModuleOfArea] = {}
    for one in sorted((one for one in found if one.confirmed is not False), key=lambda one: one.id):
        key = (one.person_id, one.module)
        if one.confirmed or key not in last or not last[key].confirmed:
            last[key] = one
    return list(last.values())


@dataclass(frozen=True)
class GroupModules:
    """One target group: the modules that are for it, who of it reports any of them, and how many a coach confirmed."""

    group: str
    modules: int
    people: int
    done: int


def by_group(found: Collection[ModuleOfArea], modules: Mapping[str, Collection[str]]) -> list[GroupModules]:
    """What each group has done of its own modules (requirement D69); whoever leads a school is of its leaders."""
    leaders = {one.person_id for one in found if one.role in LEADING}
    told = []
    for group, its in modules.items():
        rows = [one for one in _last(found) if one.module in its and (one.person_id in leaders) is (group == LEADERS)]
        people, done = {one.person_id for one in rows}, sum(bool(one.confirmed) for one in rows)
        told.append(GroupModules(group, len(its), len(people), done))
    return told


def _county(rows: list[ModuleOfArea]) -> CountyModules:
    done = [one for one in rows if one.confirmed]
    levels: dict[int, int] = {}
    for one in done:
        if one.level is not None:
            levels[one.level] = levels.get(one.level, 0) + 1
    told = levels if len(done) >= FEWEST else None
    return CountyModules(rows[0].part, len({one.person_id for one in rows}), len(done), told, len(rows) - len(done))
