"""Words as they are texted, spelt out: “wil do it wen i get 2 skul” is “will do it when i get to school”."""

from __future__ import annotations

import re

from bot.language.tokens import level

_SHORT = {
    "wil": "will", "wl": "will", "nw": "now", "nothin": "nothing", "evry": "every", "tel": "tell", "wen": "when",
    "whn": "when", "bt": "but", "hv": "have", "hav": "have", "u": "you", "ur": "your", "r": "are", "wat": "what",
    "wht": "what", "y": "why", "hw": "how", "thats": "that is", "dat": "that", "de": "the", "da": "the",
    "dis": "this", "b4": "before", "lemmi": "lemme", "2moro": "tomorrow", "tmrw": "tomorrow", "tmr": "tomorrow",
    "2day": "today", "2nyt": "tonight", "l8r": "later", "latr": "later", "pliz": "please", "im": "i am",
    "i'll": "i will", "we'll": "we will", "i'd": "i would", "i'm": "i am", "dnt": "dont", "cnt": "cant",
    "abt": "about", "kxo": "kesho", "ksho": "kesho", "bdo": "bado", "badoo": "bado", "citaki": "sitaki",
    "nta": "nita", "naeza": "naweza", "cjui": "sijui", "asubui": "asubuhi", "saii": "saa hii", "saahii": "saa hii",
    "ijmaa": "ijumaa", "cku": "siku", "1st": "first",
}  # fmt: skip
_WORD = re.compile(r"[\w']+")
_AM = re.compile(r"^(\W{0,3})am (?=\w+ing\b|in\b|at\b|on\b|not\b|busy\b|still\b)")


def spelt_out(text: str) -> str:
    """The words in small letters, each as it is written out."""
    said = _WORD.sub(lambda word: _SHORT.get(word[0], word[0]), level(text))
    return _AM.sub(r"\1i am ", said)
