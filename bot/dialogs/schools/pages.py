"""STATUS over many schools: the totals of an area, the red list, one school, its pairs, its head's phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.figures.pages import OVERVIEW, CoachingCounts, Overview, PairsInNumbers, Reasons
from bot.dialogs.notes.paper import NoteToMentor
from bot.dialogs.reports.pages import Reports
from bot.dialogs.shifts.pages import CoachingArea
from bot.dialogs.standing import pages as heads
from bot.dialogs.standing.pages import Status
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Go, Page, Picture, Row
from bot.forms.saying import Style
from bot.forms.words import If, Sized
from bot.language import Name, _


@dataclass(frozen=True)
class AtSchool:
    """One school at a moment."""

    name: str
    zone: str
    head: Name | None
    oriented: date | None
    mentors: int
    mentees: int
    any: bool
    """Whether there is any pair, of mentorship or coaching."""
    pairs: int
    coaching: CoachingCounts | None
    planned: int
    held: int
    late: int
    overdue: int
    """All papers for which nobody is asked any more, reviews too; 0 where reviews are all that is late."""
    matched: int
    unmatched: int
    reasons: Reasons | None
    may_pairs: bool
    may_remind: bool
    may_note: bool
    may_call: bool
    may_reds: bool


_HEAD = If(Fact("head"), _("Head: {head}."), _("No head is recorded."))


class School(Page[AtSchool]):
    """One school: its pairs and sessions in numbers, its head, and what can be done about it."""

    school: int

    private = True
    shows = "session"
    text = (
        If(
            Fact("any"),
            (
                Sized(
                    short=_("{name}: {pairs:# pair|# pairs}, {held} of {planned} sessions held."),
                    long=_("{name} ({zone}): {pairs:# pair|# pairs}, {held} of {planned} sessions held."),
                ),
                If(Fact("coaching"), _("{coaching}")),
                If(Fact("reasons"), _("Not held: {reasons}.")),
                If(
                    Fact("overdue"),
                    _("{overdue:# paper|# papers} late."),
                    If(Fact("late"), _("{late:# review|# reviews} late.")),
                ),
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
    back = Go(_("red list"), lambda: RedList, when=Fact("may_reds"))
    call = Go(_("phone number"), lambda: HeadPhone, when=Fact("may_call"), synonyms=("call", "call details"))


@dataclass(frozen=True)
class Guesses:
    """Schools that may be meant."""

    name: str
    rows: tuple[Row, ...]


class Suggested(Page[Guesses]):
    """One school whose name comes near."""

    school: int

    behind_pin = False
    private = True
    asks = Style.LIST
    text = _("{name}?")

    yes = Go(_("yes"), School, synonyms=("y", "ndiyo", "ndio", "sawa", "ok"))
    no = Go(_("no"), lambda: AskSchool, synonyms=("n", "hapana", "la"))


class WhichSchool(Page[Guesses]):
    """Several schools whose names come near."""

    ids: tuple[int, ...]

    behind_pin = False
    private = True
    asks = Style.LIST
    text = _("Which school?")

    school = Each(Fact("rows"), School)


@dataclass(frozen=True)
class PairList:
    """The pairs of one school."""

    lines: PairsInNumbers
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


class OfficeStatus(Page[Overview]):
    """An area in one message: held of planned with the change since four weeks ago, and what is red in it."""

    area: int | None = None

    private = True
    shows = "session"
    asks = Style.LIST
    picture = Fact("chart")
    text = OVERVIEW

    red_schools = Go(_("red list"), lambda: RedList, when=Fact("red"), means=("red_list",))
    one = Go(_("one school"), lambda: AskSchool, when=Fact("schools"), means=("a_school",))
    zones = Go(_("by zone"), lambda: Parts, when=Fact("by_zone"))
    schools = Go(_("by school"), lambda: Parts, when=Fact("by_school"))
    parts = Go(_("by area"), lambda: Parts, when=Fact("by_area"))
    reports = Go(_("reports"), Reports, when=Fact("own_area"))
    coaching = Go(_("coaching"), CoachingArea, when=Fact("coaching"))
    red_coaching = Go(_("red in coaching"), lambda: CoachingReds, when=Fact("coaching_red"))
    mine = Go(_("my own pairs"), lambda: heads.MyPairs, when=Fact("own"))


@dataclass(frozen=True)
class PartsOf:
    """The areas directly in an area, each with its sessions held of planned."""

    area: str
    day: date
    held: int
    planned: int
    rows: tuple[Row, ...]
    chart: Picture | None


class Parts(Page[PartsOf]):
    """What lies in an area, each part with its figures: from the nation down to the school (requirements D48, D63)."""

    area: int | None = None

    private = True
    shows = "session"
    asks = Style.LIST
    picture = Fact("chart")
    text = _("{area}, {day}: sessions held {held} of {planned}.")

    each = Each(Fact("rows"))
    back = Go(_("totals"), OfficeStatus)


class AskSchool(Page[NoFacts]):
    """Which school: the next words are its name."""

    private = True
    hears = Status
    text = _("Which school? Write its name.")


@dataclass(frozen=True)
class Reds:
    """The red schools, worst first, and the rules that made them so."""

    first: int
    last: int
    total: int
    weeks: int
    share: int
    late: int
    rows: tuple[Row, ...]


class RedList(Page[Reds]):
    """The red schools by five, each with its reason; the rules are part of the text (requirement D370)."""

    area: int | None = None
    from_: int | None = None

    private = True
    shows = "session"
    asks = Style.LIST
    text = If(
        Fact("total"),
        Sized(
            short=_("Red {first}-{last} of {total}:"),
            long=_(
                "{total:# red school|# red schools} (schools that need your help). Rule: no pair {weeks} weeks"
                " after orientation, or under {share}% held, or a review more than {late} school days late.\nMost"
                " urgent first: under a quarter held, no pair, reviews late, under half held."
            ),
        ),
        _("No red school now."),
    )

    school = Each(Fact("rows"), School)
    back = Go(_("totals"), OfficeStatus)


class CoachingReds(RedList):
    """The same by their coaching pairs, in no list with mentorship."""

    text = If(
        Fact("total"),
        Sized(
            short=_("Red in coaching {first}-{last} of {total}:"),
            long=_(
                "{total:# school|# schools} red in coaching. Rule: under {share}% held, or a review more than {late}"
                " school days late.\nMost urgent first."
            ),
        ),
        _("No school is red in coaching now."),
    )
