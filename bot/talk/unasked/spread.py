"""When what waits may be said: in its hours, and no faster than its line carries it; what matters most goes first.

Nothing of it is kept: it is worked out anew from what waits, so a clock that was away, or one more, changes nothing. A
handful goes at its hour; of a nation's prompts the n-th goes when the line has carried those before it, and what does
not fit before the evening waits for the next school day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import heapify, heappop, heappush
from typing import Any
from zlib import crc32

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays
from bot.forms import page as page_view
from bot.forms.place import Place
from bot.language import local_day
from bot.messages import Channel
from bot.store.areas import Level
from bot.store.outbox import claiming
from bot.store.talk import waiting as everybodys
from bot.store.talk.drafts import FRESH
from bot.store.talk.notices import NoticeKind, QueuedNotice
from bot.store.talk.waiting import NotYetSaid, WaitingNotice
from bot.talk.unasked import quiet_hours
from bot.talk.unasked.quiet_hours import Hearer

AHEAD = timedelta(minutes=1)
"""Words are made at most so long before their line can carry them: after that they wait where they may still change."""

Speeds = Mapping[Channel, float]
"""How much each line carries a second; one that is not named carries everything at once."""
Key = tuple[bool, int, int, int]


class KeptBy(StrEnum):
    """What a notice waits for."""

    HOURS = "hours"
    LINE = "line"


@dataclass(frozen=True)
class Foreseen:
    """One notice that waits, when it can be said as things stand, and what keeps it until then; None: nothing."""

    notice: WaitingNotice
    at: datetime
    why: KeptBy | None


def warns(place: str) -> bool:
    """Whether it is told at any hour and whatever is open."""
    page = _page(place)
    return page is not None and (page.warns or page.alarms or page.answers)


def answers(place: str) -> bool:
    """Whether what is written next goes to who talks there."""
    page = _page(place)
    return page is not None and page.answers


def alarms(place: str) -> bool:
    """Whether it goes to the first address whose line works."""
    page = _page(place)
    return page is not None and page.alarms


def at_any_hour(kind: NoticeKind, place: str) -> bool:
    """Whether it waits for no hour: it warns, or its reader has chosen when it comes."""
    return kind is NoticeKind.ASKED or warns(place)


def may_tell(place: str, level: Level | None, now: datetime, days: SchoolDays) -> bool:
    """Whether this is a day and an hour for what is not bound to another one."""
    return quiet_hours.in_hours(now) if _passes_on(place) else quiet_hours.is_decent(now, level, days)


def its_day(notice: QueuedNotice, now: datetime) -> bool:
    """Whether it may be heard now because it is about this day, on which schools are closed."""
    return quiet_hours.its_day(quiet_hours.reason_of(notice.reason), notice.made_at, now)


def next_to_tell(place: str, level: Level | None, now: datetime, days: SchoolDays) -> datetime:
    """When, later than `now`, there is one again."""
    return quiet_hours.next_morning(now) if _passes_on(place) else quiet_hours.next_decent(now, level, days)


def _passes_on(place: str) -> bool:
    page = _page(place)
    return page is not None and page.passes_on


def _page(place: str) -> type[page_view.Notice[Any]] | None:
    page = page_view.PAGES.get(Place.read(place).name)
    return page if page is not None and issubclass(page, page_view.Notice) else None


def is_time(one: WaitingNotice, now: datetime, days: SchoolDays) -> bool:
    """Whether something may become of it now; the person is not looked at for less."""
    if one.opens > now:
        return False  # it was put off by its reader, or may still change
    if one.muted or warns(one.place):
        return True
    if one.idle_since is not None and now - one.idle_since <= FRESH:
        return False  # they are in the middle of a form
    if not one.kind.by_clock:
        return at_any_hour(one.kind, one.place) or may_tell(one.place, one.level, now, days)
    return not _had_todays(one, now) and quiet_hours.open_now(
        quiet_hours.reason_of(one.reason), one.made_at, now, Hearer(one.prompt_hour, one.level), days
    )


def next_time(one: WaitingNotice, now: datetime, days: SchoolDays) -> datetime:
    """When, later than `now`, something may become of it; one that was put off is not looked at before."""
    if one.opens > now:
        return one.opens if is_time(one, one.opens, days) else _next_opening(one, one.opens, days)
    return _next_opening(one, now, days)


def put_off(waiting: Iterable[WaitingNotice], now: datetime, days: SchoolDays) -> dict[int, datetime]:
    """Until when it is worth no look, by id, of what waits for nothing but its hour."""
    return {
        one.id: next_time(one, now, days)
        for one in waiting
        if not is_time(one, now, days) and (one.idle_since is None or now - one.idle_since > FRESH)
    }


def _next_opening(one: WaitingNotice, now: datetime, days: SchoolDays) -> datetime:
    if not one.kind.by_clock:
        return next_to_tell(one.place, one.level, now, days)
    since = quiet_hours.ends(now) if _had_todays(one, now) else now
    hearer = Hearer(one.prompt_hour, one.level)
    return quiet_hours.next_opening(quiet_hours.reason_of(one.reason), one.made_at, since, hearer, days)


def _had_todays(one: WaitingNotice, now: datetime) -> bool:
    return one.prompted_at is not None and local_day(one.prompted_at) == local_day(now)


def in_turn(waiting: Iterable[WaitingNotice], now: datetime, days: SchoolDays) -> dict[int, WaitingNotice]:
    """The people of whom something may be said now, each with what comes first of theirs, in the order of the line."""
    ready = sorted((one for one in waiting if is_time(one, now, days)), key=_key)
    found: dict[int, WaitingNotice] = {}
    for one in ready:
        found.setdefault(one.person_id, one)
    return found


def _key(one: WaitingNotice) -> Key:
    """What is told before what prompts, what matters before what matters less, what is older before what is newer.

    Among equals by chance that is the same whenever it is asked, and another one for other days.
    """
    told = not one.kind.by_clock
    day = local_day(one.made_at).toordinal()
    rank = 0 if told else int(quiet_hours.rank(quiet_hours.reason_of(one.reason)))
    return not told, rank, day, crc32(f"{one.person_id} {day}".encode())


def needs_room(one: WaitingNotice) -> bool:
    """Whether it waits until its line has room."""
    return not (one.muted or at_any_hour(one.kind, one.place))


def room(db: Connection, now: datetime, speeds: Speeds) -> dict[Channel | None, float]:
    """How much more each line carries soon; what could go out and does not takes it up."""
    before = claiming.backlog(db, now) if speeds else {}
    return {channel: speed * AHEAD.total_seconds() - before.get(channel, 0) for channel, speed in speeds.items()}


def plan(db: Connection, now: datetime, speeds: Speeds) -> list[Foreseen]:
    """Everything that waits, with when it can be said if nothing else comes."""
    waiting = everybodys.all_waiting(db)
    days = SchoolDays.around(db, local_day(now)) if waiting else SchoolDays({})
    lines: defaultdict[Channel | None, list[WaitingNotice]] = defaultdict(list)
    for one in waiting:
        lines[one.channel].append(one)
    before = claiming.backlog(db, now) if waiting else {}
    found: list[Foreseen] = []
    for channel, theirs in lines.items():
        speed = speeds.get(channel) if channel else None
        gap = timedelta(seconds=1 / speed) if speed else timedelta(0)
        free_at = now + gap * before.get(channel, 0) if channel else now
        found += _on_line(theirs, now, days, free_at, gap)
    return found


def queues(db: Connection, now: datetime, speeds: Speeds) -> list[NotYetSaid]:
    """The same for an operator: how many wait for what, on each line."""
    until: defaultdict[tuple[Channel | None, KeptBy], list[datetime]] = defaultdict(list)
    for one in plan(db, now, speeds):
        if one.why is not None:
            until[one.notice.channel, one.why].append(one.at)
    return [
        NotYetSaid(channel, why, len(at), min(at), max(at)) for (channel, why), at in sorted(until.items(), key=str)
    ]


def _on_line(
    waiting: list[WaitingNotice], now: datetime, days: SchoolDays, free_at: datetime, gap: timedelta
) -> Iterator[Foreseen]:
    """The same for one line, which is free from then on and needs `gap` for each."""
    heap = [(_opens(one, now, days), _key(one), place) for place, one in enumerate(waiting)]
    late: set[int] = set()
    heapify(heap)
    while heap:
        opens, key, place = heappop(heap)
        one = waiting[place]
        at = max(opens, free_at)
        if at >= quiet_hours.ends(opens) and needs_room(one):
            late.add(place)
            heappush(heap, (next_time(one, quiet_hours.ends(opens), days), key, place))
            continue
        free_at = at + gap
        slow = place in late or at - opens > AHEAD or _was_late(one, now, days)
        yield Foreseen(one, at, KeptBy.LINE if slow else KeptBy.HOURS if opens > now else None)


def _was_late(one: WaitingNotice, now: datetime, days: SchoolDays) -> bool:
    """Whether it could have been heard to the last minute of the day on which it was made: its line had no room."""
    evening = quiet_hours.ends(one.made_at) - quiet_hours.MINUTE
    return evening < now and is_time(one, evening, days)


def _opens(one: WaitingNotice, now: datetime, days: SchoolDays) -> datetime:
    return now if is_time(one, now, days) else next_time(one, now, days)
