"""A module is reported by whoever did it and confirmed by their coach; the course itself is elsewhere (D285)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.modules.pages import ConfirmModule, ModuleDecided
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import tell
from bot.store import pairs
from bot.store.instruments import modules
from bot.store.instruments.modules import ModuleAnswered, ModuleDone, ModuleReported, NewModule
from bot.store.pairs import LOGGING, PairKind, PairOf
from bot.store.talk import notices


def coaching(db: Connection, who: int) -> list[PairOf]:
    """The coaching pairs of somebody, on either side."""
    return [pair for pair in pairs.pairs_of(db, who, LOGGING) if pair.kind is PairKind.COACHING]


def coach_of(db: Connection, who: int) -> PairOf | None:
    """The newest pair in which somebody is coached."""
    return next((pair for pair in reversed(coaching(db, who)) if pair.mentee_id == who), None)


def report(db: Connection, who: int, module: str, level: tuple[int, str] | None, now: datetime) -> int:
    """Somebody has done a module; their coach is asked. NotYours outside of coaching; its id."""
    if not coaching(db, who):
        raise NotYours
    pair = coach_of(db, who)
    point, label = level or (None, None)
    made = modules.add(db, NewModule(who, module, point, label, now, pair.mentor_id if pair else None))
    if pair is not None:
        tell(db, pair.mentor_id, ConfirmModule(report=made), ModuleReported(report=made), now)
    return made


def answer(db: Connection, who: int, report_id: int, now: datetime, *, confirmed: bool) -> None:
    """The coach says whether it is so. NotYours for anybody else; Moved where it is answered already."""
    found = of_coach(db, who, report_id)
    if found.confirmed is not None:
        raise Moved
    modules.answer(db, report_id, now, confirmed=confirmed)
    notices.drop_causes(db, [ModuleReported(report=report_id)])
    tell(db, found.person_id, ModuleDecided(report=report_id), ModuleAnswered(report=report_id), now)


def of_coach(db: Connection, who: int, report_id: int) -> ModuleDone:
    """A report, for the coach who is asked. NotYours for anybody else, and once they no longer coach that person."""
    found = modules.get(db, report_id)
    pair = coach_of(db, found.person_id) if found else None
    if found is None or pair is None or who != found.coach_id or who != pair.mentor_id:
        raise NotYours
    return found
