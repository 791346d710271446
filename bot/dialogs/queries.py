"""What ITSD asks a head about a pair or sends back, and what the head answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact, NoFacts
from bot.dialogs.form import Echo, Form
from bot.dialogs.page import Go, Notice, Page
from bot.dialogs.questions import Text
from bot.dialogs.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class Word:
    """What ITSD wrote about a pair."""

    mentee: Name
    mentor: Name
    words: str
    returned: bool
    open: bool
    """Whether an answer is still awaited."""


class DecisionForHead(Notice[Word]):
    """To the head: ITSD asks about a pair, or sends the statement back."""

    decision: int

    shows = "completion"
    text = If(
        Fact("returned"),
        _("TIMEC: ITSD returned your statement on {mentee}. You will be asked for it again."),
        _("TIMEC: ITSD asks you something about {mentee} and {mentor}."),
    )
    template = "decision_for_head"

    read = Go(_("read it"), lambda: DecisionRead, synonyms=("read", "soma"))


class DecisionRead(Page[Word]):
    """What ITSD wrote; a question can be answered."""

    decision: int

    shows = "completion"
    text = _("ITSD: {words}.")

    answer = Go(_("answer"), lambda: AnswerQuery, when=Fact("open"))


class AnswerQuery(Form[Word]):
    """The head's answer to ITSD."""

    decision: int

    shows = "completion"
    called = _("answer to ITSD")
    counted = None
    at_once = True
    answer = Text(_("Your answer to ITSD?"), most=250, label=_("answer"))
    echo = Echo(_("To ITSD: {answer}."))


class QueryIsAnswered(Page[NoFacts]):
    """The receipt of an answer."""

    text = _("Sent to ITSD. Thank you.")


@dataclass(frozen=True)
class Reply:
    """A head's answer to a query."""

    mentee: Name
    mentor: Name
    answer: str


class QueryAnswered(Notice[Reply]):
    """To the officer who asked."""

    decision: int

    shows = "completion"
    text = _("TIMEC: the head of {mentee} and {mentor} has answered you.")
    template = "query_answered"

    read = Go(_("read it"), lambda: AnswerRead, synonyms=("read", "soma"))


class AnswerRead(Page[Reply]):
    """The head's answer in full."""

    decision: int

    shows = "completion"
    private = True
    text = _("{mentee} and {mentor}: {answer}. QUEUE shows the pair.")
