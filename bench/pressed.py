"""“A year in a minute” pressed to its end in a real browser: what it took, and all that went wrong on the page."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Request, ViewportSize, sync_playwright

from tests.browser.driving import NARROW, WIDE, Table, launch, prepared, program, served

ROUNDS = (("chromium", "en", WIDE), ("chromium", "sw", NARROW), ("firefox", "en", NARROW), ("firefox", "sw", WIDE))
LOOK = 1000
"""Milliseconds between two looks at the page while the year goes by."""
STOPS_AT = 5
"""The week after which the year is stopped once, and gone on with."""
LIVED = "The year is over. Look at the phones, the form and the dots."
MOST = 100
"""Weeks that no year has."""
WEEK = 300_000
"""Milliseconds in which a week of the whole sub-county is lived on a busy machine."""
PATIENCE = 3600
"""Seconds until a year is over on any machine."""
EMPTY = """[...document.querySelectorAll(".phone:not(#phone-unknown)")].filter((phone) => {
    const log = phone.querySelector(".log:not([hidden])");
    return phone.getBoundingClientRect().height > 0 && !(log && log.querySelector(".bubble"));
}).map((phone) => `${phone.id} is empty`).concat(
    [...document.querySelectorAll(".words")].filter((words) => !words.textContent.trim()).map(() => "no words"),
    document.querySelector(".phone.lifted, #paper, #year") ? [] : ["the screen is empty"],
)"""
"""What of the page is blank that should not be."""


@dataclass
class YearPressed:
    """What was done and seen: presses of the year's button and of whatever else was looked at, weeks, errors."""

    table: Table
    presses: Counter[str] = field(default_factory=Counter)
    weeks: int = 0
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.table.page.set_default_timeout(WEEK)
        self.table.page.on("request", self._counts)

    def _counts(self, request: Request) -> None:
        self.weeks += request.url.endswith("/simulator/live")

    @property
    def goes_on(self) -> bool:
        """Whether the button offers to stop the year."""
        return self.table.page.locator("#live").inner_text() == self.table.say("Stop the year")

    def press(self) -> None:
        """The button of the year."""
        self.table.page.locator("#live").click()
        self.presses["the year"] += 1

    def live(self, weeks: int) -> None:
        """Presses it, and looks on, phone after phone, until so many weeks are over or the year is."""
        self.press()
        ends = time.monotonic() + PATIENCE
        phones = self._phones()
        while self.goes_on and self.weeks < weeks:
            self.table.page.wait_for_timeout(LOOK)
            self.look(next(phones))
            assert time.monotonic() < ends, f"{self.weeks} weeks"
        if self.goes_on:
            self.press()
        self.table.settle()

    def _phones(self) -> Iterator[str]:
        while True:
            yield from ("Faith", "Peter", "Jane", self.table.say("Form"), self.table.say("Year"))

    def look(self, name: str) -> None:
        """What is blank or complained of; on a narrow screen at one thing after the other."""
        if self.table.is_narrow:
            self.table.take(name)
            self.presses["phones"] += 1
        self.seen.update(self.table.page.evaluate(EMPTY))
        alert = self.table.page.locator("#trouble")
        if alert.is_visible():
            self.seen[alert.inner_text()] += 1


def lived(
    browser: Browser, language: str, size: tuple[int, int], folder: Path, *, quick: bool, alone: bool
) -> YearPressed:
    """One year of a demo of its own, with a pause, then one press more and the clock's next prompt."""
    with served(prepared(folder, neighbours=not alone, language=language), neighbours=not alone) as address:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        page = browser.new_page(viewport=viewport)
        found = YearPressed(Table(page, address, language))
        found.table.open()
        found.live(STOPS_AT)
        if not quick:
            found.live(MOST)
            ends = page.locator("#did").inner_text()
            found.seen.update([] if ends == found.table.say(LIVED) else [f"it ends with: {ends}"])
            found.live(MOST)
        found.seen.update(filter(None, [found.table.move("Next prompt")]))
        found.seen.update(found.table.trouble)
        page.close()
    return found


def every(folder: Path, *, quick: bool, alone: bool) -> Iterator[str]:
    """A line for each browser, language and width, and one for each thing that was wrong."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with sync_playwright() as playwright:
        for kind, language, size in ROUNDS:
            name = f"{kind} {language} {size[0]}x{size[1]}"
            found = program(kind)
            if found is None:
                yield f"{name}: NOT pressed, there is no {kind} here"
                continue
            place = folder / name.replace(" ", "-")
            place.mkdir()
            browser, began = launch(playwright, found, kind), time.monotonic()
            year = lived(browser, language, size, place, quick=quick, alone=alone)
            browser.close()
            took, presses = time.monotonic() - began, sum(year.presses.values())
            yield f"{name}: {year.weeks} weeks in {took:.0f} s, {presses} presses, {sum(year.seen.values())} errors"
            yield from (f"  {count}x {what}" for what, count in year.seen.items())
