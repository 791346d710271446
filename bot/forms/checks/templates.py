"""The templates that must be approved beforehand: every way a notice that has one can read, in each language."""

from __future__ import annotations

from collections.abc import Iterable

from bot.forms.checks import scenes
from bot.forms.page import PAGES
from bot.forms.render import pattern
from bot.language import LANGUAGES
from bot.messages import CAPABILITIES, Channel, Pattern


def templates() -> dict[str, Pattern]:
    """Patterns by the name they are registered under, with the longest values as samples."""
    found: dict[str, Pattern] = {}
    for page in PAGES.values():
        for scene in scenes.of_page(page) if page.template else ():
            for language in LANGUAGES:
                made = pattern(scene.views[-1], CAPABILITIES[Channel.WHATSAPP], language)
                found.setdefault(made.key(str(page.template)), made)
    return found


def to_submit(known: Iterable[str]) -> list[str]:
    """A line for each template that is not registered yet: its name, its words, its buttons, and samples."""
    registered = set(known)
    return [_line(name, made) for name, made in sorted(templates().items()) if name not in registered]


def _line(name: str, made: Pattern) -> str:
    first = len(made.values) + 1
    buttons = "".join(f" [{label} -> {{{{{place}}}}}]" for place, label in enumerate(made.buttons, first))
    samples = ", ".join(f"{{{{{place}}}}} = {value}" for place, value in enumerate(made.values, 1))
    return f"{name}: {made.text}{buttons}" + (f" ({samples})" if samples else "")
