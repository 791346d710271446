"""Finds a day and an hour among other words: “let us meet on tuesday at 2pm”, “tuwekee kesho saa nne tafadhali”."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.language.dates.almanac import PARTS, WEEKDAYS
from bot.language.dates.days import Days
from bot.language.dates.hours import HeardHour, Hours, one_hour
from bot.language.dates.looking import Towards
from bot.language.dates.slips import PART_WORDS, plain
from bot.language.dates.whom import without_people
from bot.language.errors import DayFault, NotADay, NotAnHour, Unclear
from bot.language.frames import QUESTIONS
from bot.language.meaning import FREE, read
from bot.language.tokens import Tokens
from bot.language.venues import venue
from bot.language.word_lists import bag

MORNING, NIGHT = time(6), time(19, 1)
"""Nobody meets at other hours, and none of them is offered."""
LONGEST = 160
"""Characters: a longer message names no day beside what it says."""
ABOUT = FREE | bag(
    "meet session held change postpone want can ok yes no agree date hourof time choose come keep school near today"
    " place again vague far next other know forget log where move finish mentor reading hello later greet share book"
    " other see_you send answer same well say timec cannot not_met understand"
)
"""What people say around a day and an hour."""
_SAID = bag("free huru better best works during instead yake yetu bt bali kutoka afadhali mara ule ileile if")
"""Words that may stand there too, and mean other things elsewhere."""
_BECAUSE = r"(?:because|bcoz|bcz|coz|cz|since|kwa sababu|kwani|kwa vile)\b"
_WISH = r"(?:tukutane|tuonane|tumeet|tupatane|iwe|kiwe|lets|let'?s|let us|can we|tunaweza)\b"
_CLAUSE = re.compile(
    r"[,;](?!\d)|[.!](?= |$)|\b(?:but|bt|lakini|lkn|bali|ila|so|kwa hivyo|hivyo|ndio maana)\b"
    rf"|(?<=\s)(?={_BECAUSE}|{_WISH})"
)
"""Where another clause begins."""
_NOT = bag("not sio si siyo wala isiwe isikuwe")
_NOT_THIS = {("instead", "of"), ("rather", "than"), ("badala", "ya"), ("na", "si"), ("na", "sio")}
"""What denies the day or the hour that stands just after it."""
_HAVE = re.compile(
    r"\b(?:nina|ninayo|tuna|niko|n[it]?takuwa|nilikuwa|kuna|im|ive|there is|there'?s|(?:i|he|she)"
    r"(?:'?ll be| will be|'?m| am| is| was|'?ve| have| hv| hav| has| had| got))\b"
)
_KEPT = bag("duty busy away sick child mishap")
"""What one has and therefore cannot meet: when that is, is no time to meet."""
_LESSONS = bag("class classes lesson lessons kipindi vipindi games assembly prep preps masomo darasa meeting mkutano")
_BEFORE = bag("before kabla")
_BESIDE = _BEFORE | bag("after baada")
"""Before a day or an hour that is not the one: “kabla ya ijumaa”."""
_AT = bag("at @ around")
_MEETS = bag("time can ready come see_you mentor")
DENIALS = bag("not cannot none not_met")
OR = bag("or au ama either")
EXCEPT = bag("except isipokuwa kasoro")
_WITH_PARTS = bag("hour time wakati muda shule school of the")
"""What stands beside a part of the day, and names none."""
_TWELVE = re.compile(r"\bsaa (?:12|kumi na mbili)\b(?! *(?:kamili )?(?:asubuhi|jioni|alfajiri|usiku|mchana))")
"""Sunrise or sunset: only its speaker knows."""
_NEAR = bag("today tomorrow leo kesho keshokutwa")
_PLANNED = re.compile(r"planned|iliyopangwa|scheduled day|as planned|ratiba", re.IGNORECASE)


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
    denied: bool = False
    """Whether it is a day or an hour that is not meant."""
    reason: bool = False
    """Whether it says what somebody has to do then."""

    @property
    def named(self) -> bool:
        """Whether a day or an hour was found."""
        return self.day is not None or self.hour is not None


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


def around(words: str, now_local: datetime, towards: Towards = Towards.FUTURE, *, placed: bool = False) -> Around:
    """The day and the hour among these words; `placed`: a place may be among them too.

    Raises NotADay (IMPOSSIBLE), NotAnHour and Unclear, as when alone.
    """
    if len(words) > LONGEST:
        raise NotADay(DayFault.UNKNOWN, words[:LONGEST].strip())
    clauses = [part for part in _CLAUSE.split(plain(without_people(words))) if part.strip()]
    found = [_look(part, now_local, towards, placed=placed) for part in clauses]
    return _joined(_meant(found))


def _meant(found: list[Around]) -> list[Around]:
    """The clauses that say when: beside a clear one no reason, no other remark, and no time that is denied."""
    denied = [one for one in found if one.denied and one.named]
    meant = [one for one in found if one not in denied]
    if any(one.day for one in meant) or (denied and any(one.hour for one in meant)):
        other = any(one.hour for one in meant) or not any(one.hour for one in denied)
        found = meant if other else [*meant, Around(part=True)]
    there = [at for at, one in enumerate(found) if one.named and not one.strange]
    clear = next((at for at in there if found[at].day), next(iter(there), None))
    if clear is None:
        return [one for one in found if not one.reason] if any(not one.strange for one in found) else found
    return [one for at, one in enumerate(found) if not (_is_remark(one) or (at < clear and _is_only_no(one)))]


def _is_only_no(one: Around) -> bool:
    """Whether a clause denies and names no day: “sitakuwepo”; who does not remember is still to be asked."""
    return one.denied and not one.day and not read(one.left).bag & {"forget", "know"}


def _is_remark(one: Around) -> bool:
    """Whether a clause only says why, or anything else that is neither a time nor a question."""
    bag = read(one.left).bag
    asks = bag & (QUESTIONS | {"ask", "decline", "no", "wrong"}) or "?" in one.left
    return one.reason or (one.strange and (bool(bag & _KEPT) or not (one.named or one.either or asks)))


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


def _look(words: str, now_local: datetime, towards: Towards, *, placed: bool) -> Around:
    """One clause, read from left to right."""
    if _TWELVE.search(words):
        raise Unclear(words, (time(6), time(18)))
    tokens = Tokens(words, most=60)
    days: list[date] = []
    hours: list[time] = []
    left: list[int] = []
    at, after_day, part, beside = 0, False, False, False
    never: list[date | time] = []
    day_of, hour_of = Days(tokens, now_local.date(), towards), Hours(tokens)
    while at < len(tokens):
        denies = _denies(tokens, at)
        not_meant = (day_of.at(denies) or _clear(tokens, denies, hour_of.at(denies))) if denies else None
        if denies and tokens.word(denies) in PARTS and not_meant is None:
            at = denies + 1  # “saa tisa mchana si asubuhi”
            continue
        if not_meant is not None:
            never.append(not_meant[0])
            at = not_meant[1]
            continue
        day = day_of.at(at)
        if day is not None:
            days.append(day[0])
            beside = beside or _led(tokens, at) in _BESIDE
            at, after_day = day[1], True
            continue
        heard = hour_of.at(at)
        if heard is not None and (not heard.bare or tokens.word(at) in _AT or (after_day and _ends(tokens, heard.end))):
            hours += [] if _led(tokens, at) in _BEFORE else [_hour(tokens, at, heard, days)]
            part = part or not hours
            at = heard.end
            continue
        part = part or tokens.word(at) in PARTS or tokens.word(at) in PART_WORDS
        left.append(at)
        at += 1
    made = _made(tokens, days, hours, left, part=part, placed=placed)
    made = replace(made, either=made.either or beside)
    return _without(made, never) if never else made


def _led(tokens: Tokens, at: int) -> str:
    """The word before this place, and before a “ya” there."""
    return tokens.word(at - 1 - (tokens.word(at - 1) == "ya"))


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether nothing but signs stands from here on."""
    return not any(tokens.word(place).isalnum() for place in range(at, len(tokens)))


def _denies(tokens: Tokens, at: int) -> int | None:
    """The place after words that deny what follows."""
    word = tokens.word(at)
    if word in _NOT:
        return at + 1
    return at + 2 if (word, tokens.word(at + 1)) in _NOT_THIS else None


def _clear(tokens: Tokens, at: int, heard: HeardHour | None) -> tuple[time, int] | None:
    return (_hour(tokens, at, heard, []), heard.end) if heard is not None else None


def _without(made: Around, never: list[date | time]) -> Around:
    """A clause with a day or an hour in it that is not meant; the other hour is asked where none is said."""
    if not made.named:
        day = next((one for one in never if isinstance(one, date)), None)
        hour = next((one for one in never if isinstance(one, time)), None)
        return replace(made, day=day, hour=hour, either=True, denied=True)
    no_hour = made.hour is None and any(isinstance(one, time) for one in never)
    no_day = made.day is None and any(isinstance(one, date) for one in never)
    return replace(made, part=made.part or no_hour, either=made.either or (no_day and made.hour is None))


def _hour(tokens: Tokens, at: int, heard: HeardHour, days: list[date]) -> time:
    try:
        return one_hour(tokens.said(at, heard.end), heard)
    except Unclear as unclear:
        by_day = [hour for hour in unclear.options if MORNING <= hour < NIGHT]
        if len(by_day) == 1:
            return by_day[0]
        raise Unclear(unclear.words, unclear.options, days[0] if days else None) from None


def _made(tokens: Tokens, days: list[date], hours: list[time], left: list[int], *, part: bool, placed: bool) -> Around:
    rest = " ".join(tokens.word(at) for at in left)
    meaning = read(rest)
    words = {tokens.word(at) for at in left}
    about = ABOUT | {"not"} if meaning.bag & {"forget", "know"} else ABOUT  # “I don't remember”
    strange = any(
        not piece.is_of(about)
        and not (placed and venue(piece.words))
        and not set(piece.words.split()) <= PART_WORDS | _WITH_PARTS | PARTS.keys() | OR | EXCEPT | _SAID
        for piece in meaning.pieces
    )
    several = len(set(days)) > 1 or bool(words & OR and days)
    denied = bool(read(rest, exact=True).bag & DENIALS) or bool(words & EXCEPT)
    reason = _gives_reason(rest)
    return Around(
        days[0] if days else None,
        hours[0] if hours else None,
        part and not hours,
        rest,
        strange or reason,
        several or denied or len(set(hours)) > 1,
        denied,
        reason,
    )


def _gives_reason(rest: str) -> bool:
    """Whether somebody says what they have to do then: “nina kipindi saa saba”, “I have a class at 1”."""
    if re.match(_BECAUSE, rest):
        return True
    if _HAVE.search(rest) is None:
        return False
    bag = read(rest).bag
    lesson = bool(_LESSONS & set(rest.split()))
    return (lesson or bool(bag & _KEPT)) and not bag & _MEETS and not _SAID & set(rest.split())


def twelve(words: str) -> bool:
    """Whether saa 12 is said and not which."""
    return _TWELVE.search(words.lower()) is not None
