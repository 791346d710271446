"""The question that looks something up: a person, a school."""

from __future__ import annotations

import re
from typing import Any

from bot.forms.facts import Context, Index, NotUnderstood
from bot.forms.questions import Question
from bot.forms.saying import Option, Said, pick
from bot.language import Marked, _, bare_number, squeeze

_BETWEEN = re.compile(r"(?<=\d)\s*(?:[/,;&+]|\b(?:and|with|to|na|kwa)\b)\s*(?=\d)")
"""What parts two numbers: “812399/534777”."""


class Find(Question):
    """Something looked up by the desk: a person, a school. Its refusals are sentences.

    Those likeliest meant are offered by number, after the words `listed`.
    """

    how = _("Reply a name, or a TSC number like 812345.")

    def __init__(
        self,
        ask: Marked,
        index: Index,
        *,
        given: Question | None = None,
        listed: Marked | None = None,
        how: Marked | None = None,
        begins: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(ask, **kwargs)
        self.how, self.begins = how or self.how, begins
        self.index, self.given, self.listed = index, given, listed

    def hear(self, words: str, context: Context) -> str:
        option = pick(self.options(context), words, loosely=False) if bare_number(words) is not None else None
        if option is not None:
            return option.key
        return context.finders[self.index].find(squeeze(words), self._given(context)).id

    def _given(self, context: Context) -> tuple[str, ...]:
        return () if self.given is None else (context.above.get(self.given, ""),)

    def beginning(self, words: str, context: Context) -> tuple[str, str]:
        """The words at the beginning that mean something, as many as do, and the rest; else the first word."""
        apart = _BETWEEN.sub(" ", words).split()
        for count in range(len(apart), 0, -1):
            try:
                self.hear(" ".join(apart[:count]), context)
            except NotUnderstood:
                continue
            return " ".join(apart[:count]), " ".join(apart[count:])
        return super().beginning(words, context)

    def options(self, context: Context) -> tuple[Option, ...]:
        return context.finders[self.index].offers(self._given(context))

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (Said(self.listed),) if self.listed and self.options(context) else ()

    def check(self, stored: str, context: Context) -> None:
        if context.finders[self.index].get(stored) is None:
            raise NotUnderstood

    def value(self, stored: str, context: Context) -> object:
        found = context.finders[self.index].get(stored)
        return found.label if found else stored
