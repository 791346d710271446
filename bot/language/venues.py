"""Whether words look like the name of a place where two teachers meet, and not like what they did there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.word_lists import bag
from bot.language.words import fold, squeeze

MOST_WORDS = 4
MOST_LETTERS = 30
_LEADING = re.compile(r"(?:(?:in|at|katika|kwenye|the|our)\s+)+", re.IGNORECASE)
NUMBERED = bag(
    "room class classroom grade gr std standard form block lab laboratory hall office darasa chumba jengo ofisi maabara"
)
"""Places that have a number: “class 4”."""
_OF = bag("la cha ya no number nambari namba")
"""What may stand between a place and its number: “darasa la 4”."""
_OF_PLACES = NUMBERED | bag(
    "library staffroom staff resource centre center hub field playground ground grounds pitch court garden shamba"
    " school church chapel mosque house home hostel dorm dormitory dining kitchen canteen cafeteria mess store gate"
    " compound tree trees shade shed corridor veranda verandah workshop pavilion tent block chamber headquarters hq"
    " bench desk hotel cafe restaurant town market station clinic online phone zoom whatsapp video call outside"
    " quarters stage tuc maktaba maktabani ofisini darasani chumbani ukumbi ukumbini uwanja uwanjani maabarani bwalo"
    " bwaloni jiko jikoni mti mtini mwembe mwembeni shule shuleni nyumba nyumbani kanisa kanisani msikiti msikitini"
    " soko sokoni mji mjini bustani bustanini kivuli kivulini lango langoni simu simuni mtandaoni bweni bwenini stoo"
    " kituo kituoni nje benchi hoteli mkahawa mkahawani"
)
_OF_SENTENCES = bag(
    "i me us we you please he she it they was were is am are be been had have has did do done went met talked said"
    " came late sorry thank thanks yes no not today yesterday this my session answers ni si nili tuli ilikuwa"
    " tulikuwa tumekutana tulikutana nimefika samahani leo jana asante"
)
_WHEN = bag("after before during when once baada kabla wakati")
"""What makes of a place a time: “after class”."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def venue(words: str) -> str | None:
    """The place that these words name, in a few words without digits or signs (“class 4” is one); else None.

    One of them is a word of places: whatever else people say before their log ("Amen", "it went well") names none.
    """
    said = squeeze(words).strip(" ,;.-")
    said = said[match.end() :] if (match := _LEADING.match(said)) else said
    parts = said.split()
    known = all(
        _WORD.fullmatch(part) or (part.isdecimal() and is_numbered(*parts[max(0, at - 2) : at]))
        for at, part in enumerate(parts)
    )
    folded = {fold(piece) for part in parts for piece in re.split(r"['’-]", part)}
    named = bool(folded & _OF_PLACES) and not folded & _OF_SENTENCES
    return said if known and named and len(parts) <= MOST_WORDS and len(said) <= MOST_LETTERS else None


def names_place(words: str, but: frozenset[str] = frozenset()) -> bool:
    """Whether any of these words is one of places, but of these, whatever the others are."""
    return not (_OF_PLACES - but).isdisjoint(fold(piece) for piece in re.split(r"[^\w]+", words) if piece)


def is_numbered(*before: str) -> bool:
    """Whether a number after these words is that of a place: “class”, “darasa la”; the last two of them count."""
    said = [word.lower() for word in before[-2:]]
    if said and said[-1] in _OF:
        said.pop()
    return bool(said) and said[-1] in NUMBERED


def within(words: Sequence[str], first: int, last: int) -> str | None:
    """The words from `first` to `last` with those of places beside them: “staff room”, whose words also say when.

    Where nothing stands there, the first words of a place. One word alone is none: “class” also says when.
    """
    of_place = [_is_of_place(words, at) for at in range(len(words))]
    if first >= last:
        first = last = next((at for at, known in enumerate(of_place) if known), len(words))
    while first and of_place[first - 1]:
        first -= 1
    while last < len(words) and of_place[last]:
        last += 1
    said = " ".join(words[first:last])
    timed = first and fold(words[first - 1]) in _WHEN
    return said if last - first > 1 and venue(said) and not timed else None


def _is_of_place(words: Sequence[str], at: int) -> bool:
    word = fold(words[at])
    return word in _OF_PLACES or word in _OF or (word.isdecimal() and is_numbered(*words[max(0, at - 2) : at]))
