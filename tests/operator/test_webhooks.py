"""What every webhook does, whichever provider it belongs to."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from bot import web
from bot.channels import Heard, Request, WebhookAnswer
from bot.messages import Channel, Inbound, Outbound, Progress, Receipt
from bot.store.outbox import outbox
from bot.store.talk import inbox
from bot.talk.turn import World

NOW = datetime(2026, 5, 28, 13, 0, tzinfo=UTC)


class Plain:
    """The smallest provider: JSON with a password in a header."""

    channel = Channel.SMS
    paths = ("/plain/<secret>",)

    def genuine(self, request: Request) -> bool:
        return request.headers.get("x-password") == "open" and request.path == "/plain/sesame"

    def read(self, request: Request) -> Heard:
        said = json.loads(request.body)
        if "receipt" in said:
            return Heard(receipts=(Receipt(Channel.SMS, said["receipt"], Progress.DELIVERED),))
        return Heard((Inbound(Channel.SMS, said["from"], said["id"], said["text"]),))

    def answer(self, said: Outbound | None) -> WebhookAnswer:  # noqa: ARG002 - its replies are messages
        return WebhookAnswer("<ok/>", "text/xml")


@dataclass
class Side:
    """A web side with that provider."""

    client: FlaskClient
    engine: Engine
    settled: list[Receipt] = field(default_factory=list)

    def post(self, said: object, *, word: str = "open", path: str = "/plain/sesame") -> tuple[int, str]:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        answer = self.client.post(path, data=body, headers={"X-Password": word})
        return answer.status_code, answer.text

    def rows(self) -> tuple[int, int]:
        with self.engine.connect() as db:
            return (
                db.execute(select(func.count()).select_from(inbox.inbox)).scalar_one(),
                db.execute(select(func.count()).select_from(outbox.outbox)).scalar_one(),
            )

    def counts(self) -> tuple[int, int]:
        with self.engine.connect() as db:
            return inbox.counts(db)


@pytest.fixture
def side(sqlite_store: Engine) -> Side:
    engine = sqlite_store
    settled: list[Receipt] = []
    pages = web.webhooks([Plain()], lambda: engine, lambda: NOW, World(), lambda receipt, _at: settled.append(receipt))
    app = web.make(lambda: engine, lambda: NOW, pages)
    return Side(app.test_client(), engine, settled)


HELLO = {"from": "+254799000001", "id": "m1", "text": "hello"}


def test_a_genuine_message_is_heard_and_answered_as_its_provider_wants(side: Side) -> None:
    assert side.post(HELLO) == (200, "<ok/>")
    assert side.rows() == (1, 1)


def test_the_same_message_again_has_no_second_effect(side: Side) -> None:
    assert [side.post(HELLO)[0] for _ in range(3)] == [200, 200, 200]
    assert side.rows() == (1, 1)


@pytest.mark.parametrize(("password", "path"), [("shut", "/plain/sesame"), ("", "/plain/sesame"), ("open", "/plain/x")])
def test_what_is_not_genuine_is_refused_and_leaves_no_trace(side: Side, password: str, path: str) -> None:
    status, text = side.post(HELLO, word=password, path=path)
    assert (status, len(text.splitlines()), side.rows()) == (403, 1, (0, 0))


@pytest.mark.parametrize("body", [b"", b"{}", b"[", b"\xff\xfe", b'{"from": "+254799000001"}', b"null"])
def test_what_cannot_be_read_is_answered_and_counted_once(side: Side, body: bytes) -> None:
    assert [side.post(body) for _ in range(2)] == [(200, "<ok/>")] * 2
    assert side.counts() == (0, 1)
    assert 'outcome="failed"} 1.0' in side.client.get("/metrics").text


@pytest.mark.parametrize(("fields", "status"), [(100, 200), (101, 413)])
def test_a_form_of_too_many_fields_is_refused(side: Side, fields: int, status: int) -> None:
    body = "&".join(f"f{nth}=1" for nth in range(fields)).encode()
    answer = side.client.post("/plain/sesame", data=body, headers={"X-Password": "open"})
    assert (answer.status_code, len(answer.text.splitlines())) == (status, 1)


@pytest.mark.parametrize(("letters", "status"), [(64_000, 200), (64_001, 413)])
def test_a_body_that_is_too_large_is_refused(side: Side, letters: int, status: int) -> None:
    body = json.dumps({**HELLO, "text": ""}).encode()
    body = body[:-2] + b"x" * (letters - len(body)) + body[-2:]
    assert side.post(body)[0] == status
    assert side.rows() == ((1, 1) if status == 200 else (0, 0))


def test_who_is_not_genuine_is_refused_before_anything_is_read(side: Side) -> None:
    class Body:
        """A line on which nothing comes."""

        def read(self, *_how: int) -> bytes:
            raise AssertionError("it was read")

        readline = read

    environ = {"wsgi.input": Body(), "CONTENT_LENGTH": "50000", "CONTENT_TYPE": "application/json"}
    answer = side.client.post("/plain/sesame", environ_overrides=environ, headers={"X-Password": "shut"})
    assert answer.status_code == 403


def test_a_receipt_is_handed_on(side: Side) -> None:
    assert side.post({"receipt": "SM1"})[0] == 200
    assert side.settled == [Receipt(Channel.SMS, "SM1", Progress.DELIVERED)]
    assert side.rows() == (0, 0)


def test_a_webhook_is_posted_to(side: Side) -> None:
    assert side.client.get("/plain/sesame").status_code == 405
