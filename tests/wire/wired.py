"""Virtual time over real processes: what people write goes to gunicorn over HTTP, a sender calls the provider."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy import select

from bot.app import House
from bot.messages import Inbound
from bot.settings import SmsProvider
from bot.simulator.world import Phones, Simulation
from bot.store.outbox import sent
from bot.store.outbox.outbox import MessageState
from bot.store.outbox.outbox import outbox as out
from tests.wire.posting import request_of

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds until a process must have done its work on a busy machine."""


@dataclass
class Processes:
    """One web process and one sender, and the file that tells them the time."""

    port: int
    clock: Path
    web: subprocess.Popen[bytes]
    sender: subprocess.Popen[bytes]

    def tell(self, moment: datetime) -> None:
        """From now on it is this moment for both."""
        new = self.clock.with_suffix(".new")
        new.write_text(moment.isoformat(), encoding="utf-8")
        new.replace(self.clock)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Neither does anything meanwhile."""
        for each in (self.web, self.sender):
            os.killpg(each.pid, signal.SIGSTOP)
        yield
        for each in (self.web, self.sender):
            os.killpg(each.pid, signal.SIGCONT)


@contextmanager
def running(env: Mapping[str, str], clock: Path, now: datetime) -> Iterator[Processes]:
    """The two processes until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {**os.environ, **env, "CLOCK": str(clock)}
    options = (
        "-b",
        f"127.0.0.1:{port}",
        "-k",
        "bot.serving.Worker",
        "--threads",
        "4",
        "--log-level",
        "error",
        "--no-control-socket",
    )
    web = ("gunicorn", *options, "tests.wire.clocked:create()")
    clock.write_text(now.isoformat(), encoding="utf-8")
    started = [
        subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env=own, start_new_session=True)
        for words in (web, ("tests.wire.clocked",))
    ]
    try:
        _wait(lambda: _answers(port), "the web process does not answer")
        yield Processes(port, clock, *started)
    finally:
        for each in started:
            os.killpg(each.pid, signal.SIGKILL)
            each.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait(until: Callable[[], bool], otherwise: str) -> None:
    patience = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < patience, otherwise
        time.sleep(0.01)


class Wired(Simulation):
    """The same virtual time; hearing and sending are the processes'."""

    def __init__(
        self,
        build: Callable[[], House],
        start: datetime,
        chance: Random,
        processes: Processes,
        sms: SmsProvider,
        phones: Phones,
    ) -> None:
        self._processes, self._sms, self._number = processes, sms, 0
        super().__init__(build, start, chance)
        self.phones = phones  # the provider asks them

    def hear(self, inbound: Inbound) -> None:
        """Posts it as its provider does; 200 or it is a fault."""
        self._number += 1
        asked = request_of(inbound, self._number, self._sms)
        line = http.client.HTTPConnection("127.0.0.1", self._processes.port, timeout=PATIENCE)
        line.request("POST", asked.path, asked.body, dict(asked.headers))
        answer = line.getresponse()
        body = answer.read()
        line.close()
        assert answer.status == 200, body

    def _pass(self, moment: datetime) -> None:
        super()._pass(moment)
        self._processes.tell(moment)

    def _begin(self) -> None:
        self._processes.tell(self._now)
        self._settle()

    def _deliver(self) -> int:
        """Waits until the sender has sent everything that may go now; answers how much that was."""
        with self.engine.connect() as db:
            before = sent.last_seq(db)
        _wait(self._nothing_waits, "the sender does not send")
        with self.engine.connect() as db:
            return len(sent.sent(db, before))

    def _nothing_waits(self) -> bool:
        open_states = out.c.state.in_([MessageState.WAITING, MessageState.SENDING])
        with self.engine.connect() as db:
            return db.execute(select(out.c.id).where(open_states, out.c.due_at <= self._now).limit(1)).first() is None
