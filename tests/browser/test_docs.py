"""The docs as they are read: on a wide and a narrow screen, from their folder without a server, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page

from docs.site import leaflets
from docs.site.building import build

SIZES = ((1280, 900), (390, 800))
FITS = "[innerWidth, document.documentElement.scrollWidth <= innerWidth]"
"""How wide the screen is, and whether the page is no wider."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once."""
    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


@contextmanager
def reading(window: Page, site: Path, size: tuple[int, int], *, dark: bool = False) -> Iterator[Page]:
    """The first page of the site; what goes wrong on it, or goes out to the network, fails the test."""
    trouble: list[str] = []
    heard: dict[Any, Callable[[Any], None]] = {
        "console": lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None,
        "pageerror": lambda error: trouble.append(str(error)),
        "request": lambda asked: None if asked.url.startswith(("file:", "data:")) else trouble.append(asked.url),
    }
    window.set_viewport_size({"width": size[0], "height": size[1]})
    window.emulate_media(color_scheme="dark" if dark else "light")
    for event, hear in heard.items():
        window.on(event, hear)
    window.goto((site / "index.html").as_uri())
    yield window
    for event, hear in heard.items():
        window.remove_listener(event, hear)
    assert not trouble


def test_no_page_is_wider_than_the_screen(site: Path, window: Page) -> None:
    with reading(window, site, SIZES[0], dark=True) as page:
        for file in sorted(site.glob("*.html")):
            page.goto(file.as_uri())
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                assert page.evaluate(FITS) == [width, True], file.name


def test_the_search_finds_and_leads_there(site: Path, window: Page) -> None:
    with reading(window, site, SIZES[1]) as page:
        page.keyboard.press("/")
        page.keyboard.type("unlock pin")
        assert page.locator("#found a").count() > 0
        page.keyboard.press("Enter")
        page.wait_for_url("**#*")
        page.locator("#sought").fill("zzzz")
        assert page.locator("#found").inner_text() == "Nothing has these words."
        page.keyboard.press("Escape")
        assert page.locator("#found").is_hidden()


@pytest.mark.parametrize(("name", "language"), list(leaflets.names()))
def test_a_sheet_fits_on_one_side_of_a4(site: Path, window: Page, name: str, language: str) -> None:
    window.goto((site / f"{name}.{language}.html").as_uri())
    printed = pypdfium2.PdfDocument(window.pdf(prefer_css_page_size=True))
    assert len(printed) == 1
    width, height = printed[0].get_size()
    assert (round(width), round(height)) == (595, 842), "A4 in points"
    words = printed[0].get_textpage().get_text_bounded()
    assert "Mshauri" in words
    assert "STOP" in words, "its last line"
    printed.close()
