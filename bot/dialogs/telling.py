"""Telling somebody of what another has done: a notice, by its page, once for each cause."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.forms.page import Page, Prompt
from bot.forms.reasons import Reason
from bot.store.cause import Cause
from bot.store.talk import notices
from bot.store.talk.notices import NewNotice, NoticeKind


def tell(db: Connection, who: int, at: Page[Any], cause: Cause, now: datetime) -> int | None:
    """The id of the new notice; None when this cause has made one before. Its words are made when they may be heard."""
    return notices.add(db, NewNotice(who, str(at), cause, NoticeKind.NOTICE, now))


def prompt(
    db: Connection,
    who: int,
    at: Prompt[Any],
    cause: Cause,
    now: datetime,
    reason: Reason | None = None,
    until: datetime | None = None,
) -> int | None:
    """The same where the clock asks, or somebody in its place: it waits for the person's hour.

    `reason`: another than the page's first; `until`: from when on it means nothing any more.
    """
    return notices.add(db, NewNotice(who, str(at), cause, NoticeKind.PROMPT, now, (reason or at.reason).code, until))
