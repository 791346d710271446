"""What is the same for everybody: the glossary, and the rehearsal with a ghost. Nothing here looks into the store."""

from __future__ import annotations

from bot.desk.base import Asking, Closed, Prepared
from bot.desk.handlers import facts, routes
from bot.dialogs import shorthand
from bot.dialogs.dialog import Dialog
from bot.dialogs.glossary import TERMS, Explained, Explanation, Glossary, Term, Words
from bot.dialogs.page import Row
from bot.dialogs.practice import Counted, TryAgain, TryLogged
from bot.language import LANGUAGES, _, say, split_items
from bot.programme.finding import nearest

PARTS = 2
"""Areas covered and the action plan: a first session has no plan to look back on."""


@routes
def explained(asking: Asking, at: Glossary) -> Dialog:
    """GLOSSARY with a word: the term it means, or those that it may mean."""
    words = at.word or ""
    if not words:
        return at
    found = nearest(words, {key: names(term) for key, term in TERMS.items()})
    if not found:
        raise Closed(_("I do not have that word. To see all words, reply GLOSSARY."))
    if len(found) > 1:
        return Glossary(keys=tuple(found))
    return Explanation(term=found[0])


def names(term: Term) -> tuple[str, ...]:
    """What a term is called, in every language and by habit."""
    return (*(say(term.word, language) for language in LANGUAGES), *term.also)


@facts
def term(asking: Asking, at: Explanation) -> Prepared:
    """What a word means."""
    found = TERMS.get(at.term)
    if found is None:
        raise Closed
    return Prepared(Explained(found.word, found.means))


@facts
def terms(asking: Asking, at: Glossary) -> Prepared:
    """All words in the order of the reader's alphabet, or those that may be meant."""
    keys = at.keys if at.keys is not None else TERMS
    in_order = sorted((say(TERMS[key].word, asking.who.language).casefold(), key) for key in keys if key in TERMS)
    return Prepared(Words(tuple(Row(TERMS[key].word, Explanation(term=key)) for _word, key in in_order)))


@routes
def rehearsed(asking: Asking, at: TryLogged) -> Dialog:
    """The words of a rehearsed log: only how many things they name goes on."""
    if at.words is None:
        return at
    _lead, found = shorthand.parts(at.words, PARTS)
    counts = [len(split_items(found.get(number, ""))) for number in range(1, PARTS + 1)]
    if 0 in counts:
        return TryAgain()
    return TryLogged(part1=counts[0], part2=counts[1])


@facts
def counted(asking: Asking, at: TryLogged) -> Prepared:
    """How much of a rehearsed log was understood."""
    return Prepared(Counted(at.part1 or 0, at.part2 or 0))
