"""What is read of a training that is recorded, and of all those of an area: who trained whom, when and how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.forms.facts import Fact
from bot.forms.page import Each, Go, Page, Row
from bot.forms.saying import Said, Style
from bot.forms.words import If, InARow
from bot.language import Name, _


@dataclass(frozen=True)
class SoMany(InARow):
    """How many of each: “2 heads, 3 religious leaders”."""

    all: tuple[Said, ...]


@dataclass(frozen=True)
class PeopleTrained:
    """A training: how many took part, and how many of all who can be are trained now."""

    day: date
    count: int
    trained: int
    all: int
    heads: bool
    officers: bool
    champions: int
    """Champions of schools who took part, beside those."""
    everybody: SoMany
    """All who took part, where groups without names are among them."""
    anew: bool
    """Whether other counts stood there for that day and place."""


class TrainingRecorded(Page[PeopleTrained]):
    """The receipt."""

    day: date
    count: int
    champions: int = 0
    groups: tuple[str, ...] = ()
    anew: bool = False

    private = True
    behind_pin = False
    text = If(
        Fact("everybody"),
        (
            _("Saved: {everybody} trained on {day}. TRAININGS shows all."),
            If(Fact("anew"), _("This replaces the counts that you had sent for that day and place.")),
        ),
        If(
            Fact("heads"),
            If(
                Fact("champions"),
                _(
                    "Saved: {count:# head|# heads} trained as ToT and {champions:# champion|# champions} on {day}."
                    " Of your {all:# head|# heads}, {trained} are."
                ),
                _(
                    "Saved: {count:# head|# heads} trained as ToT on {day}."
                    " Of your {all:# head|# heads}, {trained} are."
                ),
            ),
            If(
                Fact("officers"),
                _("Saved: {count:# officer|# officers} trained as Master Trainers on {day}. In all: {trained}."),
                _(
                    "Saved: {count:# mentor|# mentors} trained on {day}. Of your {all:# mentor|# mentors}, {trained}"
                    " are trained (Annex V row 2)."
                ),
            ),
        ),
    )


@dataclass(frozen=True)
class TrainingsGiven:
    """How far the cascade is in an area, and the newest trainings."""

    area: str
    masters: int
    heads: int
    tot: int
    mentors: int
    trained: int
    champions: int
    groups: SoMany
    """How many of each kind without names."""
    above: bool
    """Whether it has heads to train: more than one school."""
    rows: tuple[Row, ...]


class Trainings(Page[TrainingsGiven]):
    """The cascade: how many Master Trainers, heads and mentors are trained; who trained whom and when (D74)."""

    keyword = _("TRAININGS")
    private = True
    behind_pin = True
    asks = Style.LIST
    text = (
        If(
            Fact("above"),
            _("{area}: heads trained as ToT {tot}/{heads}, mentors trained {trained}/{mentors}."),
            _("{area}: mentors trained {trained}/{mentors}."),
        ),
        If(Fact("champions"), _("Champions trained: {champions}.")),
        If(Fact("masters"), _("Master Trainers: {masters}.")),
        If(Fact("groups"), _("Also trained: {groups}.")),
    )

    each = Each(Fact("rows"), most=3)


@dataclass(frozen=True)
class TrainedNames:
    """Those who took part, by name; a long list is read on with MORE."""

    all: tuple[str, ...]
    read_on: ClassVar[bool] = True

    def spoken(self, _language: str, _spec: str) -> str:
        return ", ".join(self.all)


@dataclass(frozen=True)
class TrainingWith:
    """One training: when, by whom and where."""

    day: date
    by: Name | None
    place: str | None
    count: int
    names: TrainedNames


class OneTraining(Page[TrainingWith]):
    """One of them, with the names of those of the area who took part."""

    training: int

    private = True
    behind_pin = True
    text = If(
        Fact("by"),
        If(
            Fact("place"),
            _("{day}, {place}: {by:full} trained {count}: {names}."),
            _("{day}: {by:full} trained {count}: {names}."),
        ),
        _("{day}: {count} trained: {names}."),
    )

    back = Go(_("trainings"), Trainings)


@dataclass(frozen=True)
class TrainedTogether:
    """Groups that were trained together: when, by whom, where, how many of each kind."""

    day: date
    by: Name
    place: str | None
    """None to headquarters, which see how many."""
    groups: SoMany


class GroupsTrained(Page[TrainedTogether]):
    """One training of groups without names; of one in which heads took part as well, what is beside them."""

    group: int

    private = True
    behind_pin = True
    text = If(Fact("place"), _("{day}, {place}: {by:full} trained {groups}."), _("{day}: {by:full} trained {groups}."))

    back = Go(_("trainings"), Trainings)
