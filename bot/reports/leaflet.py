"""One sheet of paper for each role: the ten words that it needs, what they do, and who reads what."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.asked.pages import Next
from bot.dialogs.delegating.paper import Delegate
from bot.dialogs.enrolment.paper import Enrol
from bot.dialogs.exporting.pages import ExportFigures
from bot.dialogs.help.pages import Help
from bot.dialogs.helpdesk.pages import Human
from bot.dialogs.insight.pages import AreaNeeds
from bot.dialogs.issues.paper import NoteIssue
from bot.dialogs.joining.paper import Invite
from bot.dialogs.letters.paper import Ask
from bot.dialogs.matching.paper import Match
from bot.dialogs.meetings.paper import Move
from bot.dialogs.menu.pages import Menu
from bot.dialogs.nominating.paper import Nominate
from bot.dialogs.orientation.paper import Orient
from bot.dialogs.pausing.paper import Unmatch
from bot.dialogs.printing.pages import PrintPapers
from bot.dialogs.reports.pages import Reports
from bot.dialogs.reports.paper import SendReport
from bot.dialogs.sessions.paper import CounterSign, SessionRecord
from bot.dialogs.settling.pages import Disputes
from bot.dialogs.sharing.paper import TellHeads
from bot.dialogs.standing.pages import Status
from bot.dialogs.undo.pages import Undo
from bot.dialogs.unlocking.paper import Unlock
from bot.dialogs.verifying.pages import Institutions
from bot.language import Marked, _


@dataclass(frozen=True)
class LeafletWord:
    """A word that one can send (the keyword of a dialog), and what it is good for."""

    keyword: Marked | None
    says: Marked


@dataclass(frozen=True)
class Leaflet:
    """A sheet: whom it is for, how it begins, its ten words."""

    title: Marked
    begins: Marked
    words: tuple[LeafletWord, ...]
    private: Marked
    """Who reads what the two of a pair write."""


MENU = LeafletWord(Menu.keyword, _("What waits for you now, and what you can do."))
HELP = LeafletWord(Help.keyword, _("Help on any word: write the word after it."))
HUMAN = LeafletWord(Human.keyword, _("A person answers you."))
YOU_TWO = _(
    "What you write of your sessions is read by you two alone. The head sees dates, held or not, signed or not;"
    " directors see totals."
)
THOSE_TWO = _("What a mentor and a mentee write of their sessions is read by those two alone.")
TEACHERS = Leaflet(
    _("Ten words for teachers"),
    _(
        "You and your mentor keep the record of your mentorship by message: by SMS on any phone, on WhatsApp or on"
        " Telegram. Send one of these words, in capital or small letters."
    ),
    (
        LeafletWord(
            SessionRecord.keyword,
            _("After you met: 1 what you discussed, 2 what you will do and by when, 3 the last plan: done? One SMS."),
        ),
        LeafletWord(
            CounterSign.keyword, _("Read what the other one wrote, and sign it. It counts when both have signed.")
        ),
        LeafletWord(Next.keyword, _("When and where you meet next.")),
        LeafletWord(Move.keyword, _("Another day or hour for a session. Your partner is told.")),
        LeafletWord(Status.keyword, _("How far you are: sessions held and signed, and what is still open.")),
        LeafletWord(Ask.keyword, _("Write to your mentor or mentee. Only the two of you read it.")),
        LeafletWord(Undo.keyword, _("Takes back what you saved last, for two minutes.")),
        MENU,
        HELP,
        HUMAN,
    ),
    YOU_TWO,
)
HEADS = Leaflet(
    _("Ten words for heads"),
    _(
        "You nominate mentors, enrol the new teachers and bring them together, by message. Each step asks for what it"
        " needs. What needs your PIN says so."
    ),
    (
        LeafletWord(Nominate.keyword, _("Nominate a teacher as a mentor.")),
        LeafletWord(Enrol.keyword, _("Enrol a teacher as a mentee, with the reason.")),
        LeafletWord(
            Invite.keyword, _("Ask somebody whom you entered to come in. The first message is yours, not ours.")
        ),
        LeafletWord(Match.keyword, _("Bring a mentor and a mentee together. Both are asked first.")),
        LeafletWord(Orient.keyword, _("Note who had the orientation.")),
        LeafletWord(Status.keyword, _("Your school: who is matched, sessions held and signed, what is late.")),
        LeafletWord(Unlock.keyword, _("Open a PIN again, of a teacher whom you have seen.")),
        LeafletWord(Unmatch.keyword, _("End a pair early. The two hear that it ends, not why.")),
        LeafletWord(SendReport.keyword, _("Your report is drafted from the figures. You read it and send it.")),
        LeafletWord(Delegate.keyword, _("Let your deputy act for you.")),
    ),
    THOSE_TWO,
)
DIRECTORS = Leaflet(
    _("Ten words for directors"),
    _(
        "You see counts of your area, school by school, and whom to remind. You never see what a mentor and a mentee"
        " write to each other."
    ),
    (
        LeafletWord(Status.keyword, _("Your area and what is red. With the name of a school: that school.")),
        LeafletWord(SendReport.keyword, _("Your report is drafted from the figures. You read it and send it.")),
        LeafletWord(Reports.keyword, _("The reports that came to you.")),
        LeafletWord(TellHeads.keyword, _("Write to all heads of your area at once.")),
        LeafletWord(NoteIssue.keyword, _("Note what hinders the programme, and who is to resolve it.")),
        LeafletWord(AreaNeeds.keyword, _("What teachers ask for most, counted without names.")),
        LeafletWord(Disputes.keyword, _("Records on which the two do not agree: you settle them.")),
        LeafletWord(Institutions.keyword, _("Annex V of your schools, to verify.")),
        LeafletWord(ExportFigures.keyword, _("The figures as a table for your computer. No names in it.")),
        LeafletWord(PrintPapers.keyword, _("The forms of the policy as PDF.")),
    ),
    THOSE_TWO,
)
LEAFLETS = {"teachers": TEACHERS, "heads": HEADS, "directors": DIRECTORS}
"""Every sheet, by the name of its page."""

EVERY_WORD = _("Every word, by topic")
SAYS_SO = _("What {help} and a topic tells on the phone, all on one page.")
OUR_NUMBER = _("Our number:")
YOU_SEND = _("You send")
IT_DOES = _("What it does")
FOR_EXAMPLE = _("For example")
TOLD = (
    _("Name no learner. Tell nobody your PIN, not us either."),
    _("In danger: call 999 or 112; about a child 116, free. To complain about somebody in private, send {complain}."),
    _("{switch} changes the language. STOP ends all messages, {start} brings them back."),
)
"""What everybody is told under the words, whatever their role."""
