"""The shorter form of `bench.outage`: real senders, a clock and a web process on PostgreSQL, a provider over HTTP."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from cryptography.fernet import Fernet
from sqlalchemy import Engine, select
from tqdm import tqdm

from bench import processes
from bench.outage_world import OPERATOR, populate
from bench.processes import SECRET
from bench.provider import TAKEN, Did
from bench.verdict import Verdict
from bot.messages import Channel, Outbound
from bot.store.engine import open_store, upgrade
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, NewMessage
from tests.cluster import DURABLE, running_cluster

PEOPLE, MESSAGES, LASTS, RATE = 200, 1_700, 170.0, 20
"""So many messages within so many seconds, on a line of this rate."""
OUTAGE, HANG = (8.0, 53.0), (130.0, 150.0)
PATIENCE = 1500.0
ALARMED, FULL, WINDOW = 120.0, 60.0, 5.0
Row = Mapping[str, Any]


def run(number: int) -> tuple[Verdict, list[str]]:
    """One run; the verdict, and what is printed."""
    verdict, dice = Verdict(), random.Random(number)
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory() as folder, running_cluster(DURABLE) as cluster:
        book, port = Path(folder) / "book.jsonl", processes.free_port()
        url = cluster.create().render_as_string(hide_password=False)
        engine = open_store(url, (key,))
        upgrade(engine)
        who = populate(engine, PEOPLE)
        with _provider(book, number, port) as address:
            env = processes.environment(url, key, address, RATE)
            web = processes.web_at(port, env)
            everybody = [web, processes.clock(env), *(processes.sender(env) for _ in range(2))]
            for each in everybody:
                each.start()
            web.wait_until_it_answers()
            _make(engine, who, dice)
            took = _until_drained(engine)
            time.sleep(35)  # the clock says that it is over
            for each in everybody:
                each.kill()
        rows = [json.loads(line) for line in book.read_text(encoding="utf-8").splitlines()]
        lines = _judged(engine, rows, verdict)
        engine.dispose()
    return verdict, [
        f"{MESSAGES} messages to {PEOPLE} people in {LASTS:.0f} s, 2 senders; all was done {took:.0f} s later",
        *lines,
    ]


@contextmanager
def _provider(book: Path, number: int, port: int) -> Iterator[str]:
    reports = f"http://127.0.0.1:{port}/africastalking/{SECRET}/delivery"
    spans = ("--outage", *map(str, OUTAGE), "--hang", *map(str, HANG))
    usual = ("--pause", "0.05", "--mood", "cutting", "--reports", reports, "--seed", str(number))
    words = (sys.executable, "-m", "bench.provider", str(book), *usual, *spans)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def _make(engine: Engine, who: list[tuple[int, str]], dice: random.Random) -> None:
    """Messages of all kinds, at a steady rate."""
    began = time.monotonic()
    for number in tqdm(range(MESSAGES), unit=" messages", disable=None):
        time.sleep(max(0.0, began + LASTS * number / MESSAGES - time.monotonic()))
        person_id, address = dice.choice(who)
        kind = dice.choice((MessageKind.PROMPT, MessageKind.NOTICE, MessageKind.REPLY))
        words = Outbound(f"TIMEC: message {number}")
        message = NewMessage(
            channel=Channel.SMS, address=address, person_id=person_id, kind=kind, outbound=words, segments=1,
            now=datetime.now(UTC),
        )  # fmt: skip
        with engine.begin() as db:
            outbox.queue(db, message)


def _until_drained(engine: Engine) -> float:
    began = time.monotonic()
    waits = select(outbox.outbox.c.id).where(outbox.is_open, outbox.outbox.c.channel == Channel.SMS).limit(1)
    while time.monotonic() - began < PATIENCE:
        with engine.connect() as db:
            if db.execute(waits).first() is None:
                return time.monotonic() - began
        time.sleep(0.5)
    raise click.ClickException("after minutes there is still something that waits to be sent")


def _judged(engine: Engine, rows: list[Row], verdict: Verdict) -> list[str]:
    """What the provider took against what was promised."""
    sms = [row for row in rows if row["channel"] == "sms"]
    took: dict[str, list[Row]] = defaultdict(list)
    last: dict[tuple[str, MessageKind], int] = defaultdict(lambda: -1)
    with engine.connect() as db:
        kinds = {body["text"]: kind for body, kind in db.execute(select(outbox.outbox.c.body, outbox.outbox.c.kind))}
    for row in (one for one in sms if one["did"] in TAKEN):
        text, place = row["text"], (row["to"], kinds[row["text"]])
        mine = int(text.rsplit(" ", 1)[1])
        verdict.counts["out of order"] += mine < last[place]
        verdict.counts["doubled although answered"] += any(one["did"] == Did.TOOK for one in took[text])
        last[place] = max(mine, last[place])
        took[text].append(row)
    verdict.counts["lost"] = MESSAGES - len(took)
    verdict.counts["doubled more"] = sum(len(each) > 2 for each in took.values())
    for what in ("out of order", "doubled although answered", "lost", "doubled more"):
        verdict.demand(not verdict.counts[what], f"{verdict.counts[what]} {what}")
    once = sum(len(each) == 2 for each in took.values())
    did = ", ".join(f"{name} {sum(row['did'] == name for row in sms)}" for name in Did)
    counts = verdict.counts
    return [
        f"the provider: {did}",
        f"lost: {counts['lost']}; doubled once, without an answer: {once}; more often: {counts['doubled more']};"
        f" although answered: {counts['doubled although answered']}; out of order: {counts['out of order']}",
        *_alarms(rows, verdict),
    ]


def _alarms(rows: list[Row], verdict: Verdict) -> list[str]:
    """When the operator heard of each outage, and how soon it was back at its full rate; a line each."""
    began = min(row["at"] for row in rows)
    said = [row["at"] - began for row in rows if row["to"] == OPERATOR and "everybody" in row["text"]]
    at = [row["at"] - began for row in rows if row["channel"] == "sms" and row["did"] in TAKEN]
    least, found = int(RATE * WINDOW * 0.9 * 0.95), []
    for name, (begins, ends) in (("500s", OUTAGE), ("hanging", HANG)):
        heard = next((one - begins for one in said if one >= begins), PATIENCE)
        after = [one for one in at if one >= ends]
        windows = (one for one, last in zip(after, after[least:], strict=False) if last - one <= WINDOW)
        full = next(windows, PATIENCE) - ends
        verdict.demand(heard <= ALARMED, f"{name}: the operator heard it after {heard:.0f} s")
        verdict.demand(full <= FULL, f"{name}: the full rate after {full:.0f} s")
        found.append(f"{name}: alarm after {heard:.0f} s, back at the full rate after {full:.0f} s")
    verdict.demand(len(said) == 2, f"the operator heard {len(said)} times of two outages")
    return found
