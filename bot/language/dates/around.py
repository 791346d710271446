"""Finds a day and an hour among other words: “let us meet on tuesday at 2pm”, “tuwekee kesho saa nne tafadhali”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from bot.language.dates.almanac import MIEZI, MONTHS, PARTS, SIKU, WEEKDAYS
from bot.language.dates.days import Days
from bot.language.dates.hours import Hours, one_hour
from bot.language.dates.looking import Towards
from bot.language.errors import DayFault, NotADay, NotAnHour, Unclear
from bot.language.lexicon import lexicon
from bot.language.meaning import FREE, read
from bot.language.numbers import _ALONE, _KUMI, _TENS
from bot.language.tokens import Tokens, level
from bot.language.venues import within
from bot.language.word_lists import bag

MORNING, NIGHT = time(6), time(19, 1)
"""Nobody meets at other hours, and none of them is offered."""
LONGEST = 160
"""Characters: a longer message names no day beside what it says."""
ABOUT = FREE | bag(
    "meet session held change postpone want can ok yes no agree date hourof time choose come keep school near today"
    " place again vague far next other know forget log where move finish mentor reading hello later greet share book"
    " other see_you send answer"
)
"""What people say around a day and an hour."""
DENIALS = bag("not cannot none")
_OR = bag("or au ama")
_EXCEPT = bag("except isipokuwa kasoro")
_PART_WORDS = bag(
    "asubuhi mchana jioni usiku alasiri alfajiri adhuhuri magharibi mapema morning afternoon evening night early lunch"
    " lunchtime break recess teabreak tea chakula mapumziko masomo lessons lesson class classes after before"
    " baada kabla mid late noon midday dinner supper breakfast assembly prep preps games"
)
_WITH_PARTS = bag("hour time wakati muda shule school of the")
"""What stands beside a part of the day, and names none."""
_STRETCH = re.compile(
    r"(?P<first>\d{1,2}(?:[:.]\d{2})?) ?(?P<half>[ap]\.?m\.?)? ?(?:-|to|till|until|hadi|mpaka) ?(?:saa )?"
    r"(?P<last>\d{1,2}(?:[:.]\d{2})?) ?(?P<half2>[ap]\.?m\.?)"
)
_UNTIL = re.compile(r"\b(?:hadi|mpaka|till|until|to) (?:saa )\w+(?: na (?:nusu|robo|moja|mbili))?")
_RULES = (
    (re.compile(r"\b(\d{1,2}) ?o['’ ]?clock\b"), r"\1 oclock"),
    (re.compile(r"\b(\d{1,2})\. ?([ap])\.? ?m\b"), r"\1\2m"),
    (re.compile(r"\b(\d{1,2}) ([02-5]\d|1[3-9]) ?([ap]m)\b"), r"\1:\2\3"),  # but “12/6 10am” is ten
    (re.compile(r"\b(\d{1,2}) (\d{1,2}) (20\d\d)\b"), r"\1/\2/\3"),
    (re.compile(r"\b(\d{2})(\d{2})(20\d\d)\b"), r"\1/\2/\3"),
    (re.compile(r"\bu(nusu|robo)\b"), r"na \1"),
    (re.compile(r"\bsa (?=\w)"), "saa "),
    (re.compile(r"\bsaa+\b"), "saa"),
    (re.compile(r"\b(\w+?)(aa)\b(?<!saa)"), r"\1a"),
    (
        re.compile(r"(?<!saa )\b(moja|mbili|tatu|nne|tano|sita|saba|nane|tisa|kumi) (na nusu|na robo|kasoro ?robo)\b"),
        r"saa \1 \2",
    ),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?[a-z]{3,9}\b(?<!am)(?<!pm))"), r"tarehe \1"),
    (re.compile(r"\bnxt\b"), "next"),
    (re.compile(r"\bsato\b"), "jumamosi"),
    (re.compile(r"\bwk\b"), "week"),
    (re.compile(r"\bwiki jana\b"), "wiki iliyopita"),
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
_TWELVE = re.compile(r"\bsaa (?:12|kumi na mbili)\b(?! *(?:kamili )?(?:asubuhi|jioni|alfajiri|usiku|mchana))")
"""Sunrise or sunset: only its speaker knows."""
_NEAR = bag("today tomorrow leo kesho keshokutwa")
_PLANNED = re.compile(r"planned|iliyopangwa|scheduled day|as planned|ratiba", re.IGNORECASE)
_KNOWN = bag(
    "saa leo kesho jana juzi keshokutwa today tomorrow yesterday tarehe iliyopita ijayo wiki week next last mwezi nusu"
    " robo kasoro kasorobo half past quarter noon midday mchana asubuhi jioni alasiri usiku morning afternoon evening"
)


@dataclass(frozen=True)
class Around:
    """What was found: the day, the hour, a part of the day that names no hour; and words that are about neither."""

    day: date | None = None
    hour: time | None = None
    part: bool = False
    left: str = ""
    """The words that are neither."""
    strange: bool = False
    """Whether some of those are not what people say around a day."""
    either: bool = False
    """Whether several days are named, or one that is not meant: which is to be asked."""


def is_planned(words: str) -> bool:
    """Whether the day is named as the one that was planned."""
    return len(words) <= LONGEST and bool(_PLANNED.search(words))


def names_day(words: str) -> bool:
    """Whether a weekday, today or tomorrow is among these words."""
    there = re.findall(r"[a-z]+", words.lower())
    return any(word in WEEKDAYS or word.removesuffix("s") in WEEKDAYS or word in _NEAR for word in there)


def names_hour(words: str) -> bool:
    """Whether an hour may be among these words: a number will do."""
    tokens = Tokens(words, most=40)
    try:
        return any(Hours(tokens).at(place) for place in range(len(tokens)))
    except NotAnHour:
        return True


def plain(words: str) -> str:
    """The same with its slips put right, and of a stretch (“10 to 11”) only the beginning."""
    said = " ".join(level(words).split())
    said = _STRETCH.sub(_beginning, said)
    for pattern, other in _RULES:
        said = pattern.sub(other, said)
    if len(re.findall(r"\bsaa \w", said)) > 1:
        said = _UNTIL.sub("", said)
    return re.sub(r"[a-z]{3,}", lambda word: _right(word[0]), said)


def _beginning(found: re.Match[str]) -> str:
    half = found["half"] or found["half2"]
    if (
        not found["half"]
        and int(re.split("[:.]", found["first"])[0]) % 12 > int(re.split("[:.]", found["last"])[0]) % 12
    ):
        half = "am" if half.startswith("p") else "pm"
    return f"{found['first']}{half}"


@cache
def _vocabulary() -> frozenset[str]:
    numbers = {*_ALONE, *_TENS, *_KUMI}
    words = {*_WEEK, *(day.lower() for day in (*SIKU, *MIEZI)), *_YEAR, *PARTS, *numbers, *_KNOWN}
    return frozenset(word for word in words if len(word) > 2)


@cache
def _right(word: str) -> str:
    """A word of days and hours, one slip of the thumb away; any other stays as it is."""
    known = word in _vocabulary() or word in lexicon() or word in _PART_WORDS
    if known or word in WEEKDAYS or word in MONTHS:
        return word
    most = 1 if len(word) < 7 else 2
    close = [
        (DamerauLevenshtein.distance(word, one), -len(one), one)
        for one in _vocabulary()
        if one[0] == word[0] and abs(len(one) - len(word)) <= most and len(one) > 3
    ]
    near = [one for one in close if one[0] <= (1 if len(one[2]) < 6 else most)]
    return min(near)[2] if near else word


def around(words: str, now_local: datetime, towards: Towards = Towards.FUTURE) -> Around:
    """The day and the hour among these words. Raises NotADay (IMPOSSIBLE), NotAnHour and Unclear, as when alone."""
    if len(words) > LONGEST:
        raise NotADay(DayFault.UNKNOWN, words[:LONGEST].strip())
    clauses = [part for part in re.split(r"[,;](?!\d)|\.(?= |$)", plain(words)) if part.strip()]
    found = [_look(part, now_local, towards) for part in clauses]
    denied = [one for one in found if one.either and one.day]
    meant = [one for one in found if one not in denied]
    if any(one.day for one in meant):
        found = meant
    return _joined(found)


def _joined(found: list[Around]) -> Around:
    days = list(dict.fromkeys(one.day for one in found if one.day))
    hours = list(dict.fromkeys(one.hour for one in found if one.hour))
    return Around(
        days[0] if days else None,
        hours[0] if hours else None,
        any(one.part for one in found),
        " ".join(one.left for one in found if one.left),
        any(one.strange for one in found),
        any(one.either for one in found) or len(days) > 1 or len(hours) > 1,
    )


def _look(words: str, now_local: datetime, towards: Towards) -> Around:
    """One clause, read from left to right."""
    if _TWELVE.search(words):
        raise Unclear(words, (time(6), time(18)))
    tokens = Tokens(words, most=60)
    days: list[date] = []
    hours: list[time] = []
    left: list[int] = []
    at, after_day, part = 0, False, False
    day_of, hour_of = Days(tokens, now_local.date(), towards), Hours(tokens)
    while at < len(tokens):
        day = day_of.at(at)
        if day is not None:
            days.append(day[0])
            at, after_day = day[1], True
            continue
        heard = hour_of.at(at)
        if heard is not None and (not heard.bare or (after_day and heard.end == len(tokens))):
            hours.append(_hour(tokens, at, heard, days))
            at = heard.end
            continue
        part = part or tokens.word(at) in PARTS or tokens.word(at) in _PART_WORDS
        left.append(at)
        at += 1
    return _made(tokens, days, hours, left, part=part)


def _hour(tokens: Tokens, at: int, heard: object, days: list[date]) -> time:
    from bot.language.dates.hours import HeardHour as Heard

    assert isinstance(heard, Heard)
    try:
        return one_hour(tokens.said(at, heard.end), heard)
    except Unclear as unclear:
        by_day = [hour for hour in unclear.options if MORNING <= hour < NIGHT]
        if len(by_day) == 1:
            return by_day[0]
        raise Unclear(unclear.words, unclear.options, days[0] if days else None) from None


def _made(tokens: Tokens, days: list[date], hours: list[time], left: list[int], *, part: bool) -> Around:
    rest = " ".join(tokens.word(at) for at in left)
    meaning = read(rest)
    words = {tokens.word(at) for at in left}
    strange = any(
        not piece.means & ABOUT
        and not set(piece.words.split()) <= _PART_WORDS | _WITH_PARTS | PARTS.keys() | _OR | _EXCEPT
        for piece in meaning.pieces
    )
    several = len(set(days)) > 1 or bool(words & _OR and days)
    denied = bool(meaning.bag & DENIALS) or bool(words & _EXCEPT)
    return Around(
        days[0] if days else None,
        hours[0] if hours else None,
        part and not hours,
        rest,
        strange,
        several or denied or len(set(hours)) > 1,
    )


@dataclass(frozen=True)
class Leftover:
    """What was said beside days and hours: words that may be a place, a part of the day, a day that is not meant."""

    words: str
    part: bool
    either: bool


def leftover(words: str) -> Leftover:
    """What words beside days and hours say, without those that only stand around."""
    meaning = read(words)
    named = {piece.words for piece in meaning.pieces}
    parts = _PART_WORDS | PARTS.keys()
    bids = any(piece.means == {"talk"} and " " in piece.words for piece in meaning.pieces)  # “call me” is no place
    kept = [words] if bids else [said for part in words.split(",") if (said := _trimmed(part.split()))]
    either = bool(named & (_OR | _EXCEPT)) or bool(meaning.bag & DENIALS)
    return Leftover(", ".join(kept), bool(named & parts), either)


def _trimmed(words: list[str]) -> str:
    """Without the words at both ends that only stand around a day, or name a part of one; a place stays whole."""
    around = [_stands_around(word) for word in words]
    first = next((at for at, free in enumerate(around) if not free), len(words))
    last = len(words) - next((at for at, free in enumerate(reversed(around)) if not free), 0)
    return within(words, first, last) or " ".join(words[first:last])


def _stands_around(word: str) -> bool:
    found = read(word).pieces
    means = found[0].means if found else FREE
    return bool(means & (ABOUT - {"name", "num"})) or word.lower() in _PART_WORDS | PARTS.keys() | _OR


def twelve(words: str) -> bool:
    """Whether saa 12 is said and not which."""
    return _TWELVE.search(words.lower()) is not None


def beginning(words: str) -> str:
    """The same without the end of a stretch: of “2pm to 3pm” the 2pm."""
    found = _STRETCH.sub(_beginning, words)
    return _UNTIL.sub("", found) if len(re.findall(r"\bsaa \w", found.lower())) > 1 else found
