"""Telling somebody of what another has done: a notice, by its page, once for each cause."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.forms.dialog import Dialog
from bot.forms.form import FORMS
from bot.forms.page import PAGES, Notice, Page, Prompt
from bot.forms.place import Place
from bot.forms.reasons import Reason
from bot.store.cause import Cause
from bot.store.people import addresses
from bot.store.talk import inbox, notices
from bot.store.talk.notices import NewNotice, NoticeKind, QueuedNotice

QUIET = timedelta(minutes=5)
"""For so long nothing more has changed when somebody is told of the same thing again."""
AT_LAST = timedelta(minutes=15)
"""So long after they were told they are told again, however it goes on changing."""
LOOKED_AT = 20
"""So many notices of the last minutes are looked back over."""


def tell(db: Connection, who: int, at: Page[Any], cause: Cause, now: datetime) -> int | None:
    """The id of the new notice; None when this cause has made one before. Its words are made when they may be heard.

    Who was told of the same thing minutes ago is told of it again when it has come to rest.
    """
    held_until = _rest(db, who, Place.of(at), now) if isinstance(at, Notice) and at.renews else None
    return notices.add(db, NewNotice(who, str(at), cause, NoticeKind.NOTICE, now, held_until=held_until))


def confides(place: str) -> bool:
    """Whether what was said at a kept place is confided, like a case, and stands nowhere but with that."""
    dialog: type[Dialog] | None = PAGES.get(Place.read(place).name) or FORMS.get(Place.read(place).name)
    return dialog is not None and dialog.confides


def told_by(notice: QueuedNotice) -> tuple[str, ...]:
    """What a notice tells of: of several that tell of the same, the last is true."""
    return _told_at(Place.read(notice.place))


def _told_at(place: Place) -> tuple[str, ...]:
    page = PAGES.get(place.name)
    if page is not None and issubclass(page, Notice) and page.renews:
        return page.renews, next(iter(place.args.values()), "")
    return (str(place),)


def _rest(db: Connection, who: int, at: Place, now: datetime) -> datetime | None:
    """Until when they are not told; None: at once. What still waits of it waits as long."""
    lately = notices.recent_said(db, who, now - AT_LAST, LOOKED_AT)
    heard = (one for one in lately if told_by(one) == _told_at(at) and not one.is_taken_back)
    said_at = next((one.said_at for one in heard), None)
    if said_at is None or _has_written(db, who, said_at):
        return None
    until = min(now + QUIET, said_at + AT_LAST)
    waiting = [one.id for one in notices.waiting(db, who) if told_by(one) == _told_at(at)]
    if waiting:
        notices.hold(db, waiting, until)
    return until


def _has_written(db: Connection, who: int, since: datetime) -> bool:
    """Whether this person has written since then: what comes now is an answer to them."""
    ways = [(channel, way.address) for way in addresses.of_person(db, who) for channel in way.channel.sharing]
    heard = (inbox.last_heard(db, *way) for way in ways)
    return any(at is not None and at > since for at in heard)


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
    return notices.add(db, new_prompt(who, at, cause, now, reason, until))


def new_prompt(
    who: int, at: Prompt[Any], cause: Cause, now: datetime, reason: Reason | None, until: datetime | None
) -> NewNotice:
    """The notice of it, for whoever opens many at once."""
    why = reason or at.reason
    kind = NoticeKind.OWN if why.own else NoticeKind.PROMPT
    return NewNotice(who, str(at), cause, kind, now, why.code, until)
