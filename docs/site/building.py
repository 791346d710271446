"""Builds the site: each page from its Markdown, beside one style sheet, one search and the pictures."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown import Markdown

from bot.language import LANGUAGES, say
from bot.reports.leaflet import EVERY_WORD
from docs.site import commands, leaflets
from docs.site.drawing import drawn

HERE = Path(__file__).parent
DOCS = HERE.parent
ROOT = DOCS.parent
LONGEST_EXCERPT = 400
"""Letters of a section that the search looks through."""


@dataclass(frozen=True)
class SitePage:
    """A page: its file, how the list of pages calls it, where it stands there, its Markdown and where that is."""

    file: str
    called: str
    section: str
    text: Callable[[], str]
    source: Path
    language: str = "en"
    kind: str = "page"
    is_made: bool = False


def pages() -> list[SitePage]:
    """Every page, in the order of the list."""
    listed = [
        _of("index", "Who are you?", "Start"),
        *(_leaflet(leaflet, language) for leaflet, language in leaflets.names()),
        *(_handbook(language) for language in LANGUAGES),
        *(_of(file, called, "For operators") for file, called in OPERATORS.items()),
        _made("commands", "The commands", "For operators", commands.markdown),
        *(_of(file, called, "For engineers") for file, called in ENGINEERS.items()),
    ]
    return [*listed, *_not_listed({page.source for page in listed})]


def made() -> list[SitePage]:
    """Those that are made of the catalogue and the commands, and stand in the repository as well."""
    return [page for page in pages() if page.is_made]


def _not_listed(listed: set[Path]) -> Iterator[SitePage]:
    """Pages that nobody has given a place yet, by their own titles."""
    for file in sorted(DOCS.glob("*.md")):
        if file not in listed:
            title = re.search(r"^# (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            yield _of(file.stem, title[1] if title else file.stem, "For engineers")


OPERATORS = {
    "operators": "An operator's day",
    "deploy": "From an empty server",
    "tables": "The tables to load",
    "privacy": "What is held of people",
    "security": "What is kept safe",
}
ENGINEERS = {
    "engineers": "Where to begin",
    "architecture": "How it is built",
    "../CONTRIBUTING": "Working on it",
    "forms": "The forms, drawn",
    "costs": "What it costs",
    "due": "What is due, and when",
    "performance": "How fast it is",
    "licences": "Licences",
    "../SECURITY": "Reporting a weakness",
    "../CHANGELOG": "Changes",
}
WORDS = {
    "en": {"skip": "Skip to the text", "search": "Search", "pages": "Pages", "parts": "On this page", "print": "Print"},
    "sw": {
        "skip": "Ruka hadi maandishi",
        "search": "Tafuta",
        "pages": "Kurasa",
        "parts": "Kwenye ukurasa huu",
        "print": "Chapisha",
    },
}
"""What the page itself says, in the language of its text."""
SECTIONS = {"teachers": "For teachers", "heads": "For heads", "directors": "For directors"}


def _of(name: str, called: str, section: str) -> SitePage:
    source = (DOCS / f"{name}.md").resolve()
    return SitePage(f"{source.stem.lower()}.html", called, section, partial(source.read_text, encoding="utf-8"), source)


def _made(
    name: str, called: str, section: str, text: Callable[[], str], language: str = "en", kind: str = "page"
) -> SitePage:
    return SitePage(f"{name}.html", called, section, text, DOCS / f"{name}.md", language, kind, is_made=True)


def _leaflet(leaflet: str, language: str) -> SitePage:
    called = leaflets.title(leaflet, language)
    text = partial(leaflets.markdown, leaflet, language)
    return _made(f"{leaflet}.{language}", called, SECTIONS[leaflet], text, language, "leaflet")


def _handbook(language: str) -> SitePage:
    text = partial(leaflets.handbook, language)
    return _made(f"handbook.{language}", say(EVERY_WORD, language), "For all of them", text, language)


def build(folder: Path) -> list[Path]:
    """Writes the whole site; answers its pages. ValueError where a drawing cannot be shown."""
    folder.mkdir(parents=True, exist_ok=True)
    every = pages()
    template = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    page_html = template.get_template("page.html")
    links = {page.source: page.file for page in every}
    found: list[dict[str, str]] = []
    sections = _sections(every)
    for page in every:
        body, title, parts = _rendered(page, links)
        html = page_html.render(
            page=page, title=title, body=body, parts=parts, sections=sections, words=WORDS[page.language]
        )
        (folder / page.file).write_text(html, encoding="utf-8")
        found += _sought(page, title, body)
    for name in ("site.css", "site.js"):
        shutil.copy(HERE / name, folder / name)
    (folder / "search.js").write_text(f"const PAGES = {json.dumps(found, ensure_ascii=False)};\n", encoding="utf-8")
    shutil.copytree(DOCS / "pictures", folder / "pictures", dirs_exist_ok=True)
    return [folder / page.file for page in every]


def _sections(every: list[SitePage]) -> dict[str, list[SitePage]]:
    found: dict[str, list[SitePage]] = {}
    for page in every:
        found.setdefault(page.section, []).append(page)
    return found


_FENCE = re.compile(r"^```mermaid\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"^<!-- file (\S+) -->$", re.MULTILINE)
"""Where a file of the project is shown whole."""
_LINK = re.compile(r'<a href="([^"#:]*)(#[^"]*)?">(.*?)</a>', re.DOTALL)


def _rendered(page: SitePage, links: dict[Path, str]) -> tuple[str, str, list[dict[str, Any]]]:
    """The page's HTML, its title, and its parts for the list beside it."""
    text = _FILE.sub(lambda file: f"```python\n{(ROOT / file[1]).read_text(encoding='utf-8')}```", page.text())
    text = _FENCE.sub(lambda fence: drawn(fence[1]), text)
    maker = Markdown(extensions=["tables", "fenced_code", "attr_list", "sane_lists", "toc"])
    body = maker.convert(text)
    body = _LINK.sub(partial(_link, page, links), body)
    body = body.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")
    body = body.replace('src="docs/pictures/', 'src="pictures/')
    (top,) = [one for one in maker.toc_tokens if one["level"] == 1]
    return body, unescape(top["name"]), top["children"]


def _link(page: SitePage, links: dict[Path, str], found: re.Match[str]) -> str:
    """A link to a page of the site; what leads to a file of the repository is its name, since it is not here."""
    to, part, words = found[1], found[2] or "", found[3]
    if not to:
        return found[0]
    target = links.get((page.source.parent / to).resolve())
    return f'<a href="{target}{part}">{words}</a>' if target else words


_HEADING = re.compile(r'<h([12]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def _sought(page: SitePage, title: str, body: str) -> Iterator[dict[str, str]]:
    """What the search finds of a page: each part with how it begins."""
    marks = [*_HEADING.finditer(body)]
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    for mark, end in zip(marks, ends, strict=True):
        words = " ".join(unescape(_TAG.sub(" ", body[mark.end() : end])).split())[:LONGEST_EXCERPT]
        part = unescape(_TAG.sub("", mark[3]))
        where = title if part == title else f"{title}: {part}"
        yield {"to": f"{page.file}#{escape(mark[2])}", "title": where, "words": words}
