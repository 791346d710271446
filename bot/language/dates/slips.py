"""Puts right what thumbs do to days and hours: words run together, letters left out, signs that are not ours."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import DamerauLevenshtein

from bot.language.dates.almanac import MIEZI, MONTHS, PARTS, SIKU, WEEKDAYS
from bot.language.meaning import read
from bot.language.numbers import ALONE, KUMI, TENS
from bot.language.tokens import level
from bot.language.word_lists import bag

NEXT_WEEK = re.compile(r"(?i)\bwiki kesho\b")

PART_WORDS = bag(
    "asubuhi mchana jioni usiku alasiri alfajiri adhuhuri magharibi mapema morning afternoon evening night early lunch"
    " lunchtime break recess teabreak tea chakula mapumziko masomo lessons lesson class classes after before"
    " baada kabla mid late noon midday dinner supper breakfast assembly prep preps games kipindi vipindi"
)
_STRETCH = re.compile(
    r"(?P<first>\d{1,2}(?:[:.]\d{2})?) ?(?P<half>[ap]\.?m\.?)? ?(?:-|to|till|until|hadi|mpaka) ?(?:saa )?"
    r"(?P<last>\d{1,2}(?:[:.]\d{2})?) ?(?P<half2>[ap]\.?m\.?)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:hadi|mpaka|till|until|to) (?:saa )\w+(?: na (?:nusu|robo|moja|mbili))?")
_RULES = (
    (re.compile(r"\b(\d{1,2}) ?o['’ ]?clock\b"), r"\1 oclock"),
    (re.compile(r"\b(\d{1,2})\. ?([ap])\.? ?m\b"), r"\1\2m"),
    (re.compile(r"\b(\d{1,2}) ([02-5]\d|1[3-9]) ?([ap]m)\b"), r"\1:\2\3"),  # but “12/6 10am” is ten
    (re.compile(r"\b(\d{1,2}) (\d{1,2}) (20\d\d)\b"), r"\1/\2/\3"),
    (re.compile(r"\b(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(20\d\d)\b"), r"\1/\3/\4"),
    (re.compile(r"^(\d{1,2}) (0?[1-9]|1[0-2])$"), r"\1/\2"),
    (re.compile(r"\b(\d{2})(\d{2})(20\d\d)\b"), r"\1/\2/\3"),
    (re.compile(r"\bu(nusu|robo)\b"), r"na \1"),
    (re.compile(r"\bsa (?=\w)"), "saa "),
    (re.compile(r"\bsaa+\b"), "saa"),
    (re.compile(r"\b(\w+?)(aa)\b(?<!saa|faa)(?<!kataa)"), r"\1a"),
    (
        re.compile(r"(?<!saa )\b(moja|mbili|tatu|nne|tano|sita|saba|nane|tisa|kumi) (na nusu|na robo|kasoro ?robo)\b"),
        r"saa \1 \2",
    ),
    (
        re.compile(
            r"\b(\d{1,2})(?:st|nd|rd|th)\b"
            r"(?! (?:of )?(?!not|and|instead|from|pls|saa|after|baada)[a-z]{3,9}\b(?<!am|pm))"
        ),
        r"tarehe \1",
    ),
    (re.compile(r"\bnxt\b"), "next"),
    (re.compile(r"\bsi (?=(?:ilikuw?a|tuli|tume|uli|ume)\w*)"), ""),  # “si ilikuwa leo” says that it was today
    (re.compile(r"\bsato\b"), "jumamosi"),
    (re.compile(r"\bjuma (tatu|nne|tano|mosi|pili)\b"), r"juma\1"),
    (re.compile(r"\bwk\b"), "week"),
    (re.compile(r"\bwiki jana\b"), "wiki iliyopita"),
    (NEXT_WEEK, "wiki ijayo"),
    (re.compile(r"\b(?:after|baada ya) (one|two|three|\d|moja|mbili|tatu|a) (days?|weeks?|wiki|siku)\b"), r"in \1 \2"),
    (re.compile(r"\b(?:the )?same day next week\b|\bsiku kama (?:hii|ya leo) wiki ijayo\b"), "in one week"),
    (re.compile(r"\ba week (?:from )?today\b"), "in one week"),
    (re.compile(r"\b(mwezi (?:wa \w+|ujao|huu)) (tarehe (?:\w+ na )?\w+)(?= |$)"), r"\2 \1"),
    (re.compile(r"\b(?:just now|now now|earlier today|muda si mrefu)\b"), "today"),
    (re.compile(r"\bthe (\d{1,2})$"), r"tarehe \1"),
    (re.compile(r"\b(?:that|siku) (?:scheduled|planned|hiyo iliyopangwa|iliyopangwa) ?(?:day)?\b"), "PLANNED"),
)
_WEEK = bag("monday tuesday wednesday thursday friday saturday sunday")
_YEAR = bag("january february march april june july august september october november december")
_KNOWN = bag(
    "saa dakika leo kesho jana juzi keshokutwa today tomorrow yesterday tarehe iliyopita ijayo wiki week next last"
    " mwezi nusu robo kasoro kasorobo half past quarter noon midday mchana asubuhi jioni alasiri usiku morning"
    " afternoon evening"
)


def plain(words: str) -> str:
    """The same with its slips put right, and of a stretch (“10 to 11”) only the beginning."""
    said = apart(" ".join(level(words).split()))
    said = _STRETCH.sub(_beginning, said)
    for pattern, other in _RULES:
        said = pattern.sub(other, said)
    if len(re.findall(r"\bsaa \w", said)) > 1:
        said = _UNTIL.sub("", said)
    return re.sub(r"[a-z]{3,}", lambda word: _right(word[0]), said)


_RUN = re.compile(r"(?:\d+|[^\W\d_]+){2,}|[^\W\d_]{6,40}")
_GROUP = re.compile(r"\d+|[^\W\d_]+")


def apart(words: str) -> str:
    """The same with a space between words of days and hours that are run together: “3/6saa8”, “keshosaa nne”."""
    return _RUN.sub(lambda run: _apart(run[0]), words)


@cache
def _apart(run: str) -> str:
    groups = _GROUP.findall(run)
    if len(groups) == 1:
        return " ".join(_in_two(run.lower())) or run
    said: str = groups[0]
    for before, group in pairwise(groups):
        word = (group if before.isdecimal() else before).lower()
        said += " " * (word in _vocabulary() or word in WEEKDAYS) + group
    return said


def _in_two(word: str) -> tuple[str, ...]:
    """The words of days and hours of which this one is made; () where it is one itself, or none."""
    known = _vocabulary()
    if word in known or read(word, exact=True).bag:
        return ()
    for at in range(3, len(word) - 2):
        first, rest = word[:at], word[at:]
        if first in known and (more := (rest,) if rest in known else _in_two(rest)):
            return first, *more
    return ()


def _beginning(found: re.Match[str]) -> str:
    half = (found["half"] or found["half2"]).lower()
    if (
        not found["half"]
        and int(re.split("[:.]", found["first"])[0]) % 12 > int(re.split("[:.]", found["last"])[0]) % 12
    ):
        half = "am" if half.startswith("p") else "pm"
    return f"{found['first']}{half}"


@cache
def _vocabulary() -> frozenset[str]:
    numbers = {*ALONE, *TENS, *KUMI}
    words = {*_WEEK, *(day.lower() for day in (*SIKU, *MIEZI)), *_YEAR, *PARTS, *numbers, *_KNOWN}
    return frozenset(word for word in words if len(word) > 2)


def is_of_days(word: str) -> bool:
    """Whether a word in small letters is one of days, hours or numbers, also where it has a slip."""
    return _right(word) in _vocabulary() | WEEKDAYS.keys() | MONTHS.keys() | PART_WORDS


@cache
def _right(word: str) -> str:
    """A word of days and hours, one slip of the thumb away; any other stays as it is."""
    known = word in _vocabulary() or word in PART_WORDS or word in WEEKDAYS or word in MONTHS
    if known or read(word, exact=True).bag:
        return word
    most = 1 if len(word) < 7 else 2
    close = [
        (DamerauLevenshtein.distance(word, one), -len(one), one)
        for one in _vocabulary()
        if one[0] == word[0] and abs(len(one) - len(word)) <= most and len(one) > 3
    ]
    near = [one for one in close if one[0] <= (1 if len(one[2]) < 6 else most)]
    return min(near)[2] if near else word


def beginning(words: str) -> str:
    """The same without the end of a stretch: of “2pm to 3pm” the 2pm; and “wiki kesho” as the next week that it is."""
    found = _STRETCH.sub(_beginning, NEXT_WEEK.sub("wiki ijayo", apart(words)))
    return _UNTIL.sub("", found) if len(re.findall(r"\bsaa \w", found.lower())) > 1 else found
