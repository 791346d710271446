"""HELP by topic: what a topic is, and those of the people around a pair."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.case_reading.pages import Cases
from bot.dialogs.cases.pages import CaseOf, Complain
from bot.dialogs.champions.paper import NameChampion
from bot.dialogs.choosing.paper import ChooseCoachee
from bot.dialogs.committees.pages import Committee
from bot.dialogs.committees.paper import Appoint
from bot.dialogs.correcting.pages import CorrectData, DataRequests, MyRequests
from bot.dialogs.cycles.pages import Cycle
from bot.dialogs.databank.pages import Mentors
from bot.dialogs.erasing.pages import EraseData
from bot.dialogs.exporting.pages import ExportFigures
from bot.dialogs.helpdesk.pages import HelpQueue, Human
from bot.dialogs.insight.pages import AreaNeeds
from bot.dialogs.issues.pages import Issues
from bot.dialogs.issues.paper import NoteIssue
from bot.dialogs.leading.pages import Leaders
from bot.dialogs.leading.paper import RateLeader, TrackSupport
from bot.dialogs.modules.pages import Modules
from bot.dialogs.modules.paper import ReportModule
from bot.dialogs.mydata.pages import MyData
from bot.dialogs.observing.pages import Scores
from bot.dialogs.observing.paper import Observe
from bot.dialogs.pausing.paper import Suspend
from bot.dialogs.plc.pages import Plcs
from bot.dialogs.plc.paper import CallPlc
from bot.dialogs.post_primary.pages import PostPrimary
from bot.dialogs.printing.pages import PrintPapers
from bot.dialogs.quoting.pages import MyQuotes
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


MY_DATA = TopicText(
    _("my data"),
    _(
        "MYDATA shows what we hold about you and gives a copy, CORRECT puts it right, ERASE erases what the law does"
        " not keep. MY REQUESTS tells what became of it. All free, behind your PIN."
    ),
    ("data", "mydata", "erase", "correct", "data yangu", "futa"),
    (MyData, CorrectData, EraseData, MyRequests),
)
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
    "issues": TopicText(
        _("issues of an office"),
        _(
            "Heads and offices: ISSUE notes what hinders the programme and who is to resolve it, ISSUES shows what is"
            " open and closes it. Reports count both. A complaint about somebody is no issue."
        ),
        ("issue", "challenges", "masuala", "suala"),
        (NoteIssue, Issues),
    ),
    "institutions": TopicText(
        _("Annex V of schools"),
        _(
            "Offices: INSTITUTIONS shows Annex V of your schools: which to verify, which have not filled it, and row by"
            " row how far they are. Heads: FORM5 fills it, your office verifies it. POSTPRIMARY: a county shows its"
            " counts to sub-counties."
        ),
        ("annex v", "evaluation", "verify schools", "tathmini ya shule", "taasisi"),
        (Institutions, PostPrimary),
    ),
    "cascade": TopicText(
        _("training cascade"),
        _(
            "TRAIN records whom you trained: heads their mentors, offices their heads, National Trainers officers."
            " Offices count others by kind: 3 religious leaders. TRAININGS shows who trained whom, when and how many."
            " Headquarters: SAMPLE draws pairs in figures."
        ),
        ("trainings", "cascade", "training of trainers", "mafunzo", "religious leaders", "viongozi wa dini"),
        (Train, Trainings, Sample),
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
    "committee": TopicText(
        _("technical committee"),
        _(
            "County and Regional Directors: APPOINT enters the technical committee and since when it stands, COMMITTEE"
            " shows who is in it."
        ),
        ("committee", "appoint", "kamati"),
        (Appoint, Committee),
    ),
    "conduct": TopicText(
        _("suspending a pair"),
        _("SUSPEND and a TSC number lets a TSC officer suspend or close a pair; the two and the head do not see why."),
        ("suspend", "discipline", "simamisha"),
        (Suspend,),
    ),
    "complaint": TopicText(
        _("private cases"),
        _(
            "COMPLAIN at any time: you choose who reads it, never whoever it is about. CASE shows how yours stands;"
            " CASES and your PIN shows those sent to you."
        ),
        ("complaint", "complain", "case", "malalamiko", "kesi"),
        (Complain, CaseOf, Cases),
    ),
    "person": TopicText(
        _("talking to a person"),
        _(
            "HUMAN calls a person: the champion of your school, then the TIMEC office, Mon-Fri 8:00-17:00. They read"
            " only what you write from then on. Heads: CHAMPION and a name. Champions: QUEUE (or HELPDESK)."
        ),
        ("person", "human", "champion", "helpdesk", "mtu", "bingwa"),
        (Human, HelpQueue, NameChampion),
    ),
    "coaching_tools": TopicText(
        _("the tools of coaching"),
        _(
            "Coaches: OBSERVE and name and three marks 1-4 (goals, participation, application) writes down a lesson:"
            " OBSERVE Mutua 2 3 2. SCORES shows lessons. MODULE 5 done advanced reports a module, MODULES lists them."
        ),
        ("observation", "scores", "uangalizi", "alama", "moduli"),
        (Observe, Scores, ReportModule, Modules),
    ),
    "cycles": TopicText(
        _("coaching step by step"),
        _(
            "Coaches: COACH and a name asks somebody to be your coachee; STATUS tells the stage; CYCLE reads plan,"
            " sessions and reflection together. QUOTES: which words of yours may be quoted. COACHING shows offices"
            " baseline and endline."
        ),
        ("stages", "cycle", "coach", "quotes", "hatua za uelekezi", "mzunguko", "nukuu"),
        (ChooseCoachee, Cycle, MyQuotes, CoachingArea),
    ),
    "plc": TopicText(
        _("learning communities (PLC)"),
        _(
            "Leaders: PLC, day, hour, place and topic calls teachers together: PLC Fri 2pm staffroom topic group work."
            " Teachers: PLC writes down one that you were at. PLCS lists them, and counts for offices."
        ),
        ("plc", "learning community", "jumuiya"),
        (CallPlc, Plcs),
    ),
    "leading": TopicText(
        _("leading of schools"),
        _(
            "Officers: LEADER, a head whom you coach and five marks 1-4 (classroom support, learner engagement, school"
            " culture, PLC, data). SUPPORTED, school and visit, call or chat writes down support. LEADERS counts."
        ),
        ("leadership", "leader", "uongozi", "supported"),
        (RateLeader, TrackSupport, Leaders),
    ),
    "requests": TopicText(
        _("requests on data"),
        _("Data officers: DATA REQUESTS lists what people ask of their own data, what is due first before all."),
        ("data requests", "data officer", "maombi ya data"),
        (DataRequests,),
    ),
}
