"""When somebody becomes the champion of a school."""

from __future__ import annotations

from bot.store.cause import Cause


class ChampionNamed(Cause, written="champion:{role}"):
    """A head has made somebody champion of the school, to that person."""

    role: int


class ChampionNoMore(Cause, written="champion:{role}:over"):
    """Another is it now, or nobody."""

    role: int
