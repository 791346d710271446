"""A form is drawn from its class alone: what is asked, under which condition, and how it ends."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.forms.checks.drawing import draw
from bot.forms.checks.outline import outline
from bot.forms.checks.product import product
from bot.forms.facts import NoFacts
from bot.forms.form import FORMS, Echo, Form, Group, Part, Repeat
from bot.forms.lists import Items
from bot.forms.questions import Choice, Text, YesNo
from bot.forms.saying import Option
from bot.language import _


class Task(Group):
    """Asked once for each task."""

    done = YesNo(_("{item}: done?"))


class Why(Group):
    """Asked where it was not held."""

    reason = Choice(_("Why?"), Option("exams", _("exams")), Option("other", _("other")))
    words = Text(_('What is "other"?'), when=reason.is_("other"))


class Visit(Form[NoFacts], abstract=True):
    """A form with a part, a repeat and a way round."""

    held = YesNo(_("Held?"))
    why = Part(Why, when=held.no)
    tasks = Items(_("Tasks?"), when=held.yes)
    each = Repeat(Task, of=tasks, when=held.yes)
    echo = Echo(_("Held: {held}."), leave=_("later"))


def arrows(drawn: str) -> set[tuple[str, str, str]]:
    """From, condition, to."""
    found = re.findall(r'^ +(\w+) -->(?:\|"(.*)"\|)? (\w+)$', drawn, re.MULTILINE)
    return {(a, says, b) for a, says, b in found}


def test_conditions_stand_on_the_arrows_and_exclude_each_other() -> None:
    drawn = arrows(draw(Visit))
    assert ("q_held", "held is no", "q_why_reason") in drawn
    assert ("q_held", "held is yes", "q_tasks") in drawn
    assert ("q_why_reason", "held is no and reason is other", "q_why_words") in drawn
    assert ("q_tasks", "held is yes", "q_each_done") in drawn
    assert not {(a, b) for a, _says, b in drawn} & {("q_why_words", "q_tasks"), ("q_why_reason", "q_tasks")}


def test_the_echo_leads_to_sending_changing_and_leaving() -> None:
    drawn = arrows(draw(Visit))
    assert {("echo", "send", "sent"), ("echo", "change", "change"), ("echo", "later", "draft")} <= drawn


def test_quotation_marks_and_new_lines_do_not_break_the_drawing() -> None:
    drawn = draw(Visit)
    assert "What is #quot;other#quot;?" in drawn
    assert all(line.count('"') % 2 == 0 for line in drawn.splitlines())


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_drawn_with_all_its_questions_and_nothing_hangs_loose(name: str) -> None:
    form = FORMS[name]
    drawn = draw(form)
    ends = {node for a, _says, b in arrows(drawn) for node in (a, b)}
    boxes = set(re.findall(r"^ +(\w+)[(\[{]", drawn, re.MULTILINE))
    assert {"q_" + entry.key.replace(".*", "").replace(".", "_") for entry in outline(form)} <= boxes
    assert boxes == ends


def test_the_command_prints_the_drawing() -> None:
    done = CliRunner().invoke(cli, ["draw", "SessionRecord"])
    assert (done.exit_code, done.output) == (0, draw(product().forms["SessionRecord"]))


def test_a_form_that_is_not_there_is_wrong_usage_and_the_forms_are_named() -> None:
    done = CliRunner().invoke(cli, ["draw", "Nowhere"])
    assert done.exit_code == 2
    assert "SessionRecord" in done.output
