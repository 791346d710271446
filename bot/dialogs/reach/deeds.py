"""The last address of somebody takes no messages any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.people.deeds import tell_partners
from bot.dialogs.reach.pages import OutOfReach
from bot.dialogs.reach.rules import OutOfReachCause
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.people import reach


def out_of_reach(db: Connection, who: int, now: datetime) -> None:
    """Where nothing reaches them any more, partners and heads hear it once a day, and go there in person."""
    if who not in reach.lost(db, [who]):
        return
    tell_partners(db, who, now)
    for head in heads_of(db, who, local_day(now)):
        if head != who:
            tell(db, head, OutOfReach(who=who), OutOfReachCause(person=who, day=local_day(now), head=head), now)
