"""Committees at the desk: whose office appoints one, and which are read."""

from __future__ import annotations

from datetime import date

from bot.dialogs.committees import deeds
from bot.dialogs.committees.pages import Committee, CommitteeEntered, CommitteeKept, CommitteeStands
from bot.dialogs.committees.paper import APPOINTING, NOT_HERE, Appoint, CommitteeOver
from bot.dialogs.committees.rules import names
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import above_schools
from bot.dialogs.handlers import facts, takes
from bot.dialogs.offices.rules import NATION, Office
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.store import areas
from bot.store.officers import committees
from bot.store.people.roles import Role


def _area(asking: Asking, area_id: int) -> str:
    area = areas.get(asking.db, area_id)
    return area.name if area else "Kenya"


def _appointing(asking: Asking) -> Office:
    if asking.office is None or asking.office.role not in APPOINTING:
        raise NotOpen(NOT_HERE)
    return asking.office


@facts
def form(asking: Asking, at: Appoint) -> Prepared:
    """APPOINT is for County and Regional Directors."""
    return Prepared(CommitteeOver(_area(asking, _appointing(asking).area_id)))


@takes
def appoint(asking: Asking, at: Appoint, given: Answers) -> Dialog:
    """It is on record."""
    here, day = _appointing(asking), date.fromisoformat(given["day"])
    try:
        made = deeds.appoint(asking.db, here, asking.who.id, day, given["members"], asking.now)
    except NotYours:
        raise NotOpen(NOT_HERE) from None
    return CommitteeKept(committee=made)


@facts
def kept(asking: Asking, at: CommitteeKept) -> Prepared:
    """What one has entered oneself."""
    found = committees.get(asking.db, at.committee)
    if found is None or found.by_id != asking.who.id:
        raise NotFound
    return Prepared(CommitteeEntered(_area(asking, found.area_id), found.day, len(names(found.members))))


@facts
def stands(asking: Asking, at: Committee) -> Prepared:
    """The own one with its members; of those below only which are there."""
    here = above_schools(asking)
    own = committees.newest(asking.db, here.area_id) if here.role in APPOINTING else None
    below = committees.below(asking.db, here.area_id) if here.role is Role.RD or here.area_id == NATION else []
    missing = [one.area for one in below if one.day is None]
    return Prepared(
        CommitteeStands(
            area=_area(asking, here.area_id),
            own=here.role in APPOINTING,
            day=own.day if own else None,
            members=", ".join(names(own.members)) if own else "",
            parts=len(below),
            have=len(below) - len(missing),
            missing=", ".join(missing),
        )
    )
