"""Makes the words of a place for one person and one address, when it may be heard, and queues them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from bot import desk
from bot.desk import Asking, Closed, Prepared, Unreadable
from bot.dialogs import asking as form_view
from bot.dialogs import page as page_view
from bot.dialogs.asking import Mode
from bot.dialogs.everyday import Stuck
from bot.dialogs.facts import Context, NoFacts
from bot.dialogs.form import FORMS
from bot.dialogs.place import Place
from bot.dialogs.prompts import Several, Unfinished
from bot.dialogs.render import Rendered, render
from bot.dialogs.saying import View
from bot.language import segments
from bot.messages import CAPABILITIES, Channel, Inbound
from bot.programme.calendar import SchoolDays, local_day
from bot.store import addresses, drafts, expected, levels, notices, outbox, passed_over, people
from bot.store.addresses import Address
from bot.store.base import Sealed
from bot.store.engine import reading, retrying
from bot.store.notices import Notice, State, Waiting
from bot.store.outbox import Kind
from bot.store.passed_over import passing_over
from bot.store.people import Person
from bot.store.prompted import Merged
from scheduler import calm

ALIKE = 3
"""So many replies in a row in the same words within an hour get nobody on: the last of them says what would help."""
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Reply:
    """What is said back: views one after the other, and where the next words will be read (None: as before)."""

    views: tuple[View, ...]
    place: Place | None = None
    misses: int = 0
    part: int = 0
    """Which part of a long text."""
    ends: bool = False
    """Whether nothing is to be asked after it."""
    whose: Person | None = None
    """Who it is said to: another than the one who was asked, or in another language."""
    at: Address | None = None
    """Whose talk goes on there, where somebody has just named themselves on a shared phone."""

    def after(self, *views: View) -> Reply:
        return replace(self, views=(*views, *self.views))


def reply(
    db: Connection, inbound: Inbound, who: Person, inbox_id: int, said: Reply, now: datetime, before: Sequence[Sealed]
) -> Place | None:
    """Queues an answer to the address that wrote; answers where the next words will be read (None: as before).

    `before`: the last replies there within the hour, one less than make three alike.
    """
    place = said.place
    made = _rendered(inbound, who, said)
    if len(before) == ALIKE - 1 and all(outbox.text_of(one) == made.outbound.text for one in before):
        helpful = page_view.view(Stuck, Context(NoFacts(), now), Place.of(Stuck()))
        made = _rendered(inbound, who, said.after(helpful))
    made = replace(made, outbound=replace(made.outbound, link=inbound.link))
    if made.more:
        place = (place or Place.read(said.views[-1].place)).having(part=said.part)
    _queue(db, inbound.channel, inbound.address, who.id, made, Kind.REPLY, now, inbox_id=inbox_id, place=place)
    return place


def _rendered(inbound: Inbound, who: Person, said: Reply) -> Rendered:
    return render(said.views, CAPABILITIES[inbound.channel], who.language, said.part, asks=said.place is not None)


def aside(
    db: Connection,
    channel: Channel,
    address: str,
    language: str,
    view: View,
    now: datetime,
    *,
    inbox_id: int | None = None,
    expires_at: datetime | None = None,
    link: str = "",
) -> None:
    """Queues words to an address as such: a stranger's, a number that was left, one where a code is awaited."""
    made = render((view,), CAPABILITIES[channel], language, asks=False)
    made = replace(made, outbound=replace(made.outbound, link=link))
    _queue(db, channel, address, None, made, Kind.REPLY, now, inbox_id=inbox_id, expires_at=expires_at)


def _queue(
    db: Connection,
    channel: Channel,
    address: str,
    person_id: int | None,
    made: Rendered,
    kind: Kind,
    now: datetime,
    *,
    inbox_id: int | None = None,
    notice: Notice | None = None,
    place: Place | None = None,
    expires_at: datetime | None = None,
) -> None:
    until = notice.until if notice and notice.until and notice.until > now else expires_at
    outbox.say(
        db,
        channel=channel,
        address=address,
        person_id=person_id,
        notice_id=notice.id if notice else None,
        inbox_id=inbox_id,
        kind=kind,
        outbound=made.outbound,
        segments=segments(made.outbound.text).count if channel is Channel.SMS else None,
        due_at=now,
        expires_at=until,
        place=str(place) if place is not None else None,
        now=now,
        live=CAPABILITIES[channel].live,
    )


def say_waiting(engine: Engine, now: datetime) -> int:
    """Says every notice and prompt that may be heard now, each person in a transaction of their own; how many."""
    with reading(engine) as db:
        waiting = notices.all_waiting(db)
        days = SchoolDays.around(db, local_day(now)) if waiting else SchoolDays({})
    ready = dict.fromkeys(one.person_id for one in waiting if _is_time(one, now, days))
    return sum(retrying(engine, lambda db, one=person_id: _said_to(db, one, now, days)) for person_id in ready)  # type: ignore[misc]


def _is_time(one: Waiting, now: datetime, days: SchoolDays) -> bool:
    """Whether something may become of it now; the person is not looked at for less."""
    if one.muted or one.kind is notices.Kind.NOTICE:
        return True
    return calm.open_now(calm.reason_of(one.reason), one.made_at, now, calm.Hearer(one.prompt_hour, one.level), days)


def next_hearing(db: Connection, now: datetime) -> datetime | None:
    """When, later than `now`, something that waits may be heard; None when nothing waits."""
    waiting = notices.all_waiting(db)
    days = SchoolDays.around(db, local_day(now)) if waiting else SchoolDays({})
    openings = {
        calm.next_opening(calm.reason_of(one.reason), one.made_at, now, calm.Hearer(one.prompt_hour, one.level), days)
        for one in waiting
        if one.kind is notices.Kind.PROMPT
    }
    parked = {one.idle_since + drafts.FRESH + MOMENT for one in waiting if one.idle_since is not None}
    return min((moment for moment in openings | parked if moment > now), default=None)


def _said_to(db: Connection, person_id: int, now: datetime, days: SchoolDays) -> int:
    """How much was said to one person; whatever fails there keeps nobody else waiting."""
    return passing_over(db, "person", now, lambda: _say_to(db, person_id, now, days), 0)


def _say_to(db: Connection, person_id: int, now: datetime, days: SchoolDays) -> int:
    who = people.get(db, person_id, lock=True)
    assert who is not None, "a notice is for somebody"
    waiting = notices.waiting(db, person_id)
    if who.muted_at is not None:
        for notice in waiting:
            notices.mark(db, notice.id, State.SUPPRESSED, now)
        return 0
    draft = drafts.latest_open(db, person_id) if waiting else None
    if draft is not None and draft.is_fresh(now):
        return 0
    known = addresses.of_person(db, person_id) if waiting else []
    reachable = [address for address in known if address.may_be_written_to][:1]
    told = [notice for notice in waiting if notice.kind is notices.Kind.NOTICE]
    said = sum(says(db, who, notice, reachable, now) for notice in told)
    return said + _prompt(db, who, [notice for notice in waiting if notice not in told], reachable, now, days)


def _prompt(
    db: Connection, who: Person, prompts: Sequence[Notice], to: Sequence[Address], now: datetime, days: SchoolDays
) -> bool:
    """Says what the clock has opened for one person, as one message; within the limits of the day and the week."""
    hearer = calm.Hearer(who.prompt_hour, levels.level(db, who.id)) if prompts else calm.Hearer(None, None)
    ready = [one for one in prompts if calm.open_now(calm.reason_of(one.reason), one.made_at, now, hearer, days)]
    said = notices.prompts_said(db, who.id, calm.since(now)) if ready else []
    ahead = bool(said) and expected.is_ahead(db, who.id, local_day(now), calm.sunday(now))
    ready = [one for one in ready if calm.has_room(said, now, calm.reason_of(one.reason), session_ahead=ahead)]
    known = {one.id: found for one in ready if (found := _known(db, who, one, now)) is not None}
    true = _once(db, [one for one in ready if one.id in known], now)
    chosen = set(calm.chosen([(one.id, calm.reason_of(one.reason)) for one in true], page_view.PAGE_OF))
    together = [one for one in true if one.id in chosen]
    if len(together) < 2:
        return any(says(db, who, notice, to, now, known[notice.id]) for notice in together)
    return _say_together(db, who, together, to, now)


def _once(db: Connection, prompts: Sequence[Notice], now: datetime) -> list[Notice]:
    """Without those that lead to the same place as a later one: what was asked for twice meanwhile is said once."""
    last = {notice.place: notice.id for notice in prompts}
    for notice in prompts:
        if notice.id != last[notice.place]:
            notices.mark(db, notice.id, State.DROPPED, now)
    return [notice for notice in prompts if notice.id == last[notice.place]]


def _say_together(db: Connection, who: Person, prompts: Sequence[Notice], to: Sequence[Address], now: datetime) -> bool:
    """Several prompts as one message to choose from; each counts as said with it."""
    in_order = sorted(prompts, key=lambda one: (calm.rank(calm.reason_of(one.reason)), one.id))
    page = Several(notices=tuple(notice.id for notice in in_order))
    merged_id = notices.add(db, who.id, str(page), Merged(page=str(page)), notices.Kind.PROMPT, now)
    merged = notices.get(db, merged_id) if merged_id is not None else None
    said = merged is not None and says(db, who, merged, to, now)
    for notice in prompts:
        notices.mark(db, notice.id, State.SAID if said else State.SUPPRESSED, now)
    return said


def _known(db: Connection, who: Person, notice: Notice, now: datetime) -> Prepared | None:
    """What a notice knows now; None where it is not to be said: no longer true, not to be read, or not just now."""
    return passing_over(db, _named(notice), now, lambda: _prepared(db, who, notice, now), None)


def says(
    db: Connection, who: Person, notice: Notice, to: Sequence[Address], now: datetime, known: Prepared | None = None
) -> bool:
    """Whether a notice was said; one that fails waits, and keeps nothing else waiting."""
    return passing_over(db, _named(notice), now, lambda: _say(db, who, notice, to, now, known), False)  # noqa: FBT003


def _named(notice: Notice) -> str:
    """What operators read of a notice: its page, where there is such a one."""
    return f"page {name if (name := Place.read(notice.place).name) in page_view.PAGES else 'unknown'}"


def _say(
    db: Connection, who: Person, notice: Notice, to: Sequence[Address], now: datetime, known: Prepared | None
) -> bool:
    """Says a notice to the first of these addresses; one that is no longer true is dropped."""
    known = known or _prepared(db, who, notice, now)
    if known is not None and not to:
        notices.mark(db, notice.id, State.SUPPRESSED, now)
    if known is None or not to:
        return False
    views = _views(Asking(db, who, now), Place.read(notice.place), known)
    made = render(views, CAPABILITIES[to[0].channel], who.language)
    here = Place.read(views[-1].place)
    asks = views[-1].options or made.more or here.name in FORMS or page_view.PAGES[here.name].opens
    seen = views[-1].seen(CAPABILITIES[to[0].channel]) or None
    place = here.having(of=seen, part=0 if made.more else None) if asks else None
    _queue(db, to[0].channel, to[0].address, who.id, made, Kind(notice.kind), now, notice=notice, place=place)
    notices.mark(db, notice.id, State.SAID, now)
    return True


def _prepared(db: Connection, who: Person, notice: Notice, now: datetime) -> Prepared | None:
    """What a notice knows now; None when it is no longer true: doing the thing cancels what asks for it.

    One that this version cannot read is dropped as well: another version has made it.
    """
    place = Place.read(notice.place)
    try:
        with desk.readable():
            at = desk.read(place)
            assert isinstance(at, page_view.Page), "a notice is a page"
            return desk.prepare(Asking(db, who, now), at)
    except Closed as closed:
        if isinstance(closed, Unreadable):
            passed_over.note(db, _named(notice), closed, now)
        notices.mark(db, notice.id, State.DROPPED, now)
        return None


def _views(asking: Asking, place: Place, known: Prepared) -> tuple[View, ...]:
    """What a notice says; a nudge says the open question of its form after it."""
    view = page_view.view(page_view.PAGES[place.name], Context(known.facts, asking.now, desk.finders(asking)), place)
    at = page_view.opened(place)
    return (view, _question(asking, at.draft)) if isinstance(at, Unfinished) else (view,)


def _question(asking: Asking, draft_id: int) -> View:
    """The open question of a draft."""
    draft = drafts.get(asking.db, draft_id)
    if draft is None:
        raise Closed
    return form_view.view(desk.filling(asking, draft), Place(draft.form, {"draft": str(draft.id)}), Mode.RESUMED)
