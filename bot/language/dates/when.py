"""Reads a day, an hour or both: "tue 1pm", "jumanne saa 7", "16/6 saa 7 mchana", "saa nne asubuhi kesho"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.language.dates.days import LONGEST, Days, read_day
from bot.language.dates.hours import HeardHour, Hours, one_hour
from bot.language.dates.looking import Towards
from bot.language.errors import DayFault, NotADay, Unclear
from bot.language.tokens import Tokens


@dataclass(frozen=True, slots=True)
class When:
    """A day, an hour of the day, or both."""

    day: date | None = None
    hour: time | None = None


def read_when(words: str, now_local: datetime, towards: Towards = Towards.FUTURE) -> When:
    """The day and hour that these words name; what was not named is None.

    Raises NotADay (neither is named, or words are left over), NotAnHour ("15am") and Unclear ("tue 7"; its `day` is
    the day that was clear). A number alone is neither.
    """
    if len(words) > LONGEST:
        raise NotADay(DayFault.UNKNOWN, words.strip())
    tokens, today = Tokens(words), now_local.date()
    try:
        found = Days(tokens, today, towards).at(0)
        if found:
            return _with_hour(words, tokens, *found)
        heard = Hours(tokens).at(0)
        if heard is None or heard.bare:
            return When(day=read_day(words, today, towards))
        return _with_day(words, heard, Tokens(words[tokens.tokens[heard.end - 1].end :]), today, towards)
    except OverflowError:
        raise NotADay(DayFault.UNKNOWN, words.strip()) from None


def _with_hour(words: str, tokens: Tokens, day: date, end: int) -> When:
    """The day was said first."""
    if _nothing(tokens.rest(end)):
        return When(day=day)
    joined = end + (tokens.word(end) in (",", "na", "on", "-"))
    heard = Hours(tokens).at(joined)
    if heard is None or not _nothing(tokens.rest(heard.end)):
        raise NotADay(DayFault.UNKNOWN, words.strip())
    return When(day, _hour(words, heard, day))


def _with_day(words: str, heard: HeardHour, rest: Tokens, today: date, towards: Towards) -> When:
    """The hour was said first."""
    found = Days(rest, today, towards).at(0)
    if _nothing(rest.words):
        return When(hour=_hour(words, heard, None))
    if found is None or not _nothing(rest.rest(found[1])):
        raise NotADay(DayFault.UNKNOWN, words.strip())
    return When(found[0], _hour(words, heard, found[0]))


def _nothing(words: str) -> bool:
    return not any(sign.isalnum() for sign in words)


def _hour(words: str, heard: HeardHour, day: date | None) -> time:
    try:
        return one_hour(words, heard)
    except Unclear as unclear:
        raise Unclear(unclear.words, unclear.options, day) from None
