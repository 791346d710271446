"""The random walker of the suite, for as long as one likes: how often something was done that was never said there."""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random

import click
from cryptography.fernet import Fernet
from sqlalchemy import Engine
from tqdm import tqdm

from bot.settings import Settings
from bot.simulator import demo
from bot.store.engine import open_store
from tests.talk.walk import Broken, Walk

STEPS = 300
"""Things that happen in one walk before another begins in a fresh store."""


@dataclass
class Walker:
    """A process that walks: its store is in memory, and what was compiled for it serves all its walks."""

    demo: sqlite3.Connection
    engine: Engine

    def walked(self, seed: int) -> tuple[int, str | None]:
        """How many turns one walk heard, and where it broke."""
        self._begin_anew()
        walk, dice = Walk(self.engine), Random(seed)
        try:
            for _step in range(STEPS):
                walk.step(dice)
        except Broken as broken:
            return walk.turns, f"seed {seed}, turn {walk.turns}: {broken}"
        return walk.turns, None

    def _begin_anew(self) -> None:
        with self.engine.connect() as db:
            driver = db.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.rollback()
            self.demo.backup(driver)


_walkers: list[Walker] = []
"""The walker of this process."""


def _start(file: Path, key: str) -> None:
    logging.disable()  # what is passed over is passed over on purpose here
    with closing(sqlite3.connect(file)) as made:
        kept = sqlite3.connect(":memory:")
        made.backup(kept)
    _walkers.append(Walker(kept, open_store("sqlite://", (key,))))


def _walked(seed: int) -> tuple[int, str | None]:
    return _walkers[0].walked(seed)


def walks(seed: int, processes: int) -> Iterator[tuple[int, str | None]]:
    """Walk after walk, without an end: each with a seed of its own, counted on from the first."""
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory(prefix="mshauri-walk-") as folder:
        file = Path(folder) / "demo.db"
        demo.prepare(Settings(database_url=f"sqlite:///{file}", secret_key="", field_keys=(key,)), neighbours=False)
        with get_context("spawn").Pool(processes, _start, (file, key)) as pool:
            waiting = [pool.apply_async(_walked, (seed + ahead,)) for ahead in range(2 * processes)]
            for following in count(seed + len(waiting)):
                yield waiting.pop(0).get()
                waiting.append(pool.apply_async(_walked, (following,)))


@click.command()
@click.option("--turns", type=click.IntRange(1), default=1_000_000, show_default=True, help="Messages to be heard.")
@click.option("--seed", default=1, show_default=True, help="The first walk; each further one counts on.")
@click.option("--processes", type=click.IntRange(1), default=os.cpu_count(), show_default=True, help="Walks at once.")
@click.option("--quick", is_flag=True, help="500 turns.")
def main(turns: int, seed: int, processes: int, quick: bool) -> None:
    """Walks at random over pages and forms of all roles, and counts what broke."""
    most, heard, walked, broken = 500 if quick else turns, 0, 0, []
    with tqdm(total=most, unit=" turns", unit_scale=True, mininterval=1) as bar:
        for of_one, broke in walks(seed, processes):
            heard, walked = heard + of_one, walked + 1
            broken += [broke] if broke else []
            bar.set_postfix_str(f"breaks: {len(broken)}")
            bar.update(of_one)
            if heard >= most:
                break
    for one in broken:
        click.echo(one)
    click.echo(f"{heard:,} turns in {walked:,} walks, breaks found: {len(broken)}")
    raise SystemExit(bool(broken))


if __name__ == "__main__":
    main()
