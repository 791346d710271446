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
from playwright.sync_api import Browser, ViewportSize, sync_playwright
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


@pytest.fixture
def browser(browsers: Callable[[str], Browser], request: pytest.FixtureRequest) -> Browser:
    """Chromium, or the kind that a test is given."""
    return browsers(getattr(request, "param", "chromium"))


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A demo that nobody has touched, to be copied."""
    return prepared(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same with the people of the story alone: a year of it takes a fifth of the time."""
    return prepared(tmp_path_factory.mktemp("cast"), neighbours=False)


@pytest.fixture
def opened(browser: Browser, world: Settings, tmp_path: Path) -> Iterator[Opened]:
    """Opens a fresh demo in a language at a size; in the end nothing may have gone wrong on the page."""
    yield from _opened(browser, world, tmp_path, neighbours=True)


@pytest.fixture
def opened_for_the_cast(browser: Browser, cast: Settings, tmp_path: Path) -> Iterator[Opened]:
    """The same, of the small world."""
    yield from _opened(browser, cast, tmp_path, neighbours=False)


def _opened(browser: Browser, world: Settings, folder: Path, *, neighbours: bool) -> Iterator[Opened]:
    tables: list[Table] = []
    with ExitStack() as rooms:
        file = shutil.copy(str(make_url(world.database_url).database), folder)
        settings = replace(world, database_url=f"sqlite:///{file}")
        address = rooms.enter_context(served(settings, neighbours=neighbours))

        def open_it(language: str, size: tuple[int, int], *, dark: bool = False) -> Table:
            viewport: ViewportSize = {"width": size[0], "height": size[1]}
            context = browser.new_context(viewport=viewport, color_scheme="dark" if dark else "light")
            rooms.callback(context.close)
            tables.append(Table(context.new_page(), address, language))
            tables[-1].open()
            return tables[-1]

        yield open_it
    assert [trouble for table in tables for trouble in table.trouble] == []
