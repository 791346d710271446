"""A headless browser before a demo of its own: what the browser tests and the pictures both drive."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from cryptography.fernet import Fernet
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, Request
from sqlalchemy import Engine
from werkzeug.serving import make_server

from bot import app
from bot.language import say
from bot.settings import Settings
from bot.simulator import demo, persons
from bot.simulator.opening import BEFORE
from bot.simulator.world import Simulation
from bot.store.engine import open_store

NAMES = {"chromium": ("chromium", "chromium-browser", "google-chrome", "chrome"), "firefox": ("firefox-esr", "firefox")}
"""By kind, what a browser's program may be called."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",
)
SETTINGS: dict[str, str | float | bool] = {
    "layout.css.prefers-color-scheme.content-override": 0,
    "ui.prefersReducedMotion": 1,
}
"""Firefox's own. Dark, because by WebDriver BiDi its colours cannot be chosen yet. Nothing moves by itself, here and in
Chromium: what glows for three seconds is drawn anew sixty times in each of them."""
WIDE, NARROW = (1280, 800), (390, 844)
FAITH, PETER, ALI, JANE = "Faith Mutua", "Peter Otieno", "Ali Hassan", "Jane Wambua"
LOG = {
    "en": "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3",
    "sw": "1 andalio la somo, nidhamu darasani 2 kazi ya vikundi Gr 4 hadi 11/6 3 nimetimiza 2 kati ya 3",
}
WORDS = {
    "en": {"open": "Open", "sign": "Sign", "status": "STATUS", "red": "Red list", "head": "Head"},
    "sw": {"open": "Fungua", "sign": "Tia saini", "status": "HALI", "red": "Orodha", "head": "Mkuu"},
}
"""What people write and press, by language."""
PATIENCE = 30_000
"""Milliseconds after which something is not coming any more."""
PRESSED = """async ([name, times]) => {
    const button = [...document.querySelectorAll("[data-move]")].find((one) => one.textContent === name);
    const trouble = document.getElementById("trouble");
    const did = document.getElementById("did");
    const inSight = () => [...document.querySelectorAll(".phone")].filter((phone) => {
        const box = phone.getBoundingClientRect();
        return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    });
    const heard = () => inSight().map((phone) => `${phone.id} ${phone.querySelectorAll(".theirs").length}`).join(", ");
    button.focus();
    for (let left = times; left > 0 && trouble.hidden; left -= 1) {
        const before = document.getElementById("now").textContent;
        const shown = heard();
        button.click();
        while (document.body.hasAttribute("aria-busy")) await new Promise((resolve) => { setTimeout(resolve, 5); });
        if (document.getElementById("now").textContent === before) return `the clock stands at ${before}`;
        if (!did.textContent) return `nothing is said of the step to ${before}`;
        if (/\\d/.test(did.textContent) && heard() === shown) return `no phone shows it: ${did.textContent} ${shown}`;
        if (document.activeElement !== button) return `the focus is at ${document.activeElement.outerHTML}`;
    }
    return trouble.hidden ? "" : trouble.textContent;
}"""
"""Presses a button of the clock many times, without a journey between the test and the browser for each.

Each time the page says what it did; where somebody was written to, a phone in sight shows it; the focus stays.
"""
TABS = 767
"""Pixels up to which the page shows one phone at a time."""


def program(kind: str) -> str | None:
    """The browser of this kind on this machine; None when it has none."""
    return next(filter(None, map(shutil.which, NAMES[kind])), None)


def launch(playwright: Playwright, program: str, kind: str = "chromium") -> Browser:
    """A browser with a profile of its own. The distribution's Firefox speaks WebDriver BiDi, and is dark."""
    if kind == "firefox":
        return playwright.firefox.launch(channel="moz-firefox", executable_path=program, firefox_user_prefs=SETTINGS)
    return playwright.chromium.launch(executable_path=program, args=FLAGS)


def prepared(folder: Path, keys: tuple[str, ...] = (), *, neighbours: bool = True, language: str = "en") -> Settings:
    """A database with the demo at its opening, made in this folder; for a page in Kiswahili the cast reads that.

    `keys`: those of the people who are there already.
    """
    settings = Settings(f"sqlite:///{folder / 'demo.db'}", "", keys or (Fernet.generate_key().decode(),))
    demo.prepare(settings, neighbours=neighbours)
    if language != "en":
        engine = open_store(settings.database_url, settings.field_keys)
        with engine.begin() as db:
            persons.speak(db, language)
        engine.dispose()
    demo.begun(settings, None, seed=1).engine.dispose()
    return settings


def _begun(settings: Settings, engine: Engine) -> Simulation:
    """The demo as `demo.begun` has it, on this engine."""
    simulation = Simulation(lambda: replace(app.build(settings), engine=engine), BEFORE, Random(1))
    simulation.begun = demo.OPENING
    return simulation


@contextmanager
def served(settings: Settings, engine: Engine | None = None, *, neighbours: bool = True) -> Iterator[str]:
    """The address of a demo in this process, at its opening moment; `neighbours` as it was prepared.

    `engine`: on another database that is prepared alike, which stays open.
    """
    simulation = demo.begun(settings, None, seed=1) if engine is None else _begun(settings, engine)
    server = make_server("127.0.0.1", 0, demo.pages(simulation, neighbours=neighbours), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        if engine is None:
            simulation.engine.dispose()


@dataclass
class Table:
    """The page with the phones, in one language, as a person uses it; `trouble` is what nobody should see."""

    page: Page
    address: str
    language: str
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self._listening: dict[Any, Callable[[Any], None]] = {
            "console": self._heard,
            "pageerror": lambda error: self.trouble.append(str(error)),
            "request": self._requested,
            "dialog": lambda dialog: dialog.accept(),
        }
        for event, heard in self._listening.items():
            self.page.on(event, heard)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.trouble.append(message.text)

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.trouble.append(f"asked for {request.url}")

    def say(self, text: str) -> str:
        """A text of the page in its language."""
        return say(text, self.language)

    def open(self) -> None:
        """Opens the page."""
        self.page.goto(f"{self.address}/?language={self.language}")
        self.settle()

    def leave(self) -> None:
        """Nothing of the page is left for whoever opens another one in its place."""
        for event, heard in self._listening.items():
            self.page.remove_listener(event, heard)
        self.page.goto("about:blank")
        self.page.unroute_all()
        self.page.context.clear_cookies()

    def start_again(self) -> None:
        """Presses “Start again”, wherever it is at this width."""
        self.take(self.say("More"))
        self.press("Start again")
        self.take("Faith")

    def settle(self) -> None:
        """Waits until the page has shown everything that came of the last deed."""
        self.page.locator("body:not([aria-busy])").wait_for()

    def press(self, text: str) -> None:
        """A button of the page itself."""
        self.page.get_by_role("button", name=self.say(text), exact=True).click()
        self.settle()

    def move(self, button: str, times: int = 1) -> str:
        """Presses a button of the clock so often, each time when all of the last time is shown; answers what failed."""
        trouble: str = self.page.evaluate(PRESSED, [self.say(button), times])
        return trouble

    @property
    def is_narrow(self) -> bool:
        """Whether the screen shows one phone at a time."""
        return bool(self.page.evaluate("innerWidth") <= TABS)

    def take(self, name: str) -> None:
        """Picks a phone up, on a narrow screen."""
        if self.is_narrow:
            self.page.locator("#pick").get_by_role("button").filter(has_text=name).click()

    def phone(self, owner: str) -> Locator:
        """Somebody's phone."""
        return self.page.get_by_role("region", name=owner)

    def front(self, owner: str, app: str) -> None:
        """Brings an app of somebody's phone to the front."""
        self.take(owner.split()[0])
        self.phone(owner).locator(".apps").get_by_role("button", name=app).click()

    def write(self, owner: str, text: str) -> None:
        """Types on somebody's phone and sends it."""
        self.take(owner.split()[0])
        self.phone(owner).get_by_role("textbox").fill(text)
        self.phone(owner).get_by_role("button", name=self.say("Send"), exact=True).click()
        self.settle()

    def tap(self, owner: str, label: str) -> None:
        """Presses a button under the last message that has it."""
        self.take(owner.split()[0])
        self.phone(owner).locator(".choices").get_by_role("button", name=label).last.click()
        self.settle()

    def last(self, owner: str) -> str:
        """What somebody's phone says last."""
        return self.phone(owner).locator(".log:visible .theirs .words").last.inner_text()
