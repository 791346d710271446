"""All that a pair works towards, as one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language import Item
from bot.store.cause import Cause
from bot.store.goals.goals import Goal


class Proposed(Cause, written="goal:{goal}"):
    """A goal was proposed to the other side."""

    goal: int


class GoalAgreedCause(Cause, written="goal:{goal}:agreed"):
    """The other side agrees to a goal."""

    goal: int


@dataclass(frozen=True)
class GoalsOfPair:
    """All that a pair works towards: by its plan, by agreement since, and what one of the two has proposed."""

    plan_id: int | None
    """The plan that they follow: another one has other goals in the same places."""
    planned: tuple[Item, ...]
    agreed: tuple[Goal, ...]
    proposed: tuple[Goal, ...]
