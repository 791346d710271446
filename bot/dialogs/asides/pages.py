"""What is answered to words beside the question: a greeting, who are you, enough of it, let me talk to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.dialogs.helpdesk.pages import Human
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Go, Page
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Greeted:
    """Who greets us, and what they are likely to want."""

    me: Name
    logs: bool


class Hello(Page[Greeted]):
    """Somebody greets us."""

    behind_pin = False
    text = (
        _("Hello {me:first}. I am Mshauri, TSC's service for your mentorship."),
        If(
            Fact("logs"),
            _("Reply LOG to record a session, STATUS to see where you are, MENU for more."),
            _("Reply STATUS to see where you are, MENU for more."),
        ),
    )


class InTime(Page[NoFacts]):
    """Somebody has no time now."""

    text = _("OK. Answer when you have time.")


@dataclass(frozen=True)
class Again:
    """When something is asked again."""

    moment: datetime


class AskedAgain(Page[Again]):
    """Somebody has no time now to say how a session was."""

    day: date
    hour: time

    behind_pin = False
    text = _("OK. I will ask again {moment}.")


class SignHow(Page[NoFacts]):
    """A yes, or a no, to a text that is signed with the PIN."""

    text = _("To sign, reply SIGN and your PIN. If something is to change, speak with your partner or head first.")


class LanguageHow(Page[NoFacts]):
    """Another language, but which?"""

    text = _("Reply ENGLISH or KISWAHILI. Which do you want?")


class HourHow(Page[NoFacts]):
    """An hour alone, where none was asked: what it is for is not known."""

    text = _("What is at that hour? MOVE changes a session, HOUR changes when I write.")


class OutOfForm(Page[NoFacts]):
    """A form is left by a word that elsewhere ends all messages; the menu follows."""

    text = _("Your answers are kept; DISCARD drops them. To stop all messages, reply STOP.")


class NotBegun(Page[NoFacts]):
    """The same where nothing was answered yet: which one, or the PIN."""

    text = _("Nothing was changed. To stop all messages, reply STOP.")


class NoneToLeave(Page[NoFacts]):
    """The same at the menu: what was open has been left."""

    text = _("Nothing is open. To stop all messages, reply STOP.")


class NoMore(Page[NoFacts]):
    """MORE, where all was shown."""

    text = _("That was all.")


class NumberPlease(Page[NoFacts]):
    """A yes where there are several choices."""

    text = _("Please reply with one of the numbers, or MENU.")


class OnlyText(Page[NoFacts]):
    """Voice notes, pictures and the like."""

    text = _("I can only read text. Please write it, or reply MENU for choices.")


class Edited(Page[NoFacts]):
    """A message that was changed after it was sent: what it had said has been heard."""

    text = _("Changing a sent message changes nothing here. BACK changes your last answer, EDIT a saved session.")


class InPrivate(Page[NoFacts]):
    """Asked in a group."""

    ends = True
    text = _("Please write to me directly, not in the group.")


@dataclass(frozen=True)
class OnDuty:
    """Whether somebody is on duty who could answer."""

    staffed: bool
    office: bool
    """Whether the asker heads a school, or holds an office above one."""


class ToAPerson(Page[OnDuty]):
    """Who to turn to: we are a machine, and call nobody; where people are on duty, they can be had here."""

    behind_pin = False
    text = If(
        Fact("staffed"),
        _(
            "I am a machine. A person can answer you here by message, Mon-Fri 8:00-17:00. In danger: 999 or 112; a"
            " child: 116."
        ),
        If(
            Fact("office"),
            _(
                "I am a machine and cannot call. Talk to the TSC office above yours. In danger: 999 or 112; a"
                " child: 116."
            ),
            _(
                "I am a machine and cannot call. Talk to your head, or to the Sub-County Director at the TSC office. In"
                " danger: 999 or 112; a child: 116."
            ),
        ),
    )

    person = Go(_("talk to a person"), Human, when=Fact("staffed"), synonyms=("yes", "ndiyo", "ndio"))


class OfferPerson(Page[NoFacts]):
    """After the third misunderstanding in a row; other words than the choice are heard where the last ones were."""

    inbox: int
    back: str | None = None

    text = _("Sorry, I still do not understand. Shall a person help you? MENU shows all choices.")

    person = Go(_("talk to a person"), Human, synonyms=("yes", "ndiyo", "ndio", "human", "mtu"))


class PersonByWord(Page[NoFacts]):
    """The same in a form, whose numbers are its answers."""

    text = _("A person can help: reply HUMAN.")
