"""`mshauri person add/correct/end`, `school` and `pair add`: what an operator enters or puts right, one at a time.

A row of a file and a command enter the same: what refuses the one refuses the other, in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from bot.dialogs.correcting import deeds as correcting
from bot.dialogs.correcting.pages import PUT_RIGHT
from bot.dialogs.enrolment import deeds as enrolment
from bot.dialogs.enrolment.deeds import Tree, school_of
from bot.dialogs.enrolment.rules import EntryOutcome, MatchEntry, Newcomer, NumberConfirmed, SchoolEntry
from bot.dialogs.loading import deeds as loading
from bot.dialogs.offices.rules import NATION
from bot.dialogs.people.rules import NotAMobile, kenyan_mobile
from bot.dialogs.refusals import Refusal
from bot.dialogs.schools.rules import matching
from bot.language import as_named, local_day
from bot.messages import clean_name
from bot.operator.not_meant import NotMeant
from bot.operator.persons import meant
from bot.operator.reasons import sentence
from bot.operator.tables import sheets
from bot.operator.tables.columns import Sheet
from bot.operator.tables.sheets import BadRow
from bot.store import areas, pairs, trail
from bot.store.areas import Area, AreaKind, Level
from bot.store.engine import reading, retrying
from bot.store.officers import places
from bot.store.people import entered, people, roles
from bot.store.people.entered import Corrected
from bot.store.people.people import Employment, Person, PersonState
from bot.store.people.roles import Role
from bot.store.rights import former_names
from bot.store.trail import Trace, TrailDeed

SHOWN = 20
"""Schools that are listed at once."""
DONE = {
    EntryOutcome.ADDED: "entered",
    EntryOutcome.CHANGED: "known already; what was new is entered",
    EntryOutcome.SAME: "known already, just so; nothing is changed",
}
ADDING = {Sheet.SCHOOLS: "school add", Sheet.PEOPLE: "person add", Sheet.PAIRS: "pair add"}
"""How the trail calls it."""


@dataclass(frozen=True)
class Corrections:
    """What is to be put right of somebody; None: as it is."""

    name: str | None = None
    tsc_number: str | None = None
    phone: str | None = None
    language: str | None = None
    employment: Employment | None = None
    subject: str | None = None


def enter(engine: Engine, sheet: Sheet, cells: Mapping[str, str], now: datetime, *, apart: bool = False) -> str:
    """Enters what a row of that table with these cells would; answers what was done. NotMeant with what is wrong."""
    return retrying(engine, lambda db: _entered(db, sheet, cells, now, apart=apart))


def _entered(db: Connection, sheet: Sheet, cells: Mapping[str, str], now: datetime, *, apart: bool) -> str:
    try:
        (entry,) = sheets.entries(sheet, cells)
        tree = Tree.read(db, apart=apart)
        match entry:
            case SchoolEntry():
                outcome, called = enrolment.enter_school(db, entry, tree), f"{entry.name} ({entry.code})"
                whose = {"area_id": _school(db, entry.code).id}
            case Newcomer():
                outcome, called = enrolment.enter_person(db, entry, tree, now), entry.called
                whose = {"person_id": meant(db, entry.number).id}
            case MatchEntry():
                outcome, called = loading.enter_match(db, entry, now), f"{entry.mentee} with {entry.mentor}"
                whose = {"person_id": meant(db, entry.mentee).id}
            case _:
                raise NotMeant("School days are loaded a year at once: mshauri load calendar.csv.")
    except (BadRow, Refusal) as refusal:
        raise NotMeant(sentence(refusal)) from refusal
    if outcome is not EntryOutcome.SAME:
        _note(db, ADDING[sheet], now, **whose)
    return f"{called}: {DONE[outcome]}."


def _note(
    db: Connection,
    what: str,
    now: datetime,
    *,
    person_id: int | None = None,
    area_id: int | None = None,
) -> None:
    trace = Trace(None, Role.OPERATOR, TrailDeed.CHANGED, what, person_id=person_id, area_id=area_id)
    trail.add(db, trace, now)


# people


def correct(engine: Engine, key: str, given: Corrections, now: datetime) -> str:
    """Puts right what an office knows of somebody; answers what was done. NotMeant with what is wrong."""
    return retrying(engine, lambda db: _corrected(db, key, given, now))


def _corrected(db: Connection, key: str, given: Corrections, now: datetime) -> str:
    person = people.get(db, meant(db, key).id, lock=True)
    assert person is not None, "found a moment ago"
    changed = [
        *(["name"] if given.name and _rename(db, person, given.name, now) else []),
        *(["tsc"] if given.tsc_number and _renumber(db, person, given.tsc_number) else []),
        *(["phone"] if given.phone and _new_phone(db, person, given.phone, now) else []),
    ]
    if given.language and given.language != person.language:
        people.set_language(db, person.id, given.language)
        changed.append("language")
    if entered.correct(db, person.id, Corrected(given.employment, given.subject)):
        changed.append("work")
    if not changed:
        return f"{person.name}: all of that stands so already."
    _note(db, "person correct", now, person_id=person.id)
    correcting.put_right(db, person, changed, now)
    name, what = _name(given.name) if given.name else person.name, ", ".join(PUT_RIGHT[one] for one in changed)
    told = "They are told. " if person.state is PersonState.ACTIVE else ""
    return f"{name}: put right: {what}. {told}What was signed keeps the name that they had then."


def _name(written: str) -> str:
    return as_named(" ".join(clean_name(written).split()))


def _rename(db: Connection, person: Person, written: str, now: datetime) -> bool:
    name = _name(written)
    if not any(letter.isalpha() for letter in name) or any(letter.isdigit() for letter in name):
        raise NotMeant(f"“{written}” is not a name.")
    return former_names.rename(db, person, name, now)


def _renumber(db: Connection, person: Person, written: str) -> bool:
    number = written.replace(" ", "").lstrip("0")
    if not re.fullmatch(r"[0-9]{4,8}", number):
        raise NotMeant(f"“{written}” is not a TSC number: 4 to 8 digits.")
    if number == person.tsc_number:
        return False
    other = people.by_tsc(db, number)
    if other is not None:
        raise NotMeant(f"{number} is the TSC number of {other.name}. If both are one: mshauri person merge.")
    people.set_tsc(db, person.id, number)
    return True


def _new_phone(db: Connection, person: Person, written: str, now: datetime) -> bool:
    try:
        return enrolment.give_phone(db, person.id, kenyan_mobile(written), now)
    except (NotAMobile, NumberConfirmed) as fault:
        raise NotMeant(sentence(fault) if isinstance(fault, NumberConfirmed) else str(fault)) from fault


def end(engine: Engine, key: str, now: datetime) -> str:
    """Ends all roles of somebody who leaves, from today on; answers what was done. NotMeant where they hold none."""
    return retrying(engine, lambda db: _ended(db, key, now))


def _ended(db: Connection, key: str, now: datetime) -> str:
    person, today = meant(db, key), local_day(now)
    held = roles.of_person(db, person.id, today)
    if not held:
        raise NotMeant(f"{person.name} holds no role today.")
    for one in held:
        roles.end(db, one.id, today)
    _note(db, "person end", now, person_id=person.id)
    running = len(pairs.pairs_of(db, person.id, pairs.PRESENT))
    left = f" {running} of their pairs go on: mshauri pair find {key} shows them." if running else ""
    ended = ", ".join(sorted(one.role for one in held))
    return f"{person.name} holds no role from today on (was {ended}). Their records stay.{left}"


# schools


def schools(engine: Engine, words: str) -> list[str]:
    """A line for each school that these words, or this code, name. NotMeant where there is none."""
    with reading(engine) as db:
        exact = school_of(db, words)
        named = matching(words, places.within(db, NATION, tuple(Level))).schools if exact is None else ()
        found = [area for one in named if (area := areas.get(db, one.id)) and area.kind is AreaKind.INSTITUTION]
        lines = [_line(db, area) for area in ([exact] if exact else found)[:SHOWN]]
    if not lines:
        raise NotMeant("No school has that name or code.")
    return lines


def _line(db: Connection, school: Area) -> str:
    within = ", ".join(area.name for area in areas.path(db, school.id)[1:])
    return f"{school.code}: {school.name}, {school.level}; {within}"


def add_school(engine: Engine, cells: dict[str, str], now: datetime, *, apart: bool) -> str:
    """Enters a school; county and region are those of its sub-county where there is one of that name."""
    if not (cells["county"] and cells["region"]):
        with reading(engine) as db:
            try:
                above = Tree.read(db).named(AreaKind.SUB_COUNTY, cells["sub_county"])
            except Refusal as refusal:
                raise NotMeant(f"{sentence(refusal)}. Or write its --county and --region.") from refusal
            lies_in = {area.kind: area.name for area in areas.path(db, above.id)}
        cells |= {"sub_county": above.name, "county": lies_in[AreaKind.COUNTY], "region": lies_in[AreaKind.REGION]}
    return enter(engine, Sheet.SCHOOLS, cells, now, apart=apart)


def change_school(engine: Engine, code: str, now: datetime, *, name: str = "", level: Level | None = None) -> str:
    """Another name or level of a school; answers what was done. NotMeant where no school has the code."""

    def changed(db: Connection) -> str:
        school = _school(db, code)
        new = " ".join(clean_name(name).split()) or school.name
        if (new, level or school.level) == (school.name, school.level):
            return f"{_line(db, school)}: that is so already."
        areas.change(db, school.id, name=new, level=level or school.level, parent_id=school.parent_id)
        _note(db, "school rename" if name else "school level", now, area_id=school.id)
        return f"{_line(db, school)} was changed: it is now {new}, {level or school.level}."

    return retrying(engine, changed)


def _school(db: Connection, code: str) -> Area:
    school = school_of(db, code)
    if school is None:
        raise NotMeant(f"No school has the code {code}. mshauri school find NAME lists schools.")
    return school
