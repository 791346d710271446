"""Reading a record at any time, with the notes of both; and adding one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.pictures.pages import Pictures
from bot.dialogs.reading.paper import AddNote
from bot.dialogs.sessions.paper import FULL
from bot.dialogs.signing.pages import Changes
from bot.forms.facts import Fact
from bot.forms.lists import Ticked
from bot.forms.page import Do, Each, Go, Page, Row
from bot.forms.saying import On, Style
from bot.forms.words import If, Sized
from bot.language import Item, Marked, Name, _, say


@dataclass(frozen=True)
class MarkedGoal:
    """A goal and whether it was met."""

    goal: str
    mark: Marked

    def spoken(self, language: str, spec: str) -> str:
        return f"{self.goal} ({say(self.mark, language)})"


@dataclass(frozen=True)
class Noted:
    """One note, with who wrote it."""

    author: Name
    words: str


@dataclass(frozen=True)
class Notes:
    """What each side has added, with its author."""

    read_on = True
    all: tuple[Noted, ...]

    def spoken(self, language: str, spec: str) -> str:
        return "; ".join(f"{note.author.short}: {note.words}" for note in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class GoalsSeen:
    """How one side sees the goals: each in its words with its mark."""

    author: Name
    marks: tuple[MarkedGoal, ...]

    def spoken(self, language: str, spec: str) -> str:
        return f"{self.author.short}: {', '.join(mark.spoken(language, spec) for mark in self.marks)}"


@dataclass(frozen=True)
class BothSeen:
    """How both see them."""

    read_on = True
    all: tuple[GoalsSeen, ...]

    def spoken(self, language: str, spec: str) -> str:
        return "; ".join(view.spoken(language, spec) for view in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class Reading:
    """A record as the two of a pair read it."""

    number: int
    partner: Name
    day: date
    venue: str
    objectives: tuple[Item, ...]
    areas: tuple[Item, ...]
    plan: tuple[Item, ...]
    looked_back: object
    made: str
    """What a coaching pair modelled or made together, and what it used."""
    resources: Ticked
    notes: Notes
    entered: date | None
    """When it was entered, where that was late."""
    pictures: int
    goals: BothSeen
    complete: bool
    disputed: bool
    author: Name
    """Who wrote the version that stands."""
    before: Changes
    """What the version before it says otherwise, while they are disputed."""
    may_settle: bool = False
    """Whether their officer can be asked to help with a dispute: nobody has asked about this version."""
    settled: date | None = None
    """When the officer noted that they agree, while both versions stand."""
    struck: date | None = None
    """When a learner's name was struck from it."""


class Show(Page[Reading]):
    """A record as it stands: what was written, who has signed, both versions in a dispute, the notes of both."""

    number: str | None = None
    session: int | None = None
    version: int | None = None

    keyword = _("SHOW")
    argument = "number"
    shows = "journal"
    text = (
        Sized(
            short=_("S{number} {day} {venue}. Areas: {areas:semi}. Plan: {plan:semi}. Review: {looked_back}."),
            long=FULL,
        ),
        If(Fact("made"), _("Modelled or made together: {made}.")),
        If(Fact("resources"), _("Used: {resources}.")),
        If(Fact("disputed"), _("Not agreed: this is {author:first}'s version. The other: {before:beside}.")),
        If(Fact("settled"), _("Noted as settled, {settled}: EDIT {number} writes what you both sign.")),
        If(Fact("complete"), _("Signed by both.")),
        If(Fact("struck"), _("A learner's name was struck from it on {struck:day}.")),
        If(Fact("entered"), _("Entered late, on {entered:long}.")),
        If(Fact("pictures"), _("{pictures:# picture|# pictures} kept with it.")),
        If(Fact("goals"), _("Goals met: {goals}.")),
        If(Fact("notes"), _("Notes: {notes}.")),
    )

    note = Go(_("add my note"), lambda: AddNote, On.RICH)
    see = Go(_("see pictures"), Pictures, On.RICH, when=Fact("pictures"))
    settle = Do(_("ask an officer"), when=Fact("may_settle"), synonyms=("settle", "officer", "afisa"))


@dataclass(frozen=True)
class Records:
    """The records that a number may mean, of several pairs."""

    rows: tuple[Row, ...]


class ShowWhich(Page[Records]):
    """The same number in two pairs."""

    number: str | None = None

    behind_pin = True
    argument = "number"
    text = _("Which one?")
    asks = Style.LIST

    each = Each(Fact("rows"), Show)
