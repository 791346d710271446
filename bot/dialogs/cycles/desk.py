"""Cycles at the desk: whose is meant, what both wrote of it, and what an office is told of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.dialogs.cycles import deeds, rules
from bot.dialogs.cycles.pages import (
    CoachingThemes,
    Cycle,
    CycleFacts,
    CyclesToChoose,
    MadeThen,
    MadeTogether,
    ReadCycle,
    ThemeCount,
    ThemeCounts,
    ThemesOfArea,
    TickedLabels,
)
from bot.dialogs.cycles.paper import FOCUS, PRIORITIES, RESOURCES, THEMES
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, open_pair
from bot.dialogs.figures.shared import office, within
from bot.dialogs.handlers import facts, routes
from bot.dialogs.offices.shared import pairs_called
from bot.dialogs.pairs.shared import names
from bot.dialogs.reviews.rules import may_read
from bot.dialogs.reviews.shared import reflection
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.lists import ALL
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.language import Marked, Name, _, items_of, local_day
from bot.language.meaning import read
from bot.store import pairs, plans
from bot.store.pairs import PairKind, PairOf
from bot.store.reviews import reviews
from bot.store.reviews.reviews import SavedReview
from bot.store.sessions import sessions, versions

WRITTEN = (*pairs.LOGGING, pairs.PairState.PAUSED)
"""The pairs of which there may be something to read."""


@routes
def whose(asking: Asking, at: Cycle) -> Dialog:
    """CYCLE of somebody in one coaching pair leads to it, and so does the name of the other."""
    found = _mine(asking, at.words)
    return ReadCycle(pair=found[0].id) if len(found) == 1 else at


def _mine(asking: Asking, words: str | None) -> Sequence[PairOf]:
    found = [one for one in pairs.pairs_of(asking.db, asking.who.id, WRITTEN) if one.kind is PairKind.COACHING]
    if not found:
        raise NotOpen(_("You are in no coaching pair now, so there is no cycle to read."))
    named = pairs_called(words, found) if words else found
    if not named and words and not read(words).content:
        return found  # “CYCLE yangu” names nobody
    if not named:
        raise NotOpen(_("You neither coach anybody called so nor are coached by them. CYCLE alone shows your own."))
    return named


@facts
def to_choose(asking: Asking, at: Cycle) -> Prepared:
    """One's coaching pairs."""
    mine = _mine(asking, at.words)
    return Prepared(CyclesToChoose(tuple(Row(names(asking, one)[1].full, ReadCycle(pair=one.id)) for one in mine)))


@facts
def cycle(asking: Asking, at: ReadCycle) -> Prepared:
    """The one that runs, to the two of the pair."""
    pair = open_pair(asking, at.pair, at.shows)
    if pair.kind is not PairKind.COACHING:
        raise NotFound
    names(asking, pair)
    saved = reviews.of_pair(asking.db, pair.id)
    theirs = frozenset((one.quarter, one.kind) for one in saved if one.person_id == pair.mentee_id)
    number, begins = rules.running(pair, theirs, asking.today)
    held = [one for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None and one.day >= begins]
    written = [(one.number, version) for one in held if (version := versions.latest(asking.db, one.id))]
    plan = plans.latest(asking.db, pair.id)
    planned: Mapping[str, str] = (plan.answers if plan else None) or {}
    used = ",".join(version.resources for _nth, version in written if version.resources)
    last = _last(asking, pair, saved)
    return Prepared(
        CycleFacts(
            coachee=Name(pair.mentee_name),
            number=number,
            goals=items_of(plan.objectives if plan else ""),
            focus=FOCUS.get(planned.get("focus", "")),
            priorities=_ticked(PRIORITIES, planned.get("priorities", "")),
            resources=_ticked(RESOURCES, used or planned.get("resources", "")),
            made=MadeTogether(tuple(MadeThen(nth, version.made) for nth, version in written if version.made)),
            reflected=local_day(last.saved_at) if last else None,
            reflection=reflection(last, asking.now) if last else None,
        )
    )


def _last(asking: Asking, pair: PairOf, saved: Sequence[SavedReview]) -> SavedReview | None:
    """The coachee's last reflection, where this person may read it."""
    found = [one for one in saved if one.person_id == pair.mentee_id and one.merged_into is None]
    return found[-1] if found and may_read(found[-1], pair, asking.who.id) else None


def _ticked(labels: Mapping[str, Marked], stored: str) -> TickedLabels:
    keys = stored.split(",")
    return TickedLabels(tuple(Said(label) for key, label in labels.items() if key in keys or ALL in keys))


@facts
def themes(asking: Asking, at: CoachingThemes) -> Prepared:
    """Of an area that this office oversees, where the matrix opens averages."""
    here = office(asking)
    if may_see(here.viewer, Data.SCORES) not in (Access.AVERAGES, Access.TOTALS):
        raise NotFound
    area_id, name = within(asking, here, at.area)[:2]
    found = deeds.last_themes(asking.db, area_id, here.levels, asking.today)
    told = rules.counts(found, THEMES)
    counted = tuple(ThemeCount(THEMES[theme], people) for theme, people in told.items())
    return Prepared(ThemesOfArea(name, len(found), ThemeCounts(counted)))
