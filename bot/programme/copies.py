"""A holder asks the head of the school for a printed copy of a certificate."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.programme.calendar import local_day
from bot.programme.offices import heads_of
from bot.programme.refusals import NotYours
from bot.store import certificates, notices
from bot.store.notices import Kind


def ask(db: Connection, who: int, now: datetime) -> str:
    """The heads are asked to print this person's newest certificate, once a day; its number. NotYours without one."""
    own = certificates.of_person(db, who)
    if not own:
        raise NotYours
    number, today = own[-1].number, local_day(now)
    for head in heads_of(db, who, today):
        notices.add(db, head, f"CopyToPrint?number={number}", f"copy:{number}:{today}:{head}", Kind.NOTICE, now)
    return number
