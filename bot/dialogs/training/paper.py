"""TRAIN: whom somebody has trained, when and where: mentors, heads or officers, and groups (D32, D50, D74)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.days import Day
from bot.forms.facts import Context, Index, today
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.forms.saying import Said
from bot.language import _

TRAINED = Index("trained")
ALL = "all"


@dataclass(frozen=True)
class Trainer:
    """Who has trained others: `above`: an office over schools, which also counts groups of people without names."""

    above: bool


class TookPartIn(Find):
    """Who took part: people by name, and of an office's guests how many of each kind."""

    def hints(self, context: Context) -> tuple[Said, ...]:
        groups = (Said(_("Others by count: 3 religious leaders, 2 ICT champions.")),) if context.facts.above else ()
        return (*groups, *super().hints(context))


class Train(Form[Trainer]):
    """A training in the cascade: of a school's mentors by the head, of heads by their office, of officers by a National
    Trainer; an office also counts beacon teachers, religious leaders and others."""

    private = True
    behind_pin = False
    at_once = True
    keyword = _("TRAIN")
    names_whom = True
    pin_for = _("to record a training")
    called = _("training")
    counted = None

    day = Day(_("on which day was the training?"), latest=today)
    who = TookPartIn(
        _("who took part? Reply names with commas, or TSC numbers."),
        TRAINED,
        listed=_("Or choose:"),
        how=_("Reply the names of those you trained, with commas, or ALL."),
    )
    place = Text(_("where was it?"), most=60)

    shorthand = "day who"
    echo = Echo(_("Training of {who} on {day}, {place}."))
