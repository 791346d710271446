"""Which terms words may mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.dialogs.glossary.pages import TERMS, Term
from bot.language import LANGUAGES, fold, say


@cache
def called() -> Mapping[str, tuple[str, ...]]:
    """What each term is called, in every language and by habit, as it is compared."""
    return {key: tuple(map(fold, _names(term))) for key, term in TERMS.items()}


def _names(term: Term) -> tuple[str, ...]:
    return (*(say(term.word, language) for language in LANGUAGES), *term.also)
