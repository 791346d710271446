"""Coming in: the first message, the privacy notice with its yes or no, and what heads hear of it.

Topics and principles are those of the policy of May 2020 (I 5.4.2, III 2.0, 2.0), in words that fit an SMS.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If, Sized
from bot.language import Name, _

NOTICE_VERSION = "2"
"""Raised with every change of the notice: a consent keeps the version it was given to (requirement D92)."""

_IN_SHORT = _(
    "TSC keeps your name, TSC no., phone, school and mentoring records as long as the law says. Only your pair"
    " reads session notes; your head and TSC see dates and signatures. Messages pass abroad. Your data: MYDATA."
    " Complaints: ODPC."
)
_IN_FULL = _(
    "The Teachers Service Commission (TSC) keeps your name, TSC number, phone, school and mentoring"
    " record, because it runs the mentorship programme (TIMEC).\n"
    "What you write about a session is read by your pair only. Your head and TSC officers see dates, whether a"
    " session was held, and signatures.\n"
    "Messages are carried by Twilio (SMS), WhatsApp and Telegram, whose computers are abroad.\n"
    "Records are kept as long as the law asks: HOW LONG tells. See what is yours with MYDATA, put it right with"
    " CORRECT, have it erased with ERASE. You may complain to the Office of the Data Protection Commissioner"
    " (ODPC).\n"
    "Without messages you stay in the programme: your head records for you."
)
NOTICE = Sized(short=_IN_SHORT, long=(_("Privacy notice."), _IN_FULL))
"""Who, what, why, who sees it, who carries it abroad, how long, rights and the ODPC (requirement D321)."""

CONDUCT = _(
    "Here we 1 make time and take part, 2 are honest, fair and respectful, 3 share what we know, 4 respect all."
)
"""The four principles of conduct, III 2.0 a-d (requirement D258)."""
YES = ("y", "ndiyo", "ndio", "ok", "sawa", "poa")
NO = ("n", "hapana", "la")


@dataclass(frozen=True)
class Invited:
    """Who is written to for the first time, and the head who enrolled them, where there is one."""

    me: Name
    head: Name | None


class Invitation(Prompt[Invited]):
    """The first message: who writes, why, what a reply costs and how to refuse (requirements D91, D351)."""

    reason = Reason(
        "invite",
        Rank.REVIEW,
        because=_("you were invited to the programme"),
        watched=_("Invitation to {who}: the first message"),
    )

    text = (
        _("TIMEC: Hello {me:first}. I am Mshauri, TSC's SMS service for mentorship."),
        If(Fact("head"), _("Your head {head} enrolled you."), _("Your office enrolled you.")),
        Sized(short=_("A reply costs an SMS."), long=_("A reply costs you only data.")),
    )
    asks = Style.LIST
    brief = _("your invitation")
    template = "invitation"
    buttons = (_("English"), _("Kiswahili"), _("no messages"))

    english = Do(_("English"), synonyms=("english please", "yes", "ok", "go on"), speaks="en", means=("english",))
    kiswahili = Do(
        _("Kiswahili"), synonyms=("kiswahili tafadhali", "ndiyo", "ndio", "sawa"), speaks="sw", means=("kiswahili",)
    )
    refuse = Do(_("no messages"), synonyms=("do not write to me", "nisitumiwe ujumbe", *NO), means=("no_messages",))


class Consent(Page[NoFacts]):
    """The privacy notice, and whether we may write. The answer is kept with the exact text (requirement D92)."""

    shown: str | None = None

    text = (NOTICE, _("May I write to you?"))
    asks = Style.LIST

    yes = Do(_("yes"), synonyms=YES)
    no = Do(_("no"), synonyms=NO)


class ConsentAgain(Notice[NoFacts]):
    """The notice has changed since somebody said yes to it: whether that still holds; said after what they wrote."""

    text = (_("TIMEC: new privacy notice."), Sized(short=_IN_SHORT, long=_IN_FULL), _("May I go on?"))
    asks = Style.LIST
    template = "consent_again"

    yes = Do(_("yes"), synonyms=YES)
    no = Do(_("no"), synonyms=NO)


class StillIn(Page[NoFacts]):
    """The receipt of a yes: all goes on as before."""

    receipt = True
    text = _("Thank you. All goes on as before. PRIVACY shows the notice at any time.")


class Privacy(Page[NoFacts]):
    """The notice, at any time (requirement D321)."""

    keyword = _("PRIVACY")
    text = NOTICE
    asks = Style.LIST

    kept = Go(_("how long"), lambda: HowLong)


@dataclass(frozen=True)
class KeptTimes:
    """For how long what is held is kept, as the table of retention has it."""

    record: int
    certificates: int
    messages: int
    drafts: int


class HowLong(Page[KeptTimes]):
    """For how long each kind is kept (requirements D321, D326)."""

    behind_pin = False
    keyword = _("HOW LONG")
    text = _(
        "Kept: record of a pair and who was in it {record} years after its end, certificates {certificates} years,"
        " messages {messages} months, drafts {drafts} days. Then it goes by itself. ERASE can be sooner."
    )


class Join(Page[NoFacts]):
    """Somebody who is not in yet, or wanted no messages, comes in; also with the code of a poster."""

    code: str | None = None

    keyword = _("JOIN")
    argument = "code"
    text = _("You are in TIMEC already. Reply MENU to see what you can do.")


@dataclass(frozen=True)
class Welcomed:
    """Who came in, and what is next for them."""

    me: Name
    teacher: bool


class Welcome(Page[Welcomed]):
    """How we treat each other here, and what comes next."""

    behind_pin = False
    text = (
        CONDUCT,
        If(
            Fact("teacher"),
            _("Next: your head arranges the orientation and your match."),
            _("STATUS shows your area."),
        ),
    )


class NoMessages(Page[NoFacts]):
    """The receipt of a no: nothing is lost by it."""

    text = _(
        "Noted: no messages. You stay in the programme; your head will reach you in person."
        " If you change your mind, reply JOIN."
    )


@dataclass(frozen=True)
class TeacherNamed:
    """One teacher, to their head."""

    who: Name


class ChatRefused(Notice[TeacherNamed]):
    """To the head: this teacher is reached in person (requirement D352)."""

    person: int

    text = _(
        "TIMEC: {who:full} gets no messages and stays in the programme. Please reach them in person."
        " You may record for them."
    )
    template = "chat_refused"


class InvitationSent(Page[TeacherNamed]):
    """The receipt: it goes in the hours of prompts."""

    person: int

    behind_pin = False
    text = _("{who} is invited again: the message goes on the next school day, in working hours.")
