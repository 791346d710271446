"""The whole sub-county by the buttons of the clock: nothing fails, and no phone stays empty to which somebody wrote."""

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


def test_twenty_prompts_come_one_by_one(opened: Opened) -> None:
    table = opened("sw", WIDE)
    assert table.move("Next prompt", 20) == ""
    everybody_has_heard(table)


def test_a_step_that_concerns_others_lays_a_phone_of_theirs_there(opened: Opened) -> None:
    table = opened("en", WIDE)
    count = table.page.locator(".phone").count()
    table.press("Next prompt")
    assert table.page.locator("#did").inner_text() == "1 message to Faith."
    assert table.page.locator(".phone").count() == count
    table.press("Next prompt")
    laid = table.page.locator(".phone").nth(-1)
    assert table.page.locator(".phone").count() == count + 1
    assert laid.locator(".theirs").count() > 0
    name = laid.get_by_role("heading").inner_text()
    assert name in table.page.locator("#did").inner_text()
    other = table.page.locator("#opened").get_by_role("button").first
    wanted = other.inner_text().removeprefix("Phone of ")
    other.click()
    table.settle()
    assert table.phone(wanted).locator(".theirs").count() > 0
