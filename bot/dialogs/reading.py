"""Reading a record at any time, with the notes of both; and adding one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Each, Go, Page, Row
from bot.dialogs.questions import Text as Words
from bot.dialogs.saying import For, Style
from bot.dialogs.session_record import FULL
from bot.dialogs.signing import Changes
from bot.dialogs.words import If, Sized
from bot.language import Item, Name, Text, _, say


@dataclass(frozen=True)
class Marked:
    """A goal and whether it was met."""

    goal: str
    mark: Text

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
class View:
    """How one side sees the goals: each in its words with its mark."""

    author: Name
    marks: tuple[Marked, ...]

    def spoken(self, language: str, spec: str) -> str:
        return f"{self.author.short}: {', '.join(mark.spoken(language, spec) for mark in self.marks)}"


@dataclass(frozen=True)
class Views:
    """How both see them."""

    read_on = True
    all: tuple[View, ...]

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
    notes: Notes
    entered: date | None
    """When it was entered, where that was late."""
    pictures: int
    goals: Views
    complete: bool
    disputed: bool
    author: Name
    """Who wrote the version that stands."""
    before: Changes
    """What the version before it says otherwise, while they are disputed."""


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
        If(Fact("disputed"), _("Not agreed: this is {author:first}'s version. The other: {before:beside}.")),
        If(Fact("complete"), _("Signed by both.")),
        If(Fact("entered"), _("Entered late, on {entered:long}.")),
        If(Fact("pictures"), _("{pictures:# picture|# pictures} kept with it.")),
        If(Fact("goals"), _("Goals met: {goals}.")),
        If(Fact("notes"), _("Notes: {notes}.")),
    )

    note = Go(_("add my note"), lambda: AddNote, For.RICH)


@dataclass(frozen=True)
class Records:
    """The records that a number may mean, of several pairs."""

    rows: tuple[Row, ...]


class ShowWhich(Page[Records]):
    """The same number in two pairs."""

    number: str | None = None

    argument = "number"
    text = _("Which one?")
    asks = Style.LIST

    each = Each(Fact("rows"), Show)


@dataclass(frozen=True)
class Noting:
    """A record to add a note to."""

    number: int
    me: Name
    partner: Name


class AddNote(Form[Noting]):
    """One's own words under a record (Annex III), at any time: “NOTE 3 we need more time”."""

    session: int
    version: int | None = None

    keyword = _("NOTE")
    shows = "journal"
    called = _("note on session {number}")
    counted = None
    at_once = True
    number_leads = True

    words = Words(_("your note on session {number}? You and {partner:first} can read it."), label=_("note"))

    shorthand = "words"
    echo = Echo(_("Note on session {number}: {words}."))
