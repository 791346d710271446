"""Where PLAN leads when no plan is there yet, or when there are several pairs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact
from bot.dialogs.page import Each, Page, Row
from bot.dialogs.saying import Style
from bot.dialogs.words import If
from bot.language import Name, _


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
class Several:
    """The pairs of somebody who has several."""

    rows: tuple[Row, ...]


class Plan(Page[Several]):
    """PLAN: leads to the plan, to the form for it, or to the paper that comes next."""

    pair: int | None = None

    keyword = _("PLAN")
    shows = "objectives"
    text = _("Which pair?")
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: Plan)
