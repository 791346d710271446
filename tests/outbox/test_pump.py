"""Many messages in flight: a slow provider does not slow the line, order holds, a stop finishes what flies."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Engine

from bot.channels import Rate
from bot.messages import Channel, Outbound
from bot.outbox import pump as pumping
from bot.outbox.pump import pump
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageState
from tests.outbox.fakes import NOW, put, sender

PEOPLE, EACH = 12, 3


@dataclass
class Slow:
    """Answers only when `together` calls are in flight, or when nobody else can come."""

    together: int
    stopped: threading.Event
    tells: bool = False
    most: int = 0
    taken: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    flying: int = 0
    lock: threading.Condition = field(default_factory=threading.Condition)

    def send(self, address: str, outbound: Outbound, reference: int) -> str:
        with self.lock:
            self.flying += 1
            self.most = max(self.most, self.flying)
            self.lock.notify_all()
            self.lock.wait_for(lambda: self.most >= self.together, timeout=60)
            self.taken[address].append(outbound.text)
            self.flying -= 1
            if sum(map(len, self.taken.values())) == PEOPLE * EACH:
                self.stopped.set()
        return f"taken {reference}"


def test_a_line_carries_many_calls_at_once_and_keeps_everybodys_order(store: Engine) -> None:
    for place in range(EACH):
        for one in range(PEOPLE):
            put(store, str(place), to=f"phone {one}")
    stopped = threading.Event()
    provider = Slow(PEOPLE, stopped)
    who = sender({Channel.SMS: provider}, rates={Channel.SMS: Rate(per_second=1_000_000, burst=1_000_000)})
    pump(store, who, Channel.SMS, lambda: NOW, stopped)
    assert provider.most == PEOPLE, "as many as people: nobody's second message flies beside their first"
    assert provider.most <= pumping.IN_FLIGHT
    assert set(map(tuple, provider.taken.values())) == {("0", "1", "2")}
    with store.connect() as db:
        assert outbox.counts(db) == {MessageState.SENT: PEOPLE * EACH}, "what flew when it was stopped was written down"
