"""What came from the partner, read by the pair alone, and that one's own has gone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.letters.paper import AnswerLetter, Correspondent
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Each, Go, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If, InFull
from bot.language import Marked, Name, _


class LetterSent(Page[Correspondent]):
    """The receipt of a letter."""

    letter: int

    shows = "journal"
    behind_pin = False
    text = _(
        "It goes to {partner}; only you two can read it. SENT shows when it arrives. UNDO takes it back"
        " (2 minutes, while unread)."
    )


CAME: dict[str, Marked] = {
    "ask": _("sent you a message"),
    "answer": _("answered you"),
    "request": _("asks you for feedback"),
    "feedback": _("gave you feedback"),
    "comment": _("wrote about a goal"),
}
"""That a letter came, by its kind: all that a locked screen may show."""


@dataclass(frozen=True)
class Came:
    """A letter to somebody, as its notice speaks of it."""

    partner: Name
    did: Marked
    unread: int
    """How many wait, where it is not the only one."""


class LetterCame(Notice[Came]):
    """The partner wrote. Its words wait until they are asked for, for others may see the screen (requirement D315)."""

    letter: int

    shows = "journal"
    text = If(
        Fact("unread"),
        _("TIMEC: {partner:full} {did}. {unread} messages are new; MESSAGES lists them."),
        _("TIMEC: {partner:full} {did}."),
    )
    passes_on = True
    template = "letter_came"
    buttons = (_("to read it"),)

    read = Go(_("to read it"), lambda: ReadLetter, synonyms=("read", "soma", "open", "fungua"))


@dataclass(frozen=True)
class OpenedLetter:
    """A letter, opened by one of the two."""

    author: Name
    about: str
    words: InFull
    mine: bool
    request: bool
    others: tuple[Row, ...]


class ReadLetter(Page[OpenedLetter]):
    """The letter itself; what is written next goes back as the answer."""

    letter: int

    shows = "journal"
    does = True
    takes = AnswerLetter
    text = (
        If(
            Fact("request"),
            _("{author} asks for feedback on: {words}."),
            If(Fact("about"), _("{author} on {about}: {words}"), _("{author}: {words}")),
        ),
        If(Fact("mine"), _("(Yours.)"), _("(To answer, just write.)")),
    )

    other = Each(Fact("others"), lambda: ReadLetter, most=1)


class PassOn(Page[NoFacts]):
    """Words that might have been for us go to the partner after all."""

    letter: int
    inbox: int

    shows = "journal"
    does = True
    text = _("Passed on.")


@dataclass(frozen=True)
class Thread:
    """The last letters of somebody's pairs, the newest first."""

    rows: tuple[Row, ...]


class Letters(Page[Thread]):
    """What was written between sessions, to read again."""

    keyword = _("MESSAGES")
    shows = "journal"
    text = If(
        Fact("rows"),
        _("Messages:"),
        _("No messages yet. To write to your mentor or mentee, send ASK and your message."),
    )
    asks = Style.LIST

    each = Each(Fact("rows"), ReadLetter)
