"""Who has covered which topics, and what is still to be covered.

One truth for both: the topics that a person has covered. Who came in on paper before the chat counts as oriented then.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from bot.dialogs.topics.rules import ORIENTATION, missing
from bot.store.joining import newcomers
from bot.store.orientation import topics
from bot.store.orientation.topics import Topic


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
