"""What heads and officers do beside their pairs, to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.databank.pages import Mentors
from bot.dialogs.delegating.paper import Delegate
from bot.dialogs.exporting.pages import ExportFigures
from bot.dialogs.insight.pages import AreaNeeds
from bot.dialogs.issues.pages import Issues
from bot.dialogs.reports.pages import Reports
from bot.dialogs.reports.paper import SendReport
from bot.dialogs.sharing.paper import CallSharing, TellHeads
from bot.dialogs.slots.pages import Slots
from bot.dialogs.training.pages import Trainings
from bot.dialogs.training.paper import Train
from bot.forms.facts import Fact
from bot.forms.page import Go, Page
from bot.forms.saying import Style
from bot.language import _


@dataclass(frozen=True)
class WhoseWork:
    """Whose it is: a head's, an office's above schools, a Sub-County Director's."""

    head: bool
    above: bool
    sub_county: bool


class OfficeWork(Page[WhoseWork]):
    """Reports, lists and what is told to others: MENU leads here."""

    behind_pin = False
    text = (_("Your school or area:"),)
    asks = Style.LIST

    report = Go(_("send the report"), SendReport)
    reports = Go(_("reports that came in"), Reports, when=Fact("above"))
    mentors = Go(_("mentors"), Mentors)
    train = Go(_("log a training"), Train)
    trainings = Go(_("trainings"), Trainings)
    needs = Go(_("needs that are named"), AreaNeeds)
    issues = Go(_("issues"), Issues)
    slots = Go(_("sessions of the week"), Slots, when=Fact("head"))
    delegate = Go(_("let a deputy act"), Delegate, when=Fact("head"))
    sharing = Go(_("call a sharing meeting"), CallSharing, when=Fact("sub_county"))
    tell = Go(_("tell all heads"), TellHeads, when=Fact("sub_county"))
    figures = Go(_("figures as a file"), ExportFigures, when=Fact("above"))
