"""Preparing alone and in partnership: each side writes first, then both read each other (requirements D97, D98)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import demand
from bot.dialogs.plans.rules import can_plan
from bot.dialogs.preparations.pages import NeedsToRead
from bot.dialogs.preparations.rules import BothWritten, own, quarter_of, readable
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import areas
from bot.store.areas import AreaKind
from bot.store.officers import needs
from bot.store.pairs import PairOf
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.preparing import preparations
from bot.store.preparing.preparations import PreparationKind


def save(
    db: Connection, who: int, pair_id: int, kind: PreparationKind, answers: Mapping[str, str], now: datetime
) -> None:
    """One side writes alone. Once both have written their needs, the one who was first is told that they can read.

    NotYours outside the pair, and for a readiness check by anybody but the mentor.
    """
    pair = take_pair(db, who, pair_id)
    demand(can_plan(pair))
    if kind is PreparationKind.READY and who != pair.mentor_id:
        raise NotYours
    first = preparations.save(db, pair_id=pair_id, person_id=who, kind=kind, answers=answers, now=now)
    if first and kind is PreparationKind.NEEDS and who == pair.mentee_id:
        _count(db, who, answers["tag"], local_day(now))
    partner = pair.partner_id(who)
    if kind is PreparationKind.NEEDS and readable(preparations.of_pair(db, pair_id), partner) is not None:
        _tell(db, pair, partner, now)


def _count(db: Connection, mentee: int, tag: str, today: date) -> None:
    """One more pair of the mentee's school has named this need; a pair counts once, by what its mentee wrote first."""
    held = roles.of_person(db, mentee, today)
    school_id = next((one.area_id for one in held if one.role is Role.MENTEE and one.area_id is not None), None)
    above = areas.path(db, school_id) if school_id is not None else []
    if above and above[0].level is not None:
        within = next((area for area in above if area.kind is AreaKind.SUB_COUNTY), above[-1])
        place = (above[0].id, within.id, above[0].level)
        needs.note(db, quarter_of(today), *place, tag)


def share(db: Connection, who: int, pair_id: int, now: datetime) -> None:
    """The partner may read this side's needs before they have written their own. NotYours where there are none."""
    pair = take_pair(db, who, pair_id)
    mine = own(preparations.of_pair(db, pair_id), who, PreparationKind.NEEDS)
    if mine is None:
        raise NotYours
    if mine.shared_at is None:
        preparations.share(db, mine.id, now)
    _tell(db, pair, pair.partner_id(who), now)


def _tell(db: Connection, pair: PairOf, who: int, now: datetime) -> None:
    tell(db, who, NeedsToRead(pair=pair.id), BothWritten(pair=pair.id, person=who), now)
