"""Coming in: the first message, the privacy notice with its yes or no, and what heads and directors do about it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact, Index, NoFacts
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Do, Notice, Page, Prompt
from bot.dialogs.questions import Find
from bot.dialogs.reasons import Rank, Reason
from bot.dialogs.saying import Said, Style
from bot.dialogs.wording import CONDUCT, NOTICE
from bot.dialogs.words import If, Sized
from bot.language import Name, _

YES = ("y", "ndiyo", "ndio", "ok", "sawa", "poa")
NO = ("n", "hapana", "la")

TO_INVITE = Index("to_invite")


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
        _(
            "TIMEC: Hello {me:first}. I am Mshauri, TSC's message service for teachers in the mentorship programme"
            " (TIMEC)."
        ),
        If(Fact("head"), _("Your head, {head}, enrolled you."), _("Your office enrolled you.")),
        Sized(
            short=_("A reply costs you a normal SMS."),
            long=_("A reply costs you only data."),
        ),
    )
    asks = Style.LIST
    brief = _("your invitation")
    template = "invitation"

    english = Do(_("English, please"), synonyms=("yes", "ok", "go on"), speaks="en", means=("english",))
    kiswahili = Do(_("Kiswahili, tafadhali"), synonyms=("ndiyo", "ndio", "sawa"), speaks="sw", means=("kiswahili",))
    refuse = Do(_("do not write to me"), synonyms=("no messages", *NO), means=("no_messages",))


class Consent(Page[NoFacts]):
    """The privacy notice, and whether we may write. The answer is kept with the exact text (requirement D92)."""

    shown: str | None = None

    text = (NOTICE, _("May I write to you?"))
    asks = Style.LIST

    yes = Do(_("yes"), synonyms=YES)
    no = Do(_("no"), synonyms=NO)


class Privacy(Page[NoFacts]):
    """The notice, at any time (requirement D321)."""

    keyword = _("PRIVACY")
    text = NOTICE


class Join(Page[NoFacts]):
    """Somebody who is not in yet, or wanted no messages, comes in."""

    keyword = _("JOIN")
    text = _("Welcome, you have joined. Reply MENU to see what you can do.")


@dataclass(frozen=True)
class Welcomed:
    """Who came in, and what is next for them."""

    me: Name
    teacher: bool


class Welcome(Page[Welcomed]):
    """How we treat each other here, and what comes next."""

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
class Teacher:
    """One teacher, to their head."""

    who: Name


class ChatRefused(Notice[Teacher]):
    """To the head: this teacher is reached in person (requirement D352)."""

    person: int

    text = _(
        "TIMEC: {who:full} gets no messages and stays in the programme. Please reach them in person."
        " You may record for them."
    )
    template = "chat_refused"


# inviting again


@dataclass(frozen=True)
class NotIn:
    """Those who have not come in, as many as an SMS has room for."""

    people: tuple[Said, ...]
    more: int

    def spoken(self, language: str, _spec: str) -> str:
        named = ", ".join(one.spoken(language) for one in self.people)
        return f"{named} +{self.more}" if self.more else named

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True)
class Waiting:
    """What an office knows of those whom it enrolled."""

    waiting: NotIn


class Invite(Form[Waiting]):
    """A head or director invites somebody of their own once more; alone it says who is not in yet."""

    private = True
    keyword = _("INVITE")
    called = _("invitation")
    title = _("Not in yet: {waiting}.")
    counted = None
    at_once = True

    who = Find(_("whom do I invite again? Reply a TSC number."), TO_INVITE)

    shorthand = "who"
    echo = Echo(_("Invite {who}."))


class InvitationSent(Page[Teacher]):
    """The receipt: it goes in the hours of prompts."""

    person: int

    text = _("{who} is invited again: the message goes on the next school day, in working hours.")
