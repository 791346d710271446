"""`mshauri backup` and `mshauri restore`: the whole database in one file that was looked at, and back again."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Engine, inspect, make_url, text

from bot.operator import rights
from bot.store.engine import open_store, reading
from bot.store.health import beats

KEPT = timedelta(days=35)
"""What people have erased is in no backup any more after that."""
AT_WORK = timedelta(minutes=2)
WEEK = timedelta(days=7)
NAME = re.compile(r"mshauri-(\d{4}-\d\d-\d\dT\d{6}Z)\.(db|dump)")
LIST = "erasures.csv"
OURS = "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"
"""The schemas of a database that are not PostgreSQL's own."""
SQLITE = b"SQLite format 3\0"


class NoBackup(Exception):
    """Nothing was made or put back; the message says what to mend."""


def make(engine: Engine, url: str, folder: Path, now: datetime) -> list[str]:
    """A backup in `folder`, the list of erasures beside it, and the old ones gone; what was done, a line each."""
    kind = engine.dialect.name
    if not folder.is_dir():
        raise NoBackup(f"{folder} is no folder. Make it for the service's user only: install --directory --mode 700")
    file = folder / f"mshauri-{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.{'db' if kind == 'sqlite' else 'dump'}"
    with _private(file) as part:
        (_copy if kind == "sqlite" else _dump)(make_url(url), part)
        _look_at(part)
    with _private(folder / LIST) as part:
        part.write_text("\n".join(rights.listed(engine)) + "\n", encoding="utf-8")
    with engine.begin() as db:
        beats.beat(db, "backup", now)
    old = [each for each, at in _of(folder) if at < now - KEPT]
    for each in old:
        each.unlink()
    gone = [f"{len(old)} older than {KEPT.days} days gone."] if old else []
    return [f"{file}: {file.stat().st_size / 1e6:.1f} MB, can be read.", *gone]


def put_back(url: str, keys: tuple[str, ...], file: Path, now: datetime, *, instead: bool, stopped: bool) -> list[str]:
    """The database is as this backup has it; `instead` of what is there now, which is set aside or dropped first.

    `stopped`: whoever asks knows that no process works with it, however lately one has.
    """
    _look_at(file)
    with file.open("rb") as begun:
        is_sqlite = begun.read(len(SQLITE)) == SQLITE
    where = make_url(url)
    if is_sqlite != (where.get_backend_name() == "sqlite"):
        raise NoBackup(f"{file} is a backup of {'SQLite' if is_sqlite else 'PostgreSQL'}; DATABASE_URL names another.")
    there, working = _found(url, keys, now)
    if working and not stopped:
        raise NoBackup(f"The {' and '.join(working)} worked a moment ago. Stop every process, then say --stopped.")
    if there and not instead:
        raise NoBackup("The database is not empty. To have the backup instead of what is there, say --instead.")
    return _put_file(where, file, instead, now) if is_sqlite else _put_dump(where, keys, file, instead)


def _found(url: str, keys: tuple[str, ...], now: datetime) -> tuple[bool, list[str]]:
    """Whether there are tables, and which processes have worked with them just now."""
    engine = open_store(url, keys)
    try:
        with reading(engine) as db:
            tables = set(inspect(db).get_table_names())
            seen = beats.last(db) if "beats" in tables else {}
    finally:
        engine.dispose()
    return bool(tables), [name for name in ("clock", "sender") if name in seen and now - seen[name] < AT_WORK]


def _put_file(where: URL, file: Path, instead: bool, now: datetime) -> list[str]:
    target = Path(where.database or "")
    lines = []
    with _private(target) as part:
        shutil.copyfile(file, part)
        if instead and target.exists():
            aside = target.with_name(f"{target.name}.before-{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}")
            with closing(sqlite3.connect(target)) as old:
                old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            target.replace(aside)
            lines.append(f"What was there is {aside}.")
        for beside in ("-wal", "-shm"):
            target.with_name(f"{target.name}{beside}").unlink(missing_ok=True)
    return [*lines, f"{target} is as {file.name} has it."]


def _put_dump(where: URL, keys: tuple[str, ...], file: Path, instead: bool) -> list[str]:
    if instead:
        engine = open_store(where.render_as_string(hide_password=False), keys)
        with engine.begin() as db:
            for name in db.execute(text(OURS)).scalars().all():
                db.execute(text(f'DROP SCHEMA "{name}" CASCADE'))
            db.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    address, env = _address(where)
    _call(["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={address}", str(file)], env)
    return [f"{where.database} is as {file.name} has it."]


@contextmanager
def copies(
    file: Path, keys: tuple[str, ...], scratch: Sequence[str], now: datetime
) -> Iterator[tuple[str, str, datetime]]:
    """Two databases that are as this backup has it (of a folder the one of a week ago), and of when it is.

    What was made for them is gone afterwards.

    `scratch`: two empty databases of PostgreSQL, for a backup of one.
    """
    file = _of_a_week(file, now) if file.is_dir() else file
    found = NAME.fullmatch(file.name)
    if found is None:
        raise NoBackup(f"{file} does not say of when it is: its name is as `mshauri backup` gives it.")
    at = _moment(found)
    if found[2] == "dump" and len(set(scratch)) != 2:
        raise NoBackup("A backup of PostgreSQL is played on two databases that are empty: give --scratch twice.")
    with TemporaryDirectory(prefix="mshauri-shadow-") as folder:  # ours alone, as the library makes it
        urls = list(scratch) if found[2] == "dump" else [f"sqlite:///{folder}/{name}.db" for name in ("one", "other")]
        for url in urls:
            put_back(url, keys, file, now, instead=found[2] == "dump", stopped=True)
        yield urls[0], urls[1], at


def _of_a_week(folder: Path, now: datetime) -> Path:
    """The newest backup there that is a week old; the oldest where none is."""
    there = sorted(_of(folder), key=lambda one: one[1])
    if not there:
        raise NoBackup(f"There is no backup in {folder}: mshauri backup {folder} makes one.")
    return next((file for file, at in reversed(there) if at <= now - WEEK), there[0][0])


def _moment(found: re.Match[str]) -> datetime:
    return datetime.strptime(found[1], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)


def _copy(where: URL, part: Path) -> None:
    with closing(sqlite3.connect(where.database or "")) as db:
        db.execute("VACUUM INTO ?", [str(part)])


def _dump(where: URL, part: Path) -> None:
    address, env = _address(where)
    _call(["pg_dump", "--format=custom", f"--file={part}", address], env)


def _look_at(file: Path) -> None:
    """NoBackup unless it can be read to its end."""
    with file.open("rb") as begun:
        head = begun.read(len(SQLITE))
    if head != SQLITE:
        if not head.startswith(b"PGDMP"):
            raise NoBackup(f"{file} is no backup: it is neither SQLite's nor pg_dump's.")
        _call(["pg_restore", "--list", str(file)], {})
        return
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
            said = str(db.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.DatabaseError as fault:
        said = str(fault)
    if said != "ok":
        raise NoBackup(f"{file} is broken: {said}")


def _address(where: URL) -> tuple[str, dict[str, str]]:
    """How PostgreSQL's own programs find it; the password is not among words that everybody on the machine can see."""
    plain = where.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    return plain, {"PGPASSWORD": str(where.password)} if where.password else {}


def _call(words: list[str], env: dict[str, str]) -> None:
    try:
        subprocess.run(words, env={**os.environ, **env}, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    except FileNotFoundError as missing:
        raise NoBackup(f"{words[0]} is missing. Install it with: sudo apt-get install postgresql-client") from missing
    except subprocess.CalledProcessError as failed:
        said = failed.stderr.strip().splitlines()
        raise NoBackup(f"{words[0]}: {said[-1] if said else failed.returncode}") from failed


@contextmanager
def _private(file: Path) -> Iterator[Path]:
    """A file for our user only, under another name until it is whole."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    before = os.umask(0o077)
    try:
        yield part
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.umask(before)
    part.replace(file)


def _of(folder: Path) -> Iterator[tuple[Path, datetime]]:
    """The backups that lie there, and of when they are; other files are nobody's business here."""
    for each in sorted(folder.iterdir()):
        if found := NAME.fullmatch(each.name):
            yield each, _moment(found)
