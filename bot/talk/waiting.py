"""What waits for somebody is said when it may be heard: notices at once, prompts within hours and limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.drafts.pages import Several
from bot.forms import page as page_view
from bot.forms.place import Place
from bot.language import local_day
from bot.store.engine import reading, retrying
from bot.store.health.passed_over import passing_over
from bot.store.meetings import expected
from bot.store.meetings.prompted import Merged
from bot.store.people import addresses, levels, people
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.talk import drafts, notices
from bot.store.talk.notices import NewNotice, NoticeKind, NoticeState, QueuedNotice, WaitingNotice
from bot.talk import quiet_hours
from bot.talk.retry import working_first
from bot.talk.speak import is_locked, known_now, says

MOMENT = timedelta(microseconds=1)


def say_waiting(engine: Engine, now: datetime) -> int:
    """Says every notice and prompt that may be heard now, each person in a transaction of their own; how many."""
    with reading(engine) as db:
        waiting = notices.all_waiting(db)
        days = SchoolDays.around(db, local_day(now)) if waiting else SchoolDays({})
    ready = dict.fromkeys(one.person_id for one in waiting if _is_time(one, now, days))
    return sum(retrying(engine, lambda db, one=person_id: _said_to(db, one, now, days)) for person_id in ready)  # type: ignore[misc]


def _is_time(one: WaitingNotice, now: datetime, days: SchoolDays) -> bool:
    """Whether something may become of it now; the person is not looked at for less."""
    if one.made_at > now:
        return False  # it was put off by its reader
    if one.muted or one.kind is notices.NoticeKind.NOTICE:
        return True
    return quiet_hours.open_now(
        quiet_hours.reason_of(one.reason), one.made_at, now, quiet_hours.Hearer(one.prompt_hour, one.level), days
    )


def next_hearing(db: Connection, now: datetime) -> datetime | None:
    """When, later than `now`, something that waits may be heard; None when nothing waits."""
    waiting = notices.all_waiting(db)
    days = SchoolDays.around(db, local_day(now)) if waiting else SchoolDays({})
    openings = {
        quiet_hours.next_opening(
            quiet_hours.reason_of(one.reason), one.made_at, now, quiet_hours.Hearer(one.prompt_hour, one.level), days
        )
        for one in waiting
        if one.kind is notices.NoticeKind.PROMPT
    }
    openings |= {one.made_at for one in waiting}
    parked = {one.idle_since + drafts.FRESH + MOMENT for one in waiting if one.idle_since is not None}
    return min((moment for moment in openings | parked if moment > now), default=None)


def _said_to(db: Connection, person_id: int, now: datetime, days: SchoolDays) -> int:
    """How much was said to one person; whatever fails there keeps nobody else waiting."""
    return passing_over(db, "person", now, lambda: _say_to(db, person_id, now, days), 0)


def _say_to(db: Connection, person_id: int, now: datetime, days: SchoolDays) -> int:
    who = people.get(db, person_id, lock=True)
    assert who is not None, "a notice is for somebody"
    waiting = [one for one in notices.waiting(db, person_id) if one.made_at <= now]
    if who.muted_at is not None:
        for notice in waiting:
            notices.mark(db, notice.id, NoticeState.SUPPRESSED, now)
        return 0
    draft = drafts.latest_open(db, person_id) if waiting else None
    busy = draft is not None and draft.is_fresh(now)
    waiting = [notice for notice in waiting if not busy or _warns(notice)]
    known = addresses.of_person(db, person_id) if waiting else []
    ways = [address for address in known if address.may_be_written_to]
    reachable = ways[:1]
    told = [notice for notice in waiting if notice.kind is notices.NoticeKind.NOTICE]
    works = [way for way, _works in working_first(db, ways)][:1] if any(map(_is_alarm, told)) else reachable
    said = sum(says(db, who, notice, works if _is_alarm(notice) else reachable, now, beside=busy) for notice in told)
    return said + _prompt(db, who, [notice for notice in waiting if notice not in told], reachable, now, days)


def _page_of(notice: QueuedNotice) -> type[page_view.Notice[Any]] | None:
    page = page_view.PAGES.get(Place.read(notice.place).name)
    return page if page is not None and issubclass(page, page_view.Notice) else None


def _warns(notice: QueuedNotice) -> bool:
    """Whether it is said whatever is open."""
    page = _page_of(notice)
    return page is not None and (page.warns or page.alarms)


def _is_alarm(notice: QueuedNotice) -> bool:
    """Whether it goes to the first address whose line works."""
    page = _page_of(notice)
    return page is not None and page.alarms


def _prompt(
    db: Connection, who: Person, prompts: Sequence[QueuedNotice], to: Sequence[Address], now: datetime, days: SchoolDays
) -> bool:
    """Says what the clock has opened for one person, as one message; within the limits of the day and the week."""
    hearer = (
        quiet_hours.Hearer(who.prompt_hour, levels.level(db, who.id)) if prompts else quiet_hours.Hearer(None, None)
    )
    ready = [
        one
        for one in prompts
        if quiet_hours.open_now(quiet_hours.reason_of(one.reason), one.made_at, now, hearer, days)
    ]
    said = notices.prompts_said(db, who.id, quiet_hours.since(now)) if ready else []
    ahead = bool(said) and expected.is_ahead(db, who.id, local_day(now), quiet_hours.sunday(now))
    ready = [
        one for one in ready if quiet_hours.has_room(said, now, quiet_hours.reason_of(one.reason), session_ahead=ahead)
    ]
    known = {one.id: found for one in ready if (found := known_now(db, who, one, now)) is not None}
    true = _once(db, [one for one in ready if one.id in known], now)
    chosen = set(quiet_hours.chosen([(one.id, quiet_hours.reason_of(one.reason)) for one in true], page_view.PAGE_OF))
    together = [one for one in true if one.id in chosen]
    if len(together) < 2:
        return any(says(db, who, notice, to, now, known[notice.id]) for notice in together)
    return _say_together(db, who, together, to, now)


def _once(db: Connection, prompts: Sequence[QueuedNotice], now: datetime) -> list[QueuedNotice]:
    """Without those that lead to the same place as a later one: what was asked for twice meanwhile is said once."""
    last = {notice.place: notice.id for notice in prompts}
    for notice in prompts:
        if notice.id != last[notice.place]:
            notices.mark(db, notice.id, NoticeState.DROPPED, now)
    return [notice for notice in prompts if notice.id == last[notice.place]]


def _say_together(
    db: Connection, who: Person, prompts: Sequence[QueuedNotice], to: Sequence[Address], now: datetime
) -> bool:
    """Several prompts as one message to choose from; each counts as said with it."""
    in_order = sorted(prompts, key=lambda one: (quiet_hours.rank(quiet_hours.reason_of(one.reason)), one.id))
    page = Several(notices=tuple(notice.id for notice in in_order))
    ends = [notice.until for notice in prompts]
    until = max((one for one in ends if one is not None), default=None) if None not in ends else None
    cause, kind = Merged(page=str(page)), NoticeKind.PROMPT
    merged_id = notices.add(db, NewNotice(who.id, str(page), cause, kind, now, until=until))
    merged = notices.get(db, merged_id) if merged_id is not None else None
    said = merged is not None and says(db, who, merged, to, now)
    told = NoticeState.LOCKED if is_locked(who, Place.of(page)) else NoticeState.SAID
    if said and merged is not None:
        notices.mark(db, merged.id, NoticeState.SAID, now)  # under LOCK it is the prompts themselves that wait
    for notice in prompts:
        notices.mark(db, notice.id, told if said else NoticeState.SUPPRESSED, now)
    return said
