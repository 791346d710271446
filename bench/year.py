"""A year of the whole sub-county, six weeks at a time: how long each takes, and whether anybody was sent nothing.

The suite moves the sub-county by six weeks, and the cast alone by a year: `tests/browser/test_the_clock.py`.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from time import process_time

import click
from cryptography.fernet import Fernet

from bot.settings import Settings
from bot.simulator import demo
from bot.store.engine import reading
from bot.store.outbox import sent as outbox

SIX_WEEKS = timedelta(weeks=6)
STEPS = 9


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help="One step.")
@click.option("--language", type=click.Choice(["en", "sw"]), default="sw", show_default=True)
def main(*, quick: bool, language: str) -> None:
    """Prints a line a step."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(f"sqlite:///{Path(folder) / 'year.db'}", "", (Fernet.generate_key().decode(),))
        demo.prepare(settings)
        simulation = demo.open_simulation(settings, demo.OPENING, seed=1)
        demo.start_again(simulation, 1, language)
        seen = 0
        for _ in range(1 if quick else STEPS):
            began = process_time()
            now = simulation.move(simulation.now + SIX_WEEKS)
            with reading(simulation.engine) as db:
                sent = outbox.sent(db, seen)
            seen = sent[-1].seq if sent else seen
            assert all(one.outbound.text.strip() for one in sent), "somebody was sent nothing"
            click.echo(f"until {now:%d %b %Y}: {len(sent)} messages, {process_time() - began:.1f} s")
        simulation.engine.dispose()


if __name__ == "__main__":
    main()
