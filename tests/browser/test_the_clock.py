"""A year of the demo by each button of its clock: nothing fails, and no phone stays empty to which somebody wrote."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opened
from tests.browser.driving import ALI, FAITH, JANE, NARROW, PETER, WIDE, Table

pytestmark = pytest.mark.slow

BLANK = "[...document.querySelectorAll('.words')].filter((words) => !words.textContent.trim()).length"
"""How many messages say nothing."""
AT_ITS_END = "(log) => log.scrollTop + log.clientHeight > log.scrollHeight - 2"
"""Whether the last message of a talk is in sight."""
SCREENS = "document.documentElement.scrollHeight / innerHeight"
MOST = 3
"""Screens from the top of the page to its end."""


def now(table: Table) -> str:
    """The clock of the page."""
    return table.page.locator("#now").inner_text()


def everybody_has_heard(table: Table, *owners: str) -> None:
    """The app in front of each phone shows what came last, each message says something, the table ends somewhere."""
    for owner in owners or (FAITH, PETER, ALI, JANE):
        table.take(owner.split()[0])
        assert table.last(owner)
        assert table.phone(owner).locator(".log:visible").evaluate(AT_ITS_END)
    assert table.page.evaluate(BLANK) == 0
    assert table.page.evaluate(SCREENS) < MOST


def test_six_weeks_of_the_whole_sub_county_go_by_at_once(opened: Opened) -> None:
    table = opened("sw", NARROW)
    assert table.move("+6 weeks") == ""
    everybody_has_heard(table)


def test_a_year_goes_by_in_steps_of_six_weeks(opened_for_the_cast: Opened) -> None:
    table = opened_for_the_cast("en", NARROW)
    assert table.move("+6 weeks", 9) == ""
    assert "2027" in now(table)
    everybody_has_heard(table)
    table.page.reload()
    table.settle()
    everybody_has_heard(table)


def test_twenty_prompts_come_one_by_one(opened: Opened) -> None:
    table = opened("sw", WIDE)
    assert table.move("Next prompt", 20) == ""
    everybody_has_heard(table)


def test_a_year_goes_by_from_prompt_to_prompt(opened_for_the_cast: Opened) -> None:
    table = opened_for_the_cast("en", WIDE)
    while "2026" in now(table) or "May" not in now(table):
        assert table.move("Next prompt") == ""
    everybody_has_heard(table)


def test_a_term_goes_by_day_by_day(opened_for_the_cast: Opened) -> None:
    """That all ways through time come to the same, `test_any_moves` shows without a browser."""
    table = opened_for_the_cast("en", WIDE)
    assert table.move("+1 day", 92) == ""
    assert "28 Aug 2026" in now(table)
    everybody_has_heard(table)


def test_a_week_goes_by_hour_by_hour(opened_for_the_cast: Opened) -> None:
    table = opened_for_the_cast("en", WIDE)
    assert table.move("+1 hour", 7 * 24) == ""
    assert "4 Jun 2026" in now(table)
    everybody_has_heard(table, FAITH, PETER)
