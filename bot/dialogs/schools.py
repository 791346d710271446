"""One school for those who oversee it: its pairs in numbers, its head, a note to a mentor; no word of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import OneOf
from bot.dialogs.page import Do, Each, Go, Page, Row
from bot.dialogs.questions import Text
from bot.dialogs.saying import Label, Option, Said, Style, speak_label
from bot.dialogs.words import If, Sized
from bot.language import Name, _


@dataclass(frozen=True)
class Reason:
    """Why sessions were not held, and how often."""

    label: Label
    count: int


@dataclass(frozen=True)
class Reasons:
    """Such reasons, the most frequent first."""

    all: tuple[Reason, ...]

    def spoken(self, language: str, spec: str) -> str:
        return ", ".join(f"{speak_label(one.label, language)} {one.count}" for one in self.all)


@dataclass(frozen=True)
class AtSchool:
    """One school at a moment."""

    name: str
    zone: str
    head: Name | None
    oriented: date | None
    mentors: int
    mentees: int
    pairs: int
    planned: int
    held: int
    late: int
    matched: int
    unmatched: int
    reasons: Reasons | None
    may_pairs: bool
    may_remind: bool
    may_note: bool
    may_call: bool


_HEAD = If(Fact("head"), _("Head: {head}."), _("No head is recorded."))


class School(Page[AtSchool]):
    """One school: its pairs and sessions in numbers, its head, and what can be done about it."""

    school: int

    private = True
    shows = "session"
    text = (
        If(
            Fact("pairs"),
            (
                Sized(
                    short=_("{name}: {pairs:# pair|# pairs}, {held} of {planned} sessions held."),
                    long=_("{name} ({zone}): {pairs:# pair|# pairs}, {held} of {planned} sessions held."),
                ),
                If(Fact("reasons"), _("Not held: {reasons}.")),
                If(Fact("late"), _("{late:# review|# reviews} late.")),
                If(Fact("unmatched"), _("{unmatched:# mentee|# mentees} not matched.")),
            ),
            (
                _("{name}:"),
                If(Fact("oriented"), _("oriented {oriented},"), _("no orientation recorded,")),
                _("{mentors:# mentor|# mentors}, {mentees:# mentee|# mentees}, {matched} matched."),
            ),
        ),
        _HEAD,
    )

    pairs = Go(_("pairs"), lambda: Pairs, when=Fact("may_pairs"))
    remind = Do(_("remind head"), when=Fact("may_remind"))
    note = Go(_("note to mentor"), lambda: NoteToMentor, when=Fact("may_note"))
    back = Go(_("red list"), lambda: officers.RedList)
    call = Go(_("phone number"), lambda: HeadPhone, when=Fact("may_call"), synonyms=("call", "call details"))


@dataclass(frozen=True)
class Guesses:
    """Schools that may be meant."""

    name: str
    rows: tuple[Row, ...]


class Suggested(Page[Guesses]):
    """One school whose name comes near."""

    school: int

    private = True
    asks = Style.LIST
    text = _("{name}?")

    yes = Go(_("yes"), School, synonyms=("y", "ndiyo", "ndio", "sawa", "ok"))
    no = Go(_("no"), lambda: officers.AskSchool, synonyms=("n", "hapana", "la"))


class WhichSchool(Page[Guesses]):
    """Several schools whose names come near."""

    ids: tuple[int, ...]

    private = True
    asks = Style.LIST
    text = _("Which school?")

    school = Each(Fact("rows"), School)


@dataclass(frozen=True)
class PairLine:
    """One pair in numbers: never a word of what was talked about."""

    mentee: Name
    mentor: Name
    planned: int
    held: int
    last: date | None
    signed: bool

    def spoken(self, language: str, spec: str) -> str:
        if self.last is None:
            said = _("{mentee} - {mentor}: held {held} of {planned}")
        elif self.signed:
            said = _("{mentee} - {mentor}: held {held} of {planned}, last {last}, signed")
        else:
            said = _("{mentee} - {mentor}: held {held} of {planned}, last {last}, not signed")
        return Said(said, vars(self)).spoken(language)


@dataclass(frozen=True)
class PairLines:
    """The pairs of a school, one a line; a long list is read on with MORE."""

    all: tuple[PairLine, ...]
    read_on: ClassVar[bool] = True

    def spoken(self, language: str, spec: str) -> str:
        return "\n".join(line.spoken(language, "") for line in self.all)


@dataclass(frozen=True)
class PairList:
    """The pairs of one school."""

    lines: PairLines
    may_note: bool
    above: bool


class Pairs(Page[PairList]):
    """The pairs of a school: who, how often, when last and whether signed."""

    school: int | None = None

    private = True
    shows = "session"
    text = (_("{lines}\n"), _("Content of sessions is confidential to the pair."))

    note = Go(_("note to mentor"), lambda: NoteToMentor, when=Fact("may_note"))
    back = Go(_("the school"), School, when=Fact("above"))


@dataclass(frozen=True)
class Phone:
    """How a head is reached."""

    name: str
    head: Name
    phone: str


class HeadPhone(Page[Phone]):
    """The head's number, for a director."""

    school: int

    private = True
    shows = "phone"
    text = If(
        Fact("phone"),
        _("{head:full}, {name}: {phone}"),
        _("No phone number of {head:full} is recorded."),
    )

    back = Go(_("the school"), School)


@dataclass(frozen=True)
class Reminded:
    """A head who was asked to look at what is red."""

    head: Name
    unmatched: int
    to_match: bool
    """Whether that is what was asked: no pair meets yet, and somebody is in none."""


class ReminderSent(Page[Reminded]):
    """The receipt of a reminder."""

    school: int

    private = True
    text = If(
        Fact("to_match"),
        _("Reminder sent to {head}: please match your {unmatched:# mentee|# mentees}."),
        _("Reminder sent to {head}: please look at your pairs."),
    )


class RemindedToday(Page[Reminded]):
    """A second reminder on one day is none."""

    school: int

    private = True
    text = _("{head} was reminded today already. STATUS shows where the school stands.")


@dataclass(frozen=True)
class Mentors:
    """The mentors of a school who have a pair."""

    school: str
    mentors: tuple[Option, ...]


class NoteToMentor(Form[Mentors]):
    """A director's word to a mentor on the mentoring: nobody else reads it (requirement D52)."""

    school: int

    private = True
    at_once = True
    shows = "session"
    called = _("note to a mentor")
    to = OneOf(_("To whom?"), of=Fact("mentors"))
    words = Text(_("Write your note. Only this mentor will see it."), most=250)
    echo = Echo(_("To {to}: {words}."))


@dataclass(frozen=True)
class Addressee:
    """Who a note went to."""

    to: Name


class NoteSent(Page[Addressee]):
    """The receipt of a note."""

    remark: int

    text = _("Sent to {to}.")


# which import this one
from bot.dialogs import officers  # noqa: E402
