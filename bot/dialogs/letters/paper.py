"""Between two sessions: a message to the partner, an answer, feedback asked for and given."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Context
from bot.forms.form import Echo, Form
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option
from bot.language import Name, _

MOST = 600
"""Letters (signs) of one letter: four SMS."""


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
