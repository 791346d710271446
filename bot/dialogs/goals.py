"""GOALS: what the pair works towards; either side proposes a goal at any time, the other agrees or comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.days import Day
from bot.dialogs.facts import Fact, today
from bot.dialogs.form import Echo, Form
from bot.dialogs.letters import MOST, Confided, Correspondent
from bot.dialogs.page import Do, Each, Go, Notice, Page, Row
from bot.dialogs.questions import Choice, Text
from bot.dialogs.saying import Option, Style, speak_label
from bot.dialogs.words import If, Sized
from bot.language import Name, _
from bot.language import Text as Marked

OWNER: dict[str, Marked] = {"mentee": _("the mentee"), "mentor": _("the mentor"), "both": _("both of us")}
"""Who works towards a goal."""


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
class Partners:
    """The pairs of somebody who has several."""

    rows: tuple[Row, ...]


class Goals(Page[Partners]):
    """Of which pair; somebody with one pair sees its goals at once."""

    keyword = _("GOALS")
    shows = "objectives"
    text = _("Goals with whom?")
    asks = Style.LIST

    each = Each(Fact("rows"), PairGoals)


class ProposeGoal(Form[Correspondent]):
    """A goal: what, whose, by when, and how both will see that it is reached (requirement D3)."""

    pair: int

    shows = "objectives"
    called = _("goal")
    title = _("A goal with {partner}.")

    words = Text(_("what do you want to be able to do?"), label=_("goal"), most=160)
    owner = Choice(_("who works on it?"), *(Option(key, label) for key, label in OWNER.items()), label=_("who"))
    due = Day(
        _("by which day?"),
        label=_("day"),
        earliest=today,
        too_early=_("{day:weekday} has passed. Please give a later date for the goal."),
    )
    criterion = Text(_("how will you both see that it is reached?"), label=_("sign of success"), most=160)

    echo = Echo(_("Goal: {words}. Who: {owner}. By {due}. Reached when: {criterion}."))


class GoalSent(Page[Correspondent]):
    """The receipt of a proposal."""

    goal: int

    shows = "objectives"
    text = _("Proposed to {partner}. It counts once you both agree. GOALS shows it.")


@dataclass(frozen=True)
class OneOfThem:
    """One goal, of the plan or proposed by one of the two."""

    partner: Name
    words: Confided
    criterion: Confided
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


class CommentOnGoal(Form[Correspondent]):
    """A word on a goal, to make it clearer (requirement D18); it goes to the partner as a letter."""

    goal: int | None = None
    pair: int | None = None
    plan: int | None = None
    nth: int | None = None

    shows = "objectives"
    called = _("comment")
    at_once = True

    comment = Text(_("Your comment to {partner}?"), label=_("comment"), most=MOST)

    echo = Echo(_("Your comment: {comment}"))


class GoalProposed(Notice[Correspondent]):
    """The partner proposes a goal; its words wait until they are asked for."""

    goal: int

    shows = "objectives"
    text = _("TIMEC: {partner:full} proposed a goal.")
    template = "goal_proposed"

    read = Go(_("to read"), OneGoal, synonyms=("read", "soma", "open", "fungua"))


class GoalIsAgreed(Page[Correspondent]):
    """The receipt of a yes."""

    goal: int

    shows = "objectives"
    text = _("Agreed. It is now a goal of you and {partner}. GOALS shows all.")


class GoalAgreed(Notice[Correspondent]):
    """The partner agreed."""

    goal: int

    shows = "objectives"
    text = _("TIMEC: {partner:full} agreed to the goal you proposed. GOALS shows it.")
    template = "goal_agreed"
