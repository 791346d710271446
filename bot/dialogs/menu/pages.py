"""What is always at hand: the menu, my language, silence and coming back, and what is said when nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogs.annex_v.paper import AnnexV
from bot.dialogs.approval.pages import Queue
from bot.dialogs.asked.pages import Next
from bot.dialogs.choosing.paper import ChooseCoachee
from bot.dialogs.correcting.pages import DataRequests
from bot.dialogs.enrolment.paper import Enrol
from bot.dialogs.glossary.pages import Glossary
from bot.dialogs.goals.pages import Goals
from bot.dialogs.help.pages import Help
from bot.dialogs.helpdesk.pages import HelpQueue
from bot.dialogs.joining.paper import Invite
from bot.dialogs.letters.paper import Ask
from bot.dialogs.matching.paper import Match
from bot.dialogs.nominating.paper import Nominate
from bot.dialogs.offices.pages import OfficeMeetings, OfficePeople, OfficeWork
from bot.dialogs.orientation.paper import Orient
from bot.dialogs.pausing.paper import Unmatch
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.standing.pages import Status
from bot.forms.facts import Fact, NoFacts
from bot.forms.lists import cut
from bot.forms.page import Do, Each, Go, Page, Row
from bot.forms.saying import Said, Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Choices:
    """What the menu offers this person: what waits for them now, and what their part lets them do."""

    waiting: tuple[Row, ...]
    has_pair: bool
    head: bool
    office: bool
    """Whether they oversee a school or more."""
    leads_wait: bool
    """Whether a head or deputy of their area waits for a mentor, whom they match."""
    works: bool
    """Whether they have an office, at headquarters too."""
    coaches: bool
    """Whether they may choose somebody to coach: an officer, a head or a deputy."""
    approves: bool
    helps: bool
    """Whether they answer who asks for a person."""
    protects: bool
    """Whether requests on data are theirs to answer."""


class Menu(Page[Choices]):
    """What waits for this person, then everything that they can do from here."""

    behind_pin = False
    keyword = _("MENU")
    text = (_("TIMEC menu:"),)
    asks = Style.LIST

    waits = Each(Fact("waiting"), most=3)
    log = Go(_("log a session"), SessionRecord, when=Fact("has_pair"))
    status = Go(_("my status"), Status)
    match = Go(_("match teachers"), Match, when=Fact("head"))
    match_head = Go(_("match a school head"), Match, when=Fact("leads_wait"))
    orient = Go(_("log an orientation"), Orient, when=Fact("head"))
    invite = Go(_("invite a teacher"), Invite, when=Fact("office"))
    unmatch = Go(_("end a pair"), Unmatch, when=Fact("head"))
    others = Go(_("everything else"), lambda: More)


class More(Page[Choices]):
    """What there is between sessions, and help."""

    behind_pin = False
    text = (_("More:"),)
    asks = Style.LIST

    ask = Go(_("write to your partner"), Ask, when=Fact("has_pair"))
    goals = Go(_("our goals"), Goals, when=Fact("has_pair"))
    next = Go(_("next session"), Next, when=Fact("has_pair"))
    nominate = Go(_("nominate a mentor"), Nominate, when=Fact("head"))
    enrol = Go(_("enrol a mentee"), Enrol, when=Fact("head"))
    evaluate = Go(_("Annex V"), AnnexV, when=Fact("head"))
    coach = Go(_("choose whom to coach"), ChooseCoachee, when=Fact("coaches"))
    approve = Go(_("completions to approve"), Queue, when=Fact("approves"))
    people = Go(_("who asks for a person"), HelpQueue, when=Fact("helps"))
    requests = Go(_("requests on data"), DataRequests, when=Fact("protects"))
    work = Go(_("reports and figures"), OfficeWork, when=Fact("works"))
    meetings = Go(_("training and meetings"), OfficeMeetings, when=Fact("works"))
    those = Go(_("people and issues"), OfficePeople, when=Fact("works"))
    words = Go(_("words explained"), Glossary)
    help = Go(_("help and language"), lambda: Help)


class NothingOpen(Page[Choices]):
    """A yes or no where nothing was asked: what waits instead."""

    behind_pin = False
    text = If(Fact("waiting"), _("Nothing is asked just now. For you waits:"), _("OK. Nothing is asked just now."))
    asks = Style.LIST

    waits = Each(Fact("waiting"), most=2)


class FormHelp(Page[NoFacts]):
    """Help in the middle of a form, after how to answer its question."""

    text = _(
        "BACK goes back, SKIP passes the question, MENU leaves (your answers are kept),"
        " DISCARD drops the form, STOP ends all messages."
    )


class English(Page[NoFacts]):
    """From now on in English."""

    keyword = _("ENGLISH")
    does = True
    speaks = "en"
    text = _("From now on I write to you in English.")


class Kiswahili(Page[NoFacts]):
    """From now on in Kiswahili."""

    keyword = _("KISWAHILI")
    does = True
    speaks = "sw"
    text = _("From now on in Kiswahili.")


@dataclass(frozen=True)
class LeavesBehind:
    """What somebody leaves behind or comes back to."""

    me: Name
    drafts: int
    first: Said | None
    letters: int = 0
    """How many messages of partners wait."""
    office: bool = False
    """Whether they oversee a school or more: nobody records for them."""


class Stopped(Page[LeavesBehind]):
    """The one answer to an opt-out."""

    behind_pin = False
    ends = True
    text = (
        If(
            Fact("office"),
            _("Done, no more TIMEC messages. Your office and your records stay; STATUS and MENU still answer."),
            _(
                "Done, no more TIMEC messages. You stay in the programme and your records are kept; your head can"
                " record for you."
            ),
        ),
        If(Fact("drafts"), _("Your draft is saved.")),
        _("To come back, reply START."),
    )


class Started(Page[LeavesBehind]):
    """Welcome back: one summary, not everything that was missed."""

    behind_pin = False
    ends = True
    keyword = _("START")
    does = True
    text = If(
        Fact("letters"),
        _("Welcome back, {me:first}. {letters:# new message|# new messages}: reply MESSAGES to read."),
        If(
            Fact("first"),
            _("Welcome back, {me:first}. You have {drafts:# draft|# drafts} to finish ({first}). Reply MENU to go on."),
            _("Welcome back, {me:first}. Reply MENU for all choices."),
        ),
    )


@dataclass(frozen=True)
class Subjects:
    """Several things that a command could be about."""

    rows: tuple[Row, ...]


class Which(Page[Subjects]):
    """Which one is meant; what was typed is kept meanwhile."""

    form: str
    inbox: int

    behind_pin = False
    text = _("Which one?")
    asks = Style.LIST

    each = Each(Fact("rows"))


@dataclass(frozen=True)
class Clipping:
    """Somebody's own words, cut to a reminder."""

    words: str

    def spoken(self, language: str, spec: str) -> str:
        return cut(self.words)


@dataclass(frozen=True)
class KeptWords:
    """Words that came when their question had long been asked."""

    words: Clipping


class Offer(Page[KeptWords]):
    """Words that came long after the question are offered as its answer, not assumed to be one."""

    draft: int
    inbox: int

    behind_pin = True
    text = _("You wrote: {words}. Is that your answer to this question?")

    use = Do(_("yes"), synonyms=("y", "ndiyo", "ndio", "sawa", "ok"))
    leave = Do(_("no"), synonyms=("n", "hapana", "la"))


class Apology(Page[NoFacts]):
    """Something failed on our side; nothing was lost."""

    text = _("Sorry, that did not work on our side. What you wrote is kept. Please try again, or reply MENU.")


class Stuck(Page[NoFacts]):
    """What would help, before an answer that is said for the third time in a row."""

    text = _("Stuck? MENU shows all choices, HELP explains.")


class SlowDown(Page[NoFacts]):
    """The one request to slow down, before an hour of silence."""

    ends = True
    text = _(
        "TIMEC: you have sent very many messages. I read on in an hour: please send again then what you write until"
        " then. What you sent before is kept."
    )


class Closed(Page[NoFacts]):
    """An old button, or something that may no longer be opened."""

    text = _("That question is closed. MENU shows what waits for you.")


class Lost(Page[NoFacts]):
    """Words that fit nothing open."""

    text = _(
        "Sorry, I did not understand. LOG records a session, STATUS shows where you stand, MENU shows what you can do."
    )


@dataclass(frozen=True)
class Dialled(Choices):
    """What somebody who dials can do, and their next session."""

    number: int
    moment: datetime | None


class Dial(Page[Dialled]):
    """The next session, and what one can do with a few keys."""

    behind_pin = False
    text = If(Fact("moment"), _("TIMEC: session {number}, {moment}."), _("TIMEC."))
    asks = Style.LIST

    waits = Each(Fact("waiting"), most=2)
    log = Go(_("log a session"), SessionRecord, when=Fact("has_pair"))
    status = Go(_("my status"), Status)
