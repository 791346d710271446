"""The demo from its first step to its last, in both browsers: by keyboard, at both widths, for a screen reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.simulator import hints
from tests.browser.conftest import Opened
from tests.browser.driving import FAITH, NARROW, PETER, WIDE, Table

pytestmark = pytest.mark.slow

BOTH = pytest.mark.parametrize("window", ["chromium", "firefox"], indirect=True)
BUTTONS = ("+1 hour", "+1 day", "Next prompt", "+6 weeks")
STEPS = 20
"""Presses of each, and steps of the tour at most."""
WEEKS = 60_000
"""Milliseconds in which some weeks of a pair are lived on any machine."""
FITS = "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"
HIDDEN = """[...document.querySelectorAll(".unseen")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 || box.height > 1;
}).map((one) => one.outerHTML)"""
"""What only a screen reader is to hear, and takes room."""
EMPTY = "[...document.querySelectorAll('.words')].filter((words) => !words.textContent.trim()).length"
GRACE = "Grace Ndunda"
HEARD = """
- banner:
  - heading "Mshauri" [level=1]
  - navigation "Language of this page":
    - link "English"
    - link "Kiswahili"
  - group "Virtual time":
    - status: /Thu 28 May 2026, 16:10/
    - button "+1 hour"
    - button "+1 day"
    - button "Next prompt"
    - button "+6 weeks"
    - button "A year in a minute"
"""
"""The top of the page, as a screen reader has it."""
PHONE = f"""
- region "{FAITH}":
  - heading "{FAITH}" [level=2]
  - paragraph: PIN 4821 · mentee
  - log "Messages of {FAITH} by SMS":
    - paragraph: Thu 28 May
    - article:
      - text: "You:"
      - paragraph: NEXT
    - article:
      - text: "TIMEC:"
      - paragraph: /Session 3 with P. Otieno/
  - textbox "Message from {FAITH}"
  - status: 0/160
  - button "Send"
"""


def enter(table: Table) -> None:
    """Presses what has the focus, by the keyboard."""
    table.page.keyboard.press("Enter")
    table.settle()


def follow(table: Table) -> str:
    """The step that the tour names, done by keyboard alone: the button of the line, then what that leads to."""
    line = table.page.locator("#hint p").inner_text()
    table.page.locator("#hint button").focus()
    enter(table)
    enter(table)
    return line


def walk(table: Table) -> list[str]:
    """The tour until the year is to be lived."""
    done: list[str] = []
    while table.say("A year in a minute") not in table.page.locator("#hint p").inner_text():
        assert len(done) < STEPS, done
        done.append(follow(table))
    return done


def lives_its_year(table: Table) -> None:
    """Starts the year by the tour's button, sees two sessions held, and stops it."""
    follow(table)
    expect(table.page.locator("#live")).to_have_text(table.say("Stop the year"))
    expect(table.page.locator("#session")).to_have_text(re.compile(r"^4 / "), timeout=WEEKS)
    expect(table.page.locator("[data-signed=mentor] .hand")).to_have_text(PETER, timeout=WEEKS)
    table.page.locator("#live").click()
    expect(table.page.locator("#live")).to_have_text(table.say("A year in a minute"))
    table.page.evaluate("document.getElementById('year').open = false")  # its dots are another test's
    table.settle()


@pytest.mark.parametrize(
    ("window", "language", "size"), [("chromium", "sw", NARROW), ("firefox", "en", WIDE)], indirect=["window"]
)
def test_the_tour_is_walked_to_its_end_and_every_button_pressed_twenty_times(
    opened_for_the_cast: Opened, language: str, size: tuple[int, int]
) -> None:
    table = opened_for_the_cast(language, size)
    assert len(walk(table)) >= len(("clock", "log", "open", "sign", "status", "join", "let in", "data", "pin", "harm"))
    lives_its_year(table)
    assert [failed for button in BUTTONS if (failed := table.move(button, STEPS))] == []
    assert table.page.locator("#hint p").inner_text() == table.say(hints.ROAM.text)
    assert table.page.locator("#hint button").is_hidden()
    assert table.page.evaluate(EMPTY) == 0


@BOTH
def test_a_screen_reader_hears_what_is_there(opened_for_the_cast: Opened) -> None:
    table = opened_for_the_cast("en", WIDE)
    expect(table.page.locator("body")).to_match_aria_snapshot(HEARD)
    expect(table.phone(FAITH)).to_match_aria_snapshot(PHONE)
    assert table.page.evaluate(HIDDEN) == []


@pytest.mark.parametrize(("window", "language"), [("chromium", "sw"), ("firefox", "en")], indirect=["window"])
def test_on_a_phones_own_screen_nothing_lies_below_its_edge(opened_for_the_cast: Opened, language: str) -> None:
    table = opened_for_the_cast(language, NARROW)
    for name in ("Faith", "Peter", "Ali", "Jane", "Grace", "Ruth", "Form", "Year", "More"):
        table.take(table.say(name))
        table.settle()
        assert table.page.evaluate(FITS), name
    for button in ("Next prompt", "+1 day"):
        table.press(button)
        assert table.page.evaluate(FITS), button


@BOTH
def test_a_picture_is_enlarged_has_words_and_gives_the_focus_back(opened_for_the_cast: Opened) -> None:
    table = opened_for_the_cast("en", WIDE)
    small = table.phone(GRACE).get_by_role("button", name="Picture to: Machakos, all schools").last
    small.focus()
    enter(table)
    large = table.page.get_by_role("dialog", name="The picture, enlarged").get_by_role("img")
    expect(large).to_be_visible()
    assert (large.bounding_box() or {"width": 0})["width"] > 400
    assert (large.get_attribute("alt") or "").startswith("Picture to: Machakos, all schools")
    table.page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(small).to_be_focused()


def test_every_role_has_a_phone_and_the_others_are_one_press_away(opened: Opened) -> None:
    table = opened("en", WIDE)
    roles = table.page.locator(".owner p").all_inner_texts()
    assert [role.split(" · ")[-1] for role in roles[:6]] == [
        *("mentee", "mentor", "Sub-County Director", "head of institution", "County Director", "headquarters, ITSD"),
    ]
    for owner in ("Amina Yusuf", "Brian Kilonzo"):
        table.page.get_by_role("button", name=f"{owner}, ").click()
        table.settle()
        assert table.phone(owner).is_visible()
