"""`mshauri backup` and `mshauri restore`, on both databases: all is there again, nothing is lost unasked."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, make_url

from bot.__main__ import cli
from bot.operator import backups
from bot.store.engine import behind, open_store
from bot.store.health import beats
from tests.cluster import Cluster, folder_of_binaries
from tests.stories.given import record

PEPPER = "u7Xw_2bGn9RkPz4c"


class Shop:
    """Commands on one database, and what they say."""

    def __init__(self, url: str, key: str) -> None:
        self.env = {"DATABASE_URL": url, "FIELD_KEYS": key, "SECRET_KEY": PEPPER, "LOG_LEVEL": "error"}
        if not url.startswith("sqlite"):
            self.env["PATH"] = f"{folder_of_binaries()}:{os.environ['PATH']}"

    def says(self, *words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, words, env=self.env)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.output

    def other(self, url: str) -> Shop:
        return Shop(url, self.env["FIELD_KEYS"])

    @property
    def engine(self) -> Engine:
        return open_store(self.env["DATABASE_URL"], (self.env["FIELD_KEYS"],), PEPPER)

    def has_the_record(self) -> bool:
        store = self.engine
        try:
            with store.connect() as db:
                assert not behind(db)
            return record(store, 2).areas == "lesson notes\nclass rules"
        finally:
            store.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(request: pytest.FixtureRequest, vault_keys: tuple[str, ...]) -> Shop:
    """The demo's people and their past."""
    if request.param == "sqlite":
        quick: Callable[[], Engine] = request.getfixturevalue("quick_copies")
        return Shop(f"sqlite:///{quick().url.database}", vault_keys[0])
    copies: Callable[[], str] = request.getfixturevalue("postgresql_copies")
    return Shop(plain(copies()), vault_keys[0])


@pytest.fixture
def empty(shop: Shop, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    """Nothing is there yet."""
    if shop.env["DATABASE_URL"].startswith("sqlite"):
        yield shop.other(f"sqlite:///{tmp_path}/again.db")
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    url = cluster.create()
    yield shop.other(plain(url.render_as_string(hide_password=False)))
    cluster.drop(url)


def plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def made(folder: Path) -> Path:
    (file,) = (each for each in folder.iterdir() if backups.NAME.fullmatch(each.name))
    return file


@pytest.mark.slow
def test_a_backup_is_looked_at_is_ours_alone_and_is_put_back(shop: Shop, empty: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    status, said = shop.says("backup", str(folder))
    assert (status, "can be read" in said) == (0, True), said
    file = made(folder)
    assert file.stat().st_mode & 0o077 == 0
    assert b"lesson notes" not in file.read_bytes(), "what is confidential is encrypted in a backup too"
    assert (folder / "erasures.csv").read_text(encoding="utf-8").startswith("person,entered_at,what,erased_at")
    store = shop.engine
    with store.connect() as db:
        assert datetime.now(UTC) - beats.last(db)["backup"] < timedelta(minutes=5)
    store.dispose()
    status, said = empty.says("restore", str(file), "--erasures", str(folder / "erasures.csv"))
    assert status == 0, said
    assert empty.has_the_record()
    status, said = empty.says("restore", str(file))
    assert (status, "is not empty" in said) == (1, True)
    status, said = empty.says("restore", str(file), "--instead")
    assert status == 0, said
    assert empty.has_the_record()


@pytest.mark.slow
@pytest.mark.postgresql
def test_a_dump_is_copied_into_two_empty_databases(
    postgresql_copies: Callable[[], str], cluster: Cluster, vault_keys: tuple[str, ...], tmp_path: Path
) -> None:
    shop = Shop(plain(postgresql_copies()), vault_keys[0])
    assert shop.says("backup", str(tmp_path))[0] == 0
    scratch = [cluster.create().render_as_string(hide_password=False) for _ in range(2)]
    with backups.copies(tmp_path, vault_keys, scratch, datetime.now(UTC)) as (one, other, at):
        assert datetime.now(UTC) - at < timedelta(minutes=5)
        assert shop.other(plain(one)).has_the_record()
        assert shop.other(plain(other)).has_the_record()


def test_of_many_backups_the_one_of_a_week_ago_is_copied(
    quick_copies: Callable[[], Engine], vault_keys: tuple[str, ...], tmp_path: Path
) -> None:
    store, now = quick_copies(), datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
    with pytest.raises(backups.NoBackup, match="There is no backup"), backups.copies(tmp_path, vault_keys, (), now):
        pass
    days = (1, 3, 8, 20)
    for age in days:
        at = now - timedelta(days=age)
        backups.make(store, str(store.url.render_as_string(hide_password=False)), tmp_path, at)
    with backups.copies(tmp_path, vault_keys, (), now) as (_one, _other, since):
        assert since == now - timedelta(days=8)
    with backups.copies(tmp_path, vault_keys, (), now - timedelta(days=14)) as (_one, _other, since):
        assert since == now - timedelta(days=20)


def test_nothing_is_put_back_under_processes_that_work(quick_copies: Callable[[], Engine], tmp_path: Path) -> None:
    store = quick_copies()
    now = datetime.now(UTC)
    url = str(store.url.render_as_string(hide_password=False))
    backups.make(store, url, tmp_path, now)
    with store.begin() as db:
        beats.beat(db, "clock", now)
    keys = ("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",)
    with pytest.raises(backups.NoBackup, match="clock worked a moment ago"):
        backups.put_back(url, keys, made(tmp_path), now, instead=True, stopped=False)
    later = now + timedelta(minutes=3)
    store.dispose()
    said = backups.put_back(url, keys, made(tmp_path), later, instead=True, stopped=False)
    assert re.search(r"What was there is .*\.before-", said[0])


def test_old_backups_go_and_other_files_stay(quick_copies: Callable[[], Engine], tmp_path: Path) -> None:
    store, now = quick_copies(), datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
    for name in ("mshauri-2026-10-20T010000Z.db", "mshauri-2026-11-01T010000Z.db", "notes.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    said = backups.make(store, str(store.url.render_as_string(hide_password=False)), tmp_path, now)
    assert said[-1] == "1 older than 35 days gone."
    left = {each.name for each in tmp_path.iterdir()}
    assert left == {
        *("mshauri-2026-11-01T010000Z.db", "mshauri-2026-11-29T010000Z.db", "notes.txt", "erasures.csv"),
    }


@pytest.mark.parametrize("what", ["words", "half", "none"])
def test_what_is_no_whole_backup_is_refused(what: str, quick_copies: Callable[[], Engine], tmp_path: Path) -> None:
    store, file = quick_copies(), tmp_path / "given.db"
    url = str(store.url.render_as_string(hide_password=False))
    if what == "half":
        backups.make(store, url, tmp_path, datetime.now(UTC))
        shutil.copy(made(tmp_path), file)
        with file.open("r+b") as whole:
            whole.truncate(file.stat().st_size // 2)
    else:
        file.write_text("" if what == "none" else "not a backup at all", encoding="utf-8")
    shop = Shop(f"sqlite:///{tmp_path}/again.db", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
    status, said = shop.says("restore", str(file))
    assert status == 1
    assert "is no backup" in said or "is broken" in said
    assert not (tmp_path / "again.db").exists()


def test_a_backup_goes_somewhere_or_is_only_noted(quick_copies: Callable[[], Engine], tmp_path: Path) -> None:
    store = quick_copies()
    shop = Shop(str(store.url.render_as_string(hide_password=False)), "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
    assert shop.says("backup")[0] == 2
    assert shop.says("backup", str(tmp_path / "nowhere"))[0] == 1
    assert shop.says("backup", "--made") == (0, "Noted: there is a backup of this moment.\n")
    with store.connect() as db:
        assert "backup" in beats.last(db)
