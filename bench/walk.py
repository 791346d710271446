"""The random walker of the suite, for as long as one likes: how often something was done that was never said there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

import click
from cryptography.fernet import Fernet
from tqdm import tqdm

from bot.settings import Settings
from bot.simulator import demo
from bot.store.engine import open_store
from tests.walk import Broken, Walk

STEPS = 300
"""Things that happen in one walk before another begins in a fresh store."""


def walked(file: Path, key: str, seed: int) -> tuple[int, str | None]:
    """How many turns one walk heard, and where it broke."""
    store = file.with_name("walk.db")
    for left in file.parent.glob("walk.db*"):
        left.unlink()
    shutil.copyfile(file, store)
    walk, dice, broke = Walk(open_store(f"sqlite:///{store}", (key,))), Random(seed), None
    try:
        for _step in range(STEPS):
            walk.step(dice)
    except Broken as broken:
        broke = f"seed {seed}, turn {walk.turns}: {broken}"
    walk.engine.dispose()
    return walk.turns, broke


@click.command()
@click.option("--turns", type=click.IntRange(1), default=1_000_000, show_default=True, help="Messages to be heard.")
@click.option("--seed", default=1, show_default=True, help="The first walk; each further one counts on.")
@click.option("--quick", is_flag=True, help="500 turns.")
def main(turns: int, seed: int, quick: bool) -> None:
    """Walks at random over pages and forms of all roles, and counts what broke."""
    most, heard, broken = 500 if quick else turns, 0, []
    with tempfile.TemporaryDirectory(prefix="mshauri-walk-") as folder, tqdm(total=most, unit=" turns") as bar:
        file, key = Path(folder) / "demo.db", Fernet.generate_key().decode()
        demo.prepare(Settings(database_url=f"sqlite:///{file}", secret_key="", field_keys=(key,)), neighbours=False)
        while heard < most:
            turns_of_one, broke = walked(file, key, seed)
            heard, seed = heard + turns_of_one, seed + 1
            broken += [broke] if broke else []
            bar.update(turns_of_one)
    for one in broken:
        click.echo(one)
    click.echo(f"{heard:,} turns, breaks found: {len(broken)}")
    raise SystemExit(bool(broken))


if __name__ == "__main__":
    main()
