"""Orientation by topic, and the induction checklist, which is kept apart."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.days import Day
from bot.forms.facts import today
from bot.forms.form import Echo, Form
from bot.forms.lists import Ticks
from bot.forms.saying import Option, Said
from bot.language import Marked, _

ORIENTATION = (
    Option("overview", _("overview")),
    Option("expectations", _("expectations")),
    Option("commitment", _("commitment")),
    Option("regulations", _("regulations")),
    Option("privacy", _("privacy and confidentiality")),
)
"""The five topics of the orientation, I 5.4.2 (requirement D93)."""

REFRESHER: dict[str, Marked] = {
    "overview": _(
        "TIMEC gives each new teacher one mentor for at least a year: you plan six weeks, meet, write down what you"
        " agreed, and both sign. At the end both get a certificate."
    ),
    "expectations": _(
        "A mentor plans, meets, listens and gives honest feedback. A mentee prepares, comes on time, acts on what"
        " was agreed and asks for help. Mentoring is support, not appraisal."
    ),
    "commitment": _(
        "Meet as planned, about an hour, in school time that your head protects. If you cannot come, say so before and"
        " choose a new date. Mentoring is voluntary."
    ),
    "regulations": _(
        "The Code of Regulations and the Code of Conduct and Ethics hold in every session. The mentorship policy gives"
        " the steps: plan, agreement, sessions, reviews, evaluation."
    ),
    "privacy": _(
        "What you two discuss stays between you. Head and officers see dates and signatures, not content. Only danger"
        " to a person, or the law, sets this aside. Do not name learners."
    ),
}
"""The same topics by chat, for who missed the meeting (requirement D94)."""

INDUCTION = (
    Option("code_of_regulations", _("Code of Regulations")),
    Option("code_of_conduct", _("Code of Conduct and Ethics")),
    Option("career", _("Career Progression Guidelines")),
    Option("other_laws", _("other laws")),
)
"""What a new teacher is inducted on, 2.0 (requirement D95)."""

INDUCTION_OF_ADMINISTRATORS = (*INDUCTION, Option("discipline", _("discipline processes")))
"""The same for who is newly appointed to lead."""


@dataclass(frozen=True)
class TookPart:
    """Those who took part."""

    who: Said


class Orient(Form[TookPart]):
    """Annex V row 5: the head records an orientation, its day and the topics covered (requirements D33, D93)."""

    pair: int | None = None
    people: tuple[int, ...] | None = None
    all: bool = False
    rest: bool = False

    behind_pin = False
    keyword = _("ORIENT")
    names_whom = True
    called = _("orientation of {who}")
    counted = None
    at_once = True

    day = Day(_("when was the orientation of {who}?"), latest=today, label=_("day"))
    topics = Ticks(_("orientation {day}, {who}. Which topics were covered?"), *ORIENTATION, label=_("topics"))

    shorthand = "[day]"
    echo = Echo(_("Orientation {day}, {who}: {topics}."))


# induction


class Induct(Form[TookPart]):
    """The induction of a new teacher, topic by topic, by mentor or head (requirement D95)."""

    teacher: int

    behind_pin = False
    keyword = _("INDUCT")
    names_whom = True
    called = _("induction of {who}")
    counted = None
    at_once = True

    topics = Ticks(_("induction of {who}. Which topics were covered?"), *INDUCTION, label=_("topics"))

    echo = Echo(_("Induction of {who}: {topics}."))


class InductAdministrator(Form[TookPart]):
    """The same for a new administrator: discipline processes too."""

    teacher: int

    behind_pin = False
    called = _("induction of {who}")
    counted = None
    at_once = True

    topics = Ticks(_("induction of {who}. Which topics were covered?"), *INDUCTION_OF_ADMINISTRATORS, label=_("topics"))

    echo = Echo(_("Induction of {who}: {topics}."))
