"""The year of the demo's pair, as the page's “A year in a minute” lives it: week by week until the two certificates."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import process_time

import click
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from bench import pressed
from bot.settings import Settings
from bot.simulator import demo, living, persons
from bot.store import certificates
from bot.store.engine import reading
from bot.store.outbox import sent as outbox

WEEKS, QUICK = 80, 6
"""So many at most; the year of a pair that does all in time has 52."""
LOST = ("did not understand", "Sijaelewa")
"""What is said to whoever was not understood."""


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help=f"{QUICK} weeks.")
@click.option("--language", type=click.Choice(["en", "sw"]), default="sw", show_default=True)
@click.option("--alone", is_flag=True, help="Without the other pairs of the sub-county.")
@click.option("--browser", is_flag=True, help="Its button pressed to the end, in both browsers and languages.")
def main(*, quick: bool, language: str, alone: bool, browser: bool) -> None:
    """Prints how long it took, and what it led to."""
    with tempfile.TemporaryDirectory() as folder:
        if browser:
            wrong = 0
            for line in pressed.every(Path(folder), quick=quick, alone=alone):
                click.echo(line)
                wrong += line.startswith(" ")
            raise SystemExit(min(wrong, 1))
        settings = Settings(f"sqlite:///{Path(folder) / 'lived.db'}", "", (Fernet.generate_key().decode(),))
        demo.prepare(settings, neighbours=not (alone or quick))
        simulation = demo.begun(settings, None, seed=1)
        with simulation.engine.begin() as db:
            persons.speak(db, language)
        began, weeks = process_time(), 0
        while weeks < (QUICK if quick else WEEKS) and living.live(simulation):
            weeks += 1
        with reading(simulation.engine) as db:
            issued = db.execute(select(func.count()).select_from(certificates.certificates)).scalar_one()
            said = [one.outbound.text for one in outbox.sent(db, 0)]
        lost = [text for text in said if any(words in text for words in LOST)]
        click.echo(f"{weeks} weeks in {process_time() - began:.1f} s: {len(said)} messages, {issued} certificates")
        assert lost == [], "what the two write is understood"
        assert issued == (0 if quick else 2), "the year ends with a certificate for each"
        simulation.engine.dispose()


if __name__ == "__main__":
    main()
