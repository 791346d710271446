"""Whether words look like the name of a place where two teachers meet, and not like what they did there."""

from __future__ import annotations

import re

from bot.language.word_lists import bag
from bot.language.words import fold, squeeze

MOST_WORDS = 4
MOST_LETTERS = 30
_LEADING = re.compile(r"(?:(?:in|at|katika|kwenye|the|our)\s+)+", re.IGNORECASE)
_NUMBERED = bag(
    "room class classroom grade gr std standard form block lab laboratory hall office darasa chumba jengo ofisi maabara"
)
_OF_PLACES = _NUMBERED | bag(
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
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def venue(words: str) -> str | None:
    """The place that these words name, in a few words without digits or signs (“class 4” is one); else None.

    One of them is a word of places: whatever else people say before their log ("Amen", "it went well") names none.
    """
    said = squeeze(words).strip(" ,;.-")
    said = said[match.end() :] if (match := _LEADING.match(said)) else said
    parts = said.split()
    known = all(
        _WORD.fullmatch(part) or (part.isdecimal() and at and parts[at - 1].lower() in _NUMBERED)
        for at, part in enumerate(parts)
    )
    folded = {fold(piece) for part in parts for piece in re.split(r"['’-]", part)}
    named = bool(folded & _OF_PLACES) and not folded & _OF_SENTENCES
    return said if known and named and len(parts) <= MOST_WORDS and len(said) <= MOST_LETTERS else None
