"""Where I stand: held of planned, signed by both, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.dialogs.ending.pages import Gaps
from bot.forms.facts import Fact
from bot.forms.page import Page
from bot.forms.saying import Said
from bot.forms.words import If, InLines
from bot.language import Marked, Name, _, say

LOST = _("Messages do not reach {lost:first}: reach them in person.")


@dataclass(frozen=True)
class StageLine:
    """At which of the four stages a coaching pair is, what closes it, and which cycles fit before the term ends."""

    number: int
    name: Marked
    cycle: int
    open: tuple[Marked, ...]
    fits: int | None = None
    ends: date | None = None

    def spoken(self, language: str, spec: str) -> str:
        return self._in_short(language) if spec == "short" else self._in_full(language)

    def _in_short(self, language: str) -> str:
        """The stage, and what closes it."""
        said = _("Stage {number}, {name}: {open}.") if self.open else _("Stage {number}, {name}.")
        known = {"number": self.number, "name": Said(self.name), "open": self._still(language)}
        return Said(said, known).spoken(language)

    def _still(self, language: str) -> str:
        return ", ".join(say(one, language) for one in self.open)

    def _in_full(self, language: str) -> str:
        said = _("Stage {number} of 4, {name}, cycle {cycle}.") if self.cycle else _("Stage {number} of 4, {name}.")
        parts = [Said(said, {**vars(self), "name": Said(self.name)})]
        if self.open:
            parts.append(Said(_("It closes with: {open}."), {"open": self._still(language)}))
        if self.fits is not None:
            parts.append(Said(_("Cycles of 6 weeks before the term ends {ends}: {fits}."), vars(self)))
        return " ".join(part.spoken(language) for part in parts)


@dataclass(frozen=True)
class PairLine:
    """One pair in a status: the figures of D243 at this moment."""

    partner: Name
    held: int
    due: int
    signed: int
    next: datetime | None
    to_sign: tuple[int, ...]
    disputed: tuple[int, ...]
    actions: int
    mentoring: bool
    """Whether the reader is the mentor: then their mentee's last session and missed ones are told (requirement D20)."""
    last: date | None
    missed: int
    lost: Name | None = None
    """The partner, where no message reaches them."""
    asked: bool = False
    """Whether only one of the two has asked for the next date."""
    stage: StageLine | None = None
    """Of a coaching pair."""

    def spoken(self, language: str, spec: str) -> str:
        parts = [Said(_("{partner}: held {held} of {due}, signed {signed}."), vars(self))]
        if self.to_sign:
            parts.append(Said(_("To sign: {numbers}."), {"numbers": ", ".join(map(str, self.to_sign))}))
        if self.disputed:
            parts.append(Said(_("Not agreed: {numbers}."), {"numbers": ", ".join(map(str, self.disputed))}))
        if self.next:
            parts.append(Said(_("Next, not agreed yet: {next}.") if self.asked else _("Next: {next}."), vars(self)))
        if self.stage:
            parts.append(Said(_("{stage}"), {"stage": self.stage}))
        if self.lost:
            parts.append(Said(LOST, vars(self)))
        if self.mentoring:
            parts += [Said(text, vars(self)) for text in self._of_mentee()]
        return " ".join(part.spoken(language) for part in parts)

    def _of_mentee(self) -> Iterator[Marked]:
        if self.last:
            yield _("Last met {last}.")
        if self.missed:
            yield _("Not held: {missed}.")
        if self.actions:
            yield _("Actions to finish: {actions}.")


@dataclass(frozen=True)
class StatusLines(InLines):
    """Several pairs, one after the other; a long list is read on with MORE."""

    all: tuple[PairLine, ...]


@dataclass(frozen=True)
class ToBegin:
    """A pair before its first session: what comes next, and whose turn it is."""

    partner: Name
    step: Marked
    mine: bool
    theirs: bool
    lost: Name | None = None
    """The partner, where no message reaches them."""
    stage: StageLine | None = None
    """Of a coaching pair."""

    def spoken(self, language: str, spec: str) -> str:
        said = [_("You are matched with {partner}. Before session 1: {step}."), self._turn()]
        said += [_("{stage}")] if self.stage else []
        return " ".join(Said(one, vars(self)).spoken(language) for one in (*said, *([LOST] if self.lost else [])))

    def _turn(self) -> Marked:
        if self.mine:
            return _("Your turn: reply PLAN.")
        return _("It is the turn of {partner:first}.") if self.theirs else _("Your head arranges it.")


@dataclass(frozen=True)
class Beginnings(InLines):
    """Such pairs, one after the other."""

    all: tuple[ToBegin, ...]


@dataclass(frozen=True)
class AskedToMatch:
    """Somebody who is proposed to another: whether their own answer is awaited, or the other's."""

    partner: Name
    mine: bool

    def spoken(self, language: str, spec: str) -> str:
        said = (
            _("Your head has proposed you and {partner:full} to each other. To answer, reply MENU.")
            if self.mine
            else _("You said yes to {partner:full}, who is being asked now. I will tell you.")
        )
        return Said(said, vars(self)).spoken(language)


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in their pairs."""

    pairs: StatusLines
    several: bool
    none: bool
    to_begin: Beginnings
    asked: AskedToMatch | None
    held: int
    due: int
    signed: int
    review: date | None
    """The review to come, or the one that is due."""
    is_due: bool
    next: datetime | None
    asked_for: bool
    actions: int
    to_sign: str
    disputed: str
    last: date | None
    """When a mentor met this mentee last."""
    missed: int
    lost: Name | None
    """The one partner, where no message reaches them."""
    stage: StageLine | None
    """Of a coaching pair, where it is the only one."""
    missing: Gaps
    """In the last months of the year: what still stands between them and the certificate (requirement D9)."""


class Status(Page[Standing]):
    """Where I stand: held of planned, signed by both, what comes next."""

    school: str | None = None

    keyword: ClassVar[Marked | None] = _("STATUS")
    behind_pin = True
    argument = "school"
    says_freely = True
    text = If(
        Fact("none"),
        If(
            Fact("to_begin"),
            _("{to_begin}"),
            If(
                Fact("asked"),
                _("{asked}"),
                _("You are not matched yet, so there is nothing to show. Your head matches mentors and mentees."),
            ),
        ),
        If(
            Fact("several"),
            If(Fact("to_begin"), _("{pairs}\n{to_begin}"), _("{pairs}")),
            (
                _("Sessions held: {held} of {due}, signed by both: {signed}."),
                If(Fact("to_sign"), _("To sign: session {to_sign}.")),
                If(Fact("disputed"), _("Not agreed: session {disputed}.")),
                If(Fact("next"), If(Fact("asked_for"), _("Next, not agreed yet: {next}."), _("Next: {next}."))),
                If(Fact("stage"), _("{stage}")),
                If(Fact("lost"), LOST),
                If(
                    Fact("review"),
                    If(Fact("is_due"), _("Review due since {review}: REVIEW."), _("Review: {review}.")),
                ),
                If(Fact("last"), _("Last met {last}.")),
                If(Fact("missed"), _("Not held: {missed}.")),
                If(Fact("actions"), _("Actions to finish: {actions}.")),
                If(Fact("missing"), _("For the certificate: {missing}.")),
                If(Fact("to_begin"), _("{to_begin}")),
            ),
        ),
    )


class MyPairs(Status):
    """The pairs of somebody who has an office besides."""

    keyword: ClassVar[Marked | None] = None
