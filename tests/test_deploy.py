"""What docs/deploy.md tells an operator to do is done here: backup, restore, and the processes of the Procfile."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from bot.settings import read
from bot.store.engine import behind, open_store
from tests.cluster import Cluster, folder_of_binaries
from tests.stories.given import record

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def commands(tested: str) -> list[str]:
    """The commands of the page under this mark, in order."""
    return re.findall(rf"<!-- tested: {tested} -->\n```sh\n(.*?)```", PAGE, re.DOTALL)


def run(command: str, **env: str) -> None:
    path = f"{folder_of_binaries()}:{os.environ['PATH']}"
    subprocess.run(["sh", "-euc", command], env={**os.environ, "PATH": path, **env}, check=True, capture_output=True)


def the_records_are_there(url: str, keys: tuple[str, ...]) -> None:
    store = open_store(url, keys)
    try:
        with store.connect() as db:
            assert not behind(db)
        assert record(store, 2).areas == "lesson notes\nclass rules"
    finally:
        store.dispose()


@pytest.mark.slow
@pytest.mark.postgresql
def test_a_backup_of_postgresql_is_restored(
    cluster: Cluster, postgresql_copies: Callable[[], str], vault_keys: tuple[str, ...], tmp_path: Path
) -> None:
    backup, restore = commands("postgresql")
    lived, empty = postgresql_copies(), cluster.create().render_as_string(hide_password=False)
    plain = {
        name: make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        for name, url in (("DATABASE", lived), ("RESTORED", empty))
    }
    file = str(tmp_path / "backup")
    run(backup, BACKUP=file, **plain)
    assert b"lesson notes" not in Path(file).read_bytes(), "what is confidential is encrypted in a backup too"
    run(restore, BACKUP=file, **plain)
    the_records_are_there(empty, vault_keys)


@pytest.mark.slow
def test_a_backup_of_sqlite_is_restored_while_it_runs(
    quick_copies: Callable[[], Engine], vault_keys: tuple[str, ...], tmp_path: Path
) -> None:
    backup, restore = commands("sqlite")
    lived = quick_copies()
    files = {"DATABASE": str(lived.url.database), "BACKUP": f"{tmp_path}/backup.db", "RESTORED": f"{tmp_path}/again.db"}
    with lived.connect():  # it runs
        pass
    run(backup, **files)
    run(restore, **files)
    the_records_are_there(f"sqlite:///{files['RESTORED']}", vault_keys)


def test_the_settings_of_the_page_are_settings() -> None:
    (block,) = commands("settings")
    written = subprocess.run(
        ["sh", "-euc", block[block.index("<<END") :].replace("<<END", "cat <<END", 1)],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    settings = read(dict(line.split("=", 1) for line in written.splitlines()))
    assert settings.public_url == "https://mshauri.example"


UNITS = {
    "mshauri-web.service": ("web", "bot.app:from_environment()"),
    "mshauri-clock.service": ("clock", "scheduler"),
    "mshauri-sender@.service": ("sender", "send"),
}
"""Which process of the Procfile each unit starts, and the words of it that both have."""
WHOLE = "mshauri.service"
"""The unit that starts all of them as one process."""


@pytest.mark.parametrize("unit", UNITS)
def test_each_unit_starts_a_process_of_the_procfile(unit: str) -> None:
    procfile = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
    kind, words = UNITS[unit]
    assert words in started(unit)
    assert words in procfile[kind]


def test_one_unit_starts_everything_and_there_are_no_others() -> None:
    assert started(WHOLE) == "/opt/mshauri/.venv/bin/mshauri serve"
    assert {path.name for path in (ROOT / "deploy").glob("*.service")} == {*UNITS, WHOLE}


def started(unit: str) -> str:
    """The command of a unit."""
    (found,) = re.findall(r"^ExecStart=(.*)$", (ROOT / "deploy" / unit).read_text(encoding="utf-8"), re.MULTILINE)
    return str(found)
