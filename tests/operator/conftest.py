"""The `mshauri` command on a store of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from bot.__main__ import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(lived: Engine, vault_keys: tuple[str, ...]) -> Run:
    """Runs a command on this store: its exit status, what was said, and what on standard error."""
    return commands_on(lived, vault_keys[0])


def commands_on(engine: Engine, key: str) -> Run:
    """The same on any."""
    url = engine.url.render_as_string(hide_password=False)
    env = {"DATABASE_URL": url, "FIELD_KEYS": key, "SECRET_KEY": "long and quite random"}

    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, words, env=env)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    return run
