"""A picture of a printed form goes to the session that the form is for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.pictures.pages import PictureFiled
from bot.dialogs.pictures.rules import FiledByForm
from bot.dialogs.printing.rules import read_reference
from bot.dialogs.telling import tell
from bot.store import pairs, pictures
from bot.store.pictures import Attachment
from bot.store.sessions import sessions


def keep(db: Connection, one: Attachment, type_: str, shown: bytes, says: str, now: datetime) -> None:
    """What was fetched is kept: with the session that the QR on it `says`, where its sender is of that pair.

    Whoever sent it is told where it went, if that is not where they had put it.
    """
    session_id = _session_of(db, one.by_id, says)
    if session_id is None or session_id == one.session_id:
        pictures.keep(db, one.id, type_, shown)
        return
    pictures.refile(db, one, session_id, type_, shown)
    tell(db, one.by_id, PictureFiled(session=session_id), FiledByForm(attachment=one.id), now)


def _session_of(db: Connection, who: int, says: str) -> int | None:
    meant = read_reference(says)
    pair = pairs.get(db, meant[0]) if meant else None
    if meant is None or pair is None or pair.side(who) is None:
        return None
    return next((one.id for one in sessions.of_pair(db, pair.id) if one.number == meant[1]), None)
