"""A cycle as the two of a pair read it, and what changed most in an area, in counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.forms.facts import Fact
from bot.forms.page import Go, Notice, Page
from bot.forms.words import If
from bot.language import Marked, Name, _, say


@dataclass(frozen=True)
class TickedLabels:
    """What was ticked, in words; a long list is read on with MORE."""

    all: tuple[Marked, ...]
    read_on: ClassVar[bool] = True

    def spoken(self, language: str, spec: str) -> str:
        return ", ".join(say(one, language) for one in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class CycleFacts:
    """One cycle as its coach wrote it down."""

    coach: Name
    coachee: Name
    day: date
    focus: Marked
    priorities: TickedLabels
    resources: TickedLabels
    made: str
    learners: str
    theme: Marked


class CycleSaved(Page[CycleFacts]):
    """The receipt."""

    note: int

    shows = "journal"
    receipt = True
    behind_pin = False
    text = _("Saved: the cycle of {coachee}, {day}. Only you two read it.")


class CycleCopy(Notice[CycleFacts]):
    """To the coachee: what was written down can be read."""

    note: int

    shows = "journal"
    text = _("TIMEC: your coach {coach:full} wrote down your coaching cycle, {day}. Only you two read it.")
    template = "cycle_noted"
    buttons = (_("to read it"),)

    read = Go(_("to read it"), lambda: ReadCycle, synonyms=("read", "soma", "open", "fungua"))


class ReadCycle(Page[CycleFacts]):
    """A cycle in full, to the two of the pair."""

    note: int

    shows = "journal"
    text = (
        _("Cycle of {coachee}, {day}: {focus} coaching; {priorities}."),
        If(Fact("resources"), _("Used: {resources}.")),
        If(Fact("made"), _("Modelled or made together: {made}.")),
        If(Fact("learners"), _("Learners: {learners}.")),
        _("Changed most: {theme}."),
    )


@dataclass(frozen=True)
class ThemeCount:
    """One theme, and of how many people it was said; None: of too few to be told."""

    label: Marked
    people: int | None

    def spoken(self, language: str, spec: str) -> str:
        many = say(_("fewer than 5"), language) if self.people is None else str(self.people)
        return f"{say(self.label, language)} {many}"


@dataclass(frozen=True)
class ThemeCounts:
    """All themes; none where nothing may be told."""

    all: tuple[ThemeCount, ...]

    def spoken(self, language: str, spec: str) -> str:
        return ", ".join(one.spoken(language, "") for one in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class ThemesOfArea:
    """What changed most for the coachees of an area, in counts of people."""

    area: str
    people: int
    themes: ThemeCounts


class CoachingThemes(Page[ThemesOfArea]):
    """Themes of reflections, of five people and more; no words of anybody (requirement D392)."""

    area: int | None = None

    private = True
    shows = "scores"
    text = If(
        Fact("themes"),
        _("{area}, what changed most for {people:# coachee|# coachees}, by their last cycle: {themes}."),
        _("{area}: themes are told of 5 coachees or more whose cycle is written down; now {people}."),
    )
