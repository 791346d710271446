"""What an answer has said already while the rest of it is asked: the day, and the hours of which one is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.language import bare_number, names_day, names_hour, of_part

LONGEST = 100
"""Characters: more is no half of a date."""


@dataclass(frozen=True)
class Half:
    """`words` say what is known; `hours` are those that were offered. Without a day its words come first."""

    words: str = ""
    hours: tuple[time, ...] = ()
    no_day: bool = False

    @classmethod
    def of_day(cls, day: date | None, hours: tuple[time, ...] = ()) -> Half:
        """The day is known, the hour is not."""
        return cls(f"{day.day}/{day.month}/{day.year}" if day else "", hours)

    @classmethod
    def read(cls, text: str) -> Half:
        """Reads what `text` wrote; nothing of what is no such thing."""
        kind, _mark, rest = text.partition("|")
        hours, _mark, words = rest.partition("|")
        try:
            return cls(words, tuple(map(time.fromisoformat, filter(None, hours.split(",")))), kind == "day")
        except ValueError:
            return cls()

    @property
    def text(self) -> str:
        """As it is kept with the place of its question; "" for nothing, or for more than that can be."""
        if not (self.words or self.hours) or len(self.words) > LONGEST:
            return ""
        return f"{'day' if self.no_day else 'hour'}|{','.join(f'{hour:%H:%M}' for hour in self.hours)}|{self.words}"

    def chosen(self, words: str) -> time | None:
        """The hour of those offered that these words choose: its number, or the part of the day in which it lies."""
        number = bare_number(words)
        if number is not None:
            return self.hours[number - 1] if 1 <= number <= len(self.hours) else None
        there = of_part(words, self.hours)
        return there[0] if len(there) == 1 else None

    def readings(self, words: str) -> list[str]:
        """What these words may mean as a whole answer, the likelier first."""
        hour = self.chosen(words)
        if hour is not None:
            return [f"{self.words} {hour:%H:%M}".strip()]
        says_rest = names_day(words) or any(map(str.isdigit, words)) if self.no_day else names_hour(words)
        whole = [f"{self.words} {words}"] if self.words and says_rest else []
        return [*whole, words] if self.no_day else [words, *whole]
