"""Which report of a module counts, and how they are counted by county as the pilot's report did (Table 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.store.instruments.modules import ModuleOfArea

FEWEST = 5
"""Of fewer modules done, levels are told to nobody: they would tell of one person."""


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
    last: dict[int, dict[tuple[int, str], ModuleOfArea]] = {}
    for one in sorted((one for one in found if one.confirmed is not False), key=lambda one: one.id):
        of_county, key = last.setdefault(one.part_id, {}), (one.person_id, one.module)
        if one.confirmed or key not in of_county or not of_county[key].confirmed:
            of_county[key] = one
    counted = (list(of_county.values()) for of_county in last.values())
    return sorted((_county(rows) for rows in counted), key=lambda one: one.name)


def _county(rows: list[ModuleOfArea]) -> CountyModules:
    done = [one for one in rows if one.confirmed]
    levels: dict[int, int] = {}
    for one in done:
        if one.level is not None:
            levels[one.level] = levels.get(one.level, 0) + 1
    told = levels if len(done) >= FEWEST else None
    return CountyModules(rows[0].part, len({one.person_id for one in rows}), len(done), told, len(rows) - len(done))
