"""What is the same for everybody: the glossary, and the rehearsal with a ghost. Nothing here looks into the store."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk.base import Args, Asking, Closed, Prepared
from bot.dialogs import shorthand
from bot.dialogs.glossary import TERMS, Explained, Term, Words
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.practice import Counted
from bot.language import LANGUAGES, _, say, split_items
from bot.programme.finding import nearest

PARTS = 2
"""Areas covered and the action plan: a first session has no plan to look back on."""


def explained(asking: Asking, place: Place) -> Place:
    """GLOSSARY with a word: the term it means, or those that it may mean."""
    words = place.args.get("word", "")
    if not words:
        return place
    found = nearest(words, {key: names(term) for key, term in TERMS.items()})
    if not found:
        raise Closed(_("I do not have that word. GLOSSARY alone lists all words."))
    if len(found) > 1:
        return Place("Glossary", {"keys": ".".join(found)})
    return Place("Explanation", {"term": found[0]})


def names(term: Term) -> tuple[str, ...]:
    """What a term is called, in every language and by habit."""
    return (*(say(term.word, language) for language in LANGUAGES), *term.also)


def term(asking: Asking, args: Args) -> Prepared:
    """What a word means."""
    found = TERMS.get(args["term"])
    if found is None:
        raise Closed
    return Prepared(Explained(found.word, found.means))


def terms(asking: Asking, args: Args) -> Prepared:
    """All words in the order of the reader's alphabet, or those that may be meant."""
    keys = args["keys"].split(".") if "keys" in args else TERMS
    in_order = sorted((say(TERMS[key].word, asking.who.language).casefold(), key) for key in keys if key in TERMS)
    return Prepared(Words(tuple(Row(TERMS[key].word, {"term": key}) for _word, key in in_order)))


def rehearsed(asking: Asking, place: Place) -> Place:
    """The words of a rehearsed log: only how many things they name goes on."""
    if "words" not in place.args:
        return place
    _lead, found = shorthand.parts(place.args["words"], PARTS)
    counts = [len(split_items(found.get(number, ""))) for number in range(1, PARTS + 1)]
    if 0 in counts:
        return Place("TryAgain")
    return Place("TryLogged", {"part1": str(counts[0]), "part2": str(counts[1])})


def counted(asking: Asking, args: Args) -> Prepared:
    """How much of a rehearsed log was understood."""
    return Prepared(Counted(int(args["part1"]), int(args["part2"])))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Explanation": term,
    "Glossary": terms,
    "TryLogged": counted,
}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"Glossary": explained, "TryLogged": rehearsed}
