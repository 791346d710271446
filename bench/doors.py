"""Crafted buttons and foreign pages as everybody of the cast, about others' ids, with right PINs: what gave way."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import click
from cryptography.fernet import Fernet
from tqdm import tqdm

from bot.settings import Settings
from bot.simulator import demo
from tests.crafted import Result, attempts
from tests.memory import in_memory

AT_ONCE = 500
"""Attempts between two signs of life."""


def _tried(task: tuple[Path, str, int, int]) -> Result:
    file, key, seed, many = task
    logging.disable()  # what fails is in the result
    return attempts(in_memory(file, (key,)), seed, many)


def results(seed: int, many: int, processes: int) -> Iterator[Result]:
    """The results of all attempts, some hundred at a time."""
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory(prefix="mshauri-doors-") as folder:
        file = Path(folder) / "demo.db"
        demo.prepare(Settings(database_url=f"sqlite:///{file}", secret_key="", field_keys=(key,)), neighbours=False)
        tasks = [(file, key, seed + nth, min(AT_ONCE, many - nth)) for nth in range(0, many, AT_ONCE)]
        with get_context("spawn").Pool(processes) as pool:
            yield from pool.imap_unordered(_tried, tasks)


@click.command(help=__doc__)
@click.option("--attempts", "many", type=click.IntRange(1), default=75_000, show_default=True, help="How many.")
@click.option("--seed", default=1, show_default=True, help="The same number, the same attempts.")
@click.option("--processes", type=click.IntRange(1), default=os.cpu_count(), show_default=True, help="At once.")
@click.option("--quick", is_flag=True, help="100 attempts.")
def main(many: int, seed: int, processes: int, quick: bool) -> None:
    total = Result()
    with tqdm(total=100 if quick else many, unit=" attempts", mininterval=1) as bar:
        for one in results(seed, 100 if quick else many, processes):
            total.tried += one.tried
            total.broken += one.broken
            total.own += one.own
            bar.set_postfix_str(f"gave way: {len(total.broken)}")
            bar.update(sum(one.tried.values()))
    for broken in total.broken:
        click.echo(broken)
    click.echo(str(total))
    raise SystemExit(bool(total.broken))


if __name__ == "__main__":
    main()
