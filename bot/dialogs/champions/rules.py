"""When somebody becomes the champion of a school."""

from __future__ import annotations

from datetime import datetime

from bot.store.cause import Cause


class ChampionNamed(Cause, written="champion:{role}:{at}"):
    """A head has made somebody champion of the school, to that person; it may be taken back and done again."""

    role: int
    at: datetime


class ChampionNoMore(Cause, written="champion:{role}:over:{at}"):
    """Another is it now, or nobody."""

    role: int
    at: datetime
