"""HELP: the words of one's role, and the topics to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.helpdesk.pages import Human
from bot.forms.facts import Fact
from bot.forms.page import Each, Go, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If, IfRoom
from bot.language import Marked, _


@dataclass(frozen=True)
class HelpFor:
    """Whose help it is: each role has its own words (requirement D306)."""

    pair: bool
    mentor: bool
    """Whether they guide somebody, and nobody guides them."""
    head: bool
    director: bool


class Help(Page[HelpFor]):
    """The words of one's role, and those that work everywhere; HELP with a word opens its topic."""

    topic: str | None = None

    behind_pin = False
    keyword = _("HELP")
    argument = "topic"
    says_freely = True
    text = (
        If(
            Fact("director"),
            _("You can send: STATUS and a school's name, MATCH (a new head), UNLOCK, VERIFY."),
            If(
                Fact("head"),
                _("You can send: STATUS (your school), MATCH, ORIENT, INVITE, UNMATCH, UNLOCK."),
                If(
                    Fact("pair"),
                    If(
                        Fact("mentor"),
                        _("LOG a session, SIGN, STATUS, NEXT, BOOK or MOVE a date, ASK your mentee."),
                        _("LOG a session, SIGN, STATUS, NEXT, BOOK or MOVE a date, ASK your mentor."),
                    ),
                ),
            ),
        ),
        _("In a form: BACK, SKIP, MENU. More: HELP LOG."),
        IfRoom(_("Please do not name learners.")),
        _("KISWAHILI. STOP."),
    )
    asks = Style.LIST

    topics = Go(_("all topics"), lambda: Topics)
    person = Go(_("a person"), lambda: Human)


@dataclass(frozen=True)
class TopicList:
    """The topics, each with its place."""

    rows: tuple[Row, ...]


class Topics(Page[TopicList]):
    """What help there is, five topics at a time."""

    behind_pin = False
    text = _("Help on what?")
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: HelpTopic)


@dataclass(frozen=True)
class ToldTopic:
    """One topic."""

    tells: Marked


class HelpTopic(Page[ToldTopic]):
    """One topic in a few sentences."""

    on: str

    behind_pin = False
    text = _("{tells}")
