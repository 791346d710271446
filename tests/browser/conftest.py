"""A browser for the tests that need one: without any they are skipped aloud, in continuous integration they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import make_url

from bot.settings import Settings
from tests.browser.driving import Table, launch, prepared, program, served

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
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Settings]:
    """Demos at their opening, to be copied: for a page in this language, the cast with or without their neighbours."""

    @cache
    def made(language: str, *, neighbours: bool) -> Settings:
        return prepared(tmp_path_factory.mktemp("world"), neighbours=neighbours, language=language)

    return made


@pytest.fixture
def opened(window: Page, worlds: Callable[..., Settings], tmp_path: Path) -> Iterator[Opened]:
    """Opens a fresh demo in a language at a size; in the end nothing may have gone wrong on the page."""
    yield from _opened(window, worlds, tmp_path, neighbours=True)


@pytest.fixture
def opened_for_the_cast(window: Page, worlds: Callable[..., Settings], tmp_path: Path) -> Iterator[Opened]:
    """The same with the people of the story alone: a year of it takes a fifth of the time."""
    yield from _opened(window, worlds, tmp_path, neighbours=False)


def _opened(window: Page, worlds: Callable[..., Settings], folder: Path, *, neighbours: bool) -> Iterator[Opened]:
    tables: list[Table] = []
    with ExitStack() as rooms:

        def open_it(language: str, size: tuple[int, int], *, dark: bool = False) -> Table:
            assert not tables, "a test has one window"
            world = worlds(language, neighbours=neighbours)
            file = shutil.copy(str(make_url(world.database_url).database), folder)
            settings = replace(world, database_url=f"sqlite:///{file}")
            address = rooms.enter_context(served(settings, neighbours=neighbours))
            window.set_viewport_size({"width": size[0], "height": size[1]})
            if window.context.browser is not None and window.context.browser.browser_type.name == "chromium":
                window.emulate_media(color_scheme="dark" if dark else "light")
            tables.append(Table(window, address, language))
            rooms.callback(tables[-1].leave)
            tables[-1].open()
            return tables[-1]

        yield open_it
    assert [trouble for table in tables for trouble in table.trouble] == []
