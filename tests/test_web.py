"""What every process answers over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine

from bot import web
from bot.messages import Channel, Inbound
from bot.store.health import beats
from bot.store.outbox import lines
from bot.store.outbox.outbox import MessageKind, MessageState, outbox
from bot.store.talk import inbox
from tests.outbox.fakes import put

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


def test_who_only_looks_does_not_wait_for_a_writer(store: Engine) -> None:
    with store.begin() as db:
        beats.beat(db, "clock", NOW)
        answers = [client(store).get(path).status_code for path in ("/health", "/metrics")]
    assert answers == [200, 200]
    assert client(store).get("/health").json == {"status": "ok", "beats": {"clock": 0.0, "sender": None}}


def test_metrics_say_what_the_last_hour_brought_and_how_long_things_wait(store: Engine) -> None:
    with store.begin() as db:
        inbox.record(db, Inbound(Channel.SMS, "+254712000001", "1", "hello"), None, NOW)
        broken = inbox.record(db, Inbound(Channel.SMS, "+254712000001", "2", "hello"), None, NOW)
        assert broken is not None
        inbox.fail(db, broken, "ValueError")
        inbox.record(db, Inbound(Channel.SMS, "+254712000001", "3", "hello"), None, NOW - timedelta(hours=2))
        lines.lock(db, Channel.TELEGRAM)
        lines.stop(db, Channel.TELEGRAM, "bad token")
        for number in range(lines.MANY):
            lines.fails(db, Channel.WHATSAPP, f"+25471200000{number}", NOW - timedelta(seconds=40))
        beats.beat(db, "clock", NOW - timedelta(seconds=7))
    put(store, "hello", at=NOW - timedelta(seconds=90))
    prompt = put(
        store,
        "TIMEC: hello",
        to="+254712000002",
        on=Channel.WHATSAPP,
        kind=MessageKind.PROMPT,
        at=NOW - timedelta(minutes=1),
    )
    with store.begin() as db:
        db.execute(outbox.update().where(outbox.c.id == prompt), {"state": MessageState.SENT, "sent_at": NOW})
    text = client(store).get("/metrics").text
    for line in (
        'mshauri_heard{channel="sms",outcome="handled"} 1.0',
        'mshauri_heard{channel="sms",outcome="failed"} 1.0',
        'mshauri_said{channel="sms",state="waiting"} 1.0',
        'mshauri_said{channel="whatsapp",state="sent"} 1.0',
        "mshauri_segments 2.0",
        'mshauri_queue_age_seconds{channel="sms"} 90.0',
        'mshauri_line_stopped{channel="telegram"} 1.0',
        'mshauri_line_stopped{channel="sms"} 0.0',
        'mshauri_line_down_seconds{channel="whatsapp"} 40.0',
        'mshauri_line_down_seconds{channel="sms"} 0.0',
        'mshauri_dead_letters{state="failed"} 0.0',
        'mshauri_beat_age_seconds{process="clock"} 7.0',
    ):
        assert f"{line}\n" in text
    (late,) = (line for line in text.splitlines() if line.startswith('mshauri_prompt_lateness_seconds{of="longest"}'))
    assert float(late.split()[1]) == pytest.approx(60, abs=0.01)
    assert "+2547" not in text
    assert '"lines":["telegram","whatsapp"]' in client(store).get("/health").text.replace(" ", "")


ELSEWHERE = "10.0.0.9"


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        (ELSEWHERE, {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": ELSEWHERE}, 403),
        ("127.0.0.1", {"Forwarded": f"for={ELSEWHERE}"}, 403),
    ],
)
def test_without_a_token_figures_are_for_this_machine_only(
    store: Engine, address: str, headers: dict[str, str], status: int
) -> None:
    asked = client(store).get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert asked.status_code == status


@pytest.mark.parametrize(
    ("shown", "status"), [("", 403), ("Bearer", 403), ("Bearer open sesame", 403), ("Bearer its token", 200)]
)
def test_with_a_token_figures_are_for_whoever_shows_it(store: Engine, shown: str, status: int) -> None:
    asks = web.make(lambda: store, lambda: NOW, metrics_token="its token").test_client()
    for address in ("127.0.0.1", ELSEWHERE):
        headers = {"Authorization": shown} if shown else {}
        assert asks.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}).status_code == status
    assert asks.get("/health").status_code == 200


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
