"""A provider fails for an hour, hangs for ten minutes, cuts one connection in twenty: what becomes of 100,000 messages.

In virtual time, with the code that takes, sends, settles and alarms; `--processes` is a shorter form with real senders
and real HTTP. It ends with 1 where a promise is broken.
"""

from __future__ import annotations

import logging
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click
from cryptography.fernet import Fernet
from sqlalchemy import Engine, event, select

from bench import outage_processes
from bench.outage_world import BEGIN, CUT, QUICK, WHOLE, Made, Plan, World, live
from bench.verdict import Verdict
from bot.store.engine import open_store, upgrade
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageKind, MessageState
from tests.cluster import running_cluster

ALARMED, FULL = timedelta(minutes=2), timedelta(minutes=1)
SHARE, WINDOW = 0.95, timedelta(seconds=10)
"""The full rate: so much of it within so long."""


def judge(engine: Engine, world: World, made: dict[str, Made], verdict: Verdict) -> None:
    """What the provider took against what was promised."""
    took: dict[str, list[tuple[datetime, bool]]] = defaultdict(list)
    last: dict[tuple[str, MessageKind], int] = defaultdict(lambda: -1)
    for at, address, text, answered in world.provider.took:
        one = made[text]
        verdict.counts["late"] += at >= one.until
        verdict.counts["out of order"] += one.number < last[address, one.kind]
        verdict.counts["doubled although answered"] += any(said for _at, said in took[text])
        took[text].append((at, answered))
        last[address, one.kind] = max(one.number, last[address, one.kind])
    with engine.connect() as db:
        found = db.execute(select(outbox.outbox.c.body, outbox.outbox.c.kind, outbox.outbox.c.state))
        states = {body["text"]: (kind, state) for body, kind, state in found}
    missed = {text: one for text, one in made.items() if text not in took}
    kept = {text for text, (_kind, state) in states.items() if state is MessageState.UNKNOWN and text in made}
    verdict.counts["closed meanwhile"] = sum(one.closes for one in missed.values())
    verdict.counts["lost"] = sum(not one.closes and text not in kept for text, one in missed.items())
    kept = {text for text in kept if not made[text].closes}
    verdict.counts["not known"], verdict.counts["not known and not taken"] = len(kept), len(kept & missed.keys())
    verdict.counts["doubled once"] = sum(len(each) == 2 for each in took.values())
    verdict.counts["doubled more"] = sum(len(each) > 2 for each in took.values())
    verdict.counts.update(f"left {kind}, {state}" for text, (kind, state) in states.items() if text in made)
    if world.plan.receipts:
        verdict.demand(not kept, f"{len(kept)} messages are left to the operator")
    for what in ("late", "out of order", "doubled although answered", "lost", "doubled more"):
        verdict.demand(not verdict.counts[what], f"{verdict.counts[what]} {what}")


def alarms(world: World, verdict: Verdict) -> list[str]:
    """When the operator heard of each outage, and how soon it was back at its full rate; a line each."""
    plan = world.plan
    said = [(at, text) for at, text in world.phone.heard if "everybody" in text or "works again" in text]
    verdict.demand(len(said) == 4, f"the operator heard {len(said)} times of two outages, not 4 times")
    found = []
    for name, (begins, ends) in (("500s", plan.fails), ("hanging", plan.hangs)):
        heard = next((at - BEGIN - begins for at, _text in said if at >= BEGIN + begins), timedelta(days=1))
        full = back(world, BEGIN + ends) - BEGIN - ends
        verdict.demand(heard <= ALARMED, f"{name}: the operator heard it after {heard}")
        verdict.demand(full <= FULL, f"{name}: the full rate after {full}")
        found.append(f"{name}: alarm after {_seconds(heard)}, back at the full rate after {_seconds(full)}")
    return found


def back(world: World, since: datetime) -> datetime:
    """From when on as much goes out as the line carries."""
    at = [taken for taken, *_rest in world.provider.took if taken >= since]
    least = int(world.plan.rate * WINDOW.total_seconds() * SHARE * (1 - CUT))
    windows = (one for one, last in zip(at, at[least:], strict=False) if last - one <= WINDOW)
    return next(windows, since + timedelta(days=1))


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"


def run(engine: Engine, plan: Plan, number: int) -> tuple[Verdict, list[str]]:
    """One run in an empty store; the verdict, and what is printed."""
    verdict = Verdict()
    world, made, now = live(engine, plan, number)
    judge(engine, world, made, verdict)
    told = alarms(world, verdict)
    counts = verdict.counts
    lines = [
        f"{len(made)} messages to {plan.people} people in {plan.lasts}, {plan.rate:.0f} a second,"
        f" {engine.dialect.name}; all was done {now - BEGIN - plan.lasts} after the last",
        f"calls {world.calls}, taken {len(world.provider.took)}",
        f"lost that still meant something: {counts['lost']}; whose page closed meanwhile: {counts['closed meanwhile']};"
        f" sent too late: {counts['late']}",
        f"left to the operator as unknown: {counts['not known']},"
        f" of which {counts['not known and not taken']} never came",
        f"doubled once, without an answer: {counts['doubled once']}; more often: {counts['doubled more']};"
        f" although answered: {counts['doubled although answered']}",
        f"out of order: {counts['out of order']}",
        *told,
        *(f"{name}: {count}" for name, count in sorted(counts.items()) if name.startswith("left ")),
    ]
    return verdict, lines


@contextmanager
def _store(database: str) -> Iterator[Engine]:
    """An empty store that does not wait for the disk: nothing here survives the run."""
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        if database == "postgresql":
            cluster = held.enter_context(running_cluster())
            engine = open_store(cluster.create().render_as_string(hide_password=False), (key,))
        else:
            engine = open_store(f"sqlite:///{Path(folder) / 'outage.db'}", (key,))
            event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA synchronous = OFF"))
        held.callback(engine.dispose)
        upgrade(engine)
        yield engine


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help="A few messages and minutes: whether it holds at all.")
@click.option("--seed", "number", default=1, show_default=True, help="The same number, the same dice.")
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite", show_default=True)
@click.option("--receipts/--no-receipts", default=True, help="Whether the provider tells what became of a message.")
@click.option("--processes", is_flag=True, help="Two minutes with real senders, real HTTP and PostgreSQL.")
def main(*, quick: bool, number: int, database: str, receipts: bool, processes: bool) -> None:
    logging.disable(logging.ERROR)  # what fails here is meant to
    plan = replace(QUICK if quick else WHOLE, receipts=receipts)
    if processes:
        verdict, lines = outage_processes.run(number)
    else:
        with _store(database) as engine:
            verdict, lines = run(engine, plan, number)
    for line in lines:
        click.echo(line)
    for fault in verdict.faults:
        click.echo(f"FAULT: {fault}", err=True)
    if verdict.faults:
        raise click.ClickException(f"{len(verdict.faults)} promises are broken")
    click.echo("every promise holds")


if __name__ == "__main__":
    main()
