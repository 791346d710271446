"""What is wrong with what is held of somebody, and what a data officer answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.counts import HowMany
from bot.forms.facts import NoFacts
from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.language import Marked, Name, _

TO_CORRECT = _("to correct it")


class Rename(Form[NoFacts]):
    """One's own name, written as it should be; it is changed at once."""

    behind_pin = True
    pin_for = TO_CORRECT
    called = _("name")
    counted = None
    at_once = True
    name = Text(_("How should your name be written?"), most=80, label=_("name"))
    echo = Echo(_("Name {name}."))


class Renumber(Form[NoFacts]):
    """One's own TSC number, which a data officer checks first."""

    behind_pin = True
    pin_for = TO_CORRECT
    called = _("TSC no.")
    counted = None
    at_once = True
    number = HowMany(_("What is your TSC number? A data officer checks it."), most=99_999_999, label=_("TSC no."))
    echo = Echo(_("TSC no. {number}."))


class StrikeName(Form[NoFacts]):
    """A learner was named (requirement D317): a data officer strikes the name, and nothing else."""

    behind_pin = True
    pin_for = TO_CORRECT
    called = _("learner's name")
    counted = None
    at_once = True
    name = Text(
        _("Which name? Only the name, as it stands there. A data officer strikes it wherever you two wrote it."),
        most=60,
        label=_("learner's name"),
    )
    echo = Echo(_("To strike: {name}."))


@dataclass(frozen=True)
class ToCorrect:
    """What is to be put right."""

    what: Marked


class AskCorrection(Form[ToCorrect]):
    """What a data officer is asked to put right (requirement D324)."""

    about: str

    behind_pin = True
    pin_for = TO_CORRECT
    called = _("correction")
    counted = None
    at_once = True
    words = Text(_("What should it be ({what})? A data officer reads your answer."), most=250, label=_("what"))
    echo = Echo(_("To the data officer: {words}."))


@dataclass(frozen=True)
class WhoAsked:
    """Whose request it is, and its reference."""

    who: Name
    reference: str


class RefuseRequest(Form[WhoAsked]):
    """Why a request on somebody's data is not granted."""

    request: int

    private = True
    behind_pin = True
    called = _("refusal")
    counted = None
    at_once = True
    words = Text(_("Why is {reference} of {who} not granted? They read your answer."), most=250, label=_("reason"))
    echo = Echo(_("To {who}: {words}."))
