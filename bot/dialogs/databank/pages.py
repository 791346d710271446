"""MENTORS with filters: who could mentor, where, in which subject (requirements D38, D60, D190)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Page
from bot.forms.saying import Label, Said, speak_label
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
    names_whom = True
    argument = "wanted"
    private = True
    shows = "session"
    text = If(
        Fact("total"),
        If(Fact("listed"), _("{area}: {total:# mentor|# mentors}.\n{lines}"), _("{area}: {total:# mentor|# mentors}.")),
        _("{area}: no such mentor. MENTORS takes a subject, a zone or area, TRAINED or UNTRAINED, FREE or BUSY."),
    )


@dataclass(frozen=True)
class OwnMentor:
    """One mentor of one's own school, and what its databank has of them (requirement D190)."""

    who: Name
    number: str
    about: tuple[Label, ...]

    def spoken(self, language: str, spec: str) -> str:
        about = ", ".join(speak_label(one, language) for one in self.about)
        return f"{self.who.short} {self.number}: {about}"


@dataclass(frozen=True)
class AskedMentor:
    """Somebody nominated who has not answered."""

    who: Name

    def spoken(self, language: str, spec: str) -> str:
        return Said(_("{who}: nominated, no answer yet"), vars(self)).spoken(language)


@dataclass(frozen=True)
class OwnLines(InLines):
    """The mentors of a school, then those who are asked."""

    all: tuple[OwnMentor | AskedMentor, ...]


@dataclass(frozen=True)
class OwnDatabank:
    """The databank of a school, for its head."""

    school: str
    total: int
    free: int
    """Who can take one mentee more."""
    filtered: bool
    lines: OwnLines


class OwnMentors(Page[OwnDatabank]):
    """The databank of a head's own school (requirement D38); its words filter: a subject, a name, TRAINED, FREE."""

    wanted: str | None = None

    private = True
    shows = "session"
    text = If(
        Fact("lines"),
        _("{school}: {total:# mentor|# mentors}, {free} can take one mentee more.\n{lines}"),
        If(
            Fact("filtered"),
            _("{school}: no such mentor. MENTORS takes a subject, a name, TRAINED or UNTRAINED, FREE or BUSY."),
            _("{school} has no mentors yet. MENTOR nominates one."),
        ),
    )
