"""STATUS of a head's own school, and what directors write to heads and mentors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.dialogs.facts import Fact, NoFacts
from bot.dialogs.page import Go, Notice, Page
from bot.dialogs.readiness import Preparing
from bot.dialogs.saying import Style
from bot.dialogs.schools import Pairs
from bot.dialogs.standing import Status
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked


@dataclass(frozen=True)
class OwnSchool:
    """The figures of one school at a moment, for its head."""

    name: str
    day: date
    mentors: int
    mentees: int
    pairs: int
    planned: int
    held: int
    share: int
    compared: bool
    was: int
    unsigned: int
    six_due: int
    six_done: int
    quarter_due: int
    quarter_done: int
    support: int
    unmatched: int
    preparing: int
    own: bool


class HeadStatus(Page[OwnSchool]):
    """A head's own school: pairs, held of planned, unsigned, reviews, pairs that need support (requirement D35)."""

    private = True
    shows = "session"
    text = If(
        Fact("pairs"),
        (
            _("{name}, {day}: {pairs:# pair|# pairs}."),
            If(
                Fact("planned"),
                If(
                    Fact("compared"),
                    _("Sessions held {held} of {planned} ({share}%, was {was}%)."),
                    _("Sessions held {held} of {planned} ({share}%)."),
                ),
                _("No session was due yet."),
            ),
            If(Fact("unsigned"), _("Not signed by both: {unsigned}.")),
            If(Fact("six_due"), _("6-wk reviews {six_done} of {six_due} due."), _("No 6-wk review due yet.")),
            If(Fact("quarter_due"), _("3-month {quarter_done} of {quarter_due}.")),
            If(Fact("support"), _("Needs support: {support:# pair|# pairs}.")),
            If(Fact("unmatched"), _("{unmatched:# mentee|# mentees} not matched.")),
        ),
        If(
            Fact("preparing"),
            (
                _("{name}: {preparing:# pair|# pairs} matched, with papers or orientation still open."),
                If(Fact("unmatched"), _("{unmatched:# mentee|# mentees} not matched.")),
            ),
            _(
                "{name}: no pairs yet, {mentors:# mentor|# mentors}, {mentees:# mentee|# mentees}."
                " Figures begin when they are matched."
            ),
        ),
    )
    asks = Style.REPLY

    list = Go(_("pairs"), Pairs, when=Fact("pairs"), means=("pair_list",))
    preparing = Go(_("not ready"), Preparing, when=Fact("preparing"))
    mine = Go(_("my own pairs"), lambda: MyPairs, when=Fact("own"))


class MyPairs(Status):
    """The pairs of somebody who has an office besides."""

    keyword: ClassVar[Marked | None] = None


class NoFigures(Page[NoFacts]):
    """STATUS asked at headquarters, where figures come as reports."""

    text = _("STATUS shows a school to its head, and an area to its director. National figures come with the reports.")


@dataclass(frozen=True)
class Asked:
    """What a director asks of a head."""

    by: Name
    name: str
    mentors: int
    unmatched: int
    held: int
    planned: int
    late: int


class HeadReminded(Notice[Asked]):
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
class Note:
    """A director's word to a mentor."""

    by: Name
    words: str


class NoteFromOfficer(Notice[Note]):
    """That there is a note; its words wait until the mentor opens it, for others may see the screen."""

    remark: int

    text = _("TIMEC: {by:full} (Sub-County Director) has written you a note on your mentoring.")
    template = "note_from_officer"

    read = Go(_("read it"), lambda: OfficerNote, synonyms=("read", "soma"))


class OfficerNote(Page[Note]):
    """The note itself, for that mentor alone."""

    remark: int

    text = _("{by:full}: {words}")
