"""The four tables that an office hands in: their columns, and how a row becomes an entry or a list of faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from bot.dialogs.enrolment.rules import ROLE_AREAS, DaysEntry, MatchEntry, Newcomer, SchoolEntry
from bot.dialogs.people.rules import NotAMobile, kenyan_mobile
from bot.language import as_named
from bot.messages import clean_name
from bot.operator.tables.columns import NEEDED, OPTIONAL, Sheet
from bot.store.areas import AreaKind, Level
from bot.store.calendar import EVERY_LEVEL, StretchKind
from bot.store.pairs import PairKind
from bot.store.people.people import Employment, PersonState
from bot.store.people.roles import Role

Entry = SchoolEntry | Newcomer | MatchEntry | DaysEntry
Word = TypeVar("Word", bound=StrEnum)

HEADQUARTERS = frozenset({"", "headquarters", "hq", "national"})
"""What the area of somebody at headquarters may be called."""


_ONE_OF: dict[Sheet, tuple[tuple[str, ...], ...]] = {
    Sheet.PEOPLE: (("tsc_number", "local_id"), ("school_code", "area")),
}


class NotATable(ValueError):
    """The header row is none of ours; the message says what is missing."""


class BadRow(ValueError):
    """A row that makes no entry; the message names everything that is wrong with it."""


def column(heading: str) -> str:
    """A heading as compared: `School Code` is school_code."""
    return re.sub(r"[\s-]+", "_", heading.strip().casefold())


def sheet_of(columns: Iterable[str]) -> Sheet:
    """Which table has these columns; NotATable names what is missing of the nearest, or lists what there can be."""
    given = set(columns)
    sheet = max(Sheet, key=lambda one: len(given & {*NEEDED[one], *OPTIONAL[one]}) / len(NEEDED[one]))
    missing = [name for name in NEEDED[sheet] if name not in given]
    missing += [" or ".join(names) for names in _ONE_OF.get(sheet, ()) if not given & set(names)]
    if len(missing) > len(NEEDED[sheet]) // 2:
        known = "; ".join(f"{one}: {', '.join(NEEDED[one])}" for one in Sheet)
        raise NotATable(f"the first row does not name the columns of a table that can be loaded ({known})")
    if missing:
        raise NotATable(f"looks like {sheet}, but has no column {', '.join(missing)}")
    return sheet


@dataclass
class SheetRow:
    """The cells of one row by column, and the faults found while reading them."""

    cells: Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A cell that must not be empty, its spaces folded."""
        said = self.maybe(name)
        if said is None:
            self.faults.append(f"{name} is empty")
        return said or ""

    def maybe(self, name: str) -> str | None:
        """A cell that may be empty or absent, without marks that nobody sees."""
        return " ".join(clean_name(self.cells.get(name, "")).split()) or None

    def word(self, name: str, words: type[Word]) -> Word | None:
        """One word of a vocabulary, in any case; the fault lists them all."""
        said = self.text(name)
        try:
            return words(column(said))
        except ValueError:
            if said:
                self.faults.append(f"{name} “{said}” is none of: {' '.join(words)}")
            return None

    def day(self, name: str) -> date | None:
        """A date as 2026-05-04 or 4/5/2026, day before month."""
        said = self.text(name)
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(said, pattern).date()  # noqa: DTZ007 - a calendar day has no zone
            except ValueError:
                continue
        if said:
            self.faults.append(f"{name} “{said}” is not a date; write it like 2026-05-04 or 4/5/2026")
        return None

    def phone(self, name: str) -> str | None:
        """A Kenyan mobile number, as +254…; None for somebody without a phone (requirement D352)."""
        said = self.maybe(name)
        try:
            return kenyan_mobile(said) if said else None
        except NotAMobile as fault:
            self.faults.append(f"{name}: {fault}")
            return None

    def number(self, name: str) -> int | None:
        """A whole number."""
        said = self.text(name)
        if said.isascii() and said.isdigit():
            return int(said)
        if said:
            self.faults.append(f"{name} “{said}” is not a number")
        return None

    def bad(self) -> BadRow:
        """All faults in one sentence."""
        return BadRow("; ".join(self.faults))


class Tongue(StrEnum):
    """The languages that people can be written to in."""

    ENGLISH = "en"
    KISWAHILI = "sw"


def entries(sheet: Sheet, cells: Mapping[str, str]) -> tuple[Entry, ...]:
    """What a row says: one entry, or one a level for school days that are the same at all. BadRow otherwise."""
    row = SheetRow(cells)
    if sheet is Sheet.SCHOOLS:
        return (_school(row),)
    if sheet is Sheet.PEOPLE:
        return (_newcomer(row),)
    if sheet is Sheet.PAIRS:
        return (_match(row),)
    return _school_days(row)


def _school(row: SheetRow) -> SchoolEntry:
    code, name, level = row.text("code"), row.text("name"), row.word("level", Level)
    zone, sub_county, county, region = (row.text(area) for area in ("zone", "sub_county", "county", "region"))
    if level is None or row.faults:
        raise row.bad()
    return SchoolEntry(code, name, level, zone, sub_county, county, region)


def _newcomer(row: SheetRow) -> Newcomer:
    role, language = row.word("role", Role), row.word("language", Tongue)
    name, phone = row.text("name"), row.phone("phone")
    employment = row.word("employment", Employment) if row.maybe("employment") else None
    state = row.word("state", PersonState) if row.maybe("state") else PersonState.ENROLLED
    first_service = row.day("first_service") if row.maybe("first_service") else None
    tsc_number, local_id = _tsc_number(row), row.maybe("local_id")
    area = _area(row, role) if role else None
    if role is None or language is None or state is None or row.faults:
        raise row.bad()
    who = (tsc_number, local_id, as_named(name), phone, language.value, role, area)
    return Newcomer(*who, employment, row.maybe("subject"), first_service, state)


def _tsc_number(row: SheetRow) -> str | None:
    said = (row.maybe("tsc_number") or "").replace(" ", "")
    if not said and not row.maybe("local_id"):
        row.faults.append("tsc_number or local_id is needed")
    if said and not re.fullmatch(r"[0-9]{4,8}", said):
        row.faults.append(f"tsc_number “{said}” is not a TSC number: 4 to 8 digits")
    return said.lstrip("0") or None  # a table of numbers has lost them anyway


def _area(row: SheetRow, role: Role) -> str | None:
    """Where the role is held: a school's code, an area's name, or None at headquarters."""
    kind, area, code = ROLE_AREAS[role], row.maybe("area"), row.maybe("school_code")
    if kind is AreaKind.INSTITUTION:
        if code is None:
            row.faults.append(f"a {role} needs a school_code")
        return code
    if kind is None:
        if (area or "").casefold() not in HEADQUARTERS:
            row.faults.append(f"a person in the role {role} works at Headquarters, not in the area “{area}”")
        return None
    if area is None:
        row.faults.append(f"a person in the role {role} needs an area: the name of a {kind.replace('_', '-')}")
    return area


def _match(row: SheetRow) -> MatchEntry:
    mentor, mentee = (_number(row.text(side).replace(" ", "")) for side in ("mentor", "mentee"))
    kind, start = row.word("kind", PairKind), row.day("start")
    if kind is None or start is None or row.faults:
        raise row.bad()
    return MatchEntry(mentor, mentee, kind, start)


def _number(written: str) -> str:
    """A TSC number without leading zeros; a local id as it is."""
    return written.lstrip("0") if written.isdigit() else written


def _school_days(row: SheetRow) -> tuple[DaysEntry, ...]:
    year, kind, name = row.number("year"), row.word("kind", StretchKind), row.text("name")
    every = (row.maybe("level") or "").casefold() == EVERY_LEVEL
    level = None if every else row.word("level", Level)
    first, last = row.day("from"), row.day("to")
    if first and last and last < first:
        row.faults.append("to lies before from")
    if first and year and first.year != year:
        row.faults.append(f"from does not lie in {year}")
    elif last and year and kind is StretchKind.TERM and last.year != year:
        row.faults.append(f"to does not lie in {year}")
    if year is None or kind is None or first is None or last is None or row.faults:
        raise row.bad()
    levels = tuple(Level) if level is None else (level,)
    return tuple(DaysEntry(year, one, kind, name, first, last) for one in levels)
