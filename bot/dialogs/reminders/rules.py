"""Asking again for the record of a session, when the one who was asked has said when that suits them."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class PutOff(Cause, written="put_off:{session}:{day}:{person}"):
    """Somebody had no time on this day to say how a session was."""

    session: int
    day: date
    person: int
