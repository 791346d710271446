"""Makes the pictures of the README again: `python -m tests.browser.pictures`; with a folder, all of them into it."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.driving import ALI, FAITH, LOG, NARROW, PETER, WIDE, WORDS, Table, launch, prepared, program, served

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = {"wide": WIDE, "narrow": NARROW}
SHOWN = (("en", "wide", False), ("sw", "narrow", False))
EVERY = tuple((language, size, dark) for language in WORDS for size in SIZES for dark in (False, True))
COLOURS = 256
"""Enough for a page without photographs, and a third of the bytes."""


def play(table: Table) -> None:
    """The story until there is something on every phone."""
    words = WORDS[table.language]
    table.open()
    table.press("Next prompt")
    table.write(FAITH, LOG[table.language])
    table.tap(PETER, words["open"])
    if table.is_narrow:
        return
    table.tap(PETER, words["sign"])
    table.front(ALI, "Telegram")
    table.write(ALI, words["status"])


def picture(table: Table) -> bytes:
    """The page as it is now, in few bytes."""
    table.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    table.page.mouse.move(0, 0)
    table.page.wait_for_timeout(GLOW)
    shot = Image.open(io.BytesIO(table.page.screenshot()))
    small = io.BytesIO()
    shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


GLOW = 3000
"""Milliseconds until what has just been written no longer glows."""


def make(browser: Browser, folder: Path, language: str, size: str, *, dark: bool) -> Path:
    """One picture, of a demo of its own."""
    with tempfile.TemporaryDirectory() as place, served(prepared(Path(place), language=language)) as address:
        width, height = SIZES[size]
        colours: Literal["dark", "light"] = "dark" if dark else "light"
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
        table = Table(page, address, language)
        play(table)
        file = folder / f"phones-{size}-{language}{'-dark' if dark else ''}.png"
        file.write_bytes(picture(table))
        table.page.close()
        return file


def main(wanted: str | None) -> None:
    """The two of the README, or all into the folder that is wanted."""
    found = program("chromium")
    if found is None:
        sys.exit("No browser here. Install it: sudo apt-get install -y chromium")
    folder = Path(wanted) if wanted else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright, found)
        for language, size, dark in EVERY if wanted else SHOWN:
            file = make(browser, folder, language, size, dark=dark)
            print(f"{file}: {file.stat().st_size // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
