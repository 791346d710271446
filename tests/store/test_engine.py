"""Two turns never work on the same state, and a turn that lost a race is done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.messages import Channel
from bot.store.cause import KeptCause
from bot.store.engine import open_store, reading, retrying
from bot.store.people import people
from bot.store.talk import inbox, notices
from bot.store.talk.notices import NoticeKind
from tests.store.cast import FAITH_PHONE, NOW, hear, person


def test_sqlite_is_opened_to_keep_what_it_says_it_kept(sqlite_url: str, vault_keys: tuple[str, ...]) -> None:
    engine = open_store(sqlite_url, vault_keys)
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with engine.begin() as db:
        assert [db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked] == ["wal", 2, 1, 30000]
    engine.dispose()


def rights(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


@pytest.mark.parametrize("before", [None, 0o644, 0o666], ids=["a new file", "one that others read", "one of everybody"])
def test_the_files_of_sqlite_are_for_our_user_only(
    tmp_path: Path, vault_keys: tuple[str, ...], before: int | None
) -> None:
    file = tmp_path / "mshauri.db"
    if before is not None:
        made = sqlite3.connect(file)
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("CREATE TABLE anything (id INTEGER)")
        for each in tmp_path.iterdir():
            each.chmod(before)
    engine = open_store(f"sqlite:///{file}", vault_keys)
    with engine.begin() as db:
        db.execute(text("CREATE TABLE something (id INTEGER)"))
        assert rights(tmp_path) == {"mshauri.db": 0o600, "mshauri.db-wal": 0o600, "mshauri.db-shm": 0o600}
    engine.dispose()
    assert set(rights(tmp_path).values()) == {0o600}


def test_a_transaction_on_sqlite_excludes_a_second_writer_from_its_start(
    sqlite_url: str, vault_keys: tuple[str, ...]
) -> None:
    engine = open_store(sqlite_url, vault_keys)
    other = sqlite3.connect(make_url(sqlite_url).database or "", timeout=0, isolation_level=None)
    with engine.begin():
        assert other.execute("SELECT count(*) FROM people").fetchone() == (0,), "readers do not wait"
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    engine.dispose()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_through_psycopg_however_the_host_writes_it(
    scheme: str, vault_keys: tuple[str, ...]
) -> None:
    engine = open_store(f"{scheme}://someone:secret@db.example/mshauri?sslmode=require", vault_keys)
    assert engine.url.drivername == "postgresql+psycopg"
    assert engine.url.query == {"sslmode": "require"}
    assert "secret" not in repr(engine)


def test_a_turn_on_postgresql_holds_its_person_but_lets_others_write_about_them(
    postgresql_url: str, vault_keys: tuple[str, ...]
) -> None:
    engine = open_store(postgresql_url, vault_keys)
    with engine.begin() as db:
        faith = person(db, "Faith Mutua", FAITH_PHONE)
    with engine.begin() as turn, engine.begin() as other:
        assert people.at_address(turn, Channel.SMS, FAITH_PHONE)
        other.execute(text("SET LOCAL lock_timeout = '50ms'"))
        assert notices.add(
            other,
            notices.NewNotice(
                faith, "SessionToSign?session=1&version=1", KeptCause(text="sign:1"), NoticeKind.NOTICE, NOW
            ),
        )
        assert people.at_address(other, Channel.SMS, FAITH_PHONE, lock=False)
        with pytest.raises(OperationalError, match="lock timeout"):
            people.at_address(other, Channel.SMS, FAITH_PHONE)
    engine.dispose()


@pytest.mark.slow
def test_of_many_turns_at_once_none_is_lost(store: Engine) -> None:
    with store.begin() as db:
        faith = person(db, "Faith Mutua")

    def one_more(db: Connection) -> None:
        found = people.get(db, faith, lock=True)
        assert found is not None
        people.set_tries(db, faith, found.pin_tries + 1)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda _: retrying(store, one_more), range(60)))
    with store.begin() as db:
        found = people.get(db, faith)
    assert found is not None
    assert found.pin_tries == 60


def _busy(_db: Connection) -> None:
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
    raise OperationalError("INSERT", {}, busy)


def _state(code: str) -> Callable[[Connection], object]:
    return lambda db: db.exec_driver_sql(f"DO $$ BEGIN RAISE SQLSTATE '{code}'; END $$")


def _after_failing(times: int, fail: Callable[[Connection], object]) -> Callable[[Connection], int | None]:
    """Work that writes, then fails that often."""
    calls: list[int] = []

    def work(db: Connection) -> int | None:
        heard = hear(db, "words", "1")
        calls.append(1)
        if len(calls) <= times:
            fail(db)
        return heard

    return work


def test_work_that_met_a_busy_sqlite_is_done_again(sqlite_url: str, vault_keys: tuple[str, ...]) -> None:
    engine = open_store(sqlite_url, vault_keys)
    assert retrying(engine, _after_failing(3, _busy)), "the tries before left nothing behind"
    with pytest.raises(OperationalError, match="locked"):
        retrying(engine, _after_failing(99, _busy))
    engine.dispose()


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_work_that_lost_a_race_on_postgresql_is_done_again(
    postgresql_url: str, vault_keys: tuple[str, ...], state: str
) -> None:
    engine = open_store(postgresql_url, vault_keys)
    assert retrying(engine, _after_failing(2, _state(state)))
    engine.dispose()


def test_another_failure_is_not_tried_again_and_leaves_nothing(store: Engine) -> None:
    with pytest.raises(DBAPIError):
        retrying(store, _after_failing(1, lambda db: db.execute(text("SELECT nothing FROM nowhere"))))
    with store.begin() as db:
        assert inbox.last_heard(db, Channel.SMS, FAITH_PHONE) is None


def test_what_postgresql_has_prepared_outlives_a_transaction_that_only_looked_or_was_given_up(
    postgresql_url: str, vault_keys: tuple[str, ...]
) -> None:
    engine = open_store(postgresql_url, vault_keys)
    for _often in range(7):
        with reading(engine) as db:
            assert not people.at_address(db, Channel.SMS, FAITH_PHONE, lock=False)
    with engine.begin() as db:
        left = person(db, "Faith Mutua", FAITH_PHONE)
        assert left
        db.rollback()
    with reading(engine) as db:
        prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%addresses%'"
        assert db.execute(text(prepared)).scalar_one() >= 1
        assert not people.at_address(db, Channel.SMS, FAITH_PHONE, lock=False), "what was given up is gone"
    engine.dispose()
