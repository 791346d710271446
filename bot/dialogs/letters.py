"""Between two sessions: a message to the partner, feedback asked for and given, an answer; read by the pair alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.dialogs.facts import Context, Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Each, Go, Notice, Page, Row
from bot.dialogs.questions import Choice, Text
from bot.dialogs.saying import Option, Style
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked

MOST = 600
"""Letters (signs) of one letter: four SMS."""


@dataclass(frozen=True)
class Confided:
    """Somebody's own words in full, read on with MORE where they are long."""

    words: str
    read_on: ClassVar[bool] = True

    def spoken(self, language: str, spec: str) -> str:
        return self.words


@dataclass(frozen=True)
class Correspondent:
    """Who one writes to."""

    me: Name
    partner: Name


class Ask(Form[Correspondent]):
    """A message to the partner through the programme: neither needs the other's number (requirement D4)."""

    pair: int

    keyword = _("ASK")
    shows = "journal"
    called = _("message")
    says_freely = True
    at_once = True
    shorthand = "words"

    words = Text(_("Your message to {partner}? Only you two read it."), label=_("message"), most=MOST)

    echo = Echo(_("Your message: {words}"))


class AnswerLetter(Form[Correspondent]):
    """An answer to a letter: what is written where the letter was read."""

    letter: int

    shows = "journal"
    called = _("answer")
    says_freely = True
    at_once = True
    shorthand = "words"

    words = Text(_("Your answer to {partner}?"), label=_("answer"), most=MOST)

    echo = Echo(_("Your answer: {words}"))


@dataclass(frozen=True)
class Things:
    """What there is to give feedback on: the last session, the goals."""

    me: Name
    partner: Name
    things: tuple[Option, ...]


OTHER = Option("other", _("something else"), ("other", "nyingine", "kitu kingine"))


class Thing(Choice):
    """One of what the two have worked on, or something else."""

    def options(self, context: Context) -> tuple[Option, ...]:
        return (*context.facts.things, *self.choices)


class Feedback(Form[Things]):
    """Feedback on one thing: asked for, or given after a session and against a goal (requirements D5, D19)."""

    pair: int

    keyword = _("FEEDBACK")
    shows = "journal"
    called = _("feedback")
    title = _("Feedback with {partner}.")
    counted = None
    at_once = True

    way = Choice(
        _("Ask for feedback or give it?"),
        Option("ask", _("ask for it"), ("ask", "uliza", "omba")),
        Option("give", _("give it"), ("give", "toa")),
        label=_("ask or give"),
    )
    thing = Thing(_("On what?"), OTHER, label=_("on what"))
    other = Text(_("On what one thing? A few words."), label=_("the thing"), most=80, when=thing.is_("other"))
    words = Text(
        _("Your feedback? Say what went well, then one thing to try. Only you two read it."),
        label=_("feedback"),
        most=MOST,
        when=way.is_("give"),
    )

    echo = Echo(_("Your feedback is ready."))


class LetterSent(Page[Correspondent]):
    """The receipt of a letter."""

    letter: int

    shows = "journal"
    text = _(
        "Passed on to {partner}; only you two can read it. SENT shows when it arrives. UNDO takes it back"
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


class LetterCame(Notice[Came]):
    """The partner wrote. Its words wait until they are asked for, for others may see the screen (requirement D315)."""

    letter: int

    shows = "journal"
    text = _("TIMEC: {partner:full} {did}.")
    template = "letter_came"

    read = Go(_("to read"), lambda: ReadLetter, synonyms=("read", "soma", "open", "fungua"))


@dataclass(frozen=True)
class Opened:
    """A letter, opened by one of the two."""

    author: Name
    about: str
    words: Confided
    mine: bool
    request: bool


class ReadLetter(Page[Opened]):
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
