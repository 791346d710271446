"""What waits is said no faster than its line carries it, in an order that stays; the rest comes on the next day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from bot import app, providers
from bot.app import House
from bot.channels import Rate
from bot.dialogs.calendar import EVENING, MORNING
from bot.dialogs.joining.pages import Invitation
from bot.dialogs.reminders.pages import LogPrompt
from bot.dialogs.telling import prompt
from bot.language import local
from bot.messages import Channel, Inbound
from bot.operator import outbox_counter
from bot.outbox import deliver
from bot.simulator.chat import moment
from bot.store.cause import KeptCause
from bot.store.engine import reading
from bot.store.joining.newcomers import Enrolled
from bot.store.outbox.outbox import MessageKind, outbox
from bot.store.people import addresses, people
from bot.store.people.people import NewPerson, PersonState
from bot.store.talk import notices
from bot.talk import hear
from bot.talk.turn import World
from bot.talk.unasked import spread
from bot.talk.unasked.spread import KeptBy
from tests.outbox.fakes import Provider

SLOW = {Channel.SMS: Rate(per_second=0.2, burst=2)}
"""Twelve segments a minute."""
HOUR = moment("Thu 28 May 2026, 16:15")
TICK = timedelta(seconds=30)


@dataclass
class Day:
    """A day of so many people, each with a prompt that falls due at one hour, and one slow line."""

    store: Engine
    count: int
    due: datetime = HOUR
    every: timedelta = TICK
    ids: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        house = House(self.store, World(), "day", rates=SLOW)
        self.sender = app.sender_of(house, {Channel.SMS: Provider()})
        with self.store.begin() as db:
            for number in range(self.count):
                who = people.add(
                    db,
                    NewPerson(
                        name=f"Faith M{number}",
                        language="en",
                        state=PersonState.ENROLLED,
                        made_at=self.due,
                        tsc_number=f"90{number:04}",
                    ),
                )
                phone = f"+2547001{number:05}"
                addresses.add(db, person_id=who, channel=Channel.SMS, address=phone, rank=0, now=self.due)
                assert prompt(db, who, Invitation(), Enrolled(person=who), self.due) is not None
                self.ids.append(who)

    def lives(self, since: datetime, until: datetime) -> None:
        """The clock ticks and a sender sends."""
        now = since
        while now < until:
            if (now - since) % self.every == timedelta(0):
                app.tick(self.store, now, SLOW)
            while deliver(self.store, self.sender, now):
                pass
            now += timedelta(seconds=10)

    def sent(self) -> dict[int, datetime]:
        """Who got theirs, and when."""
        with self.store.connect() as db:
            mine = outbox.c.kind == MessageKind.PROMPT, outbox.c.sent_at.is_not(None)
            found = select(outbox.c.person_id, outbox.c.sent_at).where(*mine).order_by(outbox.c.seq)
            return {row[0]: row[1] for row in db.execute(found)}

    def planned(self, now: datetime) -> list[spread.Foreseen]:
        with reading(self.store) as db:
            return spread.plan(db, now, providers.speeds(SLOW))


def test_a_handful_comes_at_its_hour(store: Engine) -> None:
    day = Day(store, 2)
    day.lives(HOUR, HOUR + timedelta(seconds=40))
    assert set(day.sent()) == set(day.ids)
    assert max(day.sent().values()) < HOUR + timedelta(minutes=1)


def test_the_prompts_of_one_hour_are_spread_over_it_as_the_line_carries_them(store: Engine) -> None:
    day = Day(store, 40)
    day.lives(HOUR, HOUR + timedelta(minutes=30))
    at = list(day.sent().values())
    assert len(at) == 40, "each once"
    with store.connect() as db:
        size = Counter(dict(db.execute(select(outbox.c.person_id, outbox.c.segments)).all()))
    for minute in range(30):
        here = [who for who, one in day.sent().items() if HOUR <= one < HOUR + timedelta(minutes=minute + 1)]
        assert sum(size[who] for who in here) <= 12 * (minute + 1) + 2


def test_words_are_made_shortly_before_they_can_go(store: Engine) -> None:
    Day(store, 40)
    app.tick(store, HOUR, SLOW)
    with store.connect() as db:
        assert len(db.execute(select(outbox.c.id)).all()) <= 12, "a minute of the line"


def test_the_order_is_the_same_however_often_the_clock_ticks(copies: Callable[[], Engine]) -> None:
    often, seldom = Day(copies(), 24), Day(copies(), 24, every=timedelta(minutes=1))
    for day in (often, seldom):
        day.lives(HOUR, HOUR + timedelta(minutes=20))
    assert list(often.sent()) == list(seldom.sent())
    assert list(often.sent()) != often.ids, "by chance, not by who came first"


@pytest.mark.slow
def test_what_does_not_fit_before_the_evening_is_planned_for_the_next_day_beforehand(store: Engine) -> None:
    late = moment("Thu 28 May 2026, 17:57")
    day = Day(store, 60, due=HOUR)
    carried = {one.notice.person_id for one in day.planned(late) if local(one.at).day == 29}
    with reading(store) as db:
        queues = spread.queues(db, late, providers.speeds(SLOW))
    assert any("waiting for room on the line" in line for line in outbox_counter.report(store, late, queues))
    why = {one.why for one in day.planned(late) if one.notice.person_id in carried}
    assert 10 <= len(carried) < 60
    assert why == {KeptBy.LINE}
    day.lives(late, late + timedelta(minutes=30))
    today = day.sent()
    assert not carried & set(today), "as it was planned"
    waiting = {one.notice.person_id for one in day.planned(late + timedelta(minutes=30))}
    assert set(today) | waiting == set(day.ids)
    assert not set(today) & waiting
    day.lives(moment("Fri 29 May 2026, 07:00"), moment("Fri 29 May 2026, 07:40"))
    day.lives(moment("Fri 29 May 2026, 16:14"), moment("Fri 29 May 2026, 17:00"))
    assert set(day.sent()) == set(day.ids)
    hours = [local(at).time().replace(second=0) for at in day.sent().values()]
    assert all(MORNING <= hour <= EVENING for hour in hours)


def test_what_matters_more_goes_first_where_the_line_is_short(store: Engine) -> None:
    day = Day(store, 20)
    chosen = day.ids[-1]
    with store.begin() as db:
        notices.drop_causes(db, [Enrolled(person=chosen)])
        prompt(db, chosen, Invitation(), KeptCause(text="first"), HOUR, reason=LogPrompt.reason)
    app.tick(store, HOUR, SLOW)
    while deliver(store, day.sender, HOUR):
        pass
    assert next(iter(day.sent())) == chosen


def test_replies_keep_flowing(store: Engine) -> None:
    day = Day(store, 60)
    took = []
    for minute in range(5):
        now = HOUR + timedelta(minutes=minute)
        app.tick(store, now, SLOW)
        with store.connect() as db:
            before = len(db.execute(select(outbox.c.id).where(outbox.c.kind == MessageKind.REPLY)).all())
        hear(store, Inbound(Channel.SMS, f"+2547001{minute:05}", f"asks {minute}", "HELP"), now, World())
        at = now
        while before == len(_replies_sent(store)):
            at += timedelta(seconds=1)
            while deliver(store, day.sender, at):
                pass
        took.append(at - now)
    assert max(took) <= timedelta(seconds=15), "no longer than its own segments take on this line"


def _replies_sent(store: Engine) -> list[int]:
    sent = outbox.c.kind == MessageKind.REPLY, outbox.c.sent_at.is_not(None)
    with store.connect() as db:
        return list(db.execute(select(outbox.c.id).where(*sent)).scalars())


@pytest.mark.parametrize("ticks", [1, 3])
def test_who_has_had_todays_prompt_takes_up_no_room(store: Engine, ticks: int) -> None:
    day = Day(store, 3)
    for tick in range(ticks):
        app.tick(store, HOUR + tick * TICK, SLOW)
    while deliver(store, day.sender, HOUR + ticks * TICK):
        pass
    with store.begin() as db:
        for who in day.ids:
            prompt(db, who, Invitation(), KeptCause(text=f"again:{who}"), HOUR + TICK)
    plans = day.planned(HOUR + timedelta(minutes=5))
    assert {f"{local(one.at):%a %H:%M}" for one in plans} == {"Fri 16:15"}
