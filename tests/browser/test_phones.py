"""The page with the phones, as a stranger meets it: in a real browser, at two widths, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Opened
from tests.browser.driving import ALI, FAITH, LOG, NARROW, PETER, WIDE, WORDS, Table

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
pytestmark = pytest.mark.slow


def fits(table: Table) -> bool:
    """Whether the page is as wide as the screen: nothing to scroll sideways."""
    return bool(table.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def paper(table: Table, field: str) -> str:
    """What stands at a place of the paper form."""
    return table.page.locator(field).text_content() or ""


def log_and_sign(table: Table) -> None:
    """Faith is asked and answers by SMS, Peter reads and signs on WhatsApp."""
    table.press("Next prompt")
    table.write(FAITH, LOG[table.language])
    for label in ("open", "sign"):
        table.tap(PETER, WORDS[table.language][label])


@pytest.mark.parametrize(("language", "size"), [("en", WIDE), ("sw", NARROW)], ids=["en, wide", "sw, narrow"])
def test_a_session_is_logged_signed_and_seen_by_the_director(
    opened: Opened, language: str, size: tuple[int, int]
) -> None:
    table = opened(language, size)
    words = WORDS[language]
    assert fits(table)
    table.press("Next prompt")
    assert "16:15" in paper(table, "#now")
    assert "Faith" in paper(table, "#fell")
    table.write(FAITH, LOG[language])
    assert "Faith Mutua" in paper(table, "[data-signed=mentee]")
    assert paper(table, "[data-signed=mentor]") == ""
    table.tap(PETER, words["open"])
    assert fits(table)
    table.tap(PETER, words["sign"])
    assert "Peter Otieno" in paper(table, "[data-signed=mentor]")
    assert "3" in table.last(PETER)
    table.press("Next prompt")
    assert "28" not in paper(table, "#now")[:14]
    table.front(ALI, "Telegram")
    table.write(ALI, words["status"])
    table.tap(ALI, words["red"])
    reds = table.phone(ALI).locator(".choices").last.get_by_role("button")
    assert fits(table)
    school = reds.first.inner_text()
    reds.first.click()
    table.settle()
    assert table.last(ALI).startswith(" ".join(school.split()[:2]))
    assert words["head"] in table.last(ALI)
    assert fits(table)


def test_both_sides_of_a_talk_are_there_again_after_a_reload(opened: Opened) -> None:
    table = opened("en", WIDE)
    log_and_sign(table)
    before = table.phone(PETER).locator(".log:visible").inner_text()
    assert "Sign" in before
    table.page.reload()
    table.settle()
    assert table.phone(PETER).locator(".log:visible").inner_text() == before
    assert LOG["en"] in table.phone(FAITH).inner_text()


def test_the_form_is_written_in_pencil_while_faith_answers_question_by_question(opened: Opened) -> None:
    table = opened("en", WIDE)
    table.press("Next prompt")
    table.write(FAITH, "1 lesson notes")
    assert "lesson notes" in paper(table, "[data-list=areas]")
    assert "pencil" in (table.page.locator("#paper").get_attribute("class") or "")
    assert "Faith" in paper(table, "#state")


def test_an_sms_is_counted_and_priced_while_it_is_typed(opened: Opened) -> None:
    table = opened("en", WIDE)
    phone = table.phone(FAITH)
    for text, counted in (
        ("a" * 160, "160/160 · 1 SMS · KES 0.80"),
        ("a" * 161, "161/306 · 2 SMS · KES 1.60"),
        ("€" * 80, "160/160 · 1 SMS · KES 0.80"),
        ("ŵ", "1/70 · 1 SMS · KES 0.80"),
        ("", "0/160"),
    ):
        phone.get_by_role("textbox").fill(text)
        assert phone.locator(".count").inner_text() == counted


def test_the_demo_starts_again_and_saves_its_story(opened: Opened) -> None:
    table = opened("en", WIDE)
    log_and_sign(table)
    with table.page.expect_download() as saving:
        table.press("Save as story")
    story = saving.value.path().read_text(encoding="utf-8")
    assert saving.value.suggested_filename == "mshauri.chat"
    assert f"Faith: {LOG['en']}" in story
    assert "Peter: [Sign]" in story
    table.press("Start again")
    assert "16:10" in paper(table, "#now")
    assert "mark books daily" not in table.phone(FAITH).inner_text()
    assert paper(table, "[data-signed=mentee]") == ""


def test_everything_is_done_from_the_keyboard(opened: Opened) -> None:
    table = opened("en", WIDE)

    def go_to(name: str) -> None:
        for _ in range(80):
            table.page.keyboard.press("Tab")
            focused = table.page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText")
            if focused == name:
                return
        pytest.fail(f"no way to {name} by the Tab key")

    for name in ("Next prompt", "Write it for me"):
        go_to(name)
        table.page.keyboard.press("Enter")
        table.settle()
    table.page.keyboard.press("Enter")
    table.settle()
    for name in ("Open", "Sign"):
        go_to(name)
        table.page.keyboard.press("Enter")
        table.settle()
    assert "Peter Otieno" in paper(table, "[data-signed=mentor]")


def test_new_messages_are_announced_once_and_old_ones_are_not(opened: Opened) -> None:
    table = opened("en", WIDE)
    assert paper(table, "#news") == ""
    table.press("Next prompt")
    assert paper(table, "#news").startswith("Faith, SMS: TIMEC: Faith, how was session 3")
    table.page.reload()
    table.settle()
    assert paper(table, "#news") == ""


@pytest.mark.parametrize(("size", "dark"), [(WIDE, False), (NARROW, True)], ids=["wide, light", "narrow, dark"])
def test_every_text_stands_out_from_its_ground(opened: Opened, size: tuple[int, int], *, dark: bool) -> None:
    table = opened("en", size, dark=dark)
    log_and_sign(table)
    table.write(ALI, "STATUS")
    for name in ("Faith", "Peter", "Ali", "Form", "Year", "More"):
        table.take(name)
        assert table.page.evaluate(CONTRAST) == []


def test_everything_to_press_or_fill_has_a_name(opened: Opened) -> None:
    table = opened("sw", WIDE)
    log_and_sign(table)
    nameless = table.page.evaluate(
        "[...document.querySelectorAll('button, a, select, textarea, [tabindex=\"0\"]')]"
        ".filter((e) => !(e.ariaLabel || e.innerText?.trim() || e.querySelector('img[alt]')?.alt || e.labels?.length"
        " || e.getAttribute('aria-labelledby')))"
        ".map((e) => e.outerHTML)"
    )
    assert nameless == []
    landmarks = table.page.evaluate("[...document.querySelectorAll('header.top, main, aside, nav')].length")
    assert landmarks >= 4


def test_another_phone_is_laid_on_the_table_and_put_away(opened: Opened) -> None:
    table = opened("en", WIDE)
    table.page.get_by_label("Whose phone?").focus()
    table.settle()
    table.page.get_by_label("Whose phone?").select_option(label="Rose Musau, mentee")
    table.press("Open")
    table.write("Rose Musau", "MENU")
    assert table.last("Rose Musau")
    table.press("Amina Yusuf, mentee")
    table.write("Amina Yusuf", "HALI")
    assert table.last("Amina Yusuf")
    table.page.reload()
    table.settle()
    assert table.last("Amina Yusuf")
    table.page.get_by_role("button", name="Put Amina's phone away").click()
    assert table.phone("Amina Yusuf").count() == 0


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_year_of_a_pair_is_shown_dot_by_dot(opened: Opened, size: tuple[int, int]) -> None:
    table = opened("en", size)
    if table.is_narrow:
        table.take("Year")
    else:
        table.page.get_by_text("A pair's year").click()
    table.page.get_by_text("The year of F. Mutua and P. Otieno").wait_for()
    dot = table.page.locator(".row button.ahead").last
    dot.focus()
    assert table.page.locator("#dot").inner_text() == dot.get_attribute("aria-label")
    assert table.page.evaluate(CONTRAST) == []


def test_a_demo_that_has_gone_away_says_so(opened: Opened) -> None:
    table = opened("en", WIDE)
    table.page.route("**/simulator/clock", lambda route: route.fulfill(status=400, json={"error": "No prompt."}))
    table.press("Next prompt")
    assert table.page.get_by_role("alert").inner_text() == "That did not work: No prompt."
    table.trouble.clear()  # the browser reports each 400 itself


def test_the_contrast_check_sees_what_is_too_pale(opened: Opened) -> None:
    table = opened("en", WIDE)
    table.page.evaluate("document.querySelector('#none-fell').style.color = '#aaaaaa'")
    assert [line.split(": ", 1)[1][:11] for line in table.page.evaluate(CONTRAST)] == ["Nothing yet"]
