"""A coach writes down a cycle; the coachee is told that it can be read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from bot.dialogs.cycles.pages import CycleCopy
from bot.dialogs.observing.rules import is_coach
from bot.dialogs.pairs.deeds import take_pair
from bot.dialogs.pairs.rules import can_log, demand
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.store.areas import Level
from bot.store.instruments import cycle_notes
from bot.store.instruments.cycle_notes import CycleNoted, NewCycleNote
from bot.store.officers import coached


def note(db: Connection, cycle: NewCycleNote) -> int:
    """Keeps it; its id. NotYours, PairNotActive."""
    pair = take_pair(db, cycle.by_id, cycle.pair_id)
    demand(can_log(pair))
    if not is_coach(pair, cycle.by_id):
        raise NotYours
    made = cycle_notes.add(db, cycle)
    tell(db, pair.mentee_id, CycleCopy(note=made), CycleNoted(note=made), cycle.made_at)
    return made


def last_themes(db: Connection, area_id: int, levels: Collection[Level], today: date) -> dict[int, str]:
    """Of each coachee of an area whose cycle is written down, what changed most in the last one."""
    coachee = {one.pair_id: one.coachee_id for one in coached.within(db, area_id, levels, today)}
    return {coachee[one.pair_id]: one.answers["theme"] for one in cycle_notes.of_pairs(db, list(coachee))}
