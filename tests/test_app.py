"""The processes that operators start: they hold together, and say that they live."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot import app
from bot.settings import Settings
from bot.simulator import demo
from bot.store.engine import open_store
from bot.store.health import beats
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageState
from bot.store.people import people
from bot.store.talk import notices
from tests.copies import written

ROOT = Path(__file__).parents[1]
PROMPT = demo.OPENING + timedelta(minutes=5)


def settings(url: str, keys: tuple[str, ...]) -> Settings:
    return Settings(database_url=url, secret_key="x", field_keys=keys)


def test_a_tick_opens_what_is_due_and_queues_its_words(lived: Engine, vault_keys: tuple[str, ...]) -> None:
    house = app.build(settings(written(lived.url), vault_keys))
    assert app.tick(house.engine, PROMPT - timedelta(minutes=1)) == 0
    said = app.tick(house.engine, PROMPT)
    assert said > 0
    assert app.tick(house.engine, PROMPT) == 0
    with house.engine.connect() as db:
        assert outbox.counts(db) == {MessageState.WAITING: said}
        assert notices.waiting_people(db) == []
        assert beats.last(db)["clock"] == PROMPT
    house.engine.dispose()


def test_two_clocks_at_once_say_a_prompt_once(lived: Engine, vault_keys: tuple[str, ...]) -> None:
    houses = [app.build(settings(written(lived.url), vault_keys)) for _ in range(2)]
    threads = [threading.Thread(target=app.tick, args=(house.engine, PROMPT)) for house in houses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with houses[0].engine.connect() as db:
        prompts = Counter(db.execute(select(outbox.outbox.c.notice_id)).scalars())
        assert set(prompts.values()) == {1}
    for house in houses:
        house.engine.dispose()


def test_the_web_side_is_well(store_url: str, vault_keys: tuple[str, ...]) -> None:
    house = app.build(settings(store_url, vault_keys))
    answer = app.create_app(house).test_client().get("/health")
    house.engine.dispose()
    assert answer.json == {"status": "ok", "beats": {"clock": None, "sender": None}}


@pytest.mark.slow
def test_serve_is_web_sender_and_clock_in_one_process(tmp_path: Path, vault_keys: tuple[str, ...]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"sqlite:///{tmp_path / 'new.db'}"
    own = {"DATABASE_URL": url, "SECRET_KEY": "x" * 40, "FIELD_KEYS": vault_keys[0], "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env={**os.environ, **own}, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        assert any("Booting worker" in line for line in iter(process.stderr.readline, ""))
        health = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30))
        assert health["status"] == "ok"
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)
    assert process.returncode == 0
    store = open_store(url, vault_keys)
    with store.connect() as db:
        assert people.by_tsc(db, "812345") is None
        assert set(beats.last(db)) == {"clock", "sender"}
    store.dispose()
