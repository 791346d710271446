"""Kenya's public holidays, from a library that is kept up to date: their days, their names, and which are guesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_LANGUAGES = {"en": "en_KE", "sw": "sw"}
"""How the library calls ours."""


@dataclass(frozen=True)
class PublicHoliday:
    """One day; `estimated` until the moon, and the Gazette, have said when it is."""

    day: date
    estimated: bool


@lru_cache(maxsize=32)
def public_holidays(year: int) -> tuple[PublicHoliday, ...]:
    """Those of a year, in order; where one falls on a Sunday also the day after it."""
    said, plain = _named(year, "en", estimated=True), _named(year, "en", estimated=False)
    return tuple(PublicHoliday(day, said[day] != name) for day, name in sorted(plain.items()))


def holiday_name(day: date, language: str) -> str:
    """How that day is called: “Madaraka Day”; "" where it is none."""
    return _named(day.year, language, estimated=False).get(day, "")


@dataclass(frozen=True)
class Feast:
    """What is kept on a day, said in the reader's language; `name`: as the Gazette called one that is not usual."""

    day: date
    name: str = ""

    def spoken(self, language: str, _spec: str) -> str:
        return self.name or holiday_name(self.day, language)


@lru_cache(maxsize=64)
def _named(year: int, language: str, *, estimated: bool) -> dict[date, str]:
    from holidays.countries.kenya import Kenya  # a tenth of a second, which only whoever asks should wait

    return dict(
        Kenya(years=year, language=_LANGUAGES.get(language, _LANGUAGES["en"]), islamic_show_estimated=estimated)
    )
