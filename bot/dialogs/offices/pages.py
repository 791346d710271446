"""What heads and officers do beside their pairs, to choose from: MENU leads here."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.champions.paper import NameChampion
from bot.dialogs.committees.pages import Committee
from bot.dialogs.committees.paper import Appoint
from bot.dialogs.databank.pages import Mentors
from bot.dialogs.delegating.pages import NameDeputy
from bot.dialogs.delegating.paper import Delegate
from bot.dialogs.exporting.pages import ExportFigures
from bot.dialogs.fridays.pages import Fridays
from bot.dialogs.insight.pages import AreaNeeds
from bot.dialogs.issues.pages import Issues
from bot.dialogs.issues.paper import NoteIssue
from bot.dialogs.leading.pages import Leaders
from bot.dialogs.leading.paper import TrackSupport
from bot.dialogs.matching.paper import Match
from bot.dialogs.observing.pages import Scores
from bot.dialogs.post_primary.pages import PostPrimary
from bot.dialogs.printing.pages import PrintPapers
from bot.dialogs.reports.pages import LateReports, Reports
from bot.dialogs.reports.paper import SendReport
from bot.dialogs.sampling.pages import Sample
from bot.dialogs.settling.pages import Disputes
from bot.dialogs.sharing.pages import MyCalls
from bot.dialogs.sharing.paper import CallSharing, TellHeads
from bot.dialogs.shifts.pages import CoachingArea
from bot.dialogs.slots.pages import Slots
from bot.dialogs.training.pages import Trainings
from bot.dialogs.training.paper import Train
from bot.dialogs.unlocking.paper import Unlock
from bot.dialogs.verifying.pages import Institutions
from bot.forms.facts import Fact
from bot.forms.page import Go, Page
from bot.forms.saying import Style
from bot.language import _


@dataclass(frozen=True)
class WhoseWork:
    """Whose it is: of which offices."""

    head: bool
    above: bool
    """Over more than one school, headquarters among them."""
    directs: bool
    """A Sub-County, County or Regional Director."""
    sub_county: bool
    county: bool
    wide: bool
    """A County or Regional Director."""
    hq: bool
    local: bool
    """Any but headquarters."""
    reports: bool
    """Whether a report of theirs goes up, and trainings are theirs to give."""
    chases: bool
    """Whether late reports are theirs to ask for."""
    settles: bool
    calls: bool
    """Whether they call sharing meetings."""
    committees: bool


class OfficeWork(Page[WhoseWork]):
    """Reports and figures."""

    behind_pin = False
    text = (_("Reports and figures:"),)
    asks = Style.LIST

    report = Go(_("send the report"), SendReport, when=Fact("reports"))
    reports = Go(_("reports"), Reports)
    late = Go(_("late reports"), LateReports, when=Fact("chases"))
    institutions = Go(_("Annex V of schools"), Institutions, when=Fact("above"))
    needs = Go(_("needs that are named"), AreaNeeds)
    coaching = Go(_("coaching"), CoachingArea)
    scores = Go(_("lessons observed"), Scores, when=Fact("local"))
    leaders = Go(_("school leaders"), Leaders, when=Fact("directs"))
    post_primary = Go(_("post-primary counts"), PostPrimary, when=Fact("county"))
    sample = Go(_("sample of pairs"), Sample, when=Fact("hq"))
    figures = Go(_("figures as a file"), ExportFigures, when=Fact("above"))
    papers = Go(_("papers to print"), PrintPapers, when=Fact("head"))
    friday = Go(_("Friday line on or off"), Fridays, when=Fact("local"))


class OfficeMeetings(Page[WhoseWork]):
    """Trainings, meetings, and what is told to others."""

    behind_pin = False
    text = (_("Training and meetings:"),)
    asks = Style.LIST

    train = Go(_("log a training"), Train, when=Fact("reports"))
    trainings = Go(_("trainings"), Trainings)
    sharing = Go(_("call a sharing meeting"), CallSharing, when=Fact("calls"))
    calls = Go(_("meetings"), MyCalls)
    slots = Go(_("weekly list on or off"), Slots, when=Fact("head"))
    tell = Go(_("tell all heads"), TellHeads, when=Fact("sub_county"))
    committee = Go(_("technical committee"), Committee, when=Fact("committees"))
    appoint = Go(_("enter a committee"), Appoint, when=Fact("wide"))
    support = Go(_("support given"), TrackSupport, when=Fact("directs"))


class OfficePeople(Page[WhoseWork]):
    """People, and what hinders them."""

    behind_pin = False
    text = (_("People and issues:"),)
    asks = Style.LIST

    mentors = Go(_("mentors"), Mentors)
    match = Go(_("match a school head"), Match, when=Fact("directs"))
    delegate = Go(_("let a deputy act"), Delegate, when=Fact("head"))
    deputy = Go(_("name a deputy"), NameDeputy, when=Fact("head"))
    champion = Go(_("name a champion"), NameChampion, when=Fact("head"))
    unlock = Go(_("open somebody's PIN"), Unlock, when=Fact("local"))
    disputes = Go(_("disputes"), Disputes, when=Fact("settles"))
    issues = Go(_("issues"), Issues)
    issue = Go(_("note an issue"), NoteIssue, when=Fact("local"))
