"""STATUS for those who oversee schools: the totals of their area, and the schools to look at first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogs.facts import Fact, NoFacts
from bot.dialogs.page import Each, Go, Page, Picture, Row
from bot.dialogs.saying import Style
from bot.dialogs.schools import School
from bot.dialogs.standing import Status
from bot.dialogs.words import If, Sized
from bot.language import _


@dataclass(frozen=True)
class Overview:
    """The figures of an area at a moment, each of a stated denominator."""

    area: str
    primary: bool
    as_at: datetime
    day: date
    schools: int
    pairs: int
    mentorship: int
    coaching: int
    planned: int
    held: int
    share: int
    compared: bool
    was: int
    signed: int
    six_due: int
    six_done: int
    quarter_due: int
    quarter_done: int
    heads: int
    mentors: int
    red: int
    own: bool
    chart: Picture | None


class OfficeStatus(Page[Overview]):
    """A sub-county or county in one message: held of planned with the change since four weeks ago, and what is red."""

    private = True
    shows = "session"
    asks = Style.LIST
    picture = Fact("chart")
    text = If(
        Fact("pairs"),
        Sized(
            short=(
                If(
                    Fact("primary"),
                    _("{area} primary, {day}: {schools:# school|# schools}, {pairs:# pair|# pairs}."),
                    _("{area}, {day}: {schools:# school|# schools}, {pairs:# pair|# pairs}."),
                ),
                If(
                    Fact("planned"),
                    If(
                        Fact("compared"),
                        _("Sessions held {held} of {planned} ({share}%, was {was}%)."),
                        _("Sessions held {held} of {planned} ({share}%)."),
                    ),
                    _("No session was due yet."),
                ),
                If(Fact("six_due"), _("6-wk reviews {six_done} of {six_due} due."), _("No 6-wk review due yet.")),
                If(Fact("quarter_due"), _("3-month {quarter_done} of {quarter_due}.")),
                If(Fact("red"), _("{red:# red school|# red schools}."), _("No red school.")),
            ),
            long=(
                If(
                    Fact("primary"),
                    _("{area} primary schools, as at {as_at:long} {as_at:clock}\n"),
                    _("{area}, all schools, as at {as_at:long} {as_at:clock}\n"),
                ),
                _(
                    "{schools:# school|# schools}, {pairs:# pair|# pairs} ({mentorship} mentorship,"
                    " {coaching} coaching)\n"
                ),
                If(
                    Fact("planned"),
                    If(
                        Fact("compared"),
                        _("Sessions: {held} of {planned} held ({share}%, was {was}%), {signed} signed by both\n"),
                        _("Sessions: {held} of {planned} held ({share}%), {signed} signed by both\n"),
                    ),
                    _("Sessions: none due yet\n"),
                ),
                If(
                    Fact("six_due"),
                    _("6-week reviews: {six_done} of {six_due} due."),
                    _("6-week reviews: none due yet."),
                ),
                If(
                    Fact("quarter_due"),
                    _("3-month: {quarter_done} of {quarter_due} due\n"),
                    _("3-month: none due yet\n"),
                ),
                _("Training: {heads:# head|# heads} as ToT, {mentors:# mentor|# mentors} trained\n"),
                If(
                    Fact("primary"),
                    (_("Red schools: {red}\n"), _("Post-primary schools report to the County Director.")),
                    _("Red schools: {red}"),
                ),
            ),
        ),
        _(
            "{area}: no pairs yet in {schools:# school|# schools}."
            " Figures begin when heads have matched mentors and mentees."
        ),
    )

    red_schools = Go(_("red list"), lambda: RedList, when=Fact("red"), means=("red_list",))
    one = Go(_("one school"), lambda: AskSchool, when=Fact("schools"), means=("a_school",))
    mine = Go(_("my own pairs"), lambda: heads.MyPairs, when=Fact("own"))


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


# which knows the pages that this one leads to
from bot.dialogs import heads  # noqa: E402
