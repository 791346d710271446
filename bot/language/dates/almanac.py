"""The names of months, weekdays and parts of the day, as Kenyans write and text them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from bot.language.word_lists import row


def _numbered(*names: str, start: int) -> dict[str, int]:
    """Every spelling to its number: one argument a number, spellings apart by spaces."""
    return {word: number for number, words in enumerate(names, start) for word in words.split()}


SHORT_MONTHS = row("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
MIEZI = row("Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba")

SHORT_DAYS = row("Mon Tue Wed Thu Fri Sat Sun")
SIKU = row("Jumatatu Jumanne Jumatano Alhamisi Ijumaa Jumamosi Jumapili")
SIKU_FUPI = row("Jtatu Jnne Jtano Alh Ijm Jmosi Jpili")

MONTHS: Mapping[str, int] = _numbered(
    "jan january januari",
    "feb february februari febuary februry",
    "mar march machi mac mach",
    "apr april aprili aprl",
    "may mei",
    "jun june juni",
    "jul july julai jully",
    "aug august agosti ago augast agost",
    "sep sept september septemba setemba septmber",
    "oct october oktoba okt octoba",
    "nov november novemba",
    "dec december desemba disemba des decemba",
    start=1,
)

WEEKDAYS: Mapping[str, int] = _numbered(
    "mon monday jumatatu jtatu jumata3 jtt mondy munday",
    "tue tues tuesday jumanne jnne jtnne jmanne tuseday tuesdy",
    "wed weds wednesday jumatano jtano jtn wensday wednsday wenesday wednesdy wendesday",
    "thu thur thurs thursday alhamisi alh alhamis alhm alamisi alhamsi alkhamisi thusday thurday thursdy",
    "fri friday ijumaa ijm ijumma ijuma iju fridy",
    "sat saturday jumamosi jmosi jumamos jmos saterday satarday",
    "sun sunday jumapili jpili jumapil sundy",
    start=0,
)

JUMA: Mapping[int, int] = {1: 5, 2: 6, 3: 0, 4: 1, 5: 2}
"""Texting forms J1-J5: the number in the name (juma-tatu is 3), as weekday with Monday 0."""

PARTS: Mapping[str, tuple[int, int]] = {
    "alfajiri": (180, 420),
    "asubuhi": (240, 720),
    "mchana": (660, 1020),
    "adhuhuri": (690, 840),
    "alasiri": (840, 1080),
    "jioni": (900, 1260),
    "magharibi": (1050, 1200),
    "usiku": (1110, 300),
}
"""Minutes of the day from which to which (not included) people use the word; `usiku` runs over midnight.

Wider than what we say ourselves, and overlapping, because people differ: both "saa 11 alfajiri" and
"saa 11 asubuhi" are 05:00.
"""


def part_of_day(minute: int) -> str:
    """The one word that we ourselves say for a minute of the day (0-1439)."""
    for until, word in ((240, "usiku"), (360, "alfajiri"), (720, "asubuhi"), (960, "mchana"), (1140, "jioni")):
        if minute < until:
            return word
    return "usiku"


def in_part(minute: int, part: str) -> bool:
    """Whether people would call this minute of the day (0-1439) by that word."""
    first, last = PARTS[part]
    return first <= minute < last if first < last else minute >= first or minute < last


ENGLISH_PARTS: Mapping[str, str] = {
    "morning": "asubuhi",
    "afternoon": "mchana",
    "noon": "mchana",
    "evening": "jioni",
    "night": "usiku",
    "am": "asubuhi",
    "pm": "mchana",
}


def of_part(words: str, hours: Sequence[time]) -> list[time]:
    """Those of these hours that lie in the part of the day that is all the words name: "mchana", "in the morning"."""
    named = {ENGLISH_PARTS.get(word, word) for word in words.casefold().replace(".", "").split()} - {"in", "the", "ya"}
    if len(named) != 1 or (part := named.pop()) not in PARTS:
        return []
    return [hour for hour in hours if in_part(hour.hour * 60 + hour.minute, part)]
