"""Who is who in the sub-county beside the sample's people: heads, mentors and mentees, and who is paired with whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from bot.simulator.county import names
from bot.simulator.county.plan import KWA_MBUU, NEW, SECONDARY, YATHUI, CountyPlan
from bot.store.people.people import Employment
from bot.store.people.roles import Role

OF_THE_SAMPLE = {
    YATHUI: (("534302", "812501"), ("534302", "812502"), ("534303", "812503")),
    KWA_MBUU: (("534304", "812504"),),
}
"""Pairs among people of the sample: mentor and mentee."""
SHARED = 10
"""So many mentors have two mentees."""
IN_THE_POOL, UNMATCHED = 19, 8
"""Mentors without a mentee and mentees without a mentor, beside those of the sample."""
NEW_TEACHERS, LONG_AGO = date(2026, 1, 5), date(2012, 1, 9)
"""Since when mentees teach, and since when everybody else does."""
FIRST_NUMBER = {Role.HEAD: 402000, Role.MENTOR: 536000, Role.MENTEE: 813000}


@dataclass(frozen=True)
class CountyTeacher:
    """Somebody with one role at one school, and a phone that nobody else has."""

    tsc_number: str
    name: str
    role: Role
    school: str
    language: str
    employment: Employment
    subject: str
    first_service: date
    phone: str


class Staff:
    """Hires people: each with a name, a TSC number and a phone number of their own."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.hired: list[CountyTeacher] = []
        full = [
            f"{first} {last}"
            for firsts, lasts in ((names.WOMEN, names.WOMEN_OF), (names.MEN, names.MEN_OF))
            for first in firsts
            for last in lasts
        ]
        chance.shuffle(full)
        self.names: Iterator[str] = iter(full)

    def hire(self, role: Role, school: str) -> str:
        """One more person; answers the TSC number."""
        number = len(self.hired)
        is_new = role is Role.MENTEE and self.chance.random() < 0.3
        teacher = CountyTeacher(
            tsc_number=str(FIRST_NUMBER[role] + number),
            name=next(self.names),
            role=role,
            school=school,
            language="sw" if self.chance.random() < 0.25 else "en",
            employment=Employment.INTERN if is_new else Employment.PERMANENT,
            subject=self.chance.choice(names.SUBJECTS),
            first_service=NEW_TEACHERS if role is Role.MENTEE else LONG_AGO,
            phone=f"+254722{100000 + number}",
        )
        self.hired.append(teacher)
        return teacher.tsc_number


@dataclass(frozen=True)
class People:
    """All new teachers, and mentor and mentee (TSC numbers) of each pair of the plan, in its order."""

    teachers: tuple[CountyTeacher, ...]
    couples: tuple[tuple[str, str], ...]
    coached: tuple[tuple[str, str], ...]
    """The same of its coaching pairs: the head of the school, and the first mentee there."""


def people(plan: CountyPlan, seed: int) -> People:
    """The people that the plan needs; the same for the same seed."""
    staff = Staff(Random(f"people {seed}"))
    heads = {school: staff.hire(Role.HEAD, school) for school in NEW}
    couples = _couples(plan, staff)
    first = {pair.school: mentee for pair, (_mentor, mentee) in reversed(tuple(zip(plan.pairs, couples, strict=True)))}
    coached = tuple((heads[pair.school], first[pair.school]) for pair in plan.coaching)
    schools = sorted({pair.school for pair in plan.pairs} - {SECONDARY})
    for role, count in ((Role.MENTOR, IN_THE_POOL), (Role.MENTEE, UNMATCHED)):
        for school in staff.chance.sample(schools, count):
            staff.hire(role, school)
    return People(tuple(staff.hired), couples, coached)


def _couples(plan: CountyPlan, staff: Staff) -> tuple[tuple[str, str], ...]:
    """Each pair's two; the last pair of some schools shares its mentor with the pair before it."""
    known = {school: list(couples) for school, couples in OF_THE_SAMPLE.items()}
    second = [n for n in range(1, len(plan.pairs)) if plan.pairs[n].school == plan.pairs[n - 1].school]
    free = [n for n in second if plan.pairs[n].school not in (*OF_THE_SAMPLE, SECONDARY)]
    shared = set(staff.chance.sample(free[::2], SHARED))
    found: list[tuple[str, str]] = []
    for number, pair in enumerate(plan.pairs):
        of_school = known.get(pair.school)
        if of_school:
            found.append(of_school.pop(0))
            continue
        mentor = found[-1][0] if number in shared else staff.hire(Role.MENTOR, pair.school)
        found.append((mentor, staff.hire(Role.MENTEE, pair.school)))
    return tuple(found)
