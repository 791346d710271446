"""How many answers a second several processes give at once: each to people of its own, durably, one after the other."""

from __future__ import annotations

import random
import time
from contextlib import ExitStack
from datetime import timedelta
from itertools import islice
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import click
from cryptography.fernet import Fernet

from bench.crowd import DRAFTS, NOW, member, seed
from bench.turns import ANSWERS, PATIENT, stores
from bot.messages import Channel, Inbound
from bot.store.engine import open_store, upgrade
from bot.store.talk import inbox
from bot.talk import hear

WARM = 20


def answers(url: str, key: str, share: range, seconds: float, ready: Barrier) -> int:
    """How many answers one process gives within that time."""
    engine = open_store(url, (key,))
    said = ((member(pair).address, step, words) for pair in share for step, words in enumerate(ANSWERS))
    letters = (Inbound(Channel.SMS, address, f"{address} {step}", words) for address, step, words in said)
    for number, letter in enumerate(islice(letters, WARM)):
        hear(engine, letter, NOW + timedelta(seconds=number), PATIENT)
    ready.wait()
    given, until = 0, time.perf_counter() + seconds
    for number, letter in enumerate(letters, WARM):
        if time.perf_counter() > until:
            break
        hear(engine, letter, NOW + timedelta(seconds=number), PATIENT)
        given += 1
    else:
        raise click.ClickException("everybody has answered before the time was over: take more people")
    engine.dispose()
    return given


def run(url: str, people: int, processes: int, seconds: float) -> float:
    """Answers a second of all together."""
    key = Fernet.generate_key().decode()
    engine = open_store(url, (key,))
    upgrade(engine)
    seed(engine, people, random.Random(1))
    spawned = get_context("spawn")
    with spawned.Manager() as manager, spawned.Pool(processes) as pool:
        ready = manager.Barrier(processes)
        shares = [range(DRAFTS * (one + 1), people // 2 + 1, DRAFTS * processes) for one in range(processes)]
        given = pool.starmap(answers, [(url, key, share, seconds, ready) for share in shares])
    with engine.begin() as db:
        failed = inbox.counts(db)[1]
    engine.dispose()
    if failed:
        raise click.ClickException(f"{failed} messages could not be handled")
    return sum(given) / seconds


@click.command(help=__doc__)
@click.option("--people", default=60_000, show_default=True, help="How many are in the store; a sixth of them answer.")
@click.option("--seconds", default=10.0, show_default=True, help="For how long.")
@click.option("--processes", default=4, show_default=True, help="On PostgreSQL; SQLite is served by one.")
def main(people: int, seconds: float, processes: int) -> None:
    with ExitStack() as stack:
        for name, urls in stores(("sqlite", "postgresql"), stack).items():
            many = processes if name == "postgresql" else 1
            click.echo(f"{name}, {many} process(es): {run(next(urls), people, many, seconds):.0f} answers a second")


if __name__ == "__main__":
    main()
