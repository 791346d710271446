"""Where I stand: held of planned, signed by both, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.dialogs.facts import Fact
from bot.dialogs.page import Page
from bot.dialogs.saying import Said
from bot.dialogs.words import If
from bot.language import Name, _
from bot.language import Text as Marked


@dataclass(frozen=True)
class PairLine:
    """One pair in a status: the figures of D243 at this moment."""

    partner: Name
    held: int
    due: int
    signed: int
    next: datetime | None
    review: date | None
    to_sign: tuple[int, ...]
    actions: int

    def spoken(self, language: str, spec: str) -> str:
        parts = [Said(_("{partner}: held {held} of {due}, signed {signed}."), vars(self))]
        if self.to_sign:
            parts.append(Said(_("To sign: {numbers}."), {"numbers": ", ".join(map(str, self.to_sign))}))
        if self.next:
            parts.append(Said(_("Next: {next}."), vars(self)))
        return " ".join(part.spoken(language) for part in parts)


@dataclass(frozen=True)
class Lines:
    """Several pairs, one after the other."""

    all: tuple[PairLine, ...]

    def spoken(self, language: str, spec: str) -> str:
        return "\n".join(line.spoken(language, "") for line in self.all)


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in their pairs."""

    pairs: Lines
    several: bool
    none: bool
    held: int
    due: int
    signed: int
    review: date | None
    next: datetime | None
    actions: int
    to_sign: str


class Status(Page[Standing]):
    """Where I stand: held of planned, signed by both, what comes next."""

    keyword: ClassVar[Marked | None] = _("STATUS")
    argument = "school"
    says_freely = True
    text = If(
        Fact("none"),
        _("You are in no pair yet, so there is nothing to count. Your head matches mentors and mentees."),
        If(
            Fact("several"),
            _("{pairs}"),
            (
                _("Held {held} of {due}, signed {signed}."),
                If(Fact("review"), _("Next review {review}.")),
                If(Fact("to_sign"), _("To sign: session {to_sign}.")),
                If(Fact("next"), _("Next: {next}.")),
                If(Fact("actions"), _("Open actions: {actions}.")),
            ),
        ),
    )
