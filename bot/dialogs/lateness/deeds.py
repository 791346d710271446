"""Punctuality: either says who came late to a session; it is summed for the mentor's feedback form, for no one else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.lateness.pages import PartnerLate
from bot.dialogs.lateness.rules import LateCause, Lateness
from bot.dialogs.pairs.deeds import take_session
from bot.dialogs.pairs.rules import can_sign, demand
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store.meetings import lateness as store
from bot.store.pairs import PairOf


def lateness(db: Connection, pair: PairOf) -> Lateness:
    """The sums of a pair, whoever of the two said so."""
    counted = store.of_pair(db, pair.id)
    return Lateness(counted.get(pair.mentee_id, 0), counted.get(pair.mentor_id, 0))


def say_late(db: Connection, who: int, session_id: int, late: Collection[int], now: datetime) -> None:
    """Who was late, or will be today; nobody where `late` is empty. The last word of each side counts.

    On the day of a meeting that has no record yet, the partner hears of it (requirement D7).
    """
    session, pair = take_session(db, who, session_id)
    demand(can_sign(pair))
    if not {pair.mentee_id, pair.mentor_id}.issuperset(late):
        raise NotYours
    store.say(db, session_id, who, late, now)
    if who in late and session.version_id is None and session.day == local_day(now):
        cause = LateCause(session=session_id, person=who, day=session.day)
        tell(db, pair.partner_id(who), PartnerLate(session=session_id), cause, now)
