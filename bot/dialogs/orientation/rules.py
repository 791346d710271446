"""Who is to be oriented together."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from bot.store import pairs
from bot.store.people import roles
from bot.store.people.roles import Role

TEACHERS = (Role.MENTEE, Role.MENTOR)
WORTH = timedelta(days=7)
"""How long after its day a message of the refresher is still worth opening."""


class ToOrient(NamedTuple):
    """People of a school who are to be oriented: the two of a pair, or others without one (`pair` None)."""

    pair: pairs.PairOf | None
    people: tuple[roles.Member, ...]
