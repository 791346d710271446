"""What a table of figures shows of few people: nobody's category can be told, from no file and from no two of them.

Categories are counted as needs are, and for the same reasons (`bot/dialogs/insight/rules.py`): each mentee once a
quarter, under the category that was the last of it, at the school and in the sub-county of the enrolment; those of one
quarter and school are a group if they are `GROUP` or more, else with the others of their level in their sub-county; and
of each group a category is told in steps, once the quarter is over. So the files of an area, of its parts, of the area
above and of another day are sums of the same cells, and no two of them differ by fewer than five mentees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.dialogs.insight.rules import GROUP, STEP
from bot.dialogs.preparations.rules import quarter_of
from bot.language import local_day
from bot.store.areas import AreaKind, Level
from bot.store.joining.enrolling import Category, EnrolledRow

STOREYS = (AreaKind.REGION, AreaKind.COUNTY, AreaKind.SUB_COUNTY, AreaKind.ZONE, AreaKind.INSTITUTION)


@dataclass(frozen=True)
class EnrolledGroup:
    """Mentees who are counted together: of a quarter and level, at one school or in the rest of a sub-county."""

    quarter: date
    level: Level
    school: int | None
    within: int | None
    inside: bool
    """Whether it lies in the area that is asked about."""


@dataclass(frozen=True)
class EnrolledCounts:
    """What may be told of the enrolments between two days, both included."""

    first: date
    last: date
    mentees: Mapping[Category, int]


def told(found: Iterable[EnrolledRow]) -> dict[Category, int]:
    """How many mentees came under each category, as far as it may be told."""
    last = {(one.person_id, quarter_of(local_day(one.at))): one for one in found}
    at_school = Counter((quarter, one.school_id, one.within_id) for (_who, quarter), one in last.items())
    cells = Counter[tuple[EnrolledGroup, str]]()
    for (_who, quarter), one in last.items():
        alone = at_school[quarter, one.school_id, one.within_id] >= GROUP
        school, inside = (one.school_id, one.here) if alone else (None, one.near)
        cells[EnrolledGroup(quarter, one.level, school, one.within_id, inside), one.category] += 1
    sizes = Counter[EnrolledGroup]()
    for (group, _category), many in cells.items():
        sizes[group] += many
    sums = Counter[str]()
    for (group, category), many in cells.items():
        if group.inside and sizes[group] >= GROUP:
            sums[category] += many - many % STEP
    return {category: sums[category] for category in Category}


def deepest(kind: AreaKind | None) -> AreaKind:
    """Down to which storey the table of an area goes: a county to its schools, what is above to the sub-counties."""
    return AreaKind.SUB_COUNTY if kind in (None, AreaKind.REGION) else AreaKind.INSTITUTION
