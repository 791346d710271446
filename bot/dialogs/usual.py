"""The usual lists of a plan, from the policy's roles of mentors and mentees, and the question that offers one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.dialogs.facts import Condition, Context, NotUnderstood
from bot.dialogs.questions import Text
from bot.dialogs.saying import Option, Said, names_of
from bot.language import Text as Marked
from bot.language import _, bare_number, fold

Lists = Mapping[str, Marked]
"""The versions of one list by number; what was agreed on a version keeps it, new plans are offered the last."""

MENTOR: Lists = {"1": _("plan, meet, listen, give feedback")}
"""Policy, Appendix II 1.5 (i), (ii), (iii), (v): clause 6 of Annex I."""
MENTEE: Lists = {"1": _("prepare, be on time, act, ask for feedback")}
"""Policy, Appendix II 1.6 vii, viii, ii, vi: clause 7 of Annex I."""
RULES: Lists = {"1": _("respect, honesty, punctuality, confidentiality")}
"""Policy, Appendix III 2.0 (b), (d) and Appendix II 1.5 (x), 1.6 viii."""
LIMITS: Lists = {
    "1": _("only the teaching profession and career; confidential unless law or safety requires otherwise")
}
"""Annex I, lead sentence and clause 3."""


def read(lists: Lists, stored: str) -> Marked | str:
    """What a stored answer means: the list of that version, or words as they were written."""
    return lists.get(stored[1:], Marked("")) if stored.startswith("=") else stored


class Usual(Text):
    """Free words, or the usual list by its number; stored as `=1`, the version of the list."""

    def __init__(self, ask: Marked, *, lists: Lists, most: int = 160, **kwargs: Any) -> None:
        super().__init__(ask, most=most, **kwargs)
        self.lists = lists

    @property
    def written(self) -> Condition:
        """True when they chose words of their own."""
        return Condition(self, "in own words", lambda stored: not stored.startswith("="))

    def options(self, context: Context) -> tuple[Option, ...]:
        words = ("usual", "usual list", "use the usual list", "kawaida", "ya kawaida", "orodha")
        return (Option(f"={list(self.lists)[-1]}", _("the usual list"), words),)

    def hints(self, context: Context) -> tuple[Said, ...]:
        return (*self.same_hint(context), Said(_("Write, or choose:")))

    def hear(self, words: str, context: Context) -> str:
        (usual,) = self.options(context)
        if bare_number(words) == 1 or fold(words) in names_of(usual):
            return usual.key
        return super().hear(words.lstrip("= ") or words, context)

    def check(self, stored: str, context: Context) -> None:
        if stored.startswith("="):
            if stored[1:] not in self.lists:
                raise NotUnderstood
            return
        super().check(stored, context)

    def value(self, stored: str, context: Context) -> object:
        return read(self.lists, stored)
