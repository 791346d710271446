"""The Friday line at the desk."""

from __future__ import annotations

from bot.dialogs.annex_v.shared import papers_overdue
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, open_pair
from bot.dialogs.figures import deeds as figures
from bot.dialogs.figures.rules import PairFigures, SchoolWithPairs, total
from bot.dialogs.figures.shared import coaching_counts
from bot.dialogs.fridays import deeds, rules
from bot.dialogs.fridays.pages import FridayLine, Fridays, HowDoYouGo, Partnered, StillPairsAsked, Week, Weekly
from bot.dialogs.handlers import does, facts, opens
from bot.dialogs.offices.rules import Office
from bot.dialogs.pairs.shared import names
from bot.dialogs.visibility import Viewer
from bot.forms.dialog import Dialog
from bot.language import _
from bot.store import areas
from bot.store.officers import fridays as store


@facts
def week(asking: Asking, at: FridayLine | StillPairsAsked) -> Prepared:
    """How it stands now; closed for who oversees it no more, and where there is nothing to tell."""
    here = _mine(asking, at)
    found = _schools(asking, here)
    area, whole = areas.get(asking.db, here.area_id), total(found)
    now = whole.now
    if area is None or not (now.pairs or whole.coaching.pairs):
        raise NotOpen(_("There is no week to sum up."))
    head = here.viewer is Viewer.HEAD
    still = len(_still(asking, found))
    return Prepared(
        Week(
            area.name,
            now.held,
            now.planned,
            now.held - now.signed,
            still,
            rules.STILL,
            whole.now.late + papers_overdue(asking, found),
            head and still > 0,
            head,
            not head,
            coaching_counts(whole),
        )
    )


def _mine(asking: Asking, at: FridayLine | StillPairsAsked) -> Office:
    here = asking.office
    if here is None or here.area_id != at.area or not here.sees_pairs:
        raise NotFound
    return here


def _schools(asking: Asking, here: Office) -> tuple[SchoolWithPairs, ...]:
    return figures.with_pairs(asking.db, here.area_id, asking.now, here.levels)


def _still(asking: Asking, found: tuple[SchoolWithPairs, ...]) -> list[PairFigures]:
    """The pairs of these schools that stand still, by the school days of each level."""
    days = SchoolDays.around(asking.db, asking.today)
    since = {level: days.since(asking.today, rules.STILL, level) for level in {school.level for school in found}}
    return [one for school in found for one in rules.still(school.pairs, since[school.level])]


@does(FridayLine.ask)
def ask(asking: Asking, at: FridayLine) -> Dialog:
    """The head asks both of each pair that stands still."""
    found = _still(asking, _schools(asking, _mine(asking, at)))
    deeds.ask(asking.db, asking.who.id, [one.id for one in found], asking.now)
    return StillPairsAsked(area=at.area)


@facts
def how(asking: Asking, at: HowDoYouGo) -> Prepared:
    """The two of a pair, to one of them."""
    pair = open_pair(asking, at.pair, HowDoYouGo.shows)
    if pair.side(asking.who.id) is None:
        raise NotFound
    return Prepared(Partnered(*names(asking, pair)))


@opens
def turn(asking: Asking, at: Fridays) -> None:
    """SUMMARY turns the line off, or on again."""
    if asking.office is None:
        raise NotOpen(_("Heads and directors hear on Fridays how their school or area stands."))
    deeds.turn(asking.db, asking.who.id, asking.now)


@facts
def weekly(asking: Asking, at: Fridays) -> Prepared:
    """Whether it comes."""
    return Prepared(Weekly(store.is_off(asking.db, asking.who.id)))
