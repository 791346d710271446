"""What waits for somebody is said when it may be heard: all within hours, prompts within limits too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, Engine

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.drafts.pages import Several
from bot.dialogs.telling import told_by
from bot.forms import page as page_view
from bot.forms.place import Place
from bot.language import local_day
from bot.messages import Channel
from bot.store.clock import hearers
from bot.store.engine import may_pass, reading, retrying
from bot.store.health.passed_over import passing_over, together
from bot.store.meetings import expected
from bot.store.meetings.prompted import Merged
from bot.store.people import addresses, levels, people
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.sessions import sessions
from bot.store.statement import collect
from bot.store.talk import drafts, notices, prompts
from bot.store.talk import waiting as everybodys
from bot.store.talk.became import Became
from bot.store.talk.drafts import Draft
from bot.store.talk.known import begin
from bot.store.talk.notices import NewNotice, NoticeKind, NoticeState, QueuedNotice
from bot.store.talk.waiting import WaitingNotice
from bot.talk.helpdesk import between
from bot.talk.retry import working_first
from bot.talk.speak import is_locked, known_now, says
from bot.talk.unasked import quiet_hours, spread
from bot.talk.unasked.quiet_hours import Hearer
from bot.talk.unasked.spread import Speeds

AT_ONCE = 50
"""So many people are spoken to in one transaction: nobody of them can write meanwhile."""
DIGITS = 10
"""A longer number is no session's."""
PUT_OFF = 5_000
"""So many notices are put off in one transaction."""
MOMENT = timedelta(microseconds=1)
OVER_TOMORROW = timedelta(days=2)
"""A session that is so far ahead is still to be reminded of."""
PROMPTLY = timedelta(minutes=5)
"""What comes within so long of its moment was not held back."""


def say_waiting(engine: Engine, now: datetime, speeds: Speeds | None = None) -> int:
    """Says every notice and prompt that may be heard now, each person in a transaction of their own; how many.

    No more than the lines carry soon at these `speeds`; the rest waits its turn.
    """
    with reading(engine) as db:
        waiting = everybodys.worth_a_look(db, now)
        days = SchoolDays.around(db, local_day(now)) if waiting else SchoolDays({})
        room = spread.room(db, now, speeds or {})
    later = list(spread.put_off(waiting, now, days).items())
    for first in range(0, len(later), PUT_OFF):
        retrying(engine, partial(everybodys.put_off, until=dict(later[first : first + PUT_OFF])))
    in_turn, total = list(spread.in_turn(waiting, now, days).items()), 0
    while in_turn:
        some, in_turn = _fitting(in_turn, room)
        said = _said_to_all(engine, list(some), now, days)
        for person_id, one in some.items():
            if one.channel in room and spread.needs_room(one):
                room[one.channel] -= said[person_id] - 1
        total += sum(said.values())
    return total


def _fitting(
    in_turn: list[tuple[int, WaitingNotice]], room: dict[Channel | None, float]
) -> tuple[dict[int, WaitingNotice], list[tuple[int, WaitingNotice]]]:
    """The next of these for whom their lines have room, which is taken for one message each; and all after them."""
    some: dict[int, WaitingNotice] = {}
    for number, (person_id, one) in enumerate(in_turn):
        if len(some) == AT_ONCE:
            return some, in_turn[number:]
        limited = one.channel in room and spread.needs_room(one)
        if limited and room[one.channel] < 1:
            continue
        if limited:
            room[one.channel] -= 1
        some[person_id] = one
    return some, []


def _said_to_all(engine: Engine, person_ids: list[int], now: datetime, days: SchoolDays) -> dict[int, int]:
    """How much was said to each of these, in one transaction; where anything fails, each in one of their own.

    Whom another clock is speaking to, or who is writing to us just now, is left for the next tick.
    """
    said = dict.fromkeys(person_ids, 0)
    try:
        return said | retrying(engine, partial(_say_to_some, person_ids=person_ids, now=now, days=days))
    except Exception as fault:
        if may_pass(fault):
            raise
    each = partial(partial, _said_to, now=now, days=days)
    return said | {person: retrying(engine, each(person_id=person)) for person in person_ids}


def _say_to_some(db: Connection, person_ids: list[int], now: datetime, days: SchoolDays) -> dict[int, int]:
    ours = people.lock(db, person_ids)
    if not ours:
        return {}
    about = (Place.read(one).args.get("session", "") for one in hearers.gather(db, ours, quiet_hours.since(now)))
    sessions.gather(db, {int(one) for one in about if one.isdecimal() and len(one) < DIGITS})
    collect(db)
    said = {}
    with together(db):
        for person in ours:
            begin(db)
            said[person] = _say_to(db, person, now, days)
    return said


def next_hearing(db: Connection, now: datetime) -> datetime | None:
    """When, later than `now`, something that waits may be heard; None when nothing waits."""
    waiting = everybodys.all_waiting(db)
    days = SchoolDays.around(db, local_day(now)) if waiting else SchoolDays({})
    openings = {spread.next_time(one, now, days) for one in waiting}
    parked = {one.idle_since + drafts.FRESH + MOMENT for one in waiting if one.idle_since is not None}
    return min((moment for moment in openings | parked if moment > now), default=None)


def _said_to(db: Connection, person_id: int, now: datetime, days: SchoolDays) -> int:
    """How much was said to one person; whatever fails there keeps nobody else waiting."""
    return passing_over(db, "person", now, lambda: _say_to(db, person_id, now, days), 0)


def _say_to(db: Connection, person_id: int, now: datetime, days: SchoolDays) -> int:
    who = people.get(db, person_id, lock=True)
    assert who is not None, "a notice is for somebody"
    waiting = [one for one in notices.waiting(db, person_id) if one.opens <= now]
    if who.muted_at is not None:
        for notice in waiting:
            notices.mark(db, notice.id, NoticeState.SUPPRESSED, now, Became.SILENCE)
        return 0
    draft = drafts.latest_open(db, person_id) if waiting else None
    confided = drafts.confided(db, person_id) if waiting else None
    talking = bool(waiting) and hearers.is_talking(db, person_id)
    if talking:
        _hold_back(db, waiting)
    busy = talking or _is_fresh(draft, now) or _is_fresh(confided, now)
    waiting = [notice for notice in waiting if not busy or spread.warns(notice.place)]
    known = addresses.of_person(db, person_id) if waiting else []
    ways = [address for address in known if address.may_be_written_to]
    hearer = Hearer(who.prompt_hour, levels.level(db, who.id)) if waiting else Hearer(None, None)
    told = _once(db, [one for one in waiting if not one.kind.by_clock], now)
    ready = [
        one
        for one in told
        if spread.at_any_hour(one.kind, one.place) or spread.may_tell(one.place, hearer.level, now, days)
    ]
    alarms = [one for one in ready if spread.alarms(one.place)]
    works = [way for way, _works in working_first(db, ways)][:1] if alarms else []
    stays = partial(between.stays_beside, to=ways[:1], now=now, busy=busy, confides=_is_fresh(confided, now))
    said = sum(says(db, who, one, works if one in alarms else ways[:1], now, beside=stays(one.place)) for one in ready)
    by_clock = [notice for notice in waiting if notice.kind.by_clock]
    return said + _prompt(db, who, by_clock, ways[:1], now, hearer, days)


def _is_fresh(draft: Draft | None, now: datetime) -> bool:
    return draft is not None and draft.is_fresh(now)


def _hold_back(db: Connection, waiting: Sequence[QueuedNotice]) -> None:
    """Who talks with a person is asked nothing meanwhile; WHY and whoever watches the clock know it."""
    for one in waiting:
        if one.kind.by_clock and one.became is None:
            notices.note(db, one.id, Became.TALK)


def _prompt(
    db: Connection,
    who: Person,
    by_clock: Sequence[QueuedNotice],
    to: Sequence[Address],
    now: datetime,
    hearer: Hearer,
    days: SchoolDays,
) -> bool:
    """Says what the clock has opened for one person, as one message; within the limits of the day and the week."""
    ready = [
        one
        for one in by_clock
        if quiet_hours.open_now(quiet_hours.reason_of(one.reason), one.made_at, now, hearer, days)
    ]
    ready = [one for one in _with_room(db, who, ready, now) if not _dropped_as_past(db, one, now, hearer, days)]
    known = {one.id: found for one in ready if (found := known_now(db, who, one, now)) is not None}
    true = _once(db, [one for one in ready if one.id in known], now)
    chosen = set(quiet_hours.chosen([(one.id, quiet_hours.reason_of(one.reason)) for one in true], page_view.PAGE_OF))
    together = [one for one in true if one.id in chosen]
    if len(together) < 2:
        said = [one for one in together if says(db, who, one, to, now, known[one.id])]
        for one in said:
            _note_lateness(db, one, now, hearer, days)
        return bool(said)
    return _say_together(db, who, together, to, now)


def _dropped_as_past(db: Connection, one: QueuedNotice, now: datetime, hearer: Hearer, days: SchoolDays) -> bool:
    """Whether its meaning is over: it is dropped, but for one more school day after its last or first one."""
    if one.until is None or now < one.until:
        return False
    first = quiet_hours.first_opening(quiet_hours.reason_of(one.reason), one.made_at, hearer, days)
    if local_day(now) <= days.after(local_day(max(first, one.until)), 1, hearer.level):
        return False
    notices.mark(db, one.id, NoticeState.DROPPED, now, Became.PAST)
    return True


def _note_lateness(db: Connection, one: QueuedNotice, now: datetime, hearer: Hearer, days: SchoolDays) -> None:
    """What is said later than it was opened keeps why."""
    late = _why_late(db, one, now, hearer, days)
    if late is not None:
        notices.note(db, one.id, late)


def _why_late(db: Connection, one: QueuedNotice, now: datetime, hearer: Hearer, days: SchoolDays) -> Became | None:
    first = quiet_hours.first_opening(quiet_hours.reason_of(one.reason), one.made_at, hearer, days)
    if now - first <= PROMPTLY:
        return Became.HOURS if first - one.made_at > PROMPTLY else None
    before = [at for at in prompts.said(db, one.person_id, quiet_hours.since(first), one.kind) if at < now]
    if any(local_day(at) == local_day(first) for at in before):
        return Became.DAY
    return one.became or (Became.WEEK if len(before) >= quiet_hours.A_WEEK else Became.LINE)


def _with_room(db: Connection, who: Person, ready: Sequence[QueuedNotice], now: datetime) -> list[QueuedNotice]:
    """Those for which the day and the week have room."""
    said = {kind: prompts.said(db, who.id, quiet_hours.since(now), kind) for kind in {one.kind for one in ready}}
    today, sunday = local_day(now), quiet_hours.sunday(now)
    ahead = any(said.values()) and expected.is_ahead(db, who.id, today, sunday)
    later = ahead and expected.is_ahead(db, who.id, today + OVER_TOMORROW, sunday)
    found = []
    for one in ready:
        reason = quiet_hours.reason_of(one.reason)
        if quiet_hours.has_room(said[one.kind], now, reason, session_ahead=ahead, reminder_ahead=later):
            found.append(one)
        elif one.became is None:
            notices.note(db, one.id, Became.WEEK)
    return found


def _once(db: Connection, waiting: Sequence[QueuedNotice], now: datetime) -> list[QueuedNotice]:
    """Without those that tell of the same as a later one: what happened twice meanwhile is said once."""
    last = {told_by(notice): notice.id for notice in waiting}
    for notice in waiting:
        if notice.id != last[told_by(notice)]:
            notices.mark(db, notice.id, NoticeState.DROPPED, now, Became.FOLLOWED)
    return [notice for notice in waiting if notice.id == last[told_by(notice)]]


def _say_together(
    db: Connection, who: Person, several: Sequence[QueuedNotice], to: Sequence[Address], now: datetime
) -> bool:
    """Several prompts as one message to choose from; each counts as said with it."""
    in_order = sorted(several, key=lambda one: (quiet_hours.rank(quiet_hours.reason_of(one.reason)), one.id))
    page = Several(notices=tuple(notice.id for notice in in_order))
    ends = [notice.until for notice in several]
    until = max((one for one in ends if one is not None), default=None) if None not in ends else None
    cause, kind = Merged(page=str(page)), min((one.kind for one in several), key=list(NoticeKind).index)
    merged_id = notices.add(db, NewNotice(who.id, str(page), cause, kind, now, until=until))
    merged = notices.get(db, merged_id) if merged_id is not None else None
    said = merged is not None and says(db, who, merged, to, now)
    told = NoticeState.LOCKED if is_locked(who, Place.of(page)) else NoticeState.SAID
    if said and merged is not None:
        notices.mark(db, merged.id, NoticeState.SAID, now)  # under LOCK it is the prompts themselves that wait
    for notice in several:
        notices.mark(db, notice.id, told if said else NoticeState.SUPPRESSED, now, Became.MERGED)
    return said
