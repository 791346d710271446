"""STATUS of a head's own school."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.figures.pages import CoachingCounts
from bot.dialogs.readiness.pages import Preparing
from bot.dialogs.schools.pages import Pairs
from bot.dialogs.shifts.pages import CoachingArea
from bot.dialogs.standing.pages import MyPairs
from bot.forms.facts import Fact
from bot.forms.page import Go, Page
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class OwnSchool:
    """The figures of one school at a moment, for its head."""

    name: str
    day: date
    mentors: int
    mentees: int
    any: bool
    """Whether there is any pair, of mentorship or coaching."""
    pairs: int
    coaching: CoachingCounts | None
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
    lost: int
    """Teachers of its pairs whom no message reaches."""
    preparing: int
    own: bool


class HeadStatus(Page[OwnSchool]):
    """A head's own school: pairs, held of planned, unsigned, reviews, pairs that need support (requirement D35)."""

    private = True
    shows = "session"
    text = If(
        Fact("any"),
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
            If(Fact("coaching"), _("{coaching}")),
            If(Fact("support"), _("Needs support: {support:# pair|# pairs}.")),
            If(Fact("unmatched"), _("{unmatched:# mentee|# mentees} not matched.")),
            If(Fact("lost"), _("Reach in person: {lost}.")),
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

    list = Go(_("pairs"), Pairs, when=Fact("any"), means=("pair_list",))
    preparing = Go(_("not ready"), Preparing, when=Fact("preparing"))
    coaching = Go(_("coaching"), CoachingArea, when=Fact("coaching"))
    mine = Go(_("my own pairs"), lambda: MyPairs, when=Fact("own"))
