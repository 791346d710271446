"""What people ask for in words of their own: what each thing is called when it is offered, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bot.dialogs.annex_v.paper import AnnexV
from bot.dialogs.asides.pages import ToAPerson
from bot.dialogs.asked.pages import Next, OwnHour, Sent, WhoIsMine, Why
from bot.dialogs.booking.paper import Book
from bot.dialogs.cases.pages import Complain
from bot.dialogs.certificates.pages import Cert
from bot.dialogs.correcting.pages import CorrectData
from bot.dialogs.correcting.paper import StrikeName
from bot.dialogs.databank.pages import Mentors
from bot.dialogs.erasing.pages import EraseData
from bot.dialogs.glossary.pages import Explanation, Glossary
from bot.dialogs.goals.pages import Goals
from bot.dialogs.help.pages import Help, HelpTopic
from bot.dialogs.issues.pages import Issues
from bot.dialogs.joining.paper import Invite
from bot.dialogs.lateness.pages import Late
from bot.dialogs.leading.paper import TrackSupport
from bot.dialogs.letters.pages import Letters
from bot.dialogs.letters.paper import Ask, Feedback
from bot.dialogs.locking.pages import LockHow, LockOff
from bot.dialogs.matching.paper import Match
from bot.dialogs.meetings.paper import Move
from bot.dialogs.menu.pages import English, Kiswahili, Menu
from bot.dialogs.modules.paper import ReportModule
from bot.dialogs.mydata.pages import MyData
from bot.dialogs.observing.pages import Scores
from bot.dialogs.observing.paper import Observe
from bot.dialogs.orientation.paper import Orient
from bot.dialogs.pausing.paper import Unmatch
from bot.dialogs.plc.pages import Plcs
from bot.dialogs.post_primary.pages import PostPrimary
from bot.dialogs.practice.pages import Try
from bot.dialogs.preparations.pages import Needs
from bot.dialogs.printing.pages import PrintPapers
from bot.dialogs.readiness.pages import Plan
from bot.dialogs.reading.pages import Show
from bot.dialogs.rematch.paper import Rematch
from bot.dialogs.schools.pages import RedList
from bot.dialogs.sessions.paper import Correct, CounterSign, SessionRecord
from bot.dialogs.standing.pages import Status
from bot.dialogs.training.pages import Trainings
from bot.dialogs.training.paper import Train
from bot.dialogs.unlocking.paper import Unlock
from bot.dialogs.verifying.pages import Institutions
from bot.forms.dialog import Dialog
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Page, Row
from bot.forms.saying import Style
from bot.language import Marked, _


@dataclass(frozen=True)
class Offered:
    """What the words may mean, the likeliest first."""

    rows: tuple[Row, ...]


class DidYouMean(Page[Offered]):
    """At most three things that words may mean that fit nothing; none is done before it is chosen."""

    wants: tuple[str, ...]
    back: str | None = None
    inbox: int | None = None
    """The message, where it may be meant for the partner to whose letter it was written."""

    behind_pin = False
    text = _("I did not understand. Do you mean (else MENU):")
    asks = Style.LIST

    each = Each(Fact("rows"))


class ForMe(Page[Offered]):
    """A question to us, or a wish, where a form asks for words: whether it is meant so, or is the answer."""

    wants: tuple[str, ...]
    inbox: int
    draft: int

    behind_pin = False
    text = _("Is that for me, or your answer?")
    asks = Style.LIST

    each = Each(Fact("rows"))
    answer = Do(_("my answer"), synonyms=("answer", "jibu"))


class WhoWeAre(Page[NoFacts]):
    """Who writes here."""

    text = _(
        "I am Mshauri, the machine that carries TIMEC, TSC's mentorship programme, by message. Your school or TSC gave"
        " your number. Ask your head about me."
    )


class WrongNumber(Page[NoFacts]):
    """Somebody else's phone: it names nobody."""

    text = _(
        "Sorry. TIMEC of TSC was given this number for one of its teachers. Not you? Reply STOP and nothing more comes;"
        " the school or the TSC office corrects it."
    )


class StopHow(Page[NoFacts]):
    """The wish for silence, in words that may mean less: the word that does it."""

    text = _("To get no more TIMEC messages, reply STOP. START brings them back.")


class PartnerSilent(Page[NoFacts]):
    """What one can do when the other of a pair does not answer or come."""

    text = _(
        "ASK and your words writes to your partner. If you did not meet, answer NO when I ask. Your head can find you"
        " time; REMATCH asks for somebody else."
    )


class LinkWays(Page[NoFacts]):
    """How to use another phone or app."""

    text = _("LINK gives a code for another phone or app (WhatsApp, Telegram). CHANNEL chooses where I write first.")


class By(Enum):
    """Whom something is for: nobody is offered what is not theirs to do."""

    ALL = "all"
    PAIR = "pair"
    MENTOR = "mentor"
    MENTEE = "mentee"
    HEAD = "head"
    OFFICE = "office"
    """Whoever oversees a school or more."""


@dataclass(frozen=True)
class Want:
    """Something that people ask for."""

    label: Marked
    to: Dialog | type[Dialog]
    """A form asks what it is to be about."""
    by: By = By.ALL
    heard_in_forms: bool = False
    """Whether its known ways are no answer to any question of a form, so that they are heard there too."""
    ours: bool = False
    """Whether it can only be said to us: it is not passed on to a partner without asking, nor is what is heard in
    forms."""
    sooner: bool = False
    """Whether its known ways are heard before what their words mean elsewhere: “erase me” takes nothing back."""


def _topic(key: str) -> Dialog:
    return HelpTopic(on=key)


WANTS: dict[str, Want] = {
    "who": Want(_("who writes here"), WhoWeAre(), heard_in_forms=True),
    "timec": Want(_("what TIMEC is"), Explanation(term="timec"), heard_in_forms=True),
    "person": Want(_("talk to a person"), ToAPerson(), heard_in_forms=True),
    "complaint": Want(_("complaint or danger"), Complain(), heard_in_forms=True),
    "wrong_number": Want(_("wrong number"), WrongNumber(), heard_in_forms=True),
    "stop": Want(_("no more messages"), StopHow(), heard_in_forms=True),
    "cost": Want(_("what it costs"), _topic("cost"), heard_in_forms=True),
    "paid": Want(_("what mentoring is"), Explanation(term="mentor")),
    "privacy": Want(_("who reads what"), _topic("privacy"), heard_in_forms=True),
    "my_data": Want(_("my data"), MyData(), heard_in_forms=True),
    "erase_data": Want(_("erase my data"), EraseData(), heard_in_forms=True, sooner=True),
    "correct_data": Want(_("my name or school"), CorrectData(), heard_in_forms=True, sooner=True),
    "learners_name": Want(_("a learner's name"), StrikeName, heard_in_forms=True, sooner=True),
    "pin": Want(_("forgotten PIN"), _topic("pin"), heard_in_forms=True),
    "lock": Want(_("lock my messages"), LockHow(), ours=True),
    "lock_off": Want(_("end LOCK"), LockOff(), heard_in_forms=True),
    "number": Want(_("new number, no phone"), _topic("phone"), heard_in_forms=True),
    "link": Want(_("another phone or app"), LinkWays(), ours=True),
    "kiswahili": Want(_("in Kiswahili"), Kiswahili(), ours=True),
    "english": Want(_("in English"), English(), ours=True),
    "hour": Want(_("hour of my messages"), OwnHour, ours=True),
    "why": Want(_("why I wrote to you"), Why()),
    "cannot_come": Want(_("I cannot come"), Move, By.PAIR),
    "late": Want(_("I will be late"), Late(), By.PAIR),
    "next": Want(_("next session"), Next(), By.PAIR),
    "book": Want(_("plan a session"), Book, By.PAIR),
    "move": Want(_("another date"), Move, By.PAIR),
    "not_held": Want(_("we did not meet"), _topic("dates"), By.PAIR),
    "silent": Want(_("partner is silent"), PartnerSilent(), By.PAIR),
    "change_mentor": Want(_("another mentor or mentee"), Rematch, By.PAIR),
    "partner": Want(_("who is my partner"), WhoIsMine(), heard_in_forms=True, sooner=True),
    "no_mentor": Want(_("who is my partner"), WhoIsMine()),
    "log": Want(_("log a session"), SessionRecord, By.PAIR),
    "sign": Want(_("sign"), CounterSign, By.PAIR),
    "edit": Want(_("correct a record"), Correct, By.PAIR),
    "undo": Want(_("take back or correct"), _topic("log"), By.PAIR, ours=True),
    "show": Want(_("read a record"), Show(), By.PAIR),
    "status": Want(_("my status"), Status()),
    "plan": Want(_("our plan"), Plan(), By.PAIR),
    "goals": Want(_("our goals"), Goals(), By.PAIR),
    "needs": Want(_("what I want to learn"), Needs(), By.MENTEE),
    "ask": Want(_("write to your partner"), Ask, By.PAIR),
    "feedback": Want(_("feedback on a lesson"), Feedback, By.PAIR),
    "observe": Want(_("a lesson I observed"), Observe, By.MENTOR),
    "module": Want(_("a module I have done"), ReportModule, By.PAIR),
    "plc": Want(_("our learning communities"), Plcs()),
    "support": Want(_("support I gave a school"), TrackSupport, By.OFFICE),
    "scores": Want(_("lessons observed"), Scores(), By.PAIR),
    "messages": Want(_("messages of us two"), Letters(), By.PAIR),
    "sent": Want(_("did it arrive"), Sent()),
    "certificate": Want(_("certificate"), Cert(), By.PAIR),
    "review": Want(_("reviews"), _topic("reviews"), By.PAIR),
    "practice": Want(_("practise"), Try(), By.PAIR),
    "glossary": Want(_("words explained"), Glossary()),
    "help": Want(_("help"), Help()),
    "mentee_role": Want(_("what a mentee does"), _topic("mentee")),
    "mentor_role": Want(_("what a mentor does"), _topic("mentor")),
    "no_time": Want(_("no time"), _topic("balance")),
    "pause": Want(_("leave or transfer"), _topic("leaving")),
    "leave": Want(_("leave the programme"), _topic("leaving")),
    "match": Want(_("match a mentor"), Match, By.HEAD),
    "issues": Want(_("issues of my office"), Issues(), By.OFFICE),
    "mentors": Want(_("mentors of my school or area"), Mentors(), By.OFFICE),
    "unmatch": Want(_("end a pair"), Unmatch, By.HEAD),
    "invite": Want(_("invite a teacher"), Invite, By.OFFICE),
    "unlock": Want(_("open somebody's PIN"), Unlock, By.OFFICE),
    "orient": Want(_("log an orientation"), Orient, By.OFFICE),
    "school": Want(_("my school or area"), Status(), By.OFFICE),
    "reds": Want(_("red list"), RedList(), By.OFFICE),
    "menu": Want(_("menu"), Menu()),
    "print": Want(_("papers to print"), PrintPapers()),
    "verify": Want(_("check a certificate"), _topic("certificate")),
    "post_primary": Want(_("post-primary counts"), PostPrimary(), By.OFFICE),
    "train": Want(_("record a training"), Train, By.OFFICE),
    "trainings": Want(_("who was trained"), Trainings(), By.OFFICE),
    "form5": Want(_("evaluation form (Annex V)"), AnnexV, By.HEAD, heard_in_forms=True, sooner=True),
    "institutions": Want(_("Annex V of my schools"), Institutions(), By.OFFICE),
}
"""Everything that is asked for, by the name of its block in wants.txt."""
