"""MENTORS with filters: who could mentor, where, in which subject (requirement D60)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Page
from bot.forms.saying import Said
from bot.forms.words import If, InLines
from bot.language import Name, _


@dataclass(frozen=True)
class MentorLine:
    """One mentor of the databank."""

    who: Name
    school: str
    subject: str
    pairs: int

    def spoken(self, language: str, spec: str) -> str:
        said = (
            _("{who}, {school}, {subject}, {pairs:# pair|# pairs}")
            if self.subject
            else _("{who}, {school}, {pairs:# pair|# pairs}")
        )
        return Said(said, vars(self)).spoken(language)


@dataclass(frozen=True)
class MentorLines(InLines):
    """Such lines; a long list is read on with MORE."""

    all: tuple[MentorLine, ...]


@dataclass(frozen=True)
class Databank:
    """What was found in an area."""

    area: str
    total: int
    listed: bool
    """Whether the matrix opens more than totals."""
    lines: MentorLines


class Mentors(Page[Databank]):
    """The mentors and coaches of an area; its words are filters: a subject, a zone, TRAINED, FREE."""

    wanted: str | None = None

    keyword = _("MENTORS")
    argument = "wanted"
    private = True
    shows = "session"
    text = If(
        Fact("total"),
        If(Fact("listed"), _("{area}: {total:# mentor|# mentors}.\n{lines}"), _("{area}: {total:# mentor|# mentors}.")),
        _("{area}: no such mentor. MENTORS takes a subject, a zone or area, TRAINED or UNTRAINED, FREE or BUSY."),
    )
