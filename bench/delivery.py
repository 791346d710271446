"""How fast senders empty the outbox when each call takes 100 ms, and how long people wait in a burst."""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

import click
from cryptography.fernet import Fernet
from sqlalchemy import Engine, func, select

from bench import processes
from bench.crowd import seed
from bench.processes import SECRET, Process
from bot.messages import Channel, Outbound
from bot.store.engine import open_store, upgrade
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, NewMessage
from bot.store.people.addresses import addresses
from tests.cluster import DURABLE, running_cluster

RATES = (30, 80)
WARM = 2.0
"""Seconds at the beginning that are not counted: the burst of a line that has rested."""
BURST, LASTS, RATE = 1_000, 10.0, 80
"""So many people write within so many seconds, on a channel of this rate."""
AIM, WAIT = 0.95, 5.0


@contextmanager
def provider(book: Path) -> Iterator[str]:
    """A provider that takes 100 ms for each request; answers its address."""
    words = (sys.executable, "-m", "bench.provider", str(book), "--pause", "0.1")
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def rows(book: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in book.read_text(encoding="utf-8").splitlines()]


def fill(engine: Engine, count: int, now: datetime) -> None:
    """So many prompts wait, each for somebody else."""
    with engine.begin() as db:
        for place in range(count):
            outbox.queue(
                db,
                NewMessage(
                    channel=Channel.TELEGRAM,
                    address=str(10000000 + place),
                    kind=MessageKind.PROMPT,
                    outbound=Outbound(f"TIMEC: message {place}"),
                    now=now,
                ),
            )


def speed(url: str, key: str, engine: Engine, rate: int, senders: int, seconds: int) -> float:
    """Messages a second that reach the provider while there is always something to send."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.jsonl"
        fill(engine, int(rate * (seconds + WARM)) + rate, datetime.now(UTC) + timedelta(seconds=processes.AHEAD))
        with provider(book) as address:
            working = [processes.sender(processes.environment(url, key, address, rate)) for _ in range(senders)]
            _until_taken(working, book, int(rate * (seconds + WARM)))
        at = sorted(row["at"] for row in rows(book))
    counted = [float(one) for one in at if one >= at[0] + WARM]
    _empty(engine)
    return (len(counted) - 1) / (counted[-1] - counted[0])


def _until_taken(working: Sequence[Process], book: Path, count: int) -> None:
    for each in working:
        each.start()
    began = time.monotonic()
    while not book.exists() or len(book.read_text(encoding="utf-8").splitlines()) < count:
        if time.monotonic() - began > 120:
            raise click.ClickException("the senders do not send")
        time.sleep(0.2)
    for each in working:
        each.kill()


def _empty(engine: Engine) -> None:
    with engine.begin() as db:
        db.execute(outbox.outbox.delete())


def waits(url: str, key: str, engine: Engine, senders: int, people: int, lasts: float) -> list[float]:
    """Seconds from posting a message to its reply's arrival at the provider, for each of `people` writers."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.jsonl"
        with provider(book) as address:
            env = processes.environment(url, key, address, RATE)
            webs = [processes.web(env) for _ in range(2)]
            working = [*webs, *(processes.sender(env) for _ in range(senders))]
            for each in working:
                each.start()
            for each in webs:
                each.wait_until_it_answers()
            time.sleep(WARM)  # the senders are up
            posted = _post_all(webs, people, lasts)
            _until_replied(engine, book, people)
            for each in working:
                each.kill()
        arrived: dict[str, float] = {}
        for row in rows(book):
            arrived.setdefault(row["to"], row["at"])
    _empty(engine)
    return [arrived[chat] - at for chat, at in posted.items()]


def _post_all(webs: Sequence[Process], people: int, lasts: float) -> dict[str, float]:
    """Everybody asks STATUS, one after the other at a steady rate; when each was to be posted."""
    began = time.time() + 0.5
    due = {str(70_000_000 + person): began + lasts * (person - 1) / people for person in range(1, people + 1)}

    def post(item: tuple[int, tuple[str, float]]) -> None:
        number, (chat, at) = item
        time.sleep(max(0.0, at - time.time()))
        writer = {"id": int(chat), "is_bot": False, "first_name": "Faith"}
        said = {"message_id": 1, "date": 1779973200, "from": writer, "chat": {"id": int(chat), "type": "private"}}
        body = json.dumps({"update_id": number, "message": {**said, "text": "STATUS"}})
        line = http.client.HTTPConnection("127.0.0.1", webs[number % len(webs)].port or 0, timeout=60)
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
        line.request("POST", "/telegram", body, headers)
        status = line.getresponse().status
        line.close()
        if status != 200:
            raise click.ClickException(f"a message was answered {status}")

    with ThreadPoolExecutor(32) as callers:
        list(callers.map(post, enumerate(due.items(), start=int(began) * 1000)))
    return due


def _until_replied(engine: Engine, book: Path, people: int) -> None:
    began = time.monotonic()
    while len({row["to"] for row in rows(book)}) < people:
        if time.monotonic() - began > 120:
            with engine.connect() as db:
                made = db.execute(select(func.count()).select_from(outbox.outbox)).scalar_one()
            raise click.ClickException(f"not everybody was answered ({made} replies were made)")
        time.sleep(0.2)


def move_to_telegram(engine: Engine) -> None:
    """Everybody is reached on Telegram, in the chat that their number makes."""
    chat = (addresses.c.person_id + 70_000_000).cast(addresses.c.address.type)
    with engine.begin() as db:
        db.execute(addresses.update().values(channel=Channel.TELEGRAM, address=chat))


@click.command(help=__doc__)
@click.option("--seconds", default=20, show_default=True, help="For how long each rate is measured.")
@click.option("--people", default=BURST, show_default=True, help="Who write in the burst.")
@click.option("--quick", is_flag=True, help="A few seconds with a few people: whether it runs at all.")
def main(seconds: int, people: int, quick: bool) -> None:
    lasts = LASTS
    if quick:
        seconds, people, lasts = 2, 40, 1.0
    key = Fernet.generate_key().decode()
    with running_cluster(DURABLE) as cluster:
        url = cluster.create().render_as_string(hide_password=False)
        engine = open_store(url, [key])
        upgrade(engine)
        seed(engine, people, random.Random(1))
        move_to_telegram(engine)
        for senders in (1, 4):
            for rate in RATES:
                found = speed(url, key, engine, rate, senders, seconds)
                click.echo(
                    f"{senders} sender(s), 100 ms a call, {rate}/s: {found:.1f}/s, {found / rate:.0%} of its rate"
                )
            took = waits(url, key, engine, senders, people, lasts)
            p = quantiles(took, n=100)
            click.echo(
                f"{senders} sender(s), {people} messages in {lasts:.0f} s, {RATE}/s: from message to reply"
                f" p50 {p[49]:.2f} s, p99 {p[98]:.2f} s, longest {max(took):.2f} s"
            )
        engine.dispose()
    click.echo(f"aims: {AIM:.0%} of the rate; nobody over {WAIT:.0f} s")


if __name__ == "__main__":
    main()
