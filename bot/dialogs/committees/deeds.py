"""A committee is entered by the office that has appointed it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.committees.paper import APPOINTING
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import DayOutside, NotYours
from bot.language import local_day
from bot.store.officers import committees
from bot.store.officers.committees import NewCommittee


def appoint(db: Connection, office: Office, by: int, day: date, members: str, now: datetime) -> int:
    """The committee of a county or region stands from now on, in the place of an earlier one; its id.

    NotYours for any other office; DayOutside of a day to come.
    """
    if office.role not in APPOINTING:
        raise NotYours
    if day > local_day(now):
        raise DayOutside(None, local_day(now))
    return committees.add(db, NewCommittee(office.area_id, by, day, members, now))
