"""TRAIN: whom somebody has trained, when and where: mentors, heads or officers (requirements D32, D74)."""

from __future__ import annotations

from bot.forms.days import Day
from bot.forms.facts import Index, NoFacts, today
from bot.forms.finding import Find
from bot.forms.form import Echo, Form
from bot.forms.questions import Text
from bot.language import _

TRAINED = Index("trained")
ALL = "all"


class Train(Form[NoFacts]):
    """A training in the cascade: of a school's mentors by the head, of heads by their office, of officers by a National
    Trainer."""

    private = True
    at_once = True
    keyword = _("TRAIN")
    names_whom = True
    pin_for = _("to record a training")
    called = _("training")
    counted = None

    day = Day(_("on which day was the training?"), latest=today)
    who = Find(
        _("who took part? Reply names with commas, or TSC numbers."),
        TRAINED,
        listed=_("Or choose:"),
        how=_("Reply the names of those you trained, with commas, or ALL."),
    )
    place = Text(_("where was it?"), most=60)

    shorthand = "day who"
    echo = Echo(_("Training of {who} on {day}, {place}."))
