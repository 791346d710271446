"""What directors write to heads and mentors, and that it has gone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Go, Notice, Page
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class RemindedHead:
    """A head who was asked to look at what is red."""

    head: Name
    unmatched: int
    to_match: bool
    """Whether that is what was asked: no pair meets yet, and somebody is in none."""


class ReminderSent(Page[RemindedHead]):
    """The receipt of a reminder."""

    school: int

    behind_pin = False
    private = True
    text = If(
        Fact("to_match"),
        _("Reminder sent to {head}: please match your {unmatched:# mentee|# mentees}."),
        _("Reminder sent to {head}: please look at your pairs."),
    )


class RemindedToday(Page[RemindedHead]):
    """A second reminder on one day is none."""

    school: int

    behind_pin = False
    private = True
    text = _("{head} was reminded today already. STATUS shows where the school stands.")


@dataclass(frozen=True)
class Addressee:
    """Who a note went to."""

    to: Name


class NoteSent(Page[Addressee]):
    """The receipt of a note."""

    remark: int

    behind_pin = False
    text = _("Sent to {to}.")


@dataclass(frozen=True)
class AskedOfHead:
    """What a director asks of a head."""

    by: Name
    name: str
    mentors: int
    unmatched: int
    held: int
    planned: int
    late: int


class HeadReminded(Notice[AskedOfHead]):
    """A director asks a head to look at what is red."""

    school: int
    officer: int

    text = (
        _("TIMEC: {by:full} (Sub-County Director) asks you to look at {name}."),
        If(
            Fact("planned"),
            _("{held} of {planned} sessions held."),
        ),
        If(Fact("late"), _("{late:# review|# reviews} late.")),
        If(
            Fact("unmatched"),
            _("Please match {unmatched:# mentee|# mentees}; {mentors:# mentor|# mentors} in the pool."),
        ),
        _("STATUS shows more."),
    )
    template = "head_reminded"


@dataclass(frozen=True)
class DirectorsNote:
    """A director's word to a mentor."""

    by: Name
    words: str


class NoteFromOfficer(Notice[DirectorsNote]):
    """That there is a note; its words wait until the mentor opens it, for others may see the screen."""

    remark: int

    text = _("TIMEC: {by:full} (Sub-County Director) has written you a note on your mentoring.")
    template = "note_from_officer"
    buttons = (_("read it"),)

    read = Go(_("read it"), lambda: OfficerNote, synonyms=("read", "soma"))


class OfficerNote(Page[DirectorsNote]):
    """The note itself, for that mentor alone."""

    remark: int

    behind_pin = True
    text = _("{by:full}: {words}")
