"""Messages of one person that come at once are heard in the order in which they came: by threads and by processes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from threading import Thread

import pytest
from sqlalchemy import Engine, text

from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.store.engine import open_store
from bot.store.people import people
from bot.store.talk import drafts, inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH, the_pair

NOW = datetime(2026, 5, 28, 16, 12, tzinfo=NAIROBI)
LOG = ("LOG", "today", "library", "lesson notes", "group work", "done")
PATIENCE = 60.0
"""Seconds until a thread or a process must have come to a point on a busy machine."""


def until(true: Callable[[], object]) -> None:
    late = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < late, "it does not happen"
        time.sleep(0.005)


def say(engine: Engine, words: str) -> None:
    hear(engine, Inbound(Channel.SMS, FAITH, f"at once {words}", words), NOW, World())


def stands(thread: Thread) -> bool:
    """Whether a thread hears its message and has come to where it must wait."""
    seen = []
    for _look in range(3):
        frame = sys._current_frames().get(thread.ident or 0)
        seen.append((id(frame), frame.f_lasti if frame else 0))
        names = set()
        while frame is not None:
            names.add(frame.f_code.co_name)
            frame = frame.f_back
        if "hear" not in names:
            return False
        time.sleep(0.01)
    return len(set(seen)) == 1


def a_thread(engine: Engine, words: str) -> Thread:
    """A thread of the web process with a message that must wait."""
    thread = Thread(target=say, args=(engine, words), daemon=True)
    thread.start()
    until(lambda: stands(thread))
    return thread


def in_order(engine: Engine) -> None:
    """All was heard as it came, and so the form is filled as it was meant."""
    with engine.connect() as db:
        assert tuple(one.text for one in inbox.heard(db, FAITH)[-len(LOG) :]) == LOG
        [draft] = drafts.all_open(db, the_pair(db).mentee_id)
    assert draft.answers["venue"] == "library"


@pytest.mark.each_on_both
def test_threads_hear_one_person_in_order(lived: Engine) -> None:
    """Somebody else writes to the store, or to her row, when her messages come: one thread each."""
    with lived.begin() as db:
        people.at_address(db, Channel.SMS, FAITH)
        threads = [a_thread(lived, words) for words in LOG]
    for thread in threads:
        thread.join(PATIENCE)
    in_order(lived)


@pytest.mark.postgresql
def test_a_message_that_lost_a_race_keeps_its_place(
    postgresql_copies: Callable[[], str], vault_keys: tuple[str, ...]
) -> None:
    """Her first message must begin anew when others of hers wait already."""
    engine = open_store(postgresql_copies(), vault_keys)
    with engine.begin() as db:
        db.execute(text("CREATE SEQUENCE races"))
        db.execute(text(LOSES))
        db.execute(text("CREATE TRIGGER loses BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION lose()"))
        people.at_address(db, Channel.SMS, FAITH)
    with engine.begin() as db:
        people.at_address(db, Channel.SMS, FAITH)
        threads = [a_thread(engine, words) for words in LOG]
    for thread in threads:
        thread.join(PATIENCE)
    in_order(engine)
    engine.dispose()


LOSES = """
CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.provider_id = 'at once LOG' AND nextval('races') <= 3 THEN
RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END IF;
RETURN NEW; END $$
"""


@dataclass
class Process:
    """A web process with nothing to do but to hear what it is told."""

    pipe: Pipe

    def say(self, words: str) -> None:
        self.pipe.send(words)


def _hears(url: str, keys: tuple[str, ...], pipe: Pipe) -> None:
    engine = open_store(url, keys)
    with engine.connect() as db:
        db.execute(text("SELECT 1"))
    pipe.send("ready")
    for words in iter(pipe.recv, None):
        say(engine, words)
        pipe.send(words)
    engine.dispose()


@contextmanager
def processes(url: str, keys: tuple[str, ...], most: int) -> Iterator[list[Process]]:
    """So many of them, forked from one that has read the program and has no threads."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    ends = [context.Pipe() for _ in range(most)]
    running = [context.Process(target=_hears, args=(url, keys, theirs), daemon=True) for _ours, theirs in ends]
    for each in running:
        each.start()
    for ours, _theirs in ends:
        assert ours.poll(PATIENCE)
        ours.recv()
    try:
        yield [Process(ours) for ours, _theirs in ends]
    finally:
        for ours, _theirs in ends:
            ours.send(None)
        for each in running:
            each.join(PATIENCE)


@pytest.mark.postgresql
@pytest.mark.slow
def test_processes_hear_one_person_in_order(postgresql_copies: Callable[[], str], vault_keys: tuple[str, ...]) -> None:
    """Her row is somebody's when her messages come: one web process each."""
    url = postgresql_copies()
    engine = open_store(url, vault_keys)
    with processes(url, vault_keys, len(LOG)) as each:
        with engine.begin() as db:
            people.at_address(db, Channel.SMS, FAITH)
            for waiting, (process, words) in enumerate(zip(each, LOG, strict=True), start=1):
                process.say(words)
                until(lambda waiting=waiting: _waiting(engine) == waiting)  # type: ignore[misc]
        for process, words in zip(each, LOG, strict=True):
            assert process.pipe.poll(PATIENCE)
            assert process.pipe.recv() == words
    in_order(engine)
    engine.dispose()


def _waiting(engine: Engine) -> int:
    """How many wait for a lock in this database."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with engine.connect() as db:
        return int(db.execute(text(waiting)).scalar_one())
