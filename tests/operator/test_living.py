"""`mshauri alive`: what a health check and a release ask, on a clock of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from bot.__main__ import cli
from bot.operator import living
from bot.settings import Settings, read
from bot.store.health import beats
from tests.channels.fake import Answered, Provider, running

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[Provider]:
    """What answers on our port."""
    with running(lambda asked: Answered(200 if asked.path == "/health" else 404)) as made:
        yield made


@pytest.fixture
def engine(quick_copies: Callable[[], Engine]) -> Engine:
    return quick_copies()


def settings(engine: Engine, port: int, key: str) -> Settings:
    url = engine.url.render_as_string(hide_password=False)
    return read({"DATABASE_URL": url, "PORT": str(port), "FIELD_KEYS": key, "SECRET_KEY": "u7Xw_2bGn9RkPz4c"})


def port_of(web: Provider) -> int:
    return int(web.url.rpartition(":")[2])


def beat(engine: Engine, at: datetime, *names: str) -> None:
    with engine.begin() as db:
        for name in names:
            beats.beat(db, name, at)


def test_who_was_seen_within_two_minutes_lives(engine: Engine, web: Provider, vault_keys: tuple[str, ...]) -> None:
    found = settings(engine, port_of(web), vault_keys[0])
    beat(engine, NOW - timedelta(seconds=90), "clock")
    beat(engine, NOW - timedelta(minutes=3), "sender")
    assert living.lacking(found, living.ALL, None, lambda: NOW) == ["sender"]
    assert living.lacking(found, ["web", "clock"], None, lambda: NOW) == []


def test_a_web_that_fails_or_is_not_there_does_not_live(engine: Engine, vault_keys: tuple[str, ...]) -> None:
    with running(lambda _asked: Answered(503, "failing")) as failing:
        port = port_of(failing)
        assert living.lacking(settings(engine, port, vault_keys[0]), ["web"], None, lambda: NOW) == ["web"]
    assert living.lacking(settings(engine, port, vault_keys[0]), ["web"], None, lambda: NOW) == ["web"]


def test_after_a_start_what_was_seen_before_does_not_count(
    engine: Engine, web: Provider, vault_keys: tuple[str, ...]
) -> None:
    found, moments = settings(engine, port_of(web), vault_keys[0]), [NOW]
    beat(engine, NOW - timedelta(seconds=5), "clock", "sender")

    def rest(seconds: float) -> None:
        moments.append(moments[-1] + timedelta(seconds=seconds))
        if moments[-1] == NOW + timedelta(seconds=3):
            beat(engine, moments[-1], "clock", "sender")

    assert living.lacking(found, living.ALL, 60, lambda: moments[-1], rest) == []
    assert moments[-1] == NOW + timedelta(seconds=3), "it waits no longer than it must"
    begun = moments[-1] + timedelta(minutes=5)
    moments.append(begun)
    assert living.lacking(found, living.ALL, 60, lambda: moments[-1], rest) == ["sender", "clock"]
    assert moments[-1] - begun <= timedelta(seconds=62), "and not for ever"


def test_a_store_that_does_not_answer_is_no_traceback(vault_keys: tuple[str, ...]) -> None:
    env = {"DATABASE_URL": "postgresql://127.0.0.1:1/x", "PORT": "1", "FIELD_KEYS": vault_keys[0]}
    done = CliRunner().invoke(cli, ["alive"], env={**env, "SECRET_KEY": "u7Xw_2bGn9RkPz4c"})
    assert done.exit_code == 1
    assert done.output.splitlines() == [f"{name} does not live." for name in living.ALL]
