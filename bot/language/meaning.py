"""What the words of a message mean, taken together and in any order: a bag of concepts, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.language.dates.almanac import MONTHS, WEEKDAYS
from bot.language.lexicon import lexicon, longest
from bot.language.stems import verb
from bot.language.word_lists import row
from bot.language.words import squeeze

NUMBERS = row(
    "mbili tatu nne tano sita saba nane tisa kumi ishirini thelathini arobaini hamsini"
    " two three four five six seven eight nine ten fifteen twenty thirty forty fifty"
)
FREE = frozenset(
    {
        "fill",
        "num",
        "name",
        "there",
        "doing",
        "be",
        "i",
        "you",
        "we",
        "he",
        "have",
        "fut",
        "unreal",
        "thanks",
        "hello",
        "sorry",
        "bye",
        "blessing",
    }
)
"""What may stand in any sentence and changes nothing in it."""
MARKS = frozenset({"i", "you", "we", "he", "fut", "unreal", "not"})
"""What a verb says beside what is done."""
LONG = 8
"""Letters of a word from which on two slips are one word still."""
LONGEST = 300
"""Characters: a longer message is read by its form, and not by single words."""
_WORD = re.compile(r"[^\W_]+(?:['’/%-][^\W_]+)*%?|[^\w\s]", re.UNICODE)
_BE = {
    **dict.fromkeys(("niko", "nipo", "nimo"), frozenset({"i", "be"})),
    **dict.fromkeys(("yuko", "yupo", "ako"), frozenset({"he", "be"})),
    **dict.fromkeys(("tuko", "tupo"), frozenset({"we", "be"})),
    **dict.fromkeys(("iko", "ziko", "kuko", "uko", "mko", "liko", "kiko", "ipo"), frozenset({"be"})),
    **dict.fromkeys(("siko", "sipo"), frozenset({"i", "not", "be"})),
    **dict.fromkeys(("hayuko", "hayupo", "hako", "hayuko"), frozenset({"he", "not", "be"})),
    **dict.fromkeys(("hatuko", "hatupo"), frozenset({"we", "not", "be"})),
    **dict.fromkeys(
        ("haiko", "haipo", "hakipo", "hakuwa", "hakuwepo", "haikuwa", "hakukuwa"), frozenset({"not", "be", "none"})
    ),
    **dict.fromkeys(("sikuwa", "sikuwepo"), frozenset({"i", "not", "be"})),
    **dict.fromkeys(("hatukuwa", "hatukuwepo", "hatukua"), frozenset({"we", "not", "be"})),
    **dict.fromkeys(("nilikuwa", "nikuwe", "nimekuwa"), frozenset({"i", "be"})),
    **dict.fromkeys(("alikuwa", "alikua", "amekuwa"), frozenset({"he", "be"})),
    **dict.fromkeys(("tulikuwa", "tulikua", "tumekuwa"), frozenset({"we", "be"})),
    **dict.fromkeys(
        ("ilikuwa", "kulikuwa", "ilikua", "kulikua", "yalikuwa", "zilikuwa", "kilikuwa"), frozenset({"be"})
    ),
    **dict.fromkeys(("nitakuwa", "ntakuwa", "nitakua"), frozenset({"i", "fut", "be"})),
    **dict.fromkeys(("tutakuwa", "tutakua"), frozenset({"we", "fut", "be"})),
    **dict.fromkeys(("atakuwa", "atakua"), frozenset({"he", "fut", "be"})),
    **dict.fromkeys(("itakuwa", "itakua", "kitakuwa", "kutakuwa"), frozenset({"fut", "be"})),
    **dict.fromkeys(("sitakuwa", "sitakua", "stakuwa"), frozenset({"i", "not", "fut", "be"})),
    **dict.fromkeys(("nina", "ninayo"), frozenset({"i", "have"})),
    **dict.fromkeys(("ana", "tuna", "ina", "kuna", "una", "zina"), frozenset({"have"})),
    **dict.fromkeys(("hatuna", "haina"), frozenset({"none", "not"})),
}


@dataclass(frozen=True)
class Piece:
    """A word, or a group of words, with all that it may mean."""

    words: str
    means: frozenset[str]

    def is_of(self, known: frozenset[str]) -> bool:
        """Whether it means something of this; of a verb that is what is done, and not who does it."""
        done = self.means - MARKS
        return bool((done or self.means) & known)


@dataclass(frozen=True)
class Meaning:
    """A message in pieces."""

    pieces: tuple[Piece, ...]

    @cached_property
    def bag(self) -> frozenset[str]:
        """Everything that any of its pieces may mean."""
        return frozenset().union(*(piece.means for piece in self.pieces))

    @cached_property
    def content(self) -> tuple[Piece, ...]:
        """The pieces that say something."""
        return tuple(piece for piece in self.pieces if not piece.means & FREE or piece.means - FREE)

    def left(self, allowed: Iterable[str]) -> int:
        """How many pieces mean nothing of this; a word that is known to mean something else counts double."""
        known = FREE.union(allowed)
        return sum(1 + bool(piece.means) for piece in self.pieces if not piece.is_of(known))


def bare(text: str) -> str:
    return squeeze(text).replace("’", "'").casefold()


_SIGNS = re.compile(r"\b((?:ku|ni?(?:na|me|ta)|na|tu(?:na|me|ta)?|si(?:ta|ja|ku)?)?)tia saini\b")
"""The verb of signing is two words, of which the first is bent: “natia saini”, “kutia saini”.

Not where another is said to sign, or asked: “ametia saini”, “umetia saini?”.
"""


@lru_cache(maxsize=4096)
def read(text: str, *, exact: bool = False) -> Meaning:
    """What a message means; `exact`: slips of the thumb are not guessed at."""
    said = bare(text[:LONGEST]).replace("ku-", "ku").replace("ni-", "ni")
    words = _WORD.findall(_SIGNS.sub(r"\1saini", said))
    words = [word for word in words if word.isalnum() or any(letter.isalnum() for letter in word) or word in lexicon()]
    names = {word.lower() for word in re.findall(r"(?<=[a-z,.] )[A-Z][a-z]{2,}", squeeze(text))}
    pieces: list[Piece] = []
    at = 0
    while at < len(words):
        group, step = _group(words, at)
        means = _means(group, exact)
        pieces.append(Piece(group, means or (frozenset({"name"}) if group in names else frozenset())))
        at += step
    return Meaning(tuple(pieces))


def _group(words: Sequence[str], at: int) -> tuple[str, int]:
    for step in range(min(longest(), len(words) - at), 1, -1):
        group = " ".join(words[at : at + step])
        if group in lexicon():
            return group, step
    return words[at], 1


@lru_cache(maxsize=8192)
def _means(word: str, exact: bool) -> frozenset[str]:
    known = frozenset({"num"}) if word.isdecimal() or word in NUMBERS else _known(word)
    if not known and (word in WEEKDAYS or word in MONTHS):
        known = frozenset({"date"})
    if known:
        return known
    made = _english(word) or verb(word, _known)
    if made:
        return made
    single = re.sub(r"(.)\1+", r"\1", word)
    if single != word and (again := _known(single) or verb(single, _known)):
        return again
    if exact or len(word) < 3 or not word.isalpha():
        return frozenset()
    return _nearly(word) or verb(word, _nearly_a_root) or (_slipped(word, 2) if len(word) >= LONG else frozenset())


def _english(word: str) -> frozenset[str]:
    """What an English word with an ending means: “reminding”, “asked”, “plans”."""
    stems = (word[: -len(end)] + more for end in ("ing", "ed", "s") if word.endswith(end) for more in ("", "e"))
    return next((known for stem in stems if len(stem) > 2 and (known := lexicon().get(stem))), frozenset())


def _known(word: str) -> frozenset[str]:
    return lexicon().get(word) or _BE.get(word) or frozenset()


_VOWELS = str.maketrans("", "", "aeiou")


@cache
def _alike() -> Mapping[str, Sequence[str]]:
    """The known words that a slip may leave, by their first letters; and by their consonants, as they are texted."""
    found: dict[str, list[str]] = {}
    for known in lexicon():
        if len(known) > 2 and known.isalpha():
            found.setdefault(known[0], []).append(known)
            found.setdefault(f"-{known.translate(_VOWELS)}", []).append(known)
    return found


def _nearly(word: str) -> frozenset[str]:
    """What a word means that is one slip of the thumb away from a known one."""
    if not set(word) & set("aeiou"):
        return _all_of(known for known in _alike().get(f"-{word}", ()) if len(known) <= len(word) + 2)
    if len(word) == 3:
        return _all_of(known for known in _alike().get(word[0], ()) if len(known) == 3 and slip(known, word))
    return _slipped(word, 1)


def _nearly_a_root(root: str) -> frozenset[str]:
    """The same for the root of a verb, where it is long: “nakbali”."""
    if len(root) < 5 or root[-1] not in "aeiu":
        return frozenset()
    return _slipped(root, 1, least=6)


def _slipped(word: str, most: int, least: int = 4) -> frozenset[str]:
    """What the known words of `least` letters mean that are so few letters away."""
    near = process.extract(
        word, _alike().get(word[0], ()), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=None
    )
    return _all_of(known for known, _far, _place in near if len(known) >= least)


def _all_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(lexicon()[word] for word in words))


def slip(known: str, word: str) -> bool:
    """Whether a word is a known one but for one letter that is missing, too many or out of place; of three, turned."""
    if word[:1] != known[:1] or len(word) < 3:
        return False
    far = DamerauLevenshtein.distance(known, word, score_cutoff=1)
    return far == 1 and (len(known) > 3 or sorted(known) == sorted(word) or re.sub(r"(.)\1+", r"\1", word) == known)
