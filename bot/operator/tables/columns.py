"""The four tables that an office hands in and their columns, each with what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.language import LANGUAGES
from bot.store.areas import Level
from bot.store.calendar import EVERY_LEVEL, StretchKind
from bot.store.pairs import PairKind
from bot.store.people.people import Employment, PersonState
from bot.store.people.roles import Role


class Sheet(StrEnum):
    """The kinds of table, in the order in which they need each other."""

    SCHOOLS = "schools"
    PEOPLE = "people"
    PAIRS = "pairs"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class SheetColumn:
    """One column: what stands in it, an example, and the words that there are where there are no others."""

    name: str
    says: str
    example: str
    words: tuple[str, ...] = ()
    needed: bool = True


ABOUT: Mapping[Sheet, str] = {
    Sheet.SCHOOLS: "One row a school. Its zone, sub-county, county and region are made with it.",
    Sheet.PEOPLE: (
        "One row a person and role: a teacher who is a mentor and a deputy has two rows. "
        "A row needs tsc_number or local_id, and school_code or area."
    ),
    Sheet.PAIRS: "One row a pair of a mentor and a mentee, or of a coach and a teacher, matched before.",
    Sheet.CALENDAR: "One row a term, half-term, holiday or examination time. A year goes in whole or not at all.",
}
COLUMNS: Mapping[Sheet, tuple[SheetColumn, ...]] = {
    Sheet.SCHOOLS: (
        SheetColumn("code", "The school's code, as TSC writes it. It never changes; all else can be mended.", "MWL01"),
        SheetColumn("name", "The school's name in full.", "Mwangaza Primary"),
        SheetColumn("level", "What kind of institution it is.", "primary", tuple(Level)),
        SheetColumn("zone", "The zone it lies in.", "Mbiuni"),
        SheetColumn("sub_county", "The sub-county.", "Mwala"),
        SheetColumn("county", "The county.", "Machakos"),
        SheetColumn("region", "The TSC region.", "Eastern"),
    ),
    Sheet.PEOPLE: (
        SheetColumn("tsc_number", "Their TSC number, 4 to 8 digits.", "812345", needed=False),
        SheetColumn("local_id", "Without a TSC number: an id that your office gives.", "MWL01-7", needed=False),
        SheetColumn("name", "Their name as it is to be shown; “Mutua, Faith” becomes Faith Mutua.", "Faith Mutua"),
        SheetColumn("phone", "A Kenyan mobile number in any writing; empty for who has no phone.", "0712 000 001"),
        SheetColumn("language", "In which language they are written to; they can change it.", "en", tuple(LANGUAGES)),
        SheetColumn("role", "What they are in the programme.", "mentee", tuple(Role)),
        SheetColumn("school_code", "Their school, by its code: all roles of a school.", "MWL01", needed=False),
        SheetColumn(
            "area",
            "Their sub-county (scd), county (cd) or region (rd) by its name; empty at headquarters.",
            "Mwala",
            needed=False,
        ),
        SheetColumn("employment", "On what terms they work.", "permanent", tuple(Employment), needed=False),
        SheetColumn("subject", "What they teach.", "Mathematics", needed=False),
        SheetColumn(
            "first_service",
            "The day from which they have taught: who nominates somebody of under 3 years is told so.",
            "2019-01-07",
            needed=False,
        ),
        SheetColumn(
            "state",
            "Empty is enrolled: their first message invites them. active: agreed and oriented on paper.",
            "enrolled",
            tuple(PersonState),
            needed=False,
        ),
    ),
    Sheet.PAIRS: (
        SheetColumn("mentor", "The mentor's or coach's tsc_number or local_id.", "534210"),
        SheetColumn("mentee", "The mentee's or teacher's tsc_number or local_id.", "812345"),
        SheetColumn("kind", "Mentoring of a new teacher, or coaching of a serving one.", "mentorship", tuple(PairKind)),
        SheetColumn("start", "The day on which their first plan began.", "2026-05-04"),
    ),
    Sheet.CALENDAR: (
        SheetColumn("year", "The school year.", "2026"),
        SheetColumn(
            "level", f"Whose days they are; {EVERY_LEVEL} for every level.", EVERY_LEVEL, (EVERY_LEVEL, *Level)
        ),
        SheetColumn("kind", "What kind of days.", "term", tuple(StretchKind)),
        SheetColumn("name", "How people call it.", "Term 2"),
        SheetColumn("from", "The first day, like 2026-04-27 or 27/4/2026.", "2026-04-27"),
        SheetColumn("to", "The last day; it is in it.", "2026-07-31"),
    ),
}
NEEDED: Mapping[Sheet, tuple[str, ...]] = {
    sheet: tuple(one.name for one in columns if one.needed) for sheet, columns in COLUMNS.items()
}
OPTIONAL: Mapping[Sheet, tuple[str, ...]] = {
    sheet: tuple(one.name for one in columns if not one.needed) for sheet, columns in COLUMNS.items()
}
