"""Asking again for the record of a session, when the one who was asked has said when that suits them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.reminders.pages import LogPrompt
from bot.dialogs.reminders.rules import PutOff
from bot.store.talk import notices
from bot.store.talk.notices import NewNotice, NoticeKind


def ask_again(db: Connection, who: int, session_id: int, today: date, at: datetime) -> None:
    """It will be asked again at that moment, and no more at one that was named before.

    It comes at the hour that its reader has chosen, so no other hours and limits hold for it.
    """
    cause = PutOff(session=session_id, day=today, person=who)
    notices.retire(db, [cause])
    notices.add(db, NewNotice(who, str(LogPrompt(session=session_id)), cause, NoticeKind.ASKED, at))
