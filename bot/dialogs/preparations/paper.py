"""Before the plan: what each side needs and expects, and whether the mentor is ready."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.form import Echo, Form
from bot.forms.lists import Items
from bot.forms.questions import Choice, Text
from bot.forms.saying import Option
from bot.language import Name, _

TAGS = (
    Option("lessons", _("lesson planning"), ("lessons", "masomo")),
    Option("classroom", _("class management"), ("class", "darasa")),
    Option("assessment", _("assessment"), ("tests", "mitihani")),
    Option("content", _("subject content"), ("subject", "somo")),
    Option("conduct", _("conduct and regulations"), ("rules", "kanuni")),
    Option("differentiation", _("different abilities"), ("inclusion", "uwezo tofauti")),
    Option("other", _("other"), ("nyingine",)),
)
"""The short menu under which needs are counted (requirement D2); learners with different abilities are on it because
the pilot saw only marginal change there (requirement D292)."""


@dataclass(frozen=True)
class PreparingPair:
    """The two who prepare."""

    me: Name
    partner: Name


class NeedsForm(Form[PreparingPair]):
    """Needs, expectations and roles: each side alone first (requirements D2, D97, D98)."""

    pair: int

    shows = "objectives"
    called = _("needs")
    title = _("Only you read this until {partner} has written too, or you share it.")

    areas = Items(_("what should the mentee get better at?"), label=_("areas"))
    tag = Choice(_("which of these is it closest to?"), *TAGS, label=_("kind"))
    expectations = Text(_("what do you expect of {partner:first}?"), label=_("expectations"), most=300)
    role = Text(_("what will your own part be?"), label=_("your part"), most=300)

    echo = Echo(_("{areas:# area|# areas}, {tag}. Expected: {expectations}. Own part: {role}."))


class ReadyForm(Form[PreparingPair]):
    """The mentor's own readiness check, which nobody else reads (requirement D23)."""

    pair: int

    shows = "objectives"
    called = _("readiness check")
    title = _("Only you can read this.")

    motivation = Text(_("why do you want to mentor?"), label=_("motivation"), most=300)
    skills = Text(_("which of your skills will help?"), label=_("skills"), most=300)
    learning = Text(_("what do you want to learn yourself?"), label=_("own learning"), most=300)

    echo = Echo(_("Motivation: {motivation}. Skills: {skills}. To learn: {learning}."))
