"""Who has opened a session, beside the two whose it is (requirement D330)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Page
from bot.forms.saying import Said
from bot.forms.words import If
from bot.language import Marked, _

AS: Mapping[str, Marked] = {
    "head": _("head"),
    "deputy": _("deputy head"),
    "scd": _("director"),
    "cd": _("director"),
    "rd": _("director"),
    "dfs": _("headquarters"),
    "itsd": _("headquarters"),
    "nt": _("headquarters"),
    "dpo": _("data officer"),
    "operator": _("operator"),
    "champion": _("champion"),
}
"""As what somebody opened it."""
VISIT = _("{who}, {role}, {at:day} {at:clock}")
OPERATOR_VISIT = _("an operator, {at:day} {at:clock}")


@dataclass(frozen=True)
class Visits:
    """Who opened something and when, the last first."""

    read_on = True
    all: tuple[Said, ...]

    def spoken(self, language: str, spec: str) -> str:
        return "; ".join(one.spoken(language) for one in self.all)

    def __bool__(self) -> bool:
        return bool(self.all)


@dataclass(frozen=True)
class OpenedByOthers:
    """Who, beside the pair, has opened this session or all that the pair has."""

    number: int
    visits: Visits


class WhoRead(Page[OpenedByOthers]):
    """Whoever opened a session that is not theirs, with the moment; for the two whose it is."""

    number: str | None = None

    keyword = _("WHO READ")
    argument = "number"
    shows = "journal"
    text = (
        If(
            Fact("visits"),
            _("Session {number}, opened by others (not your words, those open only to you two): {visits}."),
            _("Session {number}: nobody but you two has opened anything of it."),
        ),
    )
