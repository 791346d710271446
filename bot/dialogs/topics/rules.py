"""The topics of orientation and induction (requirements D93, D95)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.store.orientation.topics import Topic
from bot.store.people.roles import Role

ORIENTATION = (Topic.OVERVIEW, Topic.EXPECTATIONS, Topic.COMMITMENT, Topic.REGULATIONS, Topic.PRIVACY)
"""The five topics of policy I 5.4.2 (requirement D93)."""
INDUCTION = (Topic.CODE_OF_REGULATIONS, Topic.CODE_OF_CONDUCT, Topic.CAREER, Topic.OTHER_LAWS)
"""What new teachers are inducted on, policy 2.0 (requirement D95)."""
ADMINISTRATORS = frozenset({Role.HEAD, Role.DEPUTY})


def missing(covered: Iterable[Topic], wanted: Sequence[Topic]) -> tuple[Topic, ...]:
    """What of this list is still to be covered, in its order."""
    known = frozenset(covered)
    return tuple(topic for topic in wanted if topic not in known)


def induction_of(held: Iterable[Role]) -> tuple[Topic, ...]:
    """What somebody with these roles is inducted on: who leads, on discipline processes too."""
    return (*INDUCTION, Topic.DISCIPLINE) if ADMINISTRATORS & frozenset(held) else INDUCTION
