"""GOALS: what the pair works towards, and what the two hear of a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.goals.paper import CommentOnGoal, ProposeGoal, SessionGoals
from bot.dialogs.letters.paper import Correspondent
from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Go, Notice, Page, Row
from bot.forms.saying import Style, speak_label
from bot.forms.words import If, InFull, Sized
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class Rows:
    """What the rows of a list say, in full: for channels whose buttons cut it short."""

    all: tuple[Row, ...]

    def spoken(self, language: str, spec: str) -> str:
        return "; ".join(speak_label(row.label, language) for row in self.all)


@dataclass(frozen=True)
class WorkedTowards:
    """The goals of a pair, those that wait for a yes among them."""

    partner: Name
    rows: tuple[Row, ...]
    goals: Rows


class PairGoals(Page[WorkedTowards]):
    """The goals of the plan and those agreed since; a number opens one."""

    pair: int

    shows = "objectives"
    text = If(
        Fact("rows"),
        Sized(_("Goals with {partner}:"), _("Goals with {partner}: {goals}.")),
        _("No goals with {partner} yet."),
    )
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: OneGoal)
    propose = Go(_("propose a goal"), lambda: ProposeGoal)


@dataclass(frozen=True)
class GoalPairs:
    """The pairs of somebody who has several."""

    rows: tuple[Row, ...]


class Goals(Page[GoalPairs]):
    """Of which pair; somebody with one pair sees its goals at once."""

    keyword = _("GOALS")
    shows = "objectives"
    text = _("Goals with whom?")
    asks = Style.LIST

    each = Each(Fact("rows"), PairGoals)


class GoalSent(Page[Correspondent]):
    """The receipt of a proposal."""

    goal: int

    shows = "objectives"
    behind_pin = False
    text = _("Proposed to {partner}. It counts once you both agree. GOALS shows it.")


@dataclass(frozen=True)
class OneOfThem:
    """One goal, of the plan or proposed by one of the two."""

    partner: Name
    words: InFull
    criterion: InFull
    owner: Marked
    due: date | None
    agreed: bool
    answerable: bool
    """Whether the reader is the one whose yes it waits for."""


class OneGoal(Page[OneOfThem]):
    """A goal in full."""

    goal: int | None = None
    pair: int | None = None
    plan: int | None = None
    nth: int | None = None

    shows = "objectives"
    text = If(
        Fact("due"),
        (
            _("{words}. Who: {owner}. By {due}. Reached when: {criterion}."),
            If(Fact("agreed"), _("Agreed."), _("Not agreed yet.")),
        ),
        _("{words}. (A goal of your plan.)"),
    )

    agree = Do(_("agree"), when=Fact("answerable"), synonyms=("yes", "ok", "sawa", "ndiyo", "nakubali"))
    comment = Go(_("comment"), lambda: CommentOnGoal, synonyms=("no", "hapana"))


class GoalProposed(Notice[Correspondent]):
    """The partner proposes a goal; its words wait until they are asked for."""

    goal: int

    shows = "objectives"
    text = _("TIMEC: {partner:full} proposed a goal.")
    template = "goal_proposed"
    buttons = (_("to read it"),)

    read = Go(_("to read it"), OneGoal, synonyms=("read", "soma", "open", "fungua"))


class GoalIsAgreed(Page[Correspondent]):
    """The receipt of a yes."""

    goal: int

    shows = "objectives"
    behind_pin = False
    text = _("Agreed. It is now a goal of you and {partner}. GOALS shows all.")


class GoalAgreed(Notice[Correspondent]):
    """The partner agreed."""

    goal: int

    shows = "objectives"
    text = _("TIMEC: {partner:full} agreed to the goal you proposed. GOALS shows it.")
    template = "goal_agreed"


MARKS: dict[str, Marked] = {"yes": _("yes"), "partly": _("partly"), "no": _("no")}
"""How a mark is read."""


class GoalsNoted(Page[SessionGoals]):
    """The receipt."""

    session: int

    shows = "journal"
    behind_pin = False
    text = _("Noted for session {number}. Only you and {partner:first} can read it: SHOW {number}.")
