"""A holder asks the head of the school for a printed copy of a certificate."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.certificates.pages import CopyToPrint
from bot.dialogs.certificates.rules import CopyAskedCause
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import certificates


def ask(db: Connection, who: int, now: datetime) -> str:
    """The heads are asked to print this person's newest certificate, once a day; its number. NotYours without one."""
    own = certificates.of_person(db, who)
    if not own:
        raise NotYours
    number, today = own[-1].number, local_day(now)
    for head in heads_of(db, who, today):
        tell(db, head, CopyToPrint(number=number), CopyAskedCause(number=number, day=today, head=head), now)
    return number
