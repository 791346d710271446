"""One account on several phones and apps: linking another one, cutting a link, moving to another number."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.people.pages import Mine
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Notice, Page
from bot.forms.words import If
from bot.language import Name, _


class LinkHow(Page[NoFacts]):
    """The neutral line to a Telegram chat that we do not know."""

    asks_number = True
    text = _(
        "TIMEC: I do not know this chat. If you are in TIMEC, share your phone number with the button below, or send"
        " NUMBER and your TSC number: a code then comes to your registered phone. If not, please ignore this message."
    )


class CodeAsked(Page[NoFacts]):
    """The same answer to a right and to a wrong TSC number, where a chat is to be linked."""

    text = _("Thank you. If that number is registered, its phone now gets a code by SMS. Write the code here.")


class LinkRefused(Page[NoFacts]):
    """The same answer to a wrong code, to an old one and to a phone number that we do not know."""

    text = _("That code is wrong or too old. Send NUMBER and your TSC number to get a new one, or see your head.")


@dataclass(frozen=True)
class CodeGiven:
    """A code on its way to its owner, and the name of our Telegram bot where it is known."""

    code: str
    bot: str


class CodeByPhone(Page[CodeGiven]):
    """The code that was asked for in a chat, to the registered phone."""

    behind_pin = False
    text = _(
        "TIMEC: {code} is the code that links a chat to your account. It works for 10 minutes."
        " You did not ask for it? Tell it to nobody."
    )


class Link(Page[NoFacts]):
    """Use another phone or app as well."""

    keyword = _("LINK")
    pin_for = _("to link another phone")
    private = True
    does = True


class LinkCode(Page[CodeGiven]):
    """A code that links wherever it is given, once."""

    code: str

    behind_pin = False
    private = True
    text = If(
        Fact("bot"),
        _(
            "To use another phone or app as well, send CONTINUE {code} from there. On Telegram open"
            " t.me/{bot}?start={code}. It works once, for 10 minutes."
        ),
        _(
            "To use another phone or app as well (Telegram too), send CONTINUE {code} from there."
            " It works once, for 10 minutes."
        ),
    )


@dataclass(frozen=True)
class LinkedWay:
    """A further way to reach somebody, as "Telegram" or "SMS 001"."""

    me: Name
    way: str


class NowLinked(Page[Mine]):
    """Said on the phone or in the chat that has just been linked."""

    behind_pin = False
    text = _(
        "Welcome, {me:first}. This is now linked to your TIMEC account. CHANNEL chooses where messages come first."
    )


@dataclass(frozen=True)
class MoveDone:
    """What a move to another number changed: whether one was left, which apps stay, which are no longer linked."""

    left: bool
    kept: str
    cut: str


class NumberMoved(Page[MoveDone]):
    """This number is theirs now."""

    behind_pin = False
    text = (
        _("This number is now yours in TIMEC."),
        If(Fact("left"), _("The old number no longer works.")),
        If(Fact("cut"), _("No longer linked: {cut}.")),
        If(Fact("kept"), _("Your PIN comes first on {kept}.")),
        _("Reply MENU to continue."),
    )


class NewLink(Notice[LinkedWay]):
    """Said where the person was reached before: somebody else would not see it."""

    address: int

    text = _("TIMEC: {me:first}, {way} is now linked to your account. If this was not you:")
    warns = True
    template = "new_link"

    pin_for = _("to unlink it")
    cut = Do(_("unlink it"), synonyms=("unlink", "cut the link"), pinned=True)


class Unlinked(Page[NoFacts]):
    """The link is cut."""

    text = _("It is unlinked. Nobody can use your account from there.")


class PreferredSaved(Page[LinkedWay]):
    """From now on messages come here first."""

    address: int

    behind_pin = False
    text = _("From now on messages come by {way} first. The others are for when that fails.")
