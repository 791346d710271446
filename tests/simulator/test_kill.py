"""A real process, fifty conversations, and a kill in the middle of them."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import Engine, func, select

from bot.operator import load
from bot.simulator import demo
from bot.store import pairs
from bot.store.engine import open_store
from bot.store.outbox import outbox
from bot.store.outbox.outbox import MessageState
from bot.store.people import people
from bot.store.sessions import sessions, versions
from bot.store.talk import inbox
from tests.copies import written
from tests.forked import forked, killed, mshauri

PAIRS = 50
DAYS = (12, 19)
"""Of May 2026: on each, every pair has met, and the mentee logs it in one SMS and one answer."""


@dataclass
class Conversation:
    """What one mentee says, message by message; `answered` counts the ones that were acknowledged."""

    number: int
    answered: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"+2547130{self.number:05}"

    @property
    def words(self) -> list[str]:
        logs = [[f"LOG {day}/5 library 1 areas {day} 2 plan {day} 3 all went well", "same"] for day in DAYS]
        return [words for log in logs for words in log]

    def go_on(self, port: int, heard: threading.Semaphore) -> None:
        """Says what has not been acknowledged, in order, each time under the same id; stops when nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            while self.answered < len(self.words):
                self._say(line)
                heard.release()
        except (OSError, http.client.HTTPException):
            return
        finally:
            line.close()

    def _say(self, line: http.client.HTTPConnection) -> None:
        message = {"channel": "sms", "address": self.address, "text": self.words[self.answered]}
        line.request("POST", "/simulator/say", json.dumps({**message, "id": f"{self.number}-{self.answered}"}))
        answer = line.getresponse()
        body = answer.read()
        if answer.status == 200:
            self.answered += 1
        else:
            self.refused.append(body.decode())
            raise http.client.HTTPException(answer.status)


def fill(store: Engine, folder: Path) -> None:
    """Fifty pairs of one school that have agreed to meet."""
    people_rows = ["tsc_number,name,phone,language,role,school_code,employment,subject,state"]
    pair_rows = ["mentor,mentee,kind,start"]
    for number in range(PAIRS):
        for role, own, phone in (("mentee", 700000, 0), ("mentor", 600000, 50000)):
            people_rows.append(
                f"{own + number},Teacher Mutua,07130{phone + number:05},en,{role},MWL01,permanent,Science,active"
            )
        pair_rows.append(f"{600000 + number},{700000 + number},mentorship,2026-05-04")
    files = []
    for name, rows in (("people", people_rows), ("pairs", pair_rows)):
        files.append(folder / f"{name}.csv")
        files[-1].write_text("\n".join(rows), encoding="utf-8")
    report = load.run(store, files, dry_run=False, now=demo.OPENING, apart=True)
    assert report.ok, list(report.lines())


@contextmanager
def running(url: str, keys: tuple[str, ...], port: int) -> Iterator[ForkServerProcess]:
    """`mshauri demo` as a process that answers; killed hard in the end."""
    env = {**os.environ, "DATABASE_URL": url, "FIELD_KEYS": ",".join(keys)}
    process = forked(env, mshauri, "demo", "--no-browser", "--port", str(port), "--at", "2026-05-28T16:10")
    try:
        while not answers(port):
            assert process.is_alive(), "the demo did not start"
        yield process
    finally:
        killed(process)


def hold(conversations: list[Conversation], port: int, heard: threading.Semaphore) -> list[threading.Thread]:
    threads = [threading.Thread(target=one.go_on, args=(port, heard)) for one in conversations]
    for thread in threads:
        thread.start()
    return threads


def answers(port: int) -> bool:
    """Whether somebody listens; where nobody does yet, after a moment."""
    with socket.socket() as probe:
        found = probe.connect_ex(("127.0.0.1", port)) == 0
    sleep(0 if found else 0.05)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.slow
def test_a_kill_amid_fifty_conversations_loses_nothing_acknowledged_and_doubles_nothing(
    lived: Engine, vault_keys: tuple[str, ...], tmp_path: Path
) -> None:
    store_url = written(lived.url)
    lived.dispose()
    store = open_store(store_url, vault_keys)
    fill(store, tmp_path)
    store.dispose()
    conversations = [Conversation(number) for number in range(PAIRS)]
    port, heard = free_port(), threading.Semaphore(0)
    with running(store_url, vault_keys, port) as process:
        threads = hold(conversations, port, heard)
        for _ in range(PAIRS * len(DAYS)):
            assert heard.acquire(timeout=120), "the demo answers nobody"
        assert process.is_alive(), f"the demo died before it was killed: {process.exitcode}"
        killed(process)
        for thread in threads:
            thread.join()
    acknowledged = {one.number: one.answered for one in conversations}
    assert 0 < sum(acknowledged.values()) < sum(len(one.words) for one in conversations)
    assert [one.refused for one in conversations if one.refused] == []
    missing = acknowledged_but_missing(store, acknowledged)
    assert missing == []
    with running(store_url, vault_keys, port) as process:
        for thread in hold(conversations, port, heard):
            thread.join()
        assert process.is_alive(), f"the demo died: {process.exitcode}"
    assert [one.refused for one in conversations if one.refused] == []
    assert {one.answered for one in conversations} == {2 * len(DAYS)}
    everything_is_there_once(store)
    store.dispose()


def acknowledged_but_missing(store: Engine, acknowledged: dict[int, int]) -> list[str]:
    """The ids of messages that were acknowledged before the kill and are not in the store."""
    with store.connect() as db:
        kept = set(db.execute(select(inbox.inbox.c.provider_id)).scalars())
    return [
        f"{one}-{place}"
        for one, count in acknowledged.items()
        for place in range(count)
        if f"{one}-{place}" not in kept
    ]


def everything_is_there_once(store: Engine) -> None:
    with store.connect() as db:
        handled, failed = inbox.counts(db)
        assert (handled, failed) == (PAIRS * 2 * len(DAYS), 0)
        replies = db.execute(select(outbox.outbox.c.inbox_id).where(outbox.outbox.c.inbox_id.is_not(None))).scalars()
        assert set(Counter(replies).values()) == {1}
        assert set(outbox.counts(db)) == {MessageState.SENT}
        authors = set()
        for number in range(PAIRS):
            mentee = people.by_tsc(db, str(700000 + number))
            assert mentee is not None
            authors.add(mentee.id)
            met = sessions.of_pair(db, pairs.pairs_of(db, mentee.id)[0].id)
            assert [(one.number, one.day) for one in met] == [
                (place, date(2026, 5, day)) for place, day in enumerate(DAYS, start=1)
            ]
            records = [versions.get(db, one.version_id) for one in met if one.version_id is not None]
            assert [record.areas for record in records if record] == [f"areas {day}" for day in DAYS]
            assert [one.signers for one in met] == [{mentee.id}] * len(DAYS)
        theirs = versions.versions.c.author_id.in_(authors)
        written = db.execute(select(func.count()).select_from(versions.versions).where(theirs)).scalar_one()
        assert written == PAIRS * len(DAYS)
