"""A cycle as the two of a pair read it, and what changed most in an area, in counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.quoting.pages import CoachingQuotes
from bot.dialogs.reviews.pages import Reflection
from bot.forms.facts import Fact
from bot.forms.page import Each, Go, Page, Row
from bot.forms.saying import Said, Style
from bot.forms.words import If, InARow
from bot.language import Item, Marked, Name, _, say


@dataclass(frozen=True)
class TickedLabels(InARow):
    """What was ticked, in words."""

    all: tuple[Said, ...]


@dataclass(frozen=True)
class MadeThen:
    """What was modelled or made together in one session."""

    number: int
    words: str

    def spoken(self, language: str, spec: str) -> str:
        return say(_("session {number}: {words}"), language, **vars(self))


@dataclass(frozen=True)
class MadeTogether(InARow):
    """The same of each session that had any."""

    all: tuple[MadeThen, ...]
    between = "; "


@dataclass(frozen=True)
class CycleFacts:
    """One cycle by what the two have written: its plan, its sessions, and the coachee's last reflection."""

    coachee: Name
    number: int
    goals: tuple[Item, ...]
    focus: Marked | None
    priorities: TickedLabels
    resources: TickedLabels
    """Those that were used; before the first session those that were prepared."""
    made: MadeTogether
    reflected: date | None
    """When the coachee reflected last, where the reader may read it."""
    reflection: Reflection | None


@dataclass(frozen=True)
class CyclesToChoose:
    """The coaching pairs of somebody who is in several."""

    rows: tuple[Row, ...]


class Cycle(Page[CyclesToChoose]):
    """CYCLE: leads to the cycle of one's coaching pair, or of the one that is named."""

    words: str | None = None

    keyword = _("CYCLE")
    argument = "words"
    names_whom = True
    shows = "journal"
    text = _("Which one?")
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: ReadCycle)


class ReadCycle(Page[CycleFacts]):
    """The Coaching Tool of the cycle that runs, to the two of the pair: “Captured Coaching agreements, action plans,
    and reflection notes between Coaches and Coachees”.
    """

    pair: int

    shows = "journal"
    text = (
        _("Cycle {number} of {coachee}."),
        If(Fact("goals"), _("Goals: {goals:semi}.")),
        If(Fact("focus"), _("Focus: {focus}; {priorities}.")),
        If(Fact("resources"), _("Resources: {resources}.")),
        If(Fact("made"), _("Modelled or made together: {made}.")),
        If(Fact("reflected"), If(Fact("reflection"), _("Last reflection, {reflected}: {reflection}"))),
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
        _("{area}: themes are told of 5 coachees or more who have reflected; now {people}."),
    )

    quotes = Go(_("in their words"), CoachingQuotes, when=Fact("themes"))
