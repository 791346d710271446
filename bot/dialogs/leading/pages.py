"""What the two read of an assessment, what an officer reads of support, and the counts of leaders of an area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.instruments.paper import Ratings, Shift, Worded
from bot.dialogs.observing.pages import Averages
from bot.forms.facts import Fact
from bot.forms.page import Go, Notice, Page
from bot.forms.words import If
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class LeaderRated:
    """A head as their coach rated them: three domains, and facilitation and use of data apart."""

    coach: Name
    head: Name
    day: date
    stage: Marked
    domains: Ratings
    apart: Ratings
    by_indicator: Ratings
    shift: Shift
    has_details: bool


class LeaderSaved(Page[LeaderRated]):
    """The receipt."""

    observation: int

    shows = "scores"
    receipt = True
    text = _("Saved: {head}, {day}, {stage}: {domains}. Apart: {apart}.")


class LeaderCopy(Notice[LeaderRated]):
    """To the head: a copy waits; the marks are shown when it is opened."""

    observation: int

    shows = "scores"
    text = _("TIMEC: your coach {coach:full} wrote down a leadership assessment, {day}. Only you two see the marks.")
    template = "leader_rated"
    buttons = (_("to read it"),)

    read = Go(_("to read it"), lambda: ReadLeader, synonyms=("read", "soma", "open", "fungua"))


class ReadLeader(Page[LeaderRated]):
    """An assessment in full, to one of the two."""

    observation: int

    shows = "scores"
    does = True
    text = _("Leading, {head}, {day}, {stage}: {domains}. Apart: {apart}.")

    details = Go(_("details"), lambda: LeaderDetails, when=Fact("has_details"))


class LeaderDetails(Page[LeaderRated]):
    """The same by indicator, and since the baseline, where that is known."""

    observation: int

    shows = "scores"
    text = (
        _("Leading, {head}, {day}."),
        If(Fact("shift"), _("Since the baseline: {shift}.")),
        If(Fact("by_indicator"), _("By indicator: {by_indicator:short}.")),
    )


@dataclass(frozen=True)
class SchoolSupportGiven:
    """What was written down, and how often that school was supported this term or so."""

    school: str
    day: date
    mode: Marked
    kind: Worded
    times: int


class SupportKept(Page[SchoolSupportGiven]):
    """The receipt."""

    school: int
    mode: str
    kind: str
    day: date

    private = True
    behind_pin = False
    text = _("Saved: {school}, {day}: {mode}, {kind}. In the last 12 weeks: {times:# time|# times}.")


@dataclass(frozen=True)
class LeadersOfArea:
    """The heads of an area who are coached and assessed, the averages of enough of them, and support of schools."""

    area: str
    coached: int
    assessed: int
    both: int
    averages: Averages
    schools: int
    supported: int
    times: int
    visits: int


class Leaders(Page[LeadersOfArea]):
    """Classroom support, facilitation and use of data of leaders, and who supported them, in counts (D282, D291)."""

    keyword = _("LEADERS")
    offices = ("scd", "cd", "rd")
    private = True
    shows = "scores"
    text = (
        _("{area}: {coached:# head|# heads} coached, {assessed} assessed."),
        If(
            Fact("averages"),
            _("Baseline > endline of the same {both} people, mean in % of 4 points:\n{averages}\n"),
            _("Averages are told of 5 people or more with baseline and endline; now {both}."),
        ),
        _("Support in 12 weeks: {times}, of that {visits:# visit|# visits}, at {supported} of {schools} schools."),
    )
