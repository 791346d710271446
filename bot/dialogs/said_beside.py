"""What is answered to words beside the question: a greeting, who are you, enough of it, let me talk to somebody."""

from __future__ import annotations

from bot.dialogs.facts import NoFacts
from bot.dialogs.page import Page
from bot.language import _


class Hello(Page[NoFacts]):
    """Somebody greets us."""

    text = _("Hello. MENU shows what I can do.")


class InTime(Page[NoFacts]):
    """Somebody has no time now."""

    text = _("OK. Answer when you have time.")


class SignHow(Page[NoFacts]):
    """A yes, or a no, to a text that is signed with the PIN."""

    text = _("To sign, reply SIGN and your PIN. If something is to change, speak with your partner or head first.")


class LanguageHow(Page[NoFacts]):
    """Another language, but which?"""

    text = _("Reply ENGLISH or KISWAHILI. Which do you want?")


class HourHow(Page[NoFacts]):
    """An hour alone, where none was asked: what it is for is not known."""

    text = _("What is at that hour? MOVE changes a session, HOUR changes when I write.")
