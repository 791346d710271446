"""Which of many known ways of saying something a message is most like: by its words, each by its letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.language.names import name_key
from bot.language.tokens import level
from bot.language.word_lists import bag

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = str.maketrans("", "", "'")
_POLITE = bag(
    "please pls plz plse kindly tafadhali tafadhal naomba samahani excuse sorry bana boss buda sir madam asante"
    " thanks thank you hello hi hey habari sasa jambo mwalimu je eti hebu"
)
"""Words that are said around anything; “naomba” among them, as one begs for whatever it is."""
_GREETING = bag(
    "good morning afternoon evening day dear to all hujambo hamjambo shikamoo salaam salamu niaje mambo vipi"
)
"""Words that greet only where a message begins with them."""
_LIGHT = bag(
    "the a an to of for my i is it and in on that this do me ya wa na kwa ni la cha za hii huu am we be by with at"
    " so are can you"
)
"""Words that tell little of what is wanted: they weigh a quarter."""
LIGHT = 0.25
UNKNOWN = 3.0
"""What a word weighs that no known way has: as much as a rare one."""
SPELT = 70
"""How alike (of 100) two words of more than `SHORT` letters are at least to be the same word, misspelt or inflected."""
SHORT = 3
SHARPNESS = 3
"""The power to which that likeness counts: half alike is much less than half the same."""
MOST_WORDS = 25
"""A longer message tells a story and asks for nothing."""

_ASKING = bag(
    "i im me my mine us our you your u ur who whos whose what whats when where why how which can cant could does"
    " do did wont would want need please help let give send tell lost forgot forgotten change dont nani nini lini"
    " wapi vipi gani je aje ngapi mbona yangu wangu zangu langu changu vyangu yetu wetu chetu mimi sisi wewe"
    " nyinyi naomba nataka sitaki nipe nipeni kuna hakuna sina nina niko si siwezi hii huyu huu"
)
_MY_VERB = re.compile(
    r"(?:ni(?:na|me|li|ta|nge|ki|si|po|pe|tu)|na(?:taka|omba|weza|hitaji|penda|jua|fanya)|hatu|tuna|tuta|tume"
    r"|si(?:na|ta|ku|ja|we|jui|ele|taki|jisi|oni|pati)|m(?:na|me|li|ta|si)|u(?:na|me|li|ta|si)|ana(?:ni)?|ame(?:ni)?)"
    r"[^\W\d_]{2,}"
)
"""Kiswahili verbs of “I”, “we” and “you”."""


@dataclass(frozen=True)
class Near:
    """Something that a message may mean, and how near (0 to 1) it comes to the likeliest way of saying it."""

    key: str
    score: float


def words_of(text: str) -> tuple[str, ...]:
    """The words of a message without greeting, courtesies, numbers and signs; each once, in order."""
    found = [word for word in _all_words(text) if word not in _POLITE]
    first = next((place for place, word in enumerate(found) if word not in _GREETING), 0)
    return tuple(dict.fromkeys(found[first:]))


def asks(text: str) -> bool:
    """Whether a message speaks of its writer or reader, or asks: what a teacher notes about a lesson hardly does."""
    return "?" in text or any(word in _ASKING or _MY_VERB.fullmatch(word) for word in _all_words(text))


_BIDS = re.compile(
    r"\b(?:who|whos|what|whats|when|where|which|how|why|can (?:i|we)|may i|could (?:i|we)"
    r"|i (?:want|need|wish|would like)|give me|show me|tell me|remind me"
    r"|n?i?nataka|naomba|ningependa|nahitaji|nipeni?|nionyeshe|nieleze|niambie"
    r"|nani|lini|wapi|vipi|ngapi|gani|nini|aje|nina?weza\w*|naweza\w*|(?:na|nina|nita|tu|tuta)\w{3,}je)\b|\?"
)


def bids(text: str) -> bool:
    """Whether a message asks a question or for something, as one speaks to somebody who may answer."""
    return _BIDS.search(level(text).translate(_APOSTROPHES)) is not None


def _all_words(text: str) -> list[str]:
    return _WORD.findall(level(text).translate(_APOSTROPHES))


class KnownWays:
    """Known ways of saying things, several for each: made once, then asked for each message that fits nothing."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self._ways = [(key, words_of(way)) for key, ways in known.items() for way in ways]
        self._exact = {tuple(sorted(words)): key for key, words in reversed(self._ways) if words}
        things: dict[str, set[str]] = defaultdict(set)
        self._with: dict[str, list[int]] = defaultdict(list)
        for place, (key, words) in enumerate(self._ways):
            for word in words:
                things[word].add(key)
                self._with[word].append(place)
        self._weight = {word: _light(word) * log(1 + len(known) / len(keys)) for word, keys in things.items()}
        self._long = [word for word in self._weight if len(word) > SHORT]
        self._total = [sum(self._weight[word] for word in words) for _key, words in self._ways]

    def exact(self, text: str) -> str | None:
        """What a message means that is, but for greeting, courtesies and the order of its words, a known way."""
        return self._exact.get(tuple(sorted(words_of(text)))) if len(text) <= MOST_WORDS * 10 else None

    def slipped(self, text: str) -> str | None:
        """What a message of one word means that is a known word but for one letter, or for two that are swapped."""
        words = words_of(text)
        if len(words) != 1 or len(words[0]) <= SHORT:
            return None
        found = {
            key
            for (word, *more), key in self._exact.items()
            if not more and len(word) > SHORT and _slip(word, words[0])
        }
        return found.pop() if len(found) == 1 else None

    def nearest(self, text: str) -> list[Near]:
        """All that a message may mean, the likeliest first; nothing for a long one.

        Half of the score is how much the message and the likeliest way have in common, half how much of the message
        is said in any way of that thing.
        """
        words = words_of(text)
        if not words or len(words) > MOST_WORDS:
            return []
        shared: dict[int, float] = defaultdict(float)
        covered: dict[str, float] = defaultdict(float)
        total = 0.0
        for word in words:
            weight, here = self._found(word)
            total += weight
            best: dict[str, float] = defaultdict(float)
            for place, value in here.items():
                shared[place] += value
                best[self._ways[place][0]] = max(best[self._ways[place][0]], value)
            for key, value in best.items():
                covered[key] += value
        alike: dict[str, float] = defaultdict(float)
        for place, value in shared.items():
            key = self._ways[place][0]
            alike[key] = max(alike[key], 2 * value / (total + self._total[place]))
        scored = [Near(key, (value + covered[key] / total) / 2) for key, value in alike.items()]
        return sorted(scored, key=lambda one: (-one.score, one.key))

    def _found(self, word: str) -> tuple[float, dict[int, float]]:
        """What a word weighs, and in which ways it or a like one stands, with what it is worth there."""
        like = self._like(word)
        if not like:
            return _light(word) * UNKNOWN, {}
        weight = self._weight[max(like, key=lambda known: like[known])]
        here: dict[int, float] = {}
        for known, likeness in like.items():
            value = likeness * min(weight, self._weight[known])
            for place in self._with[known]:
                here[place] = max(here.get(place, 0.0), value)
        return weight, here

    def _like(self, word: str) -> dict[str, float]:
        """The known words that this one may be, each with how alike (0 to 1) they are."""
        if len(word) <= SHORT:
            return {word: 1.0} if word in self._weight else {}
        found = process.extract(word, self._long, scorer=fuzz.ratio, score_cutoff=SPELT, limit=8)
        return {known: (score / 100) ** SHARPNESS for known, score, _place in found}


def _slip(known: str, word: str) -> bool:
    return OSA.distance(known, word, score_cutoff=1) <= 1


def _light(word: str) -> float:
    return LIGHT if word in _LIGHT else 1.0


def misspelt(name: str, word: str) -> bool:
    """Whether a word is one of a name but for one slip, or two where it is long; it begins with the same letter."""
    slips = 1 if len(name) < WITH_TWO_SLIPS else 2
    return len(word) > SHORT and name[:1] == word[:1] and OSA.distance(name, word, score_cutoff=slips) <= slips


WITH_TWO_SLIPS = 6
"""Letters of a name from which on two slips are one word still: Kilonso, Wanjeeru."""
LONG = 4
"""Letters of a word from which on one wrong letter is a slip: East and West, A and B are words of their own."""


def nearly_same(one: str, other: str) -> bool:
    """Whether two names differ by one slip in one long word, or by where their words are parted, and so may be one."""
    first, second = name_key(one), name_key(other)
    if first.replace(" ", "") == second.replace(" ", ""):
        return first != second
    words, others = first.split(), second.split()
    differing = [(this, that) for this, that in zip(words, others, strict=False) if this != that]
    if len(words) != len(others) or len(differing) != 1:
        return False
    this, that = differing[0]
    letters = min(len(this), len(that)) > LONG and this.isalpha() and that.isalpha()
    return letters and OSA.distance(this, that) == 1
