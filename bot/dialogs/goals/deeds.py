"""Goals between the plans: either of the two proposes one, the other agrees or comments (requirements D3, D18).

The goals of the plan stay where the plan is; nothing is copied from one to the other.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.goals.pages import GoalAgreed, GoalProposed
from bot.dialogs.goals.rules import GoalAgreedCause, GoalsOfPair, Proposed
from bot.dialogs.letters.rules import can_write
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand
from bot.dialogs.refusals import DayOutside, NotYours
from bot.dialogs.telling import tell
from bot.language import items_of, local_day
from bot.store import pairs, plans
from bot.store.goals import goals
from bot.store.goals.goals import Goal, NewGoal
from bot.store.pairs import PairOf
from bot.store.talk import notices


def of_pair(db: Connection, pair_id: int, today: date) -> GoalsOfPair:
    """The goals of a pair: those of the plan it follows, and those agreed beside it that are still to be reached."""
    plan = plans.latest(db, pair_id)
    known = goals.of_pair(db, pair_id)
    return GoalsOfPair(
        plan_id=plan.id if plan else None,
        planned=items_of(plan.objectives if plan else ""),
        agreed=tuple(goal for goal in known if goal.agreed_at is not None and goal.due >= today),
        proposed=tuple(goal for goal in known if goal.agreed_at is None and goal.due >= today),
    )


def propose(db: Connection, goal: NewGoal) -> int:
    """One of the two proposes a goal; the other is told that there is one. DayOutside for a day that has passed."""
    who, now = goal.by_id, goal.proposed_at
    pair = take_pair(db, who, goal.pair_id)
    demand(can_write(pair))
    if goal.due < local_day(now):
        raise DayOutside(local_day(now), None)
    goal_id = goals.add(db, goal)
    tell(db, pair.partner_id(who), GoalProposed(goal=goal_id), Proposed(goal=goal_id), now)
    return goal_id


def agree(db: Connection, who: int, goal_id: int, now: datetime) -> None:
    """The other one agrees, and the one who proposed it is told, once. NotYours for the one who proposed it."""
    goal, _pair = open_goal(db, who, goal_id)
    pair = take_pair(db, who, goal.pair_id)
    demand(can_write(pair))
    if goal.by_id == who:
        raise NotYours
    goals.agree(db, goal_id, now)
    notices.drop_causes(db, [Proposed(goal=goal_id)])
    tell(db, goal.by_id, GoalAgreed(goal=goal_id), GoalAgreedCause(goal=goal_id), now)


def open_goal(db: Connection, who: int, goal_id: int) -> tuple[Goal, PairOf]:
    """A goal with its pair, for one of the two. NotYours for anybody else."""
    goal = goals.get(db, goal_id)
    pair = pairs.get(db, goal.pair_id) if goal else None
    if goal is None or pair is None or pair.side(who) is None:
        raise NotYours
    return goal, pair
