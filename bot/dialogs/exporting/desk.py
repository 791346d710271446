"""EXPORT at the desk: which area is meant, and its table as a file."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.exporting import deeds
from bot.dialogs.exporting.pages import ExportedFigures, ExportFigures, ExportPlain
from bot.dialogs.exporting.rules import EnrolledCounts
from bot.dialogs.figures.shared import above_schools
from bot.dialogs.handlers import facts
from bot.dialogs.offices import rules as offices
from bot.dialogs.offices.rules import Office
from bot.dialogs.schools.rules import matching
from bot.dialogs.shifts.rules import PartShifts
from bot.dialogs.shifts.shared import counted
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.page import Picture
from bot.language import _
from bot.messages import CAPABILITIES, Channel, Media
from bot.reports import table
from bot.store import areas
from bot.store.areas import AreaKind
from bot.store.officers import places

COUNTED = frozenset({Access.TOTALS, Access.FIVE})
"""What lets an office see a restricted kind as counts of five and more."""

AVERAGED = frozenset({Access.AVERAGES, Access.TOTALS})
"""What lets an office see ratings as averages of five and more."""


@facts
def exported(asking: Asking, at: ExportFigures | ExportPlain) -> Prepared:
    """The figures of an area that this office oversees, counted when they are said."""
    here = above_schools(asking)
    area = _meant(asking, here, at.words or "")
    rows = deeds.rows(asking.db, area, asking.now, here.levels)
    plain = isinstance(at, ExportPlain)
    carries = asking.channel is not None and CAPABILITIES[asking.channel].media
    takes_plain = carries and asking.channel is not Channel.WHATSAPP  # which takes no file of that kind
    categories, coaching = _categories(asking, here, area[0]), _shifts(asking, here, area)
    found = table.FigureSheet(area[1], asking.now, tuple(rows), categories, coaching)

    def drawn() -> Media:
        make = table.csv_of if plain else table.workbook_of
        return make(found, asking.who.language)

    document = Picture(drawn) if carries else None
    return Prepared(ExportedFigures(area[1], asking.today, len(rows), document, plain=takes_plain and not plain))


def _meant(asking: Asking, here: Office, words: str) -> tuple[int, str, AreaKind | None]:
    """The area that the words name, of those that this office oversees; its own without any."""
    if not words:
        own = areas.get(asking.db, here.area_id) if here.area_id != offices.NATION else None
        return (own.id, own.name, own.kind) if own else (offices.NATION, "Kenya", None)
    found = matching(words, places.within(asking.db, here.area_id, here.levels)).schools
    above = [one for one in found if one.kind is not AreaKind.INSTITUTION]
    if found and not above:
        raise NotOpen(_("That is one school: EXPORT takes a zone or more, and each school is a line of it."))
    if not above:
        raise NotOpen(_("Not in your area."))
    return above[0].id, above[0].name, above[0].kind


def _shifts(asking: Asking, here: Office, area: tuple[int, str, AreaKind | None]) -> tuple[PartShifts, ...]:
    """What coaching has changed in the area and its parts, where the matrix opens averages and somebody was rated."""
    if may_see(here.viewer, Data.SCORES) not in AVERAGED:
        return ()
    whole, parts = counted(asking, here, area)
    return (whole, *parts) if any(one.rated for one in whole.tools.values()) else ()


def _categories(asking: Asking, here: Office, area_id: int) -> EnrolledCounts | None:
    """Mentees by category, where the matrix opens their counts."""
    if may_see(here.viewer, Data.CATEGORY) not in COUNTED:
        return None
    return deeds.categories(asking.db, area_id, asking.now, here.levels)
