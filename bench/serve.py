"""One process on SQLite that does everything: 150 SMS a second come in, their replies go out to a provider."""

from __future__ import annotations

import http.client
import json
import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

import click
from cryptography.fernet import Fernet

from bench import processes
from bench.chaos import wait_until_drained
from bench.crowd import seed
from bench.delivery import provider
from bench.load import CALLERS, TOO_LATE, drive, letters, limit_of
from bench.processes import SECRET, free_port
from bot.store.engine import open_store, upgrade

AIM = 150
"""Messages a second."""


def as_sms(line: http.client.HTTPConnection, letter: Mapping[str, str]) -> None:
    """A message as Africa's Talking posts it."""
    form = {**letter, "to": "20880", "date": "2026-05-28 13:10:00"}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", f"/africastalking/{SECRET}/messages", urlencode(form), headers)


@click.command(help=__doc__)
@click.option("--people", default=10_000, show_default=True, help="How many are in the store.")
@click.option("--rate", default=AIM, show_default=True, help="Messages a second.")
@click.option("--seconds", default=60, show_default=True, help="For how long.")
@click.option("--seed", "number", default=1, show_default=True, help="The same number, the same messages.")
@click.option("--quick", is_flag=True, help="A few seconds with a few people: whether it runs at all.")
def main(people: int, rate: int, seconds: int, number: int, quick: bool) -> None:
    if quick:
        people, rate, seconds = 100, 20, 2
    dice = random.Random(number)
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory(prefix="mshauri-bench-") as folder:
        url, book, port = f"sqlite:///{folder}/county.db", Path(folder) / "book.jsonl", free_port()
        engine = open_store(url, [key])
        upgrade(engine)
        seed(engine, people, dice)
        with provider(book) as address:
            service = processes.serve(processes.environment(url, key, address, per_second=1000), port)
            service.start()
            try:
                service.wait_until_it_answers()
                drive(port, letters(people, 2 * CALLERS, random.Random(0)), 25, as_sms)  # it is warm
                written = [{**one, "id": f"counted-{one['id']}"} for one in letters(people, rate * seconds, dice)]
                took, _late = drive(port, written, rate, as_sms)
                drained = wait_until_drained(engine)
                limit = None if quick else limit_of(port, people, rate, random.Random(number + 1), as_sms)
            finally:
                service.kill()
        sent = len({json.loads(row)["number"] for row in book.read_text(encoding="utf-8").splitlines()})
        engine.dispose()
    p50, p95, p99 = (1000 * quantiles(took, n=100)[place] for place in (49, 94, 98))
    click.echo(f"{len(took)} SMS at {rate}/s to one process on SQLite that also sends, {people:,} people")
    click.echo(f"arrival to reply in the outbox: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")
    click.echo(f"{drained:.1f} s after the last, every reply was with the provider; {sent} in all")
    if limit is not None:
        click.echo(f"p99 passes {TOO_LATE:.0f} s at {limit}/s")
    if p99 == float("inf"):
        raise click.ClickException("some messages were not handled")


if __name__ == "__main__":
    main()
