"""How long a reply takes under load: 300 messages a second for a minute, from arrival to the reply in the outbox."""

from __future__ import annotations

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from queue import Queue
from statistics import quantiles

import click
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from bench.crowd import member, seed
from bot.store.engine import open_store, upgrade
from bot.store.outbox import outbox
from bot.store.talk import inbox
from tests.cluster import DURABLE, running_cluster

CALLERS = 24
"""Connections that a provider holds open to us."""
WORDS = ("STATUS", "LOG", "BACK", "today", "library", "lesson notes, class control", "MENU", "mambo vipi")
"""What people write, in turn; each person gets through a part of it."""
AIM = 0.050
TOO_LATE = 1.0
"""Seconds: where one in a hundred waits longer, the rate is too high for this machine."""

Letter = tuple[float, dict[str, str]]
Ask = Callable[[http.client.HTTPConnection, Mapping[str, str]], None]
"""Puts one message on a connection, as its provider does."""


@contextmanager
def web(url: str, key: str, workers: int) -> Iterator[int]:
    """A gunicorn of its own processes on a free port of this machine; answers the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("-b", f"127.0.0.1:{port}", "-w", str(workers), "-k", "gthread", "--threads", "8", "--keep-alive", "75")
    command = [sys.executable, "-m", "gunicorn", *options, "--log-level", "warning", "bench.inbound:create()"]
    process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url, "FIELD_KEYS": key})
    try:
        yield _answering(port, process)
    finally:
        process.terminate()
        process.wait()


def _answering(port: int, process: subprocess.Popen[bytes]) -> int:
    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return port
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise click.ClickException("the web process did not start")


def letters(people: int, count: int, dice: random.Random) -> list[dict[str, str]]:
    """Messages of people taken at random, each person going through the words in order."""
    words: dict[int, Iterator[str]] = {}
    made = []
    for number in range(count):
        pair = dice.randint(1, people // 2)
        said = next(words.setdefault(pair, cycle(WORDS)))
        made.append({"from": member(pair).address, "id": f"load-{number}", "text": said})
    return made


def as_json(line: http.client.HTTPConnection, letter: Mapping[str, str]) -> None:
    """A message as the process of `bench.inbound` takes it."""
    line.request("POST", "/inbound", json.dumps(letter), {"Content-Type": "application/json"})


def post(port: int, queue: Queue[Letter | None], took: list[float], late: list[float], ask: Ask) -> None:
    """One connection: sends what comes, and writes down how long each took from the moment it was to be sent."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while (letter := queue.get()) is not None:
        at, body = letter
        late.append(time.perf_counter() - at)
        ask(line, body)
        answer = line.getresponse()
        answer.read()
        took.append(time.perf_counter() - at if answer.status in (200, 204) else float("inf"))
    line.close()


def drive(
    port: int, written: Sequence[dict[str, str]], rate: int, ask: Ask = as_json
) -> tuple[list[float], list[float]]:
    """Sends at a steady rate, whatever the answers take; seconds from due to answered, and from due to sent."""
    queue: Queue[Letter | None] = Queue()
    took: list[float] = []
    late: list[float] = []
    callers = [threading.Thread(target=post, args=(port, queue, took, late, ask)) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    begun = time.perf_counter()
    for number, body in enumerate(written):
        at = begun + number / rate
        time.sleep(max(0.0, at - time.perf_counter()))
        queue.put((at, body))
    for _caller in callers:
        queue.put(None)
    for caller in callers:
        caller.join()
    return took, late


def limit_of(port: int, people: int, rate: int, dice: random.Random, ask: Ask = as_json) -> int:
    """The first rate, in steps of a quarter, at which one in a hundred waits too long, for ten seconds each."""
    while True:
        rate += rate // 4
        written = [{**one, "id": f"{rate}-{one['id']}"} for one in letters(people, rate * 10, dice)]
        if quantiles(drive(port, written, rate, ask)[0], n=100)[98] > TOO_LATE:
            return rate


@click.command(help=__doc__)
@click.option("--people", default=10_000, show_default=True, help="How many are in the store.")
@click.option("--rate", default=300, show_default=True, help="Messages a second.")
@click.option("--seconds", default=60, show_default=True, help="For how long.")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--seed", "number", default=1, show_default=True, help="The same number, the same messages.")
@click.option("--quick", is_flag=True, help="A few seconds with a few people: whether it runs at all.")
def main(people: int, rate: int, seconds: int, workers: int, number: int, quick: bool) -> None:
    if quick:
        people, rate, seconds = 100, 20, 2
    dice = random.Random(number)
    key = Fernet.generate_key().decode()
    with running_cluster(DURABLE) as cluster:
        url = cluster.create().render_as_string(hide_password=False)
        engine = open_store(url, [key])
        upgrade(engine)
        seed(engine, people, dice)
        with web(url, key, workers) as port:
            drive(port, letters(people, 2 * CALLERS, random.Random(0)), 25)  # both processes are warm
            written = [{**one, "id": f"counted-{one['id']}"} for one in letters(people, rate * seconds, dice)]
            took, late = drive(port, written, rate)
            limit = None if quick else limit_of(port, people, rate, random.Random(number + 1))
        with engine.connect() as db:
            heard = db.execute(select(func.count()).select_from(inbox.inbox)).scalar_one()
            failed = db.execute(select(func.count()).where(inbox.inbox.c.failed.is_not(None))).scalar_one()
            replies = db.execute(select(func.count()).select_from(outbox.outbox)).scalar_one()
        engine.dispose()
    p = quantiles(took, n=100)
    click.echo(f"{len(took)} messages at {rate}/s to {workers} web processes, PostgreSQL, {people:,} people")
    p50, p95, p99 = (1000 * p[place] for place in (49, 94, 98))
    click.echo(f"arrival to reply in the outbox: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")
    click.echo(f"(waiting for a free connection within that: p99 {quantiles(late, n=100)[98] * 1000:.0f} ms)")
    click.echo(f"heard {heard}, replies {replies}, not handled {failed}; aim: p99 under {AIM * 1000:.0f} ms")
    if limit is not None:
        click.echo(f"p99 passes {TOO_LATE:.0f} s at {limit}/s")
    if failed or p[98] == float("inf"):
        raise click.ClickException("some messages were not handled")


if __name__ == "__main__":
    main()
