"""Takes the verbs of Kiswahili and Sheng apart: “hatukukutana” is not, we and meet; “nimeaccept” is I and accept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from bot.language.word_lists import row

_PERSONS = {
    "i": row("ni n na nta"),
    "you": row("u m"),
    "he": row("a wa"),
    "we": row("tu twa"),
    "": row("i ki zi li ya vi ku pa hu ji yu"),
}
_NOT = {
    "i": row("si"),
    "you": row("hu ham u-si"),
    "he": row("ha hawa asi wasi"),
    "we": row("hatu tusi"),
    "": row("hai haki hazi hau hali haya haku hapa havi isi kisi zisi usi msi msini"),
}
_BEGINNINGS = sorted(
    (
        (start, person, is_not)
        for is_not, table in ((False, _PERSONS), (True, _NOT))
        for person, all_ in table.items()
        for start in all_
    ),
    key=lambda one: -len(one[0]),
)
_TENSES = [
    *row("liyo nayo licho nacho lizo nazo liye naye livyo navyo lipo napo"),
    *row("mesha nge ngali nga li ta me na ku ja ka ki sha lisha taka a hu"),
    "",
]
_UNREAL = frozenset({"nge", "ngali", "ki"})
"""What would have been, or may be: “tungekutana”, “tukikutana”."""
_OBJECTS = ["", *row("ni ku mw m tu wa i ki zi li ya vi u ji mwa nku m-")]
_BARE = frozenset({"ku", "kuji", "kum", "kumw", "kuni", "kutu", "kuwa", "ni", "m", "mw", "u", "i"})
"""What an infinitive or a wish begins with."""
FILLS = frozenset({"fill"})
"""What words mean that say nothing: no verb is made of one, or Machakos were “m-a-chako-s”."""
SHORTEST = 3
"""Letters of a root that may follow a beginning, but for those that are known to be short."""
SHORT = frozenset({"ja", "wa", "fa", "la", "po", "ko", "na", "pa"})


def endings(stem: str) -> Iterator[str]:
    """The roots that a verb without its beginning may come from: passives, wishes, what is done for somebody."""
    yield stem
    if stem.endswith(("eni", "ni")):
        yield from endings(stem[: -len("ni")])
    if stem[-1:] in "ei" and len(stem) >= SHORTEST:
        yield stem[:-1] + "a"
    for ending, root in _DERIVED:
        if stem.endswith(ending) and len(stem) - len(ending) + len(root) >= SHORTEST:
            yield stem[: -len(ending)] + root


_DERIVED = (
    ("ishwa", "isha"),
    ("eshwa", "esha"),
    ("wa", "a"),
    ("we", "a"),
    ("iwa", "a"),
    ("ewa", "a"),
    ("liwa", "a"),
    ("ia", "a"),
    ("ea", "a"),
    ("ie", "a"),
    ("ee", "a"),
    ("iana", "a"),
    ("ana", "a"),
    ("ane", "a"),
    ("ika", "a"),
    ("eka", "a"),
    ("ike", "a"),
    ("isha", "a"),
    ("ishe", "a"),
    ("esha", "a"),
    ("eza", "ea"),
    ("ing", ""),
    ("ed", ""),
    ("ed", "e"),
    ("s", ""),
)


def verb(word: str, known: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """What a word says as a verb: its root's meaning, who does it, and “not”; nothing where it is none.

    `known` tells what a root may mean.
    """
    best: tuple[int, frozenset[str]] = (0, frozenset())
    asked = word.endswith("je") and len(word) > 5  # “inafanyaje”: how does it
    for root, marks in _parsed(word.removesuffix("je") if asked else word):
        for stem in endings(root):
            meant = known(stem) if len(stem) >= SHORTEST or stem in SHORT else frozenset()
            if meant - FILLS and len(stem) > best[0]:
                best = (len(stem), meant | marks | ({"how"} if asked else frozenset()))
    return best[1]


@lru_cache(maxsize=4096)
def _parsed(word: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every way to take a beginning off, with what that says."""
    found: list[tuple[str, frozenset[str]]] = []
    for start, person, is_not in _BEGINNINGS:
        if not word.startswith(start):
            continue
        marks = frozenset(filter(None, (person, "not" if is_not else "")))
        rest = word[len(start) :]
        for tense in _TENSES:
            if not rest.startswith(tense):
                continue
            after = rest[len(tense) :]
            ahead = tense == "ta" or start == "nta"
            timed = marks | ({"fut"} if ahead else {"unreal"} if tense in _UNREAL and person else frozenset())
            found += [(root, timed) for root in _objects(after)]
    found += [
        (word[len(bare) :], frozenset())
        for bare in _BARE
        if word.startswith(bare) and len(word) - len(bare) >= SHORTEST
    ]
    return tuple(found)


def _objects(after: str) -> Iterator[str]:
    for thing in _OBJECTS:
        root = after[len(thing) :]
        if after.startswith(thing) and (len(root) >= SHORTEST or root in SHORT):
            yield root
