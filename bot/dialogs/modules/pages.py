"""What is said of a module that somebody has done, and the counts of many."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.instruments.paper import SCALE, Worded
from bot.forms.facts import Fact
from bot.forms.page import Do, Notice, Page
from bot.forms.saying import Said
from bot.forms.words import If, InLines
from bot.language import Marked, Name, _, say


@dataclass(frozen=True)
class OneModule:
    """A module, the level that somebody reports, and who is to confirm it."""

    who: Name
    coach: Name | None
    number: str
    title: Worded
    level: Said
    done: bool
    """Whether the coach confirmed it."""


class ModuleKept(Page[OneModule]):
    """The receipt."""

    report: int

    shows = "scores"
    receipt = True
    text = (
        _("Saved: module {number}, {title}: {level}."),
        If(
            Fact("coach"),
            _("Your coach {coach} is asked to confirm it."),
            _("Nobody coaches you now, so it stands as reported."),
        ),
    )


class ConfirmModule(Notice[OneModule]):
    """To the coach: is it so?"""

    report: int

    shows = "scores"
    text = _("TIMEC: {who:full}, whom you coach, reports module {number} as done: {level}. Is it so?")
    template = "confirm_module"
    buttons = (_("yes"), _("no"))

    confirm = Do(_("yes"), synonyms=("y", "ndiyo", "ndio", "ok", "sawa", "confirm", "thibitisha"))
    refuse = Do(_("no"), synonyms=("n", "hapana", "la", "bado"))


class ModuleAnswerKept(Page[OneModule]):
    """The coach's receipt."""

    report: int

    shows = "scores"
    behind_pin = False
    text = If(
        Fact("done"),
        _("Confirmed: module {number} of {who}. It counts now."),
        _("Noted: module {number} of {who} does not count yet."),
    )


class ModuleDecided(Notice[OneModule]):
    """To whom it was reported of: the coach has answered."""

    report: int

    shows = "scores"
    text = If(
        Fact("done"),
        _("TIMEC: your coach confirmed your module {number}. MODULES shows all."),
        _("TIMEC: your coach did not confirm your module {number}. Talk it over, then send MODULE again."),
    )
    template = "module_decided"


@dataclass(frozen=True)
class ModuleLine:
    """One module of one's own."""

    number: str
    title: Worded
    level: Said
    how: Marked

    def spoken(self, language: str, spec: str) -> str:
        title = self.title.spoken(language, "")
        return f"{self.number} {title}: {self.level.spoken(language)}, {say(self.how, language)}"


@dataclass(frozen=True)
class ModuleLines(InLines):
    """All of them."""

    all: tuple[ModuleLine, ...]


@dataclass(frozen=True)
class CountyLine:
    """One county, as in Table 2 of the pilot's report."""

    name: str
    people: int
    done: int
    levels: tuple[int, ...]
    """How many on each point of the scale; none where they are too few to be told."""
    open: int

    def spoken(self, language: str, spec: str) -> str:
        said = say(
            _("{name}: {people:# person|# people}, {done} done"),
            language,
            name=self.name,
            people=self.people,
            done=self.done,
        )
        levels = [f"{one.spoken(language, '')} {count}" for one, count in zip(SCALE, self.levels, strict=False)]
        waiting = [say(_("{open} not confirmed"), language, open=self.open)] if self.open else []
        return ", ".join([said, *reversed(levels), *waiting])


@dataclass(frozen=True)
class CountyLines(InLines):
    """Each county."""

    all: tuple[CountyLine, ...]


@dataclass(frozen=True)
class GroupLine:
    """One target group, and what it has done of its modules."""

    group: Marked
    modules: int
    people: int
    done: int

    def spoken(self, language: str, spec: str) -> str:
        said = _("{group}, {modules:# module|# modules}: {people:# person|# people}, {done} done")
        return say(said, language, **{**vars(self), "group": say(self.group, language)})


@dataclass(frozen=True)
class GroupLines(InLines):
    """Each target group."""

    all: tuple[GroupLine, ...]


@dataclass(frozen=True)
class ModulesDone:
    """One's own, or of an area."""

    area: str
    mine: ModuleLines
    counties: CountyLines
    groups: GroupLines


class Modules(Page[ModulesDone]):
    """Which modules somebody has done; an office over schools reads counts by county, as the pilot's Table 2."""

    keyword = _("MODULES")
    shows = "scores"
    text = (
        If(Fact("mine"), _("Your modules:\n{mine}\n")),
        If(
            Fact("counties"),
            (_("{area}, modules done and confirmed, by level:\n{counties}\n"), _("For whom they are:\n{groups}")),
            If(Fact("mine"), (), _("No module is reported yet. E.g. MODULE 5 done advanced.")),
        ),
    )
