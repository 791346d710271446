"""Which terms words may mean."""

from __future__ import annotations

from bot.dialogs.glossary.pages import Term
from bot.language import LANGUAGES, say


def names(term: Term) -> tuple[str, ...]:
    """What a term is called, in every language and by habit."""
    return (*(say(term.word, language) for language in LANGUAGES), *term.also)
