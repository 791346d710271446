"""GLOSSARY at the desk: which term somebody means. Nothing here looks into the store."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.glossary.pages import TERMS, Explained, Explanation, Glossary, Words
from bot.dialogs.glossary.shared import called
from bot.dialogs.handlers import facts, routes
from bot.dialogs.schools.rules import nearest
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.language import _, say


@routes
def explained(asking: Asking, at: Glossary) -> Dialog:
    """GLOSSARY with a word: the term it means, or those that it may mean."""
    words = at.word or ""
    if not words:
        return at
    found = nearest(words, called())
    if not found:
        raise NotOpen(_("I do not have that word. To see all words, reply GLOSSARY."))
    if len(found) > 1:
        return Glossary(keys=tuple(found))
    return Explanation(term=found[0])


@facts
def term(asking: Asking, at: Explanation) -> Prepared:
    """What a word means."""
    found = TERMS.get(at.term)
    if found is None:
        raise NotOpen
    return Prepared(Explained(found.word, found.means))


@facts
def terms(asking: Asking, at: Glossary) -> Prepared:
    """All words in the order of the reader's alphabet, or those that may be meant."""
    keys = at.keys if at.keys is not None else TERMS
    in_order = sorted((say(TERMS[key].word, asking.who.language).casefold(), key) for key in keys if key in TERMS)
    return Prepared(Words(tuple(Row(TERMS[key].word, Explanation(term=key)) for _word, key in in_order)))
