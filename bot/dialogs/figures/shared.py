"""Which office asks for figures, and of which schools it may see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.dialogs.desk import Asking, NotFound, NotOpen, prove
from bot.dialogs.figures import deeds
from bot.dialogs.figures.pages import CoachingCounts, PostPrimaryCounts
from bot.dialogs.figures.rules import SchoolFigures, SchoolWithPairs, Total
from bot.dialogs.offices import deeds as offices
from bot.dialogs.offices.rules import NATION, Office, headquarters
from bot.dialogs.visibility import SCD_LEVELS, Viewer
from bot.forms.page import Picture
from bot.language import _
from bot.messages import CAPABILITIES, Media
from bot.store import areas
from bot.store.areas import Area, AreaKind, Level
from bot.store.people import reach
from bot.store.people.roles import Role


def coaching_counts(found: SchoolFigures | Total, support: int = 0) -> CoachingCounts | None:
    """What is said of coaching beside mentorship, where there are any coaching pairs."""
    counts, was = found.coaching, found.coaching_before.share
    if not counts.pairs:
        return None
    return CoachingCounts(
        counts.pairs, counts.held, counts.planned, counts.share, counts.signed, support, was, counts.late
    )


def office(asking: Asking) -> Office:
    """What somebody oversees, once their PIN is given where it is asked. Closed for all others."""
    prove(asking)
    found = asking.office or headquarters(asking.roles)
    if found is None:
        raise NotOpen(_("That is for heads and TSC offices. MENU shows what you can do."))
    return found


def above_schools(asking: Asking) -> Office:
    """The same for those who oversee more than one school."""
    found = office(asking)
    if not found.oversees_schools:
        raise NotFound
    return found


def chart(asking: Asking, draw: Callable[[str, datetime], bytes]) -> Picture | None:
    """Figures as a picture, on channels that show one."""
    if asking.channel is None or not CAPABILITIES[asking.channel].buttons:
        return None
    language, now = asking.who.language, asking.now
    return Picture(lambda: Media("status.png", "image/png", draw(language, now)))


def one_school(asking: Asking, here: Office, school_id: int | None = None) -> SchoolWithPairs:
    """The figures of one of its schools; one elsewhere and one that does not exist are closed in the same words."""
    school_id = here.area_id if school_id is None else school_id
    if not offices.covers(asking.db, here, school_id):
        raise NotOpen(_("Not in your area."))
    found = deeds.with_pairs(asking.db, school_id, asking.now, here.levels)
    if not found:
        raise NotOpen(_("Not in your area."))
    return found[0]


def lost(asking: Asking, here: Office, found: SchoolWithPairs) -> set[int]:
    """Whom of the pairs of a school no message reaches: for its head, who sees them in person; for nobody above."""
    if here.viewer is not Viewer.HEAD:
        return set()
    return reach.lost(asking.db, {who for pair in found.pairs for who in (pair.mentor_id, pair.mentee_id)})


def post_primary_counts(asking: Asking, here: Office, above: Sequence[Area]) -> PostPrimaryCounts | None:
    """Of a Sub-County Director's own area, the first of these: of schools that report to the county, if it shows them.

    `above`: what the area lies in (A7).
    """
    if here.role is not Role.SCD or not any(area.shows_all for area in above) or above[0].id != here.area_id:
        return None
    found = deeds.total(asking.db, here.area_id, asking.now, frozenset(Level) - SCD_LEVELS)
    return PostPrimaryCounts(found.schools, found.now.pairs)


def within(asking: Asking, here: Office, area_id: int | None) -> tuple[int, str, AreaKind | None, list[Area]]:
    """An area that this office oversees, its name, kind and path; without one, its own."""
    asked = here.area_id if area_id is None else area_id
    if asked == NATION:
        if here.area_id != NATION:
            raise NotOpen(_("Not in your area."))
        return asked, "Kenya", None, []
    above = areas.path(asking.db, asked)
    if not above or not any(here.area_id in (area.id, NATION) for area in above):
        raise NotOpen(_("Not in your area."))
    return asked, above[0].name, above[0].kind, above
