"""The line stops or comes again, and a head asks the pairs that stand still."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.fridays.pages import HowDoYouGo
from bot.dialogs.fridays.rules import StillAsked
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.dialogs.visibility import Viewer, relation
from bot.language import local_day
from bot.store import pairs
from bot.store.officers import fridays


def turn(db: Connection, who: int, now: datetime) -> None:
    """Off where it is on, on where it is off."""
    if fridays.is_off(db, who):
        fridays.go_on(db, who)
    else:
        fridays.stop(db, who, now)


def ask(db: Connection, head: int, still: Iterable[int], now: datetime) -> None:
    """Both of each of these pairs are asked how it goes, once a day. NotYours for a pair of another school."""
    day = local_day(now)
    for pair_id in still:
        pair = pairs.get(db, pair_id)
        if pair is None or relation(db, head, pair_id, day) is not Viewer.HEAD:
            raise NotYours
        for who in (pair.mentee_id, pair.mentor_id):
            tell(db, who, HowDoYouGo(pair=pair_id), StillAsked(pair=pair_id, person=who, day=day), now)
