"""How many turns a second, and how long one takes, beside the same rows written by plain SQL in the same run."""

from __future__ import annotations

import os
import platform
import random
import sqlite3
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from importlib.metadata import version
from itertools import count, islice
from pathlib import Path

import click
from cryptography.fernet import Fernet
from sqlalchemy import URL, Engine, update
from tqdm import tqdm

from bench import plain
from bench.crowd import DRAFTS, LOGS, NOW, Member, member, seed
from bench.plain import Driver, Rows
from bot.messages import Channel, Inbound
from bot.store.engine import open_store, upgrade
from bot.store.outbox.outbox import MessageState, is_waiting, outbox
from bot.store.talk import inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.cluster import DURABLE, Cluster, running_cluster

ANSWERS = (
    "21/5",
    "library",
    "lesson notes, class control",
    "lesson notes, class rules",
    "notes ready every Friday by 11/6, seat plan",
    "done",
)
DAYS = ("14/5", "21/5", "28/5")[:LOGS]
LOG = "LOG {day} library 1 lesson notes, class rules 2 notes ready every Friday, seat plan 3 done"
SCRIPTS = {"answer": ANSWERS, "log": tuple(LOG.format(day=day) for day in DAYS), "status": ("STATUS",) * 10}
"""What each person writes, one message after the other, in each kind of turn."""
PATIENT = World(replies_an_hour=1_000_000)
WARM = 10
"""Turns of each kind that are not counted: the first ones prepare their statements."""
LEAST = 6 * DRAFTS
"""People: each of the two ways needs somebody with a form open, and one more rehearses."""


@dataclass(frozen=True)
class Bench:
    """One store with its crowd, and the two ways to write to it."""

    engine: Engine
    raw: Driver
    numbers: Iterator[int]
    """Ids of messages, and the seconds since the beginning at which they come."""

    def ours(self, who: Member, words: str) -> float:
        """Seconds that one turn through `hear` takes."""
        name, now = self._next()
        inbound = Inbound(Channel.SMS, who.address, name, words)
        began = time.perf_counter()
        hear(self.engine, inbound, now, PATIENT)
        took = time.perf_counter() - began
        with self.engine.begin() as db:  # what has not gone out asks nothing, and no sender is at work here
            db.execute(update(outbox).where(is_waiting).values(state=MessageState.SENT))
        return took

    def plain(self, kind: str, who: Member, like: Rows) -> float:
        """Seconds that the same rows take by plain SQL."""
        name, now = self._next()
        turn = plain.TURNS[kind]
        began = time.perf_counter()
        turn(self.raw, who, name, like, now)
        return time.perf_counter() - began

    def _next(self) -> tuple[str, datetime]:
        number = next(self.numbers)
        return f"bench-{number}", NOW + timedelta(seconds=number)


@dataclass(frozen=True)
class Times:
    """How long each turn took, in seconds."""

    seconds: Sequence[float]

    @cached_property
    def rate(self) -> float:
        """Turns per second."""
        return len(self.seconds) / sum(self.seconds)

    def within(self, part: float) -> float:
        """Milliseconds within which this part of the turns was done."""
        return 1000 * sorted(self.seconds)[int((len(self.seconds) - 1) * part)]


def measure(bench: Bench, kind: str, pairs: int, most: int, dice: random.Random) -> tuple[Times, Times]:
    """Ours and plain SQL, turn about, each by people of its own; so the machine's moods meet both."""
    crowd = [member(pair) for pair in range(1, pairs + 1) if (pair % DRAFTS == 0) == (kind == "answer")]
    rehearsed = [_rehearsed(bench, crowd[0], words) for words in SCRIPTS[kind]]
    ours, theirs = [], []
    turns = _turns(crowd[1:], len(rehearsed), most + WARM, dice)
    for number, (first, second, step) in enumerate(tqdm(list(turns), desc=kind, disable=None, leave=False)):
        if number % 2:
            theirs.append(bench.plain(kind, second, rehearsed[step]))
            ours.append(bench.ours(first, SCRIPTS[kind][step]))
        else:
            ours.append(bench.ours(first, SCRIPTS[kind][step]))
            theirs.append(bench.plain(kind, second, rehearsed[step]))
    warm = WARM if len(ours) > 2 * WARM else 0
    return Times(ours[warm:]), Times(theirs[warm:])


def _rehearsed(bench: Bench, who: Member, words: str) -> Rows:
    """The rows that one turn of ours leaves behind: what plain SQL will write for others."""
    bench.ours(who, words)
    return plain.rows_of(bench.raw, who)


def _turns(crowd: Sequence[Member], steps: int, most: int, dice: random.Random) -> Iterator[tuple[Member, Member, int]]:
    """Who writes for us, who for plain SQL, and which message of the script; at most so many."""
    couples = list(zip(crowd[::2], crowd[1::2], strict=False))
    some = dice.sample(couples, min(len(couples), -(-most // steps)))
    return islice(((first, second, step) for step in range(steps) for first, second in some), most)


def run(engine: Engine, people: int, most: int, dice: random.Random) -> Iterator[tuple[str, Times, Times]]:
    """Fills an empty store with people and measures each kind of turn in it."""
    upgrade(engine)
    seed(engine, people, dice)
    raw = plain.driver(engine)
    bench = Bench(engine, raw, count(1))
    for kind in SCRIPTS:
        yield kind, *measure(bench, kind, people // 2, most, dice)
    raw.close()
    with engine.begin() as db:
        failed = inbox.counts(db)[1]
    assert not failed, f"{failed} turns could not be handled"


# the stores


def stores(databases: Sequence[str], stack: ExitStack) -> dict[str, Iterator[str]]:
    """For each database a row of URLs, each of an empty store."""
    found: dict[str, Iterator[str]] = {}
    if "sqlite" in databases:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mshauri-bench-")))
        found["sqlite"] = (URL.create("sqlite", database=str(folder / f"{n}.db")).render_as_string() for n in count())
    if "postgresql" in databases:
        cluster = stack.enter_context(running_cluster(DURABLE))
        found["postgresql"] = made = _databases(cluster)
        stack.callback(made.close)
    return found


def _databases(cluster: Cluster) -> Generator[str, None, None]:
    """New databases, each dropped before the next is made."""
    while True:
        url = cluster.create()
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            cluster.drop(url)


def engine_name(engine: Engine) -> str:
    """What the database calls itself, and whether it waits for the disk."""
    if engine.dialect.name == "sqlite":
        return f"SQLite {sqlite3.sqlite_version} (WAL, synchronous=FULL)"
    with engine.connect() as db:
        asked = [db.exec_driver_sql(f"SHOW {name}").scalar_one() for name in ("server_version", "fsync")]
        return f"PostgreSQL {asked[0]} (fsync {asked[1]}, through a socket of this machine)"


# the command

HEAD = f"{'':22}{'turns a second':^27}{'ours, ms':^16}{'plain SQL, ms':^16}"
NAMES = f"{'people':>9} {'turn':<10}{'ours':>8}{'plain SQL':>11}{'ratio':>8}" + f"{'p50':>8}{'p99':>8}" * 2


def line(people: int, kind: str, ours: Times, theirs: Times) -> str:
    """One line of the table."""
    times = "".join(f"{each.within(part):8.2f}" for each in (ours, theirs) for part in (0.5, 0.99))
    rates = f"{ours.rate:8.0f}{theirs.rate:11.0f}{ours.rate / theirs.rate:8.2f}"
    return f"{people:9,} {kind:<10}{rates}{times}"


def _numbers(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        found = tuple(int(number) for number in value.split(","))
    except ValueError:
        raise click.BadParameter("numbers with commas between them, such as 1000,10000") from None
    if min(found) < LEAST:
        raise click.BadParameter(f"at least {LEAST} people")
    return found


def _names(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    found = tuple(value.split(","))
    if not set(found) <= {"sqlite", "postgresql"}:
        raise click.BadParameter("sqlite, postgresql, or both with a comma between them")
    return found


@click.command()
@click.option("--people", callback=_numbers, default="1000,10000,100000", show_default=True, help="Sizes of the store.")
@click.option("--databases", callback=_names, default="sqlite,postgresql", show_default=True)
@click.option("--turns", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Most of each kind.")
@click.option("--seed", "number", default=1, show_default=True, help="Another number is another crowd.")
@click.option("--quick", is_flag=True, help="1,000 people and 200 turns of each kind.")
def main(people: tuple[int, ...], databases: tuple[str, ...], turns: int, number: int, quick: bool) -> None:
    """Measures turns beside plain SQL that writes the same rows."""
    sizes, most = ((1000,), 200) if quick else (people, turns)
    click.echo(
        f"{platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()},"
        f" SQLAlchemy {version('sqlalchemy')}, psycopg {version('psycopg')}"
    )
    with ExitStack() as stack:
        for urls in stores(databases, stack).values():
            for place, size in enumerate(sizes):
                engine = open_store(next(urls), (Fernet.generate_key().decode(),))
                if place == 0:
                    click.echo(f"\n{engine_name(engine)}\n{HEAD}\n{NAMES}")
                for found in run(engine, size, most, random.Random(number)):
                    click.echo(line(size, *found))
                engine.dispose()


if __name__ == "__main__":
    main()
