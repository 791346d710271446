"""What officers set going from their status: a reminder to a head, a word to a mentor."""

from __future__ import annotations

from datetime import date

from bot.store.cause import Cause


class HeadRemindedCause(Cause, written="head:{school}:{day}:{head}"):
    """A head is asked on this day to look at their school."""

    school: int
    day: date
    head: int


class Remarked(Cause, written="remark:{remark}"):
    """A director has written to a mentor."""

    remark: int
