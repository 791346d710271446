"""Senders, a provider that fails as planned, and an operator, in virtual time: what `bench.outage` judges."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from heapq import heappop, heappush

from sqlalchemy import Connection, Engine, select
from tqdm import tqdm

from bot import outbox as sending
from bot.channels import Rate, Transport
from bot.dialogs.operating import deeds as operators
from bot.messages import Channel, NoAnswer, Outbound, Progress, Receipt
from bot.outbox import HeldMessage, Sender
from bot.outbox.receipts import settle
from bot.store.outbox import outbox
from bot.store.outbox.outbox import LIFE, MessageKind, NewMessage
from bot.store.people import addresses, people, roles
from bot.store.people.people import PersonState
from bot.store.people.roles import Role
from bot.talk import waiting

BEGIN = datetime(2026, 5, 28, 6, 0, tzinfo=UTC)
STEP, TIDY, CLOCK = timedelta(seconds=0.5), timedelta(seconds=5), timedelta(seconds=30)
IN_FLIGHT, SENDERS = 32, 2
MOST = 20
"""Messages that a sender takes in one step."""
CALL, PATIENCE, TOLD = timedelta(seconds=0.2), timedelta(seconds=10), timedelta(minutes=1)
"""How long a call takes; after how long it is given up; within what time the receipt comes of what was taken."""
CUT = 0.05
OPERATOR = "70009"


class Mood(StrEnum):
    """What the provider does with a call; where it is cut, it has taken the message as often as not."""

    TAKES = "takes"
    FAILS = "fails"
    HANGS = "hangs"


@dataclass(frozen=True)
class Plan:
    """How many messages, in which time and to how many people, and what the provider does meanwhile."""

    messages: int
    people: int
    lasts: timedelta
    rate: float
    fails: tuple[timedelta, timedelta]
    """From when to when, after the beginning."""
    hangs: tuple[timedelta, timedelta]
    closes: timedelta
    """After so long the page of one prompt in twenty is closed."""
    receipts: bool = True
    """Whether the provider tells what became of a message."""

    def mood(self, at: datetime) -> Mood:
        for (begins, ends), mood in ((self.fails, Mood.FAILS), (self.hangs, Mood.HANGS)):
            if begins <= at - BEGIN < ends:
                return mood
        return Mood.TAKES


def _minutes(first: float, last: float) -> tuple[timedelta, timedelta]:
    return timedelta(minutes=first), timedelta(minutes=last)


WHOLE = Plan(100_000, 5_000, timedelta(minutes=150), 30, _minutes(10, 70), _minutes(110, 120), timedelta(minutes=30))
QUICK = Plan(750, 120, timedelta(minutes=20), 5, _minutes(2, 10), _minutes(13, 17), timedelta(minutes=4))


@dataclass
class Provider:
    """The line to everybody: it fails as planned, and remembers what it took, in order, and whether it said so."""

    plan: Plan
    dice: random.Random
    called: datetime = BEGIN
    """When the call that is being answered was made."""
    tells: bool = True
    took: list[tuple[datetime, str, str, bool]] = field(default_factory=list)
    """When, whose, which, and whether the sender was answered."""
    receipts: list[tuple[datetime, int, Receipt]] = field(default_factory=list)

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        """As Africa's Talking does: it knows no reference of ours; its reports name the number."""
        mood = self.plan.mood(self.called)
        if mood is Mood.FAILS:
            raise NoAnswer("500", failing=True)
        if mood is Mood.HANGS:
            raise NoAnswer("time out")
        cut = self.dice.random() < CUT
        if cut and self.dice.random() < 0.5:
            raise NoAnswer("the connection broke")
        own = f"ATX{len(self.took)}"
        self.took.append((self.called, address, outbound.text, not cut))
        if self.plan.receipts and (cut or reference % 20 == 0):
            receipt = Receipt(Channel.SMS, own, Progress.DELIVERED, address=address)
            heappush(self.receipts, (self.called + TOLD * self.dice.random(), len(self.took), receipt))
        if cut:
            raise NoAnswer("the connection broke")
        return own


@dataclass
class Phone:
    """The operator's line, which works: when what was heard there."""

    now: datetime = BEGIN
    tells: bool = False
    heard: list[tuple[datetime, str]] = field(default_factory=list)

    def send(self, address: str, outbound: Outbound, reference: int) -> str:  # noqa: ARG002 - one phone
        self.heard.append((self.now, outbound.text))
        return str(reference)


@dataclass
class World:
    """Senders at work in virtual time."""

    engine: Engine
    plan: Plan
    provider: Provider
    phone: Phone
    senders: list[Sender]
    flying: list[tuple[datetime, int, int, datetime, HeldMessage]] = field(default_factory=list)
    """When each call ends, of which sender it is, and when it was made."""
    calls: int = 0

    def step(self, now: datetime) -> None:
        """Half a second of all senders: calls end, receipts come, new messages are taken."""
        while self.flying and self.flying[0][0] <= now:
            ends, _number, whose, called, held = heappop(self.flying)
            self.provider.called = called
            sending.send(self.engine, self.senders[whose], held, ends)
        while self.provider.receipts and self.provider.receipts[0][0] <= now:
            at, _number, receipt = heappop(self.provider.receipts)
            settle(self.engine, self.senders[0], receipt, at)
        for whose, sender in enumerate(self.senders):
            room = IN_FLIGHT - sum(one[2] == whose for one in self.flying)
            for one in sending.take(self.engine, sender, Channel.SMS, now, min(room, MOST)):
                self.calls += 1
                took = PATIENCE if self.plan.mood(now) is Mood.HANGS else CALL
                heappush(self.flying, (now + took, self.calls, whose, now, one))

    def tick(self, now: datetime) -> None:
        """The clock, and the operator's own line."""
        with self.engine.begin() as db:
            operators.line_up(db, now)
        waiting.say_waiting(self.engine, now)
        self.phone.now = now
        for one in sending.take(self.engine, self.senders[0], Channel.TELEGRAM, now, 10):
            sending.send(self.engine, self.senders[0], one, now)


def populate(engine: Engine, count: int) -> list[tuple[int, str]]:
    """Everybody by SMS, and an operator on Telegram."""
    who: list[tuple[int, str]] = []
    with engine.begin() as db:
        for number in range(count + 1):
            whom = people.NewPerson(f"Faith Mutua {number}", "en", PersonState.ACTIVE, BEGIN, tsc_number=str(number))
            own = people.add(db, whom)
            way = (Channel.SMS, f"+254{700_000_000 + number}") if number else (Channel.TELEGRAM, OPERATOR)
            addresses.add(db, person_id=own, channel=way[0], address=way[1], rank=0, now=BEGIN, verified_at=BEGIN)
            who.append((own, way[1]))
        roles.add(db, person_id=who[0][0], role=Role.OPERATOR, area_id=None, since=BEGIN.date())
    return who[1:]


def make(
    db: Connection, plan: Plan, who: tuple[int, str], number: int, now: datetime, dice: random.Random
) -> tuple[str, Made]:
    """One message, its kind by the dice."""
    kind = dice.choice((MessageKind.PROMPT, MessageKind.PROMPT, MessageKind.NOTICE, MessageKind.REPLY))
    closes = now + plan.closes if kind is MessageKind.PROMPT and number % 20 == 0 else None
    text = f"TIMEC: message {number}"
    message = NewMessage(
        channel=Channel.SMS, address=who[1], person_id=who[0], kind=kind, outbound=Outbound(text), segments=1,
        now=now, expires_at=closes,
    )  # fmt: skip
    outbox.queue(db, message)
    return text, Made(number, kind, closes or now + LIFE[kind], closes is not None)


@dataclass(frozen=True)
class Made:
    """A message: its place among all, and until when it means something."""

    number: int
    kind: MessageKind
    until: datetime
    closes: bool
    """Whether that is soon, as where a page closes."""


def live(engine: Engine, plan: Plan, number: int) -> tuple[World, dict[str, Made], datetime]:
    """Everything that happens, until nothing waits any more."""
    dice = random.Random(number)
    who, made = populate(engine, plan.people), dict[str, Made]()
    provider, phone = Provider(plan, random.Random(number + 1)), Phone()
    lines: Mapping[Channel, Transport] = {Channel.SMS: provider, Channel.TELEGRAM: phone}
    rates = dict.fromkeys(Channel, Rate(plan.rate, int(plan.rate)))
    first = Sender("one", lines, _nothing, _nothing, operators.line_stopped, rates, random.Random(number + 2))
    first = replace(first, down=operators.line_down, dead=operators.dead_letter)
    world = World(engine, plan, provider, phone, [replace(first, worker=f"sender {one}") for one in range(SENDERS)])
    now, bar = BEGIN, tqdm(total=plan.messages, unit=" messages", disable=None)
    while now < BEGIN + plan.lasts or world.flying or _waits(engine):
        due = min(plan.messages, round(plan.messages * ((now - BEGIN) / plan.lasts)))
        with engine.begin() as db:
            made |= dict(make(db, plan, dice.choice(who), one, now, dice) for one in range(len(made), due))
        world.step(now)
        passed = now - BEGIN
        if passed % TIDY < STEP:
            sending.tidy(engine, now)
        if passed % CLOCK < STEP:
            world.tick(now)
            bar.update(len(provider.took) - bar.n)
        now += STEP
        if now > BEGIN + timedelta(hours=24):
            break
    bar.close()
    return world, made, now


def _nothing(_db: Connection, _what: object, _now: datetime) -> bool:
    return False


def _waits(engine: Engine) -> bool:
    with engine.connect() as db:
        found = select(outbox.outbox.c.id).where(outbox.is_open, outbox.outbox.c.channel == Channel.SMS).limit(1)
        return db.execute(found).first() is not None
