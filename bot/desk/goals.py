"""Goals at the desk: which there are, whose word one waits for, and where a proposal or a comment goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.desk.base import Args, Asking, Closed, Prepared, allowed
from bot.desk.letters import partners
from bot.desk.records import names
from bot.dialogs.goals import OWNER, OneGoal, OneOfThem, Partners, Rows, WorkedTowards
from bot.dialogs.letters import Confided, Correspondent
from bot.dialogs.lists import cut
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.saying import Said
from bot.language import Item, Text, _
from bot.programme import goals as deeds
from bot.programme import letters as letter_deeds
from bot.programme.refusals import NotYours
from bot.store import pairs
from bot.store.goals import Goal, Owner
from bot.store.letters import Kind
from bot.store.pairs import PairOf

SHORT = 40
"""So many letters of a goal are shown in a list."""


def _pair(asking: Asking, pair_id: str) -> PairOf:
    pair = pairs.get(asking.db, int(pair_id))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, OneGoal.shows)
    return pair


def _goal(asking: Asking, goal_id: str) -> tuple[Goal, PairOf]:
    try:
        goal, pair = deeds.open_goal(asking.db, asking.who.id, int(goal_id))
    except NotYours:
        raise Closed(_("That is not open to you.")) from None
    allowed(asking, pair, OneGoal.shows)
    return goal, pair


def _planned(asking: Asking, args: Args) -> tuple[Item, PairOf]:
    """A goal of the plan, by its place in that plan."""
    pair = _pair(asking, args["pair"])
    found = deeds.of_pair(asking.db, pair.id, asking.today)
    if args.get("plan") != str(found.plan_id):
        raise Closed(_("The plan has changed since. GOALS shows it as it is now."))
    return found.planned[int(args["nth"])], pair


def whose(asking: Asking, place: Place) -> Place:
    """GOALS of somebody with one pair leads to its goals."""
    found = partners(asking, "")
    return Place("PairGoals", found[0].args) if len(found) == 1 else place


def with_whom(asking: Asking, args: Args) -> Prepared:
    """The pairs to choose from."""
    return Prepared(Partners(tuple(Row(one.label, one.args) for one in partners(asking, ""))))


def of_pair(asking: Asking, args: Args) -> Prepared:
    """All goals of a pair: of the plan, agreed since, and proposed."""
    pair = _pair(asking, args["pair"])
    found = deeds.of_pair(asking.db, pair.id, asking.today)
    plan = str(found.plan_id)
    rows = [Row(cut(item.text, SHORT), {"plan": plan, "nth": str(nth)}) for nth, item in enumerate(found.planned)]
    rows += [_row(asking, goal, _("{words}, by {due}")) for goal in found.agreed]
    rows += [_row(asking, goal, _("{words}, by {due} (not agreed yet)")) for goal in found.proposed]
    return Prepared(WorkedTowards(names(asking, pair)[1], tuple(rows), Rows(tuple(rows))))


def _row(asking: Asking, goal: Goal, label: Text) -> Row:
    return Row(Said(label, {"words": cut(goal.words, SHORT), "due": goal.due}), {"goal": str(goal.id)})


def one(asking: Asking, args: Args) -> Prepared:
    """A goal in full."""
    if "goal" not in args:
        item, pair = _planned(asking, args)
        nothing = Confided("")
        partner = names(asking, pair)[1]
        return Prepared(OneOfThem(partner, Confided(item.text), nothing, Text(""), None, agreed=True, answerable=False))
    goal, pair = _goal(asking, args["goal"])
    agreed = goal.agreed_at is not None
    return Prepared(
        OneOfThem(
            partner=names(asking, pair)[1],
            words=Confided(goal.words),
            criterion=Confided(goal.criterion),
            owner=OWNER[goal.owner],
            due=goal.due,
            agreed=agreed,
            answerable=not agreed and goal.by_id != asking.who.id,
        )
    )


def correspondent(asking: Asking, args: Args) -> Prepared:
    """The two of a pair, for a proposal and for what is said of it."""
    pair = _goal(asking, args["goal"])[1] if "goal" in args else _pair(asking, args["pair"])
    return Prepared(Correspondent(*names(asking, pair)))


def proposed(asking: Asking, args: Args) -> Prepared:
    """That a goal waits for this person's word; closed once it is agreed."""
    if _goal(asking, args["goal"])[0].agreed_at is not None:
        raise Closed(_("That goal is agreed. GOALS shows it."))
    return correspondent(asking, args)


def take_goal(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """A goal is proposed to the partner."""
    goal_id = deeds.propose(
        asking.db,
        asking.who.id,
        int(args["pair"]),
        Owner(answers["owner"]),
        answers["words"],
        answers["criterion"],
        date.fromisoformat(answers["due"]),
        asking.now,
    )
    return Place("GoalSent", {"goal": str(goal_id)})


def take_comment(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """A word on a goal goes to the partner as a letter."""
    if "goal" in args:
        goal, pair = _goal(asking, args["goal"])
        about = goal.words
    else:
        item, pair = _planned(asking, args)
        about = item.text
    words = answers["comment"]
    letter = letter_deeds.send(asking.db, asking.who.id, pair.id, Kind.COMMENT, words, asking.now, about=about)
    return Place("LetterSent", {"letter": str(letter)})


def agree(asking: Asking, args: Args) -> Place:
    """Yes to the partner's goal."""
    deeds.agree(asking.db, asking.who.id, int(args["goal"]), asking.now)
    return Place("GoalIsAgreed", {"goal": args["goal"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Goals": with_whom,
    "PairGoals": of_pair,
    "OneGoal": one,
    "CommentOnGoal": correspondent,
    "ProposeGoal": correspondent,
    "GoalSent": correspondent,
    "GoalProposed": proposed,
    "GoalIsAgreed": correspondent,
    "GoalAgreed": correspondent,
}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "ProposeGoal": take_goal,
    "CommentOnGoal": take_comment,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"agree_goal": agree}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"Goals": whose}
