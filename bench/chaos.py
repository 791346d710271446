"""Many processes, providers that misbehave, kills and a broken database: what is lost, doubled or out of order."""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import click
from cryptography.fernet import Fernet
from sqlalchemy import Engine, update

from bench import processes
from bench.crowd import seed
from bench.processes import SECRET, Process
from bench.provider import Did
from bench.verdict import Verdict, of_messages, of_records
from bot.messages import Channel
from bot.store.engine import open_store, upgrade
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageState
from bot.store.people.addresses import addresses
from bot.store.talk import notices
from tests.cluster import DURABLE, Cluster, running_cluster

CALLERS = 12
"""Connections that the providers hold open to us."""
DAYS = (14, 21, 28)
"""Of May 2026: the planned sessions that each pair logs and signs."""
QUICK_PAIRS = 16
LEAST = 3
"""Kills of each run: one of each kind."""
FAILING = (4.0, 44.0), (50.0, 65.0)
"""From when to when, in seconds after the first message, SMS fail for everybody, and hang: longer than the first tries
wait."""
QUICK_FAILING = (2.0, 14.0), (16.0, 20.0)
"""The same for a few pairs: longer than the first try waits."""
PATIENCE = 240.0
"""Seconds until everything must have gone out after the last message came in."""


@dataclass
class Scene:
    """What is going on: the processes, the store, and what the providers were promised."""

    webs: list[Process]
    senders: list[Process]
    clocks: list[Process]
    cluster: Cluster
    dice: random.Random
    acknowledged: set[str] = field(default_factory=set)
    posted: int = 0
    killed: list[float] = field(default_factory=list)
    """When a sender was killed."""
    kills: int = 0
    restarts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def everybody(self) -> list[Process]:
        return [*self.webs, *self.senders, *self.clocks]


# what comes in


@dataclass(frozen=True)
class Letter:
    """One message of somebody's, as their provider posts it."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    provider_id: str


def letter(person: int, number: int, text: str) -> Letter:
    """People with an even pair number are on Telegram, the others write SMS."""
    if _on_telegram(person):
        writer = {"id": int(_chat(person)), "is_bot": False, "first_name": "Faith"}
        chat = {"id": int(_chat(person)), "type": "private"}
        update_id = person * 100 + number
        said = {"message_id": number, "date": 1779973200, "from": writer, "chat": chat, "text": text}
        body = json.dumps({"update_id": update_id, "message": said}).encode()
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": SECRET}
        return Letter("/telegram", headers, body, str(update_id))
    own = f"chaos-{person}-{number}"
    form = {"from": _phone(person), "to": "20880", "text": text, "id": own, "date": "2026-05-28 13:10:00"}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return Letter(f"/africastalking/{SECRET}/messages", headers, urlencode(form).encode(), own)


def _on_telegram(person: int) -> bool:
    return (person + 1) // 2 % 2 == 0


def _phone(person: int) -> str:
    return f"+254{700_000_000 + person}"


def _chat(person: int) -> str:
    return str(70_000_000 + person)


def move_to_telegram(engine: Engine, people: int) -> None:
    """Half of the pairs are reached on Telegram."""
    with engine.begin() as db:
        for person in (one for one in range(1, people + 1) if _on_telegram(one)):
            here = {"channel": Channel.TELEGRAM, "address": _chat(person)}
            db.execute(update(addresses).where(addresses.c.person_id == person), here)


def talk(scene: Scene, pair: int, dice: random.Random) -> None:
    """A pair's three sessions: the mentee logs each in one message, the mentor signs it; some are delivered twice."""
    old: list[Letter] = []
    for place, day in enumerate(DAYS, start=2):
        log = f"LOG {day}/5 library 1 areas {day} 2 plan {day} 3 all went well"
        for person, text in ((2 * pair, log), (2 * pair - 1, f"SIGN {place}")):
            sent = letter(person, place, text)
            post(scene, sent, dice)
            old.append(sent)
            if dice.random() < 0.1:
                post(scene, dice.choice(old), dice)  # again, and perhaps long after its turn


def post(scene: Scene, sent: Letter, dice: random.Random) -> None:
    """Brings a message until it is acknowledged, as the providers do."""
    while True:
        port = dice.choice(scene.webs).port
        try:
            line = http.client.HTTPConnection("127.0.0.1", port or 0, timeout=60)
            line.request("POST", sent.path, sent.body, dict(sent.headers))
            status = line.getresponse().status
            line.close()
        except (OSError, http.client.HTTPException):
            status = 0
        with scene.lock:
            scene.posted += 1
            if status == 200:
                scene.acknowledged.add(sent.provider_id)
        if status == 200:
            return
        time.sleep(0.2)


# what goes wrong


def monkey(scene: Scene, every: float, restarts: int, stopped: threading.Event) -> None:
    """Kills a sender, a web process, a clock, breaks the database off, and begins again; each is started again."""
    kinds = cycle((scene.senders, scene.webs, None, scene.clocks))
    while not stopped.wait(every * scene.dice.uniform(0.5, 1.5)) or scene.kills < LEAST:
        kind = next(kinds)
        if kind is not None:
            victim = scene.dice.choice(kind)
            victim.kill()
            scene.kills += 1
            if kind is scene.senders:
                scene.killed.append(time.time())
            victim.start()
        elif scene.restarts < restarts:
            assert scene.cluster.again is not None, "a server of our own"
            scene.cluster.again()
            scene.restarts += 1


def drained(engine: Engine) -> bool:
    """Whether nothing waits: no message to be sent, no notice to be said."""
    with engine.connect() as db:
        counts = outbox.counts(db)
        return not (counts.get(MessageState.WAITING) or counts.get(MessageState.SENDING) or notices.waiting_people(db))


def wait_until_drained(engine: Engine) -> float:
    """Seconds that it took; ClickException when it does not end."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        try:
            if drained(engine):
                return time.monotonic() - began
        except Exception as away:  # noqa: BLE001 the database may be starting again
            click.echo(f"(waiting: {type(away).__name__})", err=True)
        time.sleep(0.5)
    raise click.ClickException("after minutes there is still something that waits to be sent")


@contextmanager
def provider(book: Path, number: int, outage: tuple[float, float], hang: tuple[float, float]) -> Iterator[str]:
    """The providers as a process; answers their address. From when to when all SMS fail, and hang."""
    spans = ("--outage", *map(str, outage), "--hang", *map(str, hang))
    usual = ("--pause", "0.02", "--mood", "wild", "--seed", str(number))
    words = (sys.executable, "-m", "bench.provider", str(book), *usual, *spans)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def run(pairs: int, webs: int, senders: int, clocks: int, every: float, restarts: int, number: int) -> Verdict:
    """One run; what is printed is the verdict's."""
    dice = random.Random(number)
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory() as folder, running_cluster(DURABLE) as cluster:
        book = Path(folder) / "book.jsonl"
        url = cluster.create().render_as_string(hide_password=False)
        engine = open_store(url, [key])
        upgrade(engine)
        seed(engine, 2 * pairs, dice)
        move_to_telegram(engine, 2 * pairs)
        with provider(book, number, *(FAILING if pairs > QUICK_PAIRS else QUICK_FAILING)) as address:
            env = processes.environment(url, key, address, per_second=200)
            scene = Scene(
                webs=[processes.web(env) for _ in range(webs)],
                senders=[processes.sender(env) for _ in range(senders)],
                clocks=[processes.clock(env) for _ in range(clocks)],
                cluster=cluster,
                dice=dice,
            )
            _live(scene, pairs, every, restarts, number)
            took = wait_until_drained(engine)
            for each in scene.everybody:
                each.kill()
        rows = [json.loads(line) for line in book.read_text(encoding="utf-8").splitlines()]
        verdict = Verdict()
        with engine.connect() as db:
            of_records(db, scene.acknowledged, pairs, verdict)
            of_messages(db, rows, scene.killed, verdict)
        engine.dispose()
    verdict.counts["posted"] = scene.posted
    verdict.counts["killed"], verdict.counts["database restarts"] = scene.kills, scene.restarts
    click.echo(f"({took:.0f} s after the last message came in, nothing waited any more)", err=True)
    return verdict


def _live(scene: Scene, pairs: int, every: float, restarts: int, number: int) -> None:
    """Everybody talks, and things go wrong meanwhile."""
    for each in scene.everybody:
        each.start()
    for each in scene.webs:
        each.wait_until_it_answers()
    stopped = threading.Event()
    chaos = threading.Thread(target=monkey, args=(scene, every, restarts, stopped))
    chaos.start()
    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(lambda pair: talk(scene, pair, random.Random(number * 100_000 + pair)), range(1, pairs + 1)))
    stopped.set()
    chaos.join()


@click.command(help=__doc__)
@click.option("--pairs", default=700, show_default=True, help="Pairs that log and sign three sessions each.")
@click.option("--every", default=4.0, show_default=True, help="Seconds between two kills, on average.")
@click.option("--restarts", default=2, show_default=True, help="Breaks of the database, at most.")
@click.option("--seed", "number", default=1, show_default=True, help="The same number, the same dice.")
@click.option("--quick", is_flag=True, help="A few pairs and processes: whether it holds at all.")
def main(pairs: int, every: float, restarts: int, number: int, quick: bool) -> None:
    webs, senders, clocks = (2, 2, 1) if quick else (4, 4, 2)
    if quick:
        pairs, every, restarts = QUICK_PAIRS, 0.7, 1
    verdict = run(pairs, webs, senders, clocks, every, restarts, number)
    counts = verdict.counts
    click.echo(
        f"{webs} web, {senders} sender and {clocks} clock processes; PostgreSQL; {pairs} pairs on SMS and Telegram"
    )
    click.echo(
        f"messages in and out: {counts['heard'] + counts['made']} ({counts['posted']} posts, {counts['heard']} heard)"
    )
    click.echo(f"went wrong: {counts['killed']} kill -9, {counts['database restarts']} database restarts")
    click.echo("providers: " + ", ".join(f"{did} {counts[did]}" for did in Did))
    click.echo(f"made {counts['made']}")
    click.echo(
        f"repeated: {counts['repeated, unanswered']} that the provider left without an answer,"
        f" {counts['repeated, sender killed']} whose sender was killed before it could write the answer down"
    )
    for fault in verdict.faults:
        click.echo(f"FAULT: {fault}", err=True)
    if verdict.faults:
        raise click.ClickException(f"{len(verdict.faults)} faults")
    click.echo("nothing acknowledged lost, no record doubled, nobody's messages out of order")


if __name__ == "__main__":
    os.environ.pop("TEST_DATABASE_URL", None)  # a server that may be broken off is our own
    main()
