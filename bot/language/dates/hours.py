"""Reads an hour as Kenyans write one: the English clock, the 24-hour clock, and the Swahili clock from sunrise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.language.dates.almanac import PARTS, in_part
from bot.language.errors import NotAnHour, Unclear
from bot.language.numbers import number_at
from bot.language.tokens import Tokens
from bot.language.word_lists import bag

LONGEST = 80
"""Characters: a longer message is no hour."""
DAY = 24 * 60
_SUNRISE = 6 * 60

_NOON = bag("noon midday adhuhuri")
_TWENTY_FOUR = bag("hrs hours hr h")
_ENGLISH_PARTS = {"morning": (0, 720), "afternoon": (720, 1080), "evening": (960, 1320), "night": (1080, DAY)}
_ENGLISH_MINUTES = {"half": 30, "quarter": 15}


@dataclass(frozen=True)
class HeardHour:
    """What was heard: the minutes of the day that it can mean, likeliest first, and the place after it."""

    minutes: tuple[int, ...]
    end: int
    bare: bool = False
    """Nothing but a number, which may as well be something else."""


class Hours:
    """Looks for an hour at places of one message."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def at(self, place: int) -> HeardHour | None:
        """The hour that starts here; raises NotAnHour for one that the clock does not have."""
        place = self._over(place, ("at", "@", "from", "kuanzia", ","))
        heard = self._named(place) or self._saa(place) or self._past_or_to(place) or self._digital(place)
        if heard is None or not self.tokens.ends(heard.end):
            return None
        return self._said_again(heard)

    def _over(self, place: int, words: tuple[str, ...]) -> int:
        for _step in range(3):
            if self.tokens.word(place) not in words:
                break
            place += 1
        return place

    def _said_again(self, heard: HeardHour) -> HeardHour:
        """Also takes the 24-hour time in brackets, as we write it ourselves: "saa 7 mchana (13:00)"."""
        tokens, at = self.tokens, heard.end
        hour, minute = tokens.digits(at + 1), self._minute_digits(at + 2)
        if tokens.word(at) != "(" or hour is None or minute is None or tokens.word(at + 4) != ")":
            return heard
        said = hour * 60 + minute
        return HeardHour((said,), at + 5) if said in heard.minutes else heard

    def _named(self, place: int) -> HeardHour | None:
        word, after = self.tokens.word(place), self.tokens.word(place + 1)
        if word == "12" and after in ("noon", "midnight"):
            return HeardHour((720 if after == "noon" else 0,), place + 2)
        return HeardHour((720 if word in _NOON else 0,), place + 1) if word in _NOON or word == "midnight" else None

    # the Swahili clock

    def _saa(self, place: int) -> HeardHour | None:
        """ "saa tatu asubuhi", "saa 7:30 mchana", "asubuhi saa 3 na robo", "saa nane kasorobo"."""
        early, place = self._part(place)
        if self.tokens.word(place) not in ("saa", "saaa"):
            return None
        number = number_at(self.tokens, place + 1, most=2)
        if number is None:
            return None
        hour, end = number
        minute, end = self._minutes_of_saa(end)
        late, end = self._part(end) if early is None else (None, end)
        if late is None and self._half_of_day(end) is not None:
            return self._english(hour, minute, end)
        more, end = self._minutes_of_saa(end) if late and not minute else (0, end)
        return HeardHour(_swahili(hour, minute + more, early or late, self.tokens.said(place, end)), self._kamili(end))

    def _part(self, place: int) -> tuple[str | None, int]:
        """A part of the day, with the words that lead up to it: "asubuhi", "za jioni", "usiku wa manane"."""
        at = self._over(place, ("za", "ya", "wakati", "wa", "muda", "kamili", ","))
        word = self.tokens.word(at)
        if word not in PARTS or not self.tokens.ends(at + 1):
            return None, place
        return word, at + 1 + 2 * self.tokens.follows(at + 1, "wa", "manane")

    def _minutes_of_saa(self, place: int) -> tuple[int, int]:
        """Minutes after the hour (or before it, negative), and the place after them."""
        digits = self._minute_digits(place)
        if digits is not None:
            return digits, place + 2
        at = place + (self.tokens.word(place) in ("na", "u", "kamili", ","))
        word = self.tokens.word(at)
        if word in ("nusu", "robo") and at > place:
            return (30 if word == "nusu" else 15), at + 1
        if word == "kasorobo" or self.tokens.follows(at, "kasoro", "robo"):
            return -15, at + (1 if word == "kasorobo" else 2)
        return self._dakika(at, place)

    def _dakika(self, at: int, place: int) -> tuple[int, int]:
        """ "na dakika kumi", "kasoro dakika 5", "na 20"."""
        less = self.tokens.word(at) == "kasoro"
        counted = at + less
        named = self.tokens.word(counted) in ("dakika", "dk")
        number = number_at(self.tokens, counted + named, most=2) if named or less or at > place else None
        if number is None or number[0] > 59 or (not less and not named and self.tokens.word(at - 1) != "na"):
            return 0, place
        return (-number[0] if less else number[0]), number[1] + (self.tokens.word(number[1]) in ("dakika", "dk"))

    def _kamili(self, place: int) -> int:
        return place + (self.tokens.word(place) in ("kamili", "hivi"))

    # the English clock

    def _past_or_to(self, place: int) -> HeardHour | None:
        """ "half past one", "quarter to 3 pm", "ten past two"."""
        place = self._over(place, ("a",))
        minute, at = _ENGLISH_MINUTES.get(self.tokens.word(place)), place + 1
        if minute is None:
            number = number_at(self.tokens, place, most=2)
            minute, at = number if number else (None, place)
        at += self.tokens.word(at) in ("minutes", "min", "mins")
        way = {"past": 1, "to": -1, "after": 1}.get(self.tokens.word(at))
        hour = number_at(self.tokens, at + 1, most=2) if way else None
        if minute is None or way is None or hour is None or minute > 59 or not 1 <= hour[0] <= 12:
            return None
        return self._english(hour[0], way * minute, hour[1])

    def _digital(self, place: int) -> HeardHour | None:
        """1pm, 1.30 pm, 13:00, 1300hrs, 13h30, "two thirty pm", "9 asubuhi", and a number alone."""
        tokens, whole = self.tokens, self.tokens.digits(place, 4)
        if whole is not None and len(tokens.word(place)) == 4:
            return self._four_digits(whole, place)
        number = number_at(tokens, place, most=2)
        if number is None:
            return None
        hour, end = number
        minute = self._minute_digits(end)
        if minute is not None:
            return self._english(hour, minute, end + 2, padded=tokens.word(place).startswith("0"))
        spelt = number_at(tokens, end, most=1) if not tokens.word(place).isdecimal() else None
        if spelt and 10 <= spelt[0] <= 59:
            return self._english(hour, spelt[0], spelt[1])
        return self._english(hour, 0, end)

    def _four_digits(self, whole: int, place: int) -> HeardHour | None:
        """1300hrs; without the word it is a year or anything else as well."""
        named = self.tokens.word(place + 1) in _TWENTY_FOUR
        if whole % 100 > 59 or whole >= 2400:
            return None
        half = self._half_of_day(place + 1)
        if half is not None:
            return self._english(whole // 100, whole % 100, place + 1)
        return HeardHour((whole // 100 * 60 + whole % 100,), place + 1 + named, bare=not named)

    def _minute_digits(self, place: int) -> int | None:
        """The minutes of "1:30", "1.30", "13h30": two digits, close to the sign."""
        sign, minute = self.tokens.word(place), self.tokens.digits(place + 1)
        close = self.tokens.glued(place) and self.tokens.glued(place + 1)
        if sign not in (":", ".", "h") or not close or len(self.tokens.word(place + 1)) != 2:
            return None
        return minute if minute is not None and minute < 60 else None

    def _half_of_day(self, place: int) -> tuple[int, int, int] | None:
        """ "pm", "a.m.", "in the afternoon": from which minute to which, and the place after it."""
        tokens, word = self.tokens, self.tokens.word(place)
        if word in ("am", "pm"):
            stop = tokens.word(place + 1) == "." and tokens.glued(place + 1)
            return (0, 720, place + 1 + stop) if word == "am" else (720, DAY, place + 1 + stop)
        if (
            word in ("a", "p")
            and tokens.word(place + 1) in (".", "m")
            and "m" in (tokens.word(place + 1), tokens.word(place + 2))
        ):
            end = place + (2 if tokens.word(place + 1) == "m" else 3)
            end += tokens.word(end) == "." and tokens.glued(end)
            return (0, 720, end) if word == "a" else (720, DAY, end)
        at = self._over(place, ("in", "the", "at"))
        part = _ENGLISH_PARTS.get(tokens.word(at))
        return (*part, at + 1) if part else None

    def _english(self, hour: int, minute: int, end: int, padded: bool = False) -> HeardHour | None:
        """An hour (0-23) with minutes (-59 to 59), and what follows: pm, hrs, o'clock, a part of the day, nothing."""
        if hour > 23:
            return None
        said = self.tokens.said(0, end)
        oclock = self.tokens.follows(end, "o", "'", "clock") or self.tokens.follows(end, "oclock")
        end += (1 if self.tokens.word(end) == "oclock" else 3) if oclock else 0
        half = self._half_of_day(end)
        if half is not None:
            return HeardHour(_in_half(hour, minute, half[0], half[1], said), half[2])
        part, after = self._part(end)
        if part is not None:
            return HeardHour(_either_clock(hour, minute, part, said), after)
        if self.tokens.word(end) in _TWENTY_FOUR:
            return HeardHour((hour * 60 + minute,), end + 1)
        bare = not oclock and not minute and self.tokens.word(end - 1) != "00"
        return HeardHour(self._without_half(hour, minute, padded, oclock), end, bare=bare)

    def _without_half(self, hour: int, minute: int, padded: bool, oclock: bool) -> tuple[int, ...]:
        """8-12 and 13-23 are the 24-hour clock, so is 07:30; the others could be two hours.

        "at 7" can be morning or evening; a 7 alone can also be saa 7, and nobody meets at 2 in the night.
        """
        minutes = hour * 60 + minute
        if hour == 0 or hour >= 8 or (padded and hour >= 6):
            return (minutes % DAY,)
        by_day, by_night = sorted((minutes % DAY, (minutes + 720) % DAY), key=lambda at: not 360 <= at < 1140)
        english = oclock or any(self.tokens.word(place) in ("at", "past", "to") for place in range(6))
        return (by_day, by_night) if english else (by_day, (minutes + _SUNRISE) % DAY)


def _swahili(hour: int, minute: int, part: str | None, said: str) -> tuple[int, ...]:
    """Minutes of the day for saa `hour`, 1-12 from sunrise; 0 and 13-23 are the 24-hour clock.

    Without a part of the day, daytime. With one that does not fit ("saa 7 asubuhi") the speaker may have meant the
    other clock: both.
    """
    if hour > 23:
        raise NotAnHour(said)
    if not 1 <= hour <= 12:
        return ((hour * 60 + minute) % DAY,)
    by_day = _SUNRISE + hour % 12 * 60 + minute if hour < 12 else _SUNRISE + 720 + minute
    if part is None:
        return (by_day,)
    ours = [minutes for minutes in (by_day % DAY, (by_day + 720) % DAY) if in_part(minutes, part)]
    if ours:
        return (ours[0],)
    western = [(hour % 12 * 60 + minute + half) % DAY for half in (0, 720)]
    return *(minutes for minutes in western if in_part(minutes, part)), by_day % DAY, (by_day + 720) % DAY


def _either_clock(hour: int, minute: int, part: str, said: str) -> tuple[int, ...]:
    """ "9 asubuhi", without saa: whichever clock fits the part of the day; both when both do."""
    if hour == 0 or hour > 12:
        return ((hour * 60 + minute) % DAY,)
    halves = (0, 720)
    western = [(hour % 12 * 60 + minute + half) % DAY for half in halves]
    fitting = [minutes for minutes in western if in_part(minutes, part)]
    from_sunrise = [(minutes + _SUNRISE) % DAY for minutes in western]
    fitting = [minutes for minutes in from_sunrise if in_part(minutes, part)] + fitting
    if not fitting:
        raise NotAnHour(said)
    return tuple(dict.fromkeys(fitting))


def _in_half(hour: int, minute: int, first: int, last: int, said: str) -> tuple[int, ...]:
    """The hour that lies between two minutes of the day; "15am" lies nowhere."""
    choices = (hour % 24 * 60 + minute,) if hour > 12 else (hour % 12 * 60 + minute, hour % 12 * 60 + minute + 720)
    slack = 60 if minute < 0 else 0
    fitting = [choice % DAY for choice in choices if first - slack <= choice < last]
    if not fitting:
        raise NotAnHour(said)
    return (fitting[-1] if slack else fitting[0],)


def read_hour(words: str) -> time:
    """The hour that these words name. Raises NotAnHour, and Unclear when they name two equally well.

    1-12 after `saa` count from sunrise, by day unless a part of the day says otherwise. In English 13-23, 0 and 8-12
    are hours of the 24-hour clock; 1-7 without am or pm are unclear.
    """
    if len(words) > LONGEST:
        raise NotAnHour(words.strip())
    tokens = Tokens(words)
    heard = Hours(tokens).at(0)
    if heard is None or any(sign.isalnum() for sign in tokens.rest(heard.end)):
        raise NotAnHour(words.strip())
    return one_hour(words, heard)


def one_hour(words: str, heard: HeardHour) -> time:
    """The hour that was heard; raises Unclear when it can be two."""
    hours = [time(minutes // 60, minutes % 60) for minutes in heard.minutes]
    if len(hours) > 1:
        raise Unclear(words.strip(), (hours[0], hours[1]))
    return hours[0]
