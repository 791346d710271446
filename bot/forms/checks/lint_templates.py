"""Finds what no template could carry, and templates that are more than anybody gets approved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.forms.checks import scenes
from bot.forms.checks.faults import Dialogs, Fault, FaultKind
from bot.forms.checks.templates import MOST, carried, refusal, unapproved
from bot.forms.page import Notice, Page
from bot.forms.render import template_words


def of_page(page: type[Page[Any]]) -> Iterator[Fault]:
    """Whatever it says fits into its template, and where it offers most, the buttons of that are all there."""
    if page.template is None:
        return
    patterns = list(carried(scenes.of_page(page)))
    if not any(len(made.buttons) == len(page.buttons) for _language, made in patterns):
        yield Fault(FaultKind.NO_BUTTONS, page.__name__, ", ".join(page.buttons))
    for language, made in patterns:
        if why := refusal(made, template_words(language)):
            yield Fault(FaultKind.BAD_TEMPLATE, f"{page.__name__} ({language})", why)
            return


def across(dialogs: Dialogs) -> Iterator[Fault]:
    """Whatever is told to somebody who did not write is called by a name of its own; few templates carry all of it."""
    seen: dict[str, str] = {}
    for page in dialogs.pages.values():
        if issubclass(page, Notice) and page.template is None:
            yield Fault(FaultKind.NO_TEMPLATE, page.__name__)
        if page.template is not None and seen.setdefault(page.template, page.__name__) != page.__name__:
            yield Fault(
                FaultKind.NO_TEMPLATE, page.__name__, f"{page.template} is the template of {seen[page.template]}"
            )
    languages = dialogs.catalogues.languages
    needed = len({(), *(page.buttons for page in dialogs.pages.values() if page.template)}) * len(languages)
    if needed > MOST:
        yield Fault(FaultKind.MANY_TEMPLATES, "notices", f"{needed}, at most {MOST}")
    for language in languages:
        if why := unapproved(template_words(language)):
            yield Fault(FaultKind.BAD_TEMPLATE, f"notices ({language})", why)
