"""A holder asks the head of the school for a printed copy of a certificate."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.certificates import CopyToPrint
from bot.programme.calendar import local_day
from bot.programme.offices import heads_of
from bot.programme.refusals import NotYours
from bot.programme.telling import tell
from bot.store import certificates
from bot.store.cause import Cause


class CopyAsked(Cause, written="copy:{number}:{day}:{head}"):
    """A head is asked on this day to print a certificate."""

    number: str
    day: date
    head: int


def ask(db: Connection, who: int, now: datetime) -> str:
    """The heads are asked to print this person's newest certificate, once a day; its number. NotYours without one."""
    own = certificates.of_person(db, who)
    if not own:
        raise NotYours
    number, today = own[-1].number, local_day(now)
    for head in heads_of(db, who, today):
        tell(db, head, CopyToPrint(number=number), CopyAsked(number=number, day=today, head=head), now)
    return number
