"""What every question and page of a checkout says, in all its languages: also told by another version's Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.forms.checks.outline import outline
from bot.forms.checks.product import product
from bot.forms.page import Page
from bot.language import LANGUAGES, Marked

Wordings = dict[str, dict[str, str]]
"""By place ("SessionRecord.next" for a question, "SessionToSign" for a page): its words by language, and for a question
`was`, the key that it had before."""


def wordings() -> Wordings:
    """Of this checkout."""
    dialogs = product(texts=dict)
    catalogue = dialogs.catalogues
    found: Wordings = {}

    def said(of: Iterator[Marked]) -> dict[str, str]:
        texts = list(dict.fromkeys(of))
        return {each: " / ".join(catalogue.translation(text, each) or text for text in texts) for each in LANGUAGES}

    for name, form in dialogs.forms.items():
        found[name] = said(iter((form.title,) if form.title else ()))
        for entry in outline(form):
            question = entry.question
            was = {"was": question.was} if question.was else {}
            found[f"{name}.{entry.key}"] = said(_texts((question.ask, getattr(question, "choices", ())))) | was
    for name, page in dialogs.pages.items():
        own = [vars(each) for each in reversed(page.__mro__) if issubclass(each, Page) and each is not Page]
        found[name] = said(_texts([value for each in own for value in each.values()]))
    return found


def _texts(value: Any) -> Iterator[Marked]:
    """Every text that people read in something of a dialog's notation."""
    if isinstance(value, Marked):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif not isinstance(value, type) and type(value).__module__.startswith("bot.forms"):
        yield from _texts(list(vars(value).values()))


if __name__ == "__main__":
    print(json.dumps(wordings()))
