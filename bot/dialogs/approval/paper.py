"""What ITSD writes to heads, what heads answer, and a mentor's certificate with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.language import Name, _


@dataclass(frozen=True)
class PairNamed:
    """Whose pair it is."""

    mentee: Name
    mentor: Name


class QueryHead(Form[PairNamed]):
    """A question to the head; the pair stays in the queue."""

    pair: int

    shows = "completion"
    private = True
    called = _("query")
    counted = None
    at_once = True
    words = Text(_("What do you ask the head about {mentee} and {mentor}?"), most=250, label=_("query"))
    echo = Echo(_("To the head: {words}."))


class ReturnToHead(Form[PairNamed]):
    """The head must state anew: what is wrong."""

    pair: int

    shows = "completion"
    private = True
    called = _("return")
    counted = None
    at_once = True
    words = Text(_("What must the head put right about {mentee} and {mentor}?"), most=250, label=_("reason"))
    echo = Echo(_("Back to the head: {words}."))


class MentorCertificate(Form[PairNamed]):
    """A certificate for a mentor whose pair ended early through no fault of theirs, with a reason (D249)."""

    pair: int

    keyword = _("CERTIFY")
    offices = ("itsd",)
    shows = "completion"
    pin_for = _("to certify")
    private = True
    called = _("mentor's certificate")
    counted = None
    reason = Text(
        _("The pair of {mentor} and {mentee} ended early. Why is a certificate due to the mentor?"),
        most=250,
        label=_("reason"),
    )
    echo = Echo(_("Certificate for {mentor}: {reason}."))


@dataclass(frozen=True)
class Word:
    """What ITSD wrote about a pair."""

    mentee: Name
    mentor: Name
    words: str
    returned: bool
    open: bool
    """Whether an answer is still awaited."""


class AnswerQuery(Form[Word]):
    """The head's answer to ITSD."""

    decision: int

    shows = "completion"
    called = _("answer to ITSD")
    counted = None
    at_once = True
    answer = Text(_("Your answer to ITSD?"), most=250, label=_("answer"))
    echo = Echo(_("To ITSD: {answer}."))
