"""The topics of orientation and induction (requirements D93, D95), and who has covered them.

One truth for both: the topics that a person has covered. Who came in on paper before the chat counts as oriented then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from bot.store import newcomers, topics
from bot.store.roles import Role
from bot.store.topics import Topic

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


def to_cover(db: Connection, people: Sequence[int]) -> tuple[Topic, ...]:
    """The topics of the orientation that at least one of these has not covered."""
    taken = newcomers.imported(db, people)
    found = topics.of_people(db, [one for one in people if one not in taken])
    left = {topic for known in found.values() for topic in missing(known, ORIENTATION)}
    return tuple(topic for topic in ORIENTATION if topic in left)


def oriented(db: Connection, people: Sequence[int]) -> frozenset[int]:
    """Those of these who have covered all five topics, or came in on paper."""
    found = topics.of_people(db, people)
    complete = {who for who, known in found.items() if not missing(known, ORIENTATION)}
    return newcomers.imported(db, people) | complete
