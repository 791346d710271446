"""Pairs on their way to session 1, as their head sees them; and where PLAN leads."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.readiness.paper import LetBegin, Missing
from bot.dialogs.rematch.paper import Partners
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Each, Go, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class OnTheWay:
    """The pairs of a school that cannot meet yet."""

    rows: tuple[Row, ...]


class Preparing(Page[OnTheWay]):
    """Which pairs are not ready yet."""

    private = True
    shows = "agreement"
    asks = Style.LIST
    text = If(Fact("rows"), _("Not ready for session 1:"), _("Every pair is ready."))

    pair = Each(Fact("rows"), lambda: NotReady)


class NotReady(Page[Missing]):
    """What one pair still needs before session 1 (requirement D96)."""

    pair: int

    private = True
    shows = "agreement"
    text = If(
        Fact("missing"),
        _("{mentee} and {mentor}, before session 1: {missing}."),
        _("{mentee} and {mentor} are ready."),
    )

    begin = Go(_("let them begin"), lambda: LetBegin, when=Fact("missing"))


class MayBegin(Page[NoFacts]):
    """The receipt."""

    text = _("Saved. They can now record sessions; what is missing can still be done.")


class LeaveGiven(Notice[Partners]):
    """To both of the pair: they may begin."""

    pair: int

    shows = "session"
    text = _("TIMEC: {me:first}, your head lets you and {partner} begin. What is still missing can be done: PLAN.")
    template = "leave_given"


@dataclass(frozen=True)
class Before:
    """A pair without a plan, as the one sees it who does not enter it."""

    partner: Name
    sent: bool
    """Whether this person has sent one, which the other has still to read."""


class PlanToCome(Page[Before]):
    """PLAN where there is none yet."""

    pair: int

    shows = "objectives"
    text = If(
        Fact("sent"),
        _("{partner} has your plan and has not answered yet."),
        _("{partner} enters your plan after you two have talked. To prepare yourself, reply NEEDS."),
    )


@dataclass(frozen=True)
class PlansToChoose:
    """The pairs of somebody who has several."""

    rows: tuple[Row, ...]


class Plan(Page[PlansToChoose]):
    """PLAN: leads to the plan, to the form for it, or to the paper that comes next."""

    pair: int | None = None

    keyword = _("PLAN")
    shows = "objectives"
    text = _("Which pair?")
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: Plan)
