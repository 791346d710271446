"""The demo: a sample sub-county on a database of its own, at the moment when there is something to see."""

from __future__ import annotations

import os
import tempfile
import webbrowser
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from cryptography.fernet import Fernet
from flask import Flask
from sqlalchemy import Engine, make_url
from werkzeug.serving import make_server

from bot import app, copying, web
from bot.language import NAIROBI
from bot.operator import load
from bot.settings import BadSettings, Settings, read
from bot.simulator import county, http, opening, past, persons
from bot.simulator.emptying import empty
from bot.simulator.opening import BEFORE
from bot.simulator.world import Simulation
from bot.store.engine import open_store, upgrade
from bot.store.keys.vault import WrongKeys

SAMPLE = Path(__file__).parent / "sample"

OPENING = datetime(2026, 5, 28, 16, 10, tzinfo=NAIROBI)
"""Five minutes before the log prompt of the third session of Faith and Peter."""

NOT_OURS = "DATABASE_URL names a database with people whom no demo has made. Give the demo an empty one, or none."
OTHER_KEYS = "FIELD_KEYS does not open this database. Set the keys with which it was made."

MOST_BYTES = 1_000_000
"""Of a call: whoever tries the demo may try texts that no phone sends."""
TO_TRY = """\
Try this:
  1. Move the clock to the next prompt. Faith's phone asks about session 3.
  2. Write on Faith's phone:
       1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3
  3. Peter's WhatsApp shows it. Open it and press Sign.
  4. The page says what comes next. "A year in a minute" lives the year of Faith and Peter before your eyes.
  5. Write STATUS, HELP, LOG, STOP or nonsense on any phone; KISWAHILI changes the language.
Stop with Ctrl-C."""


def run(*, host: str, port: int, seed: int, browser: bool, at: datetime | None) -> None:
    """Serves the page and the calls until it is stopped. The same `seed` makes the same sub-county and chances."""
    settings = _settings(read(os.environ, demo=True))
    print(f"Database: {make_url(settings.database_url).render_as_string()}", flush=True)
    prepare(settings, seed)
    simulation = begun(settings, at, seed)
    _serve(simulation, host, port, seed, browser=browser)


def _settings(found: Settings) -> Settings:
    """The environment's database and keys; else a new file in a new folder, and a new key."""
    where = found.database_url or f"sqlite:///{Path(tempfile.mkdtemp(prefix='mshauri-')) / 'demo.db'}"
    keys = found.field_keys or (Fernet.generate_key().decode(),)
    return replace(found, database_url=where, field_keys=keys)


def prepare(settings: Settings, seed: int = 1, *, neighbours: bool = True) -> None:
    """Brings the tables up to date, and makes the sample sub-county with its past unless it is there.

    Without `neighbours` only the cast has a past: the other pairs of the sub-county are left out.

    BadSettings for a database whose people no demo has made, or whose texts these keys do not open.
    """
    engine = open_store(settings.database_url, settings.field_keys, settings.secret_key)
    try:
        upgrade(engine)
        _fill(engine, seed, neighbours=neighbours)
    except WrongKeys:
        raise BadSettings([OTHER_KEYS]) from None
    finally:
        engine.dispose()


def _fill(engine: Engine, seed: int, language: str | None = None, *, neighbours: bool = True) -> None:
    with engine.begin() as db:
        if past.is_lived(db):
            return
        if past.is_foreign(db):
            raise BadSettings([NOT_OURS])
        past.claim(db)
    report = load.run(engine, sorted(SAMPLE.glob("*.csv")), dry_run=False, now=past.ENROLLED)
    if not report.ok:
        raise RuntimeError("the sample does not load: " + "; ".join(report.lines()))
    with engine.begin() as db:
        past.live(db, language or "en")
        if neighbours:
            county.fill(db, seed)
        if language is not None:
            persons.speak(db, language)


def begun(settings: Settings, at: datetime | None, seed: int) -> Simulation:
    """The demo at its opening, with the talk of the hours before; at another moment, without."""
    simulation = open_simulation(settings, at or BEFORE, seed)
    simulation.begun = at or OPENING
    opening.play(simulation, OPENING)
    return simulation


def open_simulation(settings: Settings, at: datetime, seed: int) -> Simulation:
    """The application on virtual time; an earlier demo goes on where it stood, unless `at` is later."""
    settings = replace(settings, public_url=settings.public_url or f"http://127.0.0.1:{settings.port}")
    return Simulation(partial(app.build, settings), at.astimezone(UTC), Random(seed))


def pages(simulation: Simulation, seed: int = 1, *, neighbours: bool = True) -> Flask:
    """The page and the calls on this simulation, beside what every process of ours answers.

    `neighbours`: whether the demo has them when it is started again, as `prepare`.
    """
    made = web.make(lambda: simulation.engine, lambda: simulation.now)
    made.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    made.register_blueprint(copying.pages(lambda: simulation.engine, lambda: simulation.now))
    made.register_blueprint(http.blueprint(simulation, partial(start_again, simulation, seed, neighbours=neighbours)))
    return made


def start_again(simulation: Simulation, seed: int, language: str | None, *, neighbours: bool = True) -> None:
    """The demo as it was at its opening, in the same database; `language`: what its cast reads, else their own."""

    def fill(engine: Engine) -> None:
        with engine.begin() as db:
            empty(db)
        _fill(engine, seed, language, neighbours=neighbours)

    simulation.start_again(fill, language)
    opening.play(simulation, OPENING)


def _serve(simulation: Simulation, host: str, port: int, seed: int, *, browser: bool) -> None:
    server = make_server(host, port, pages(simulation, seed), threaded=True)
    address = f"http://{host}:{server.port}"
    print(f"The phones: {address}\n{TO_TRY}", flush=True)
    if browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped. The database stays where it is.")
