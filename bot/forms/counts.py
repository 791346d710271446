"""A question that is answered by a number of people or things."""

from __future__ import annotations

from typing import Any

from bot.forms.facts import Context, NotUnderstood
from bot.forms.questions import Question
from bot.language import Marked, _, bare_number


class HowMany(Question):
    """A whole number from none up to `most`, stored as its digits."""

    how = _("Reply a number, like 12.")

    def __init__(self, ask: Marked, *, most: int = 999, **kwargs: Any) -> None:
        super().__init__(ask, **kwargs)
        self.most, self.longest = most, str(most)

    def hear(self, words: str, context: Context) -> str:
        number = bare_number(words)
        if number is None or not 0 <= number <= self.most:
            raise NotUnderstood
        return str(number)

    def check(self, stored: str, context: Context) -> None:
        if not stored.isdigit() or int(stored) > self.most:
            raise NotUnderstood

    def examples(self, context: Context) -> tuple[str, ...]:
        return ("12",)
