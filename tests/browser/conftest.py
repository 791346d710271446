"""A browser for the tests that need one: without any they are skipped aloud, in continuous integration they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.settings import Settings
from bot.simulator import demo
from tests.browser.driving import Table, launch, prepared, program, served
from tests.copies import Places, sqlite_places

MISSING = "NO BROWSER: the phones are NOT tested in {kind}. Install it: sudo apt-get install -y {package}"
PACKAGES = {"chromium": "chromium", "firefox": "firefox-esr"}

Opened = Callable[..., Table]


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[str], Browser]]:
    """Launches each kind once for each worker of the suite, when a test first asks for it."""
    with ExitStack() as running:
        playwright = running.enter_context(sync_playwright())

        @cache
        def launched(kind: str) -> Browser:
            found = program(kind)
            missing = MISSING.format(kind=kind.capitalize(), package=PACKAGES[kind])
            if found is None and os.environ.get("CI"):
                pytest.fail(missing)
            if found is None:
                pytest.skip(missing)
            browser = launch(playwright, found, kind)
            running.callback(browser.close)
            return browser

        yield launched


@pytest.fixture(scope="session")
def windows(browsers: Callable[[str], Browser]) -> Callable[[str], Page]:
    """One window of each kind, in which one test after the other opens its page: a new one takes as long as a test."""
    return cache(lambda kind: browsers(kind).new_page())


@pytest.fixture
def window(windows: Callable[[str], Page], request: pytest.FixtureRequest) -> Page:
    """Chromium's, or of the kind that a test is given."""
    return windows(getattr(request, "param", "chromium"))


@pytest.fixture(scope="session")
def worlds(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]
) -> Callable[..., tuple[Settings, Places]]:
    """Demos at their opening and copies of them: for a page in this language, the cast with or without neighbours."""

    @cache
    def peopled(*, neighbours: bool) -> Path:
        file = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("people")))
        demo.prepare(Settings(f"sqlite:///{file}", "", vault_keys), neighbours=neighbours)
        return file

    @cache
    def made(language: str, *, neighbours: bool) -> tuple[Settings, Places]:
        folder = tmp_path_factory.mktemp("world")
        file = Path(shutil.copy(peopled(neighbours=neighbours), folder / "demo.db"))
        settings = prepared(folder, vault_keys, neighbours=neighbours, language=language)
        return settings, sqlite_places(file, folder, vault_keys)

    return made


@pytest.fixture
def opened(window: Page, worlds: Callable[..., tuple[Settings, Places]]) -> Iterator[Opened]:
    """Opens a fresh demo in a language at a size; in the end nothing may have gone wrong on the page."""
    yield from _opened(window, worlds, neighbours=True)


@pytest.fixture
def opened_for_the_cast(window: Page, worlds: Callable[..., tuple[Settings, Places]]) -> Iterator[Opened]:
    """The same with the people of the story alone: a year of it takes a fifth of the time."""
    yield from _opened(window, worlds, neighbours=False)


def _opened(window: Page, worlds: Callable[..., tuple[Settings, Places]], *, neighbours: bool) -> Iterator[Opened]:
    tables: list[Table] = []
    with ExitStack() as rooms:

        def open_it(language: str, size: tuple[int, int], *, dark: bool = False) -> Table:
            assert not tables, "a test has one window"
            settings, places = worlds(language, neighbours=neighbours)
            copy = rooms.enter_context(places.taking())()
            address = rooms.enter_context(served(settings, copy, neighbours=neighbours))
            window.set_viewport_size({"width": size[0], "height": size[1]})
            if window.context.browser is not None and window.context.browser.browser_type.name == "chromium":
                window.emulate_media(color_scheme="dark" if dark else "light")
            tables.append(Table(window, address, language))
            rooms.callback(tables[-1].leave)
            tables[-1].open()
            return tables[-1]

        yield open_it
    assert [trouble for table in tables for trouble in table.trouble] == []
