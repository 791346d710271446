"""HELP by topic: what a topic is, and those of the people around a pair."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.databank.pages import Mentors
from bot.dialogs.exporting.pages import ExportFigures
from bot.dialogs.insight.pages import AreaNeeds
from bot.dialogs.modules.pages import Modules
from bot.dialogs.modules.paper import ReportModule
from bot.dialogs.observing.pages import Scores
from bot.dialogs.observing.paper import Observe
from bot.dialogs.printing.pages import PrintPapers
from bot.dialogs.reports.pages import LateReports, Reports
from bot.dialogs.reports.paper import SendReport
from bot.dialogs.settling.pages import Disputes
from bot.dialogs.sharing.pages import MyCalls
from bot.dialogs.sharing.paper import CallSharing, TellHeads
from bot.dialogs.slots.pages import Slots
from bot.forms.dialog import Dialog
from bot.language import Marked, _


@dataclass(frozen=True)
class TopicText:
    """One topic: how it is called, what it tells, whose keywords it explains, and what else people call it."""

    title: Marked
    tells: Marked
    also: tuple[str, ...] = ()
    dialogs: tuple[type[Dialog], ...] = ()


OFFICES: dict[str, TopicText] = {
    "reports": TopicText(
        _("reports and figures"),
        _(
            "Offices: REPORT drafts yours, REPORTS and LATE REPORTS show those to you. TOPICS counts needs, MENTORS"
            " lists mentors, DISPUTES what to settle. EXPORT sends a table, PRINT papers."
        ),
        ("reports", "export", "print", "papers", "ripoti", "karatasi"),
        (SendReport, Reports, LateReports, AreaNeeds, Mentors, Disputes, ExportFigures, PrintPapers),
    ),
    "gatherings": TopicText(
        _("meetings of an office"),
        _(
            "Offices: SHARING calls a sharing meeting, TELL HEADS writes to all heads, MEETINGS shows who comes."
            " Heads: SLOTS lists the week's sessions."
        ),
        ("meeting", "meetings", "sharing", "mkutano", "mikutano"),
        (CallSharing, TellHeads, MyCalls, Slots),
    ),
    "coaching_tools": TopicText(
        _("the tools of coaching"),
        _(
            "Coaches: OBSERVE and name and three marks 1-4 (goals, participation, application) writes down a lesson:"
            " OBSERVE MUTUA 2 3 2. SCORES shows lessons. MODULE 5 done advanced reports a module, MODULES lists them."
        ),
        ("observation", "scores", "uangalizi", "alama", "moduli"),
        (Observe, Scores, ReportModule, Modules),
    ),
}
