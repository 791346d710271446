"""HELP by topic: what a topic is, and those of the people around a pair."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.annex_v.paper import AnnexV
from bot.dialogs.databank.pages import Mentors
from bot.dialogs.exporting.pages import ExportFigures
from bot.dialogs.insight.pages import AreaNeeds
from bot.dialogs.post_primary.pages import PostPrimary
from bot.dialogs.printing.pages import PrintPapers
from bot.dialogs.reports.pages import LateReports, Reports
from bot.dialogs.reports.paper import SendReport
from bot.dialogs.settling.pages import Disputes
from bot.dialogs.sharing.pages import MyCalls
from bot.dialogs.sharing.paper import CallSharing, TellHeads
from bot.dialogs.slots.pages import Slots
from bot.dialogs.training.pages import Trainings
from bot.dialogs.verifying.pages import Institutions
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
    "institutions": TopicText(
        _("Annex V of schools"),
        _(
            "Offices: INSTITUTIONS shows Annex V of your schools: which to verify, which have not filled it, and row by"
            " row how far they are. Heads: FORM5 fills it, your office verifies it. POSTPRIMARY: a county shows its"
            " counts to sub-counties."
        ),
        ("annex v", "evaluation", "verify schools", "tathmini ya shule", "taasisi"),
        (Institutions, AnnexV, PostPrimary),
    ),
    "cascade": TopicText(
        _("training cascade"),
        _(
            "TRAIN records whom you trained: heads their mentors, offices their heads, National Trainers officers."
            " TRAININGS shows who trained whom, when and how many."
        ),
        ("trainings", "cascade", "training of trainers", "mafunzo"),
        (Trainings,),
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
}
