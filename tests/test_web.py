"""What every process answers over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine

from bot import web
from bot.messages import Channel, Inbound
from bot.store import beats, inbox

NOW = datetime(2026, 5, 28, 13, 0, tzinfo=UTC)


def client(store: Engine) -> FlaskClient:
    return web.make(lambda: store, lambda: NOW).test_client()


def test_health_gives_the_ages_of_the_last_beats(store: Engine) -> None:
    with store.begin() as db:
        beats.beat(db, "clock", NOW - timedelta(seconds=30))
    answer = client(store).get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok", "beats": {"clock": 30.0, "sender": None}})


@pytest.mark.parametrize(("age", "status"), [(timedelta(minutes=2), 200), (timedelta(minutes=2, seconds=1), 503)])
def test_health_of_all_wants_a_living_clock_and_sender(store: Engine, age: timedelta, status: int) -> None:
    with store.begin() as db:
        beats.beat(db, "clock", NOW - age)
        beats.beat(db, "sender", NOW)
    assert client(store).get("/health?all").status_code == status
    assert client(store).get("/health").status_code == 200


def test_health_says_that_the_database_is_away() -> None:
    away = create_engine("sqlite:////nowhere/at/all.db")
    answer = client(away).get("/health")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["reason"] == "the database does not answer: OperationalError"


def test_metrics_count_what_was_heard_and_what_was_made(store: Engine) -> None:
    with store.begin() as db:
        inbox.record(db, Inbound(Channel.SMS, "+254712000001", "1", "hello"), None, NOW)
        broken = inbox.record(db, Inbound(Channel.SMS, "+254712000001", "2", "hello"), None, NOW)
        assert broken is not None
        inbox.fail(db, broken, "ValueError")
    text = client(store).get("/metrics").text
    assert 'mshauri_inbox_messages{state="handled"} 1\n' in text
    assert 'mshauri_inbox_messages{state="failed"} 1\n' in text
    assert 'mshauri_outbox_messages{state="waiting"} 0\n' in text


@pytest.mark.parametrize(("method", "path", "status"), [("get", "/nothing", 404), ("post", "/health", 405)])
def test_what_is_not_there_is_said_in_one_line(store: Engine, method: str, path: str, status: int) -> None:
    answer = getattr(client(store), method)(path)
    assert answer.status_code == status
    assert answer.content_type.startswith("text/plain")
    assert len(answer.text.splitlines()) == 1


def test_a_request_that_is_too_large_is_refused(store: Engine) -> None:
    app = web.make(lambda: store, lambda: NOW)

    @app.post("/read")
    def read() -> str:
        from flask import request

        return str(len(request.get_data()))

    answer = app.test_client().post("/read", data=b"x" * (web.MOST_BYTES + 1))
    assert answer.status_code == 413
