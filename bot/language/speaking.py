"""How a date, an hour, a name, a list or a number is written in each language."""

from __future__ import annotations

from collections.abc import Sized
from datetime import date, datetime, time
from typing import Protocol, runtime_checkable

from bot.language.dates.almanac import MIEZI, SHORT_DAYS, SHORT_MONTHS, SIKU, SIKU_FUPI, part_of_day
from bot.language.dates.moments import local


@runtime_checkable
class Spoken(Protocol):
    """Anything that knows how to write itself for a reader."""

    def spoken(self, language: str, spec: str, /) -> str:
        """The words in `language`; `spec` is what stands after the colon of the placeholder."""


class UnknownSpec(ValueError):
    """A placeholder asks for a form that its value does not have."""


def speak(value: object, language: str, spec: str = "") -> str:
    """One value as `language` writes it (anything but "sw" is written as English).

    `# area|# areas` counts an int or the length of a list; the other specs are those of each kind of value.
    Raises UnknownSpec, and TypeError for a value that no reader should see (None, a set, a naive datetime).
    """
    if type(value) is str and not spec:  # mostly so
        return value
    if "#" in spec:
        return _counted(value, spec)
    if hasattr(value, "spoken"):  # asking for the protocol is slow
        spoken: str = value.spoken(language, spec)
        return spoken
    if isinstance(value, datetime):
        return _speak_moment(value, language, spec)
    if isinstance(value, date):
        return speak_day(value, language, spec)
    if isinstance(value, time):
        return speak_hour(value, language, spec)
    if isinstance(value, tuple):
        return _speak_list(value, language, spec)
    return _speak_plain(value, spec)


def _speak_plain(value: object, spec: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(f"a {type(value).__name__} cannot be said to people")
    if spec:
        raise UnknownSpec(spec)
    return str(value)


def _counted(value: object, spec: str) -> str:
    """`# area|# areas`: the first for one, the last for none and many."""
    number = value if isinstance(value, int) else len(value) if isinstance(value, Sized) else None
    if number is None:
        raise TypeError(f"a {type(value).__name__} cannot be counted")
    forms = spec.split("|")
    return forms[0 if number == 1 else -1].replace("#", str(number))


def _speak_list(values: tuple[object, ...], language: str, spec: str) -> str:
    """ "1 a 2 b"; "semi" is "a; b"; "count" is "2"."""
    if spec == "count":
        return str(len(values))
    if spec == "semi":
        return "; ".join(speak(value, language, "semi" if hasattr(value, "spoken") else "") for value in values)
    return " ".join(f"{number} {speak(value, language, spec)}" for number, value in enumerate(values, 1))


def speak_day(day: date, language: str, spec: str = "") -> str:
    """ "28 May"; "weekday" and "day" put the weekday before it (in Kiswahili short, whole), "long" the year after too.

    "year" is the day with its year alone, "month" the month with it.
    """
    if spec not in ("", "weekday", "day", "long", "year", "month"):
        raise UnknownSpec(spec)
    swahili = language == "sw"
    month = (MIEZI if swahili else SHORT_MONTHS)[day.month - 1]
    if spec == "month":
        return f"{month} {day.year}"
    weekdays = SHORT_DAYS if not swahili else SIKU_FUPI if spec == "weekday" else SIKU
    before = f"{weekdays[day.weekday()]} " if spec not in ("", "year") else ""
    after = f" {day.year}" if spec in ("long", "year") else ""
    return f"{before}{day.day} {month}{after}"


def speak_hour(hour: time, language: str, spec: str = "") -> str:
    """ "1:00pm" and "saa 7 mchana (13:00)"; "clock" is "13:00" in English, "short" leaves the brackets out."""
    if spec not in ("", "clock", "short"):
        raise UnknownSpec(spec)
    clock = f"{hour.hour:02}:{hour.minute:02}"
    if language == "sw":
        minutes = f":{hour.minute:02}" if hour.minute else ""
        said = f"saa {_twelve(hour.hour - 6)}{minutes} {part_of_day(hour.hour * 60 + hour.minute)}"
        return said if spec == "short" else f"{said} ({clock})"
    return clock if spec == "clock" else f"{_twelve(hour.hour)}:{hour.minute:02}{'am' if hour.hour < 12 else 'pm'}"


def _twelve(hour: int) -> int:
    """The hour on the face of a clock, 1-12."""
    return (hour - 1) % 12 + 1


def _speak_moment(moment: datetime, language: str, spec: str) -> str:
    """Day and hour in Nairobi, both in few letters with "short"; with a spec of a day or "clock", that alone."""
    here = local(moment)
    if spec == "short":
        return f"{speak_day(here.date(), language, 'weekday')} {speak_hour(here.time(), language, 'short')}"
    if spec == "clock":
        return speak_hour(here.time(), language, "clock")
    if spec:
        return speak_day(here.date(), language, spec)
    between = ", " if language == "sw" else " "
    return speak_day(here.date(), language, "day") + between + speak_hour(here.time(), language)
