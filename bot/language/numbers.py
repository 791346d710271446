"""Numbers as people write them: digits, English words, Kiswahili words."""

from __future__ import annotations

from bot.language.tokens import Tokens


def _from(start: int, words: str, step: int = 1) -> dict[str, int]:
    return {word: start + place * step for place, word in enumerate(words.split())}


_TEENS = _from(10, "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") | _from(
    10, "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_UNITS = _from(1, "one two three four five six seven eight nine") | _from(
    1, "first second third fourth fifth sixth seventh eighth ninth"
)
TENS = _from(20, "twenty thirty forty fifty sixty seventy eighty ninety", 10) | {"twentieth": 20, "thirtieth": 30}
_MOJA = _from(1, "moja mbili tatu nne tano sita saba nane tisa") | {"mosi": 1, "kwanza": 1, "pili": 2, "wili": 2}
_MI = {"mmoja": 1, "miwili": 2, "mitatu": 3, "minne": 4, "mitano": 5, "minane": 8} | {
    **dict.fromkeys(("mawili", "viwili"), 2),
    **dict.fromkeys(("matatu", "vitatu", "zitatu"), 3),
}
"""As they agree with what is counted: mwezi mmoja, miezi miwili, mambo matatu."""
KUMI = _from(10, "kumi ishirini thelathini arobaini hamsini sitini sabini themanini tisini", 10)
ALONE = _UNITS | _TEENS | _MOJA | _MI | {"zero": 0, "nil": 0, "sifuri": 0}


def number_at(tokens: Tokens, at: int, most: int = 4) -> tuple[int, int] | None:
    """The number that starts at a place, and the place after it: "28", "twenty-eight", "ishirini na nane"."""
    word = tokens.word(at)
    digits = tokens.digits(at, most)
    if digits is not None:
        return digits, at + 1
    if word in ALONE:
        return ALONE[word], at + 1
    if word in TENS:
        unit = at + 2 if tokens.word(at + 1) == "-" else at + 1
        more = _UNITS.get(tokens.word(unit))
        return (TENS[word] + more, unit + 1) if more else (TENS[word], at + 1)
    if word in KUMI:
        more = _MOJA.get(tokens.word(at + 2)) if tokens.word(at + 1) == "na" else None
        return (KUMI[word] + more, at + 3) if more else (KUMI[word], at + 1)
    return None
