"""The line that sums up a week, the pairs that stand still, and the word that stops it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.figures.pages import CoachingCounts
from bot.dialogs.schools.pages import Pairs, RedList
from bot.forms.facts import Fact
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Week:
    """How a school or an area stands on a Friday."""

    name: str
    held: int
    planned: int
    unsigned: int
    still: int
    days: int
    """School days after which a pair stands still."""
    overdue: int
    """Reviews and papers for which nobody is asked any more."""
    asks: bool
    """Whether one head can ask those pairs; who oversees many schools sees which are red."""
    head: bool
    above: bool
    coaching: CoachingCounts | None


class FridayLine(Prompt[Week]):
    """To the head each Friday, to the director every second one: no names, one action by number."""

    reason = Reason(
        "friday",
        Rank.REPORT,
        because=_("it is Friday: the week of your school or area"),
        watched=_("Friday line to {who}"),
    )
    area: int

    shows = "session"
    text = (
        _("TIMEC: {name}: {held} of {planned} sessions held, {unsigned} to sign."),
        If(Fact("coaching"), _("{coaching}")),
        If(Fact("still"), _("{still:# pair stands|# pairs stand} still for {days} school days.")),
        If(Fact("overdue"), _("{overdue:# paper|# papers} late.")),
        _("SUMMARY stops this line."),
    )
    brief = _("the week of {name}")
    template = "friday_line"

    ask = Do(_("ask those pairs"), when=Fact("asks"))
    pairs = Go(_("pairs"), Pairs, when=Fact("head"))
    reds = Go(_("red list"), RedList, when=Fact("above"), synonyms=("red",))


class StillPairsAsked(Page[Week]):
    """The receipt: both of each such pair are asked."""

    area: int

    behind_pin = False
    text = _("Done: I asked both of each pair that stands still, without blame. STATUS shows your school.")


@dataclass(frozen=True)
class Partnered:
    """One of a pair, and the other."""

    me: Name
    partner: Name


class HowDoYouGo(Notice[Partnered]):
    """To one of a pair that stands still."""

    pair: int

    shows = "session"
    text = _(
        "TIMEC: {me:first}, your head asks how it goes with {partner}: you two have not met for a while."
        " Met? Reply LOG. To agree a date reply BOOK."
    )
    template = "how_do_you_go"


@dataclass(frozen=True)
class Weekly:
    """Whether somebody gets the line."""

    off: bool


class Fridays(Page[Weekly]):
    """SUMMARY: the line stops, or comes again."""

    behind_pin = False
    keyword = _("SUMMARY")
    does = True
    text = If(
        Fact("off"),
        _("No more lines on Fridays. SUMMARY brings them back; STATUS shows the same at any time."),
        _("The Friday line comes again."),
    )
