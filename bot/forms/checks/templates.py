"""The templates that must be approved beforehand: few, because what changes stands in one gap, and pages share them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.forms.checks import scenes
from bot.forms.checks.scenes import Scene
from bot.forms.page import PAGES, Page
from bot.forms.render import GAP, pattern, template_words
from bot.language import LANGUAGES
from bot.messages import CAPABILITIES, Channel, Pattern

MOST = 60
"""In all languages together: each is approved by people, and asked for again whenever its words change."""
MOST_LETTERS = CAPABILITIES[Channel.WHATSAPP].text
UNTAKEN = re.compile(r"[\n\t]| {4}")
"""What WhatsApp refuses in what stands in a gap."""


@dataclass(frozen=True)
class Template:
    """One to be approved: the words around its gap, its buttons, a notice as sample, and which notices it carries."""

    language: str
    words: str
    sample: Pattern
    carries: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Under which it is registered."""
        return self.sample.name


def templates(pages: Iterable[type[Page[Any]]] | None = None) -> dict[str, Template]:
    """Every template that a notice of these pages (None: all) can need, by name."""
    found: dict[str, Template] = {}
    for page in PAGES.values() if pages is None else pages:
        for language, made in carried(scenes.of_page(page)) if page.template else ():
            words = template_words(language)
            found.setdefault(made.name, Template(language, words, made)).carries.add(str(page.template))
    return dict(sorted(found.items()))


def carried(shown: Iterable[Scene]) -> Iterator[tuple[str, Pattern]]:
    """How templates carry these scenes, in each language."""
    for scene in shown:
        for language in LANGUAGES:
            yield language, pattern(scene.views[-1], CAPABILITIES[Channel.WHATSAPP], language)


def refusal(made: Pattern, words: str) -> str:
    """Why WhatsApp would not take this notice in the gap of these words; empty where it would."""
    if not made.notice or UNTAKEN.search(made.notice):
        return f"in a gap stand words in one line: {made.notice!r}"
    length = len(words.replace(GAP, made.notice))
    return f"{length} letters, {MOST_LETTERS} fit: {made.notice!r}" if length > MOST_LETTERS else ""


def unapproved(words: str) -> str:
    """Why Meta would not approve a template of these words; empty where it might."""
    before, _gap, after = words.partition(GAP)
    if not re.search(r"\w", before) or not re.search(r"\w", after):
        return f"words stand before the gap and behind it: {words!r}"
    return f"more words of its own are needed: {words!r}" if len((before + after).split()) < 3 else ""
