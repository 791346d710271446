"""The command line answers a person's mistake by one line, and prints its help without loading the providers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from bot.__main__ import cli
from bot.commandline import Commands

ROOT = Path(__file__).parent.parent
ENVIRON = {"SECRET_KEY": "long and quite random", "FIELD_KEYS": Fernet.generate_key().decode()}
UNSET = dict.fromkeys([*ENVIRON, "DATABASE_URL", "PORT", "PUBLIC_URL", "LOG_LEVEL", "LOG_FORMAT"], "")


def mshauri(*words: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Exit status, what was said, what was said on standard error."""
    done = CliRunner().invoke(cli, words, prog_name="mshauri", env={**UNSET, **(env or {})})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_help_shows_examples() -> None:
    status, said, _ = mshauri("--help")
    assert status == 0
    assert "mshauri demo --port 9000" in said
    assert "mshauri load" in mshauri("load", "--help")[1]


def every(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command there is, by its words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("words", list(every(cli)), ids=" ".join)
def test_the_help_of_every_command_shows_an_example_of_it(words: tuple[str, ...]) -> None:
    status, said, _ = mshauri(*words, "--help")
    assert status == 0
    examples = re.split(r"Examples?:\n", said)[-1]
    assert examples != said
    assert " ".join(("mshauri", *words)) in examples


def test_every_problem_of_the_environment_is_a_line_and_the_exit_is_1() -> None:
    status, said, error = mshauri("db", "upgrade", env={"PORT": "eighty"})
    assert status == 1
    assert said == ""
    assert [line.split()[0] for line in error.splitlines()] == ["SECRET_KEY", "FIELD_KEYS", "PORT"]


@pytest.mark.parametrize(
    "words", [["nothing"], ["demo", "--at", "tomorrow"], ["demo", "--port", "0"], ["load"], ["load", "no-such.csv"]]
)
def test_wrong_usage_exits_with_2(words: list[str]) -> None:
    status, said, error = mshauri(*words)
    assert status == 2
    assert said == ""
    assert "Traceback" not in error


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/no/such/folder/mshauri.db"
    status, _, error = mshauri("db", "upgrade", env={**ENVIRON, "DATABASE_URL": url})
    assert status == 1
    assert error.splitlines() == ["The database does not answer: unable to open database file"]


def test_upgrading_twice_is_as_good_as_once(tmp_path: Path) -> None:
    env = {**ENVIRON, "DATABASE_URL": f"sqlite:///{tmp_path}/mshauri.db"}
    for _ in range(2):
        assert mshauri("db", "upgrade", env=env) == (0, "The tables are up to date.\n", "")


def test_a_bug_keeps_its_traceback() -> None:
    group = Commands()

    @group.command()
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        group.main(["broken"], standalone_mode=False)


def test_printing_help_imports_no_heavy_library() -> None:
    script = (
        "import sys, runpy\nsys.argv = ['mshauri', '--help']\n"
        "try: runpy.run_module('bot', run_name='__main__')\nexcept SystemExit: pass\n"
        "heavy = {'twilio', 'telegram', 'flask', 'sqlalchemy', 'cryptography'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage: mshauri" in done.stdout
