"""The simulated world: phones that take everything unless told to fail, and a clock that stands until it is moved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from random import Random
from typing import ClassVar
from uuid import uuid4

from sqlalchemy import Connection, Engine

from bot import app, outbox
from bot.app import House
from bot.channels import Rate
from bot.dialogs.case_reading.deeds import next_look
from bot.dialogs.helpdesk import deeds as helpdesk
from bot.messages import Channel, Inbound, Misconfigured, OptedOut, Outbound, Refused, SendFailure, TryLater
from bot.simulator.past import SIMULATOR
from bot.store.engine import reading
from bot.store.health import beats
from bot.store.outbox import claiming
from bot.store.outbox import sent as outgoing
from bot.store.outbox.sent import SentMessage
from bot.store.talk import prompts
from bot.talk import hear
from bot.talk import waiting as speak
from scheduler import due

INSTANT = timedelta(microseconds=1)
"""Each message takes so long, so that what was said can be put in order by time."""
WITHOUT_LIMIT = Rate(per_second=1_000_000, burst=1_000_000)


class SendFault(StrEnum):
    """How a simulated send may fail."""

    TRY_LATER = "try_later"
    REFUSED = "refused"
    OPTED_OUT = "opted_out"
    MISCONFIGURED = "misconfigured"


FAILURES: dict[SendFault, type[SendFailure]] = {
    SendFault.TRY_LATER: TryLater,
    SendFault.REFUSED: Refused,
    SendFault.OPTED_OUT: OptedOut,
    SendFault.MISCONFIGURED: Misconfigured,
}


class IntoThePast(ValueError):
    """Virtual time goes forward only."""


class NothingPlanned(ValueError):
    """There is no next prompt to move to."""


@dataclass
class Phones:
    """The providers' side: which sends are to fail, and how often still."""

    failing: dict[tuple[Channel, str], list[SendFault]] = field(default_factory=dict)

    def fail(self, channel: Channel, address: str, fault: SendFault, times: int) -> None:
        """The next `times` sends to this address fail so; 0 forgets what was asked before."""
        self.failing[channel, address] = [fault] * times

    def take(self, channel: Channel, address: str) -> str:
        """The provider's id of a message it took; raises the failure that was asked for."""
        waiting = self.failing.get((channel, address))
        if waiting:
            raise FAILURES[waiting.pop()]("simulated")
        return uuid4().hex


@dataclass(frozen=True)
class SimulatedLine:
    """One channel of the simulated providers."""

    tells: ClassVar[bool] = False
    channel: Channel
    phones: Phones

    def send(self, address: str, outbound: Outbound, reference: int) -> str:  # noqa: ARG002 - the outbox keeps it
        """Takes the message: from then on the phone shows it."""
        return self.phones.take(self.channel, address)


class Simulation:
    """The application on virtual time, one call at a time; it keeps nothing that the store does not, save the pins."""

    def __init__(self, build: Callable[[], House], start: datetime, chance: Random) -> None:
        self._build = build
        self._chance = chance
        self._lock = threading.RLock()
        self.phones = Phones()
        self.pins: dict[int, str] = {}
        """The PINs of people made here; the store has only their hashes."""
        self.start, self._luck = start, chance.getstate()
        self.begun = start
        """Since when what falls due is shown; what was before that is the past it was given."""
        self.house = build()
        self._now = max(start, self._kept_time() or start)
        self.run = uuid4().hex
        """Which demo this is: another one after each start."""
        self.language: str | None = None
        """What the cast reads since the demo was started again in one language; None: their own."""
        self._begin()

    @property
    def now(self) -> datetime:
        """The virtual moment."""
        return self._now

    @property
    def engine(self) -> Engine:
        """The store."""
        return self.house.engine

    def say(self, inbound: Inbound) -> list[SentMessage]:
        """One message comes in; answers all that went out because of it, to whomever, in order."""
        with self._sending() as sent:
            self._pass(self._now + INSTANT)
            self.hear(inbound)
            self._settle()
        return sent

    def hear(self, inbound: Inbound) -> None:
        """The message comes to the application."""
        hear(self.engine, inbound, self._now, self.house.world)

    def move(self, target: datetime) -> datetime:
        """Time passes until `target`, and everything that falls due on the way is done, in order."""
        with self._lock:
            if target < self._now.replace(microsecond=0):
                raise IntoThePast
            while self.step(target):
                pass
            self._live_through(max(target, self._now))
            return self._now

    def put(self, moment: datetime) -> None:
        """The clock is set to a later moment, and nothing falls due on the way: in the past that a demo is given."""
        with self._lock:
            self._pass(max(moment, self._now))

    def step(self, until: datetime | None) -> bool:
        """Time passes until the next thing happens, if that is not later than `until`; answers whether it was."""
        with self._lock:
            moment = self._next_event(until)
            if moment is not None:
                self._live_through(moment)
            return moment is not None

    def move_to_next(self) -> datetime:
        """Time passes until the next prompt."""
        with self._lock:
            before = self._prompts()
            while self._prompts() == before:
                if not (self._comes() and self.step(None)):
                    raise NothingPlanned
            return self._now

    def _prompts(self) -> int:
        """How many prompts have been said so far."""
        with reading(self.engine) as db:
            return prompts.count(db)

    def crash(self) -> None:
        """Forgets all that was not committed and starts the application anew on the same store."""
        with self._lock:
            self.engine.dispose()
            self.house = self._build()
            self._begin()

    def start_again(self, fill: Callable[[Engine], None], language: str | None) -> None:
        """Everything that happened is forgotten; `fill` makes the store as it was, with a cast of this language."""
        with self._lock:
            fill(self.engine)
            self.phones, self.pins = Phones(), {}
            self._chance.setstate(self._luck)
            self._now, self.run, self.language = self.start, uuid4().hex, language
            self._begin()

    @contextmanager
    def alone(self) -> Iterator[Engine]:
        """The store, with nobody else's call under way."""
        with self._lock:
            yield self.engine

    @contextmanager
    def _sending(self) -> Iterator[list[SentMessage]]:
        """A list that in the end holds what went out in between."""
        sent: list[SentMessage] = []
        with self._lock:
            with reading(self.engine) as db:
                before = outgoing.last_seq(db)
            yield sent
            with reading(self.engine) as db:
                sent += outgoing.sent(db, before)

    def _begin(self) -> None:
        channels = {channel: SimulatedLine(channel, self.phones) for channel in Channel}
        rates = dict.fromkeys(Channel, WITHOUT_LIMIT)
        self._sender = replace(app.sender_of(self.house, channels), worker=SIMULATOR, rates=rates, chance=self._chance)
        outbox.start(self.engine, self._sender, self._now)
        self._settle()

    def _live_through(self, moment: datetime) -> None:
        self._pass(moment)
        app.tick(self.engine, self._now, world=self.house.world)
        self._settle()

    def _settle(self) -> None:
        """Says and sends until there is nothing left to do at this moment."""
        while self._deliver() or speak.say_waiting(self.engine, self._now):
            pass

    def _deliver(self) -> int:
        return outbox.deliver(self.engine, self._sender, self._now, batch=1000).total()

    def _next_event(self, until: datetime | None) -> datetime | None:
        """The next moment, not later than `until`, at which something may happen."""
        if due.look_at_pairs(self.engine, self._now):
            self._settle()
        with reading(self.engine) as db:
            found = self._waits_for(db)
            soonest = min((moment for moment in found if until is None or moment <= until), default=None)
            return due.next_look(db, self._now, soonest or until, self.house.world.nudge_after) or soonest

    def _waits_for(self, db: Connection) -> list[datetime]:
        """When what is under way goes on by itself, whatever falls due."""
        cases = partial(next_look, lines=self.house.world.lines)
        looks = (claiming.next_due, speak.next_hearing, cases)
        found = [look(db, self._now) for look in looks]
        found.append(helpdesk.next_look(db, self.house.world.waits, self._now))
        return [moment for moment in found if moment is not None]

    def _comes(self) -> bool:
        """Whether anything is still to happen; what is near is found sooner than all there is."""
        with reading(self.engine) as db:
            ahead = (due.foreseen(db, self._now, self._now + far) for far in (due.STEP, due.AHEAD))
            return bool(self._waits_for(db)) or any(ahead)

    def _pass(self, moment: datetime) -> None:
        """The time is now `moment`; it is kept, because a demo that is started again goes on from there."""
        self._now = moment
        with self.engine.begin() as db:
            beats.beat(db, SIMULATOR, moment)

    def _kept_time(self) -> datetime | None:
        with reading(self.engine) as db:
            return beats.last(db).get(SIMULATOR)
