"""Goals at the desk: which there are, whose word one waits for, and where a proposal or a comment goes."""

from __future__ import annotations

from datetime import date

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, allowed, open_pair
from bot.dialogs.goals import deeds
from bot.dialogs.goals.pages import (
    GoalAgreed,
    GoalIsAgreed,
    GoalPairs,
    GoalProposed,
    Goals,
    GoalSent,
    OneGoal,
    OneOfThem,
    PairGoals,
    Rows,
    WorkedTowards,
)
from bot.dialogs.goals.paper import OWNER, CommentOnGoal, ProposeGoal
from bot.dialogs.handlers import does, facts, routes, takes
from bot.dialogs.letters import deeds as letter_deeds
from bot.dialogs.letters.pages import LetterSent
from bot.dialogs.letters.paper import Correspondent
from bot.dialogs.letters.shared import talking
from bot.dialogs.pairs.shared import names
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.lists import cut
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.forms.words import InFull
from bot.language import Item, Marked, _
from bot.store.goals.goals import Goal, NewGoal, Owner
from bot.store.letters import LetterKind, NewLetter
from bot.store.pairs import PairOf

SHORT = 40
"""So many letters of a goal are shown in a list."""


def _goal(asking: Asking, goal_id: int) -> tuple[Goal, PairOf]:
    try:
        goal, pair = deeds.open_goal(asking.db, asking.who.id, goal_id)
    except NotYours:
        raise NotFound from None
    allowed(asking, pair, OneGoal.shows)
    return goal, pair


def _planned(asking: Asking, at: OneGoal | CommentOnGoal) -> tuple[Item, PairOf]:
    """A goal of the plan, by its place in that plan."""
    pair = open_pair(asking, at.pair or 0, OneGoal.shows)
    found = deeds.of_pair(asking.db, pair.id, asking.today)
    if at.nth is None or at.plan != found.plan_id or at.nth >= len(found.planned):
        raise NotOpen(_("The plan has changed. GOALS shows the new one."))
    return found.planned[at.nth], pair


@routes
def whose(asking: Asking, at: Goals) -> Dialog:
    """GOALS of somebody with one pair leads to its goals."""
    found = talking(asking)
    return PairGoals(pair=found[0][0].id) if len(found) == 1 else at


def _partners(asking: Asking) -> list[Row]:
    return [Row(label, PairGoals(pair=pair.id)) for pair, label in talking(asking)]


@facts
def with_whom(asking: Asking, at: Goals) -> Prepared:
    """The pairs to choose from."""
    return Prepared(GoalPairs(tuple(_partners(asking))))


@facts
def of_pair(asking: Asking, at: PairGoals) -> Prepared:
    """All goals of a pair: of the plan, agreed since, and proposed."""
    pair = open_pair(asking, at.pair, OneGoal.shows)
    found = deeds.of_pair(asking.db, pair.id, asking.today)
    rows = [
        Row(cut(item.text, SHORT), OneGoal(pair=pair.id, plan=found.plan_id, nth=nth))
        for nth, item in enumerate(found.planned)
    ]
    rows += [_row(asking, goal, _("{words}, by {due}")) for goal in found.agreed]
    rows += [_row(asking, goal, _("{words}, by {due} (not agreed yet)")) for goal in found.proposed]
    return Prepared(WorkedTowards(names(asking, pair)[1], tuple(rows), Rows(tuple(rows))))


def _row(asking: Asking, goal: Goal, label: Marked) -> Row:
    return Row(Said(label, {"words": cut(goal.words, SHORT), "due": goal.due}), OneGoal(goal=goal.id))


@facts
def one(asking: Asking, at: OneGoal) -> Prepared:
    """A goal in full."""
    if at.goal is None:
        item, pair = _planned(asking, at)
        nothing = InFull("")
        partner = names(asking, pair)[1]
        return Prepared(OneOfThem(partner, InFull(item.text), nothing, Marked(""), None, agreed=True, answerable=False))
    goal, pair = _goal(asking, at.goal)
    agreed = goal.agreed_at is not None
    return Prepared(
        OneOfThem(
            partner=names(asking, pair)[1],
            words=InFull(goal.words),
            criterion=InFull(goal.criterion),
            owner=OWNER[goal.owner],
            due=goal.due,
            agreed=agreed,
            answerable=not agreed and goal.by_id != asking.who.id,
        )
    )


@facts
def to_comment(asking: Asking, at: CommentOnGoal) -> Prepared:
    """The two of a pair, for what is said of a goal."""
    pair = open_pair(asking, at.pair or 0, OneGoal.shows) if at.goal is None else _goal(asking, at.goal)[1]
    return _correspondent(asking, pair)


@facts
def to_propose(asking: Asking, at: ProposeGoal) -> Prepared:
    """The same for a proposal."""
    return _correspondent(asking, open_pair(asking, at.pair, OneGoal.shows))


@facts
def about_goal(asking: Asking, at: GoalSent | GoalIsAgreed | GoalAgreed) -> Prepared:
    """The same for receipts and notices."""
    return _correspondent(asking, _goal(asking, at.goal)[1])


def _correspondent(asking: Asking, pair: PairOf) -> Prepared:
    return Prepared(Correspondent(*names(asking, pair)))


@facts
def proposed(asking: Asking, at: GoalProposed) -> Prepared:
    """That a goal waits for this person's word; closed once it is agreed."""
    goal, pair = _goal(asking, at.goal)
    if goal.agreed_at is not None:
        raise NotOpen(_("That goal is agreed. GOALS shows it."))
    return _correspondent(asking, pair)


@takes
def take_goal(asking: Asking, at: ProposeGoal, answers: Answers) -> Dialog:
    """A goal is proposed to the partner."""
    goal = NewGoal(
        pair_id=at.pair,
        by_id=asking.who.id,
        owner=Owner(answers["owner"]),
        words=answers["words"],
        criterion=answers["criterion"],
        due=date.fromisoformat(answers["due"]),
        proposed_at=asking.now,
    )
    return GoalSent(goal=deeds.propose(asking.db, goal))


@takes
def take_comment(asking: Asking, at: CommentOnGoal, answers: Answers) -> Dialog:
    """A word on a goal goes to the partner as a letter."""
    if at.goal is not None:
        goal, pair = _goal(asking, at.goal)
        about = goal.words
    else:
        item, pair = _planned(asking, at)
        about = item.text
    comment = NewLetter(pair.id, asking.who.id, LetterKind.COMMENT, answers["comment"], asking.now, about=about)
    return LetterSent(letter=letter_deeds.send(asking.db, comment))


@does(OneGoal.agree)
def agree(asking: Asking, at: OneGoal) -> Dialog:
    """Yes to the partner's goal."""
    deeds.agree(asking.db, asking.who.id, at.goal or 0, asking.now)
    return GoalIsAgreed(goal=at.goal or 0)
