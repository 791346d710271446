"""MATCH and what follows on paper: a mentor and a mentee of one school, a reason to decline, the wish for another."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Index, NoFacts
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.page import Page
from bot.forms.questions import Text
from bot.language import Marked, Name, _

TEACHER_TO_MATCH = Index("teacher_to_match")
COUPLE = Index("couple")


class NotProposed(Page[NoFacts]):
    """The head left it."""

    text = _("Nobody has been asked. To start again, reply MATCH.")


class NothingAsked(Page[NoFacts]):
    """They left it."""

    text = _("Nobody is asked. All stays as it is.")


class Match(Form[NoFacts]):
    """Annex V row 6: a mentor and a mentee of one school, in one SMS or two questions (requirement D31).

    An office above schools matches who leads one: those are mentored in their zone or above it (requirement D196).
    """

    private = True
    keyword = _("MATCH")
    offices = ("head", "scd", "cd", "rd")
    not_theirs = _("The head of a school matches its teachers.")
    names_whom = True
    pin_for = _("to match")
    called = _("match")
    counted = None
    reads_back = True
    left = NotProposed

    teacher = Find(_("who is the mentee? Reply a name or TSC number."), TEACHER_TO_MATCH, listed=_("Not matched:"))
    couple = Find(
        _("who is matched with {teacher}? Reply a name or TSC number."),
        COUPLE,
        given=teacher,
        listed=_("Free mentors:"),
    )

    shorthand = "teacher couple"
    echo = Echo(_("Match {couple}? One-to-one, at least 1 year."), send=_("yes"), change=None, leave=_("no"))


@dataclass(frozen=True)
class ProposedMatch:
    """A proposal as one of those in it sees it."""

    me: Name
    mentee: Name
    mentor: Name
    head: Name
    number: str
    """The mentee's TSC number."""
    as_mentor: bool
    own: bool
    """Whether it is one of the two who answers, and not the head for one whom no message reaches."""
    office: Marked | None = None
    """Of whoever proposed it, where that is no head."""


class DeclineReason(Form[ProposedMatch]):
    """Why somebody declined, for themselves: nobody else reads it."""

    proposal: int

    behind_pin = False
    called = _("private reason")
    at_once = True
    counted = None

    words = Text(_("what is the reason? Nobody else reads it."), most=300)

    echo = Echo(_("Reason: {words}."))
