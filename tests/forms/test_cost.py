"""What dialogs cost in SMS is counted from their classes, the same each time; the pages in docs/ show it as it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import cli
from bot.forms.checks.cost import HEAD, Cost, cost, table
from bot.forms.checks.drawing import draw
from bot.forms.checks.product import product
from bot.forms.facts import NoFacts
from bot.forms.form import Echo, Form
from bot.forms.page import Page
from bot.forms.questions import Text, YesNo
from bot.language import LANGUAGES, _
from tests.month import BEGINS, COSTS, ENDS, kept

DOCS = Path(__file__).parents[2] / "docs"
DRAWINGS = DOCS / "forms.md"


class Short(Form[NoFacts], abstract=True):
    """One question, or two."""

    keyword = _("SHORT")
    shorthand = "venue"
    held = YesNo(_("Held?"))
    venue = Text(_("Where?"), when=held.yes)
    echo = Echo(_("Held: {held}."))


class Long(Page[NoFacts], abstract=True):
    """Two segments."""

    text = _("This sentence has forty letters, counted. " * 4)


@cache
def rows() -> list[Cost]:
    """What each dialog costs, counted once."""
    dialogs = product(texts=dict)
    return cost(dialogs.forms, dialogs.pages, dialogs.catalogues.languages)


def costs_page() -> str:
    """docs/costs.md as it ought to be, below the month that `tests/test_whole_year.py` counts."""
    words = (
        f"{BEGINS}\n{kept()}\n{ENDS}\n\n"
        "## What the dialogs cost in SMS\n\n"
        "Made by `mshauri cost --markdown`, with the longest names, places and lists that are likely"
        " (`bot/forms/checks/longest.py`). Inbound counts the keyword, each answer, each MORE and the last “send”."
        " The receipt of a form is a page of its own: a form sent in one message costs that page alone."
        " A page that somebody asks for costs the word; a notice costs nothing inbound.\n\n"
    )
    return words + "\n".join(table(rows(), markdown=True)) + "\n"


def drawings_page() -> str:
    """docs/forms.md as it ought to be."""
    words = "# The forms, drawn\n\nMade by `mshauri draw FORM`; English texts, placeholders as they are written.\n"
    drawn = [
        f"\n## {name}\n\n{form.__doc__}\n\n```mermaid\n{draw(form)}```\n"
        for name, form in product(texts=dict).forms.items()
    ]
    return words + "".join(drawn)


def test_a_form_costs_its_keyword_its_answers_and_the_sending() -> None:
    found = cost({"Short": Short}, {}, ["en"])
    assert found == [
        Cost("Short", "en", "step by step, at best", 3, 2, 2),
        Cost("Short", "en", "step by step, at worst", 4, 3, 3),
        Cost("Short", "en", "in one message", 1, 0, 0),
    ]


def test_a_page_costs_the_segments_it_is_billed_as() -> None:
    assert cost({}, {"Long": Long}, ["en"]) == [Cost("Long", "en", "shown", 0, 1, 2)]


def test_a_scheduled_log_is_one_message_and_its_receipt() -> None:
    found = {(row.dialog, row.way): row for row in rows() if row.language == "en"}
    assert found["SessionRecord", "in one message"].inbound == 1
    assert found["SessionRecord", "step by step, at best"].inbound == 8
    assert found["SessionRecord", "step by step, at worst"].inbound == 10, "a coaching pair has two questions more"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_but_journal_and_signed_text_is_billed_as_more_than_two_segments(language: str) -> None:
    told_in_full = {
        "CounterSign",
        "ReadChange",
        *(name for name, page in product(texts=dict).pages.items() if page.whole),
    }
    dear = {row.dialog for row in rows() if row.language == language and row.segments > 2 * row.sms}
    assert dear <= told_in_full


@pytest.mark.slow
def test_the_command_counts_the_same_each_time_and_prints_a_row_for_every_way_aligned_or_as_markdown() -> None:
    aligned, markdown = (CliRunner().invoke(cli, ["cost", *option]) for option in ([], ["--markdown"]))
    assert (aligned.exit_code, markdown.exit_code) == (0, 0)
    assert len({len(line) for line in aligned.output.splitlines()}) == 1
    assert aligned.output.splitlines() == list(table(rows()))
    assert markdown.output.splitlines() == list(table(rows(), markdown=True))
    assert len(list(table(rows()))) == len(rows()) + 1
    assert markdown.output.startswith(f"| {' | '.join(HEAD)} |\n|---")


@pytest.mark.parametrize(("page", "made"), [(COSTS, costs_page), (DRAWINGS, drawings_page)], ids=["costs", "forms"])
def test_the_pages_in_docs_are_not_stale(page: Path, made: object) -> None:
    assert callable(made)
    assert page.read_text(encoding="utf-8") == made(), "make it anew: python -m tests.forms.test_cost"


if __name__ == "__main__":
    COSTS.write_text(costs_page(), encoding="utf-8")
    DRAWINGS.write_text(drawings_page(), encoding="utf-8")
