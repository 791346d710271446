"""Cycles at the desk: whose a coach writes down, who reads one, and what an office is told of many."""

from __future__ import annotations

from bot.dialogs.cycles import deeds, rules
from bot.dialogs.cycles.pages import (
    CoachingThemes,
    CycleCopy,
    CycleFacts,
    CycleSaved,
    ReadCycle,
    ThemeCount,
    ThemeCounts,
    ThemesOfArea,
    TickedLabels,
)
from bot.dialogs.cycles.paper import FOCUS, MY_COACHEES, PRIORITIES, RESOURCES, THEMES, CoachedByMe, NoteCycle
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, allowed
from bot.dialogs.figures.shared import office, within
from bot.dialogs.handlers import facts, finds, takes
from bot.dialogs.observing import deeds as observing
from bot.dialogs.observing.shared import OwnCoachees
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.facts import Finder
from bot.forms.lists import ALL
from bot.language import Marked, Name, _
from bot.store import pairs
from bot.store.instruments import cycle_notes
from bot.store.instruments.cycle_notes import NewCycleNote


@finds(MY_COACHEES)
def coachees(asking: Asking) -> Finder:
    """Those whose cycles a coach writes down."""
    return OwnCoachees(asking, lambda: observing.coached(asking.db, asking.who.id))


@facts
def to_note(asking: Asking, at: NoteCycle) -> Prepared:
    """For who coaches somebody."""
    mine = observing.coached(asking.db, asking.who.id)
    if not mine:
        raise NotOpen(_("You coach nobody now, so there is no cycle to write down."))
    return Prepared(CoachedByMe(str(mine[0].id) if len(mine) == 1 else ""))


@takes
def take(asking: Asking, at: NoteCycle, given: Answers) -> Dialog:
    """The cycle is written down."""
    answers = {key: value for key, value in given.items() if key != "who"}
    new = NewCycleNote(int(given["who"]), asking.who.id, asking.today, answers, asking.now)
    return CycleSaved(note=deeds.note(asking.db, new))


@facts
def cycle(asking: Asking, at: CycleSaved | CycleCopy | ReadCycle) -> Prepared:
    """To the two of the pair."""
    found = cycle_notes.get(asking.db, at.note)
    pair = pairs.get(asking.db, found.pair_id) if found else None
    if found is None or pair is None:
        raise NotFound
    allowed(asking, pair, at.shows)
    answers = found.answers
    return Prepared(
        CycleFacts(
            coach=Name(pair.mentor_name),
            coachee=Name(pair.mentee_name),
            day=found.day,
            focus=FOCUS[answers["focus"]],
            priorities=_ticked(PRIORITIES, answers["priorities"]),
            resources=_ticked(RESOURCES, answers["resources"]),
            made=answers.get("made", ""),
            learners=answers.get("learners", ""),
            theme=THEMES[answers["theme"]],
        )
    )


def _ticked(labels: dict[str, Marked], stored: str) -> TickedLabels:
    keys = list(labels) if stored == ALL else stored.split(",")
    return TickedLabels(tuple(label for key, label in labels.items() if key in keys))


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
