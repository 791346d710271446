"""The process that listens: for this machine only, for whole requests only, for whoever says who they are."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.serving import READS, THREADS
from bot.settings import Settings
from bot.simulator import demo
from bot.store.engine import open_store
from bot.store.talk import inbox
from tests.channels import africastalking_api as at
from tests.channels import telegram_api as tg
from tests.channels import twilio_api as tw

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds until a process must have done its work on a busy machine."""
SECRET = "a-telegram-secret"
TOKEN = "whoever-collects-figures"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(url: str, key: str, *words: str) -> Iterator[int]:
    """`mshauri web` until the end of the block; answers its port."""
    port = free_port()
    env = {
        "DATABASE_URL": url,
        "FIELD_KEYS": key,
        "SECRET_KEY": "long and quite random",
        "PORT": str(port),
        "PUBLIC_URL": tw.PUBLIC,
        "METRICS_TOKEN": TOKEN,
        "LOG_LEVEL": "error",
        "TELEGRAM_BOT_TOKEN": tg.TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TWILIO_ACCOUNT_SID": tw.SID,
        "TWILIO_AUTH_TOKEN": tw.TOKEN,
        "TWILIO_SMS_FROM": tw.SMS_FROM,
        "AFRICASTALKING_USERNAME": at.USERNAME,
        "AFRICASTALKING_API_KEY": at.KEY,
        "AFRICASTALKING_CALLBACK_SECRET": at.SECRET,
        "SMS_PROVIDER": "twilio",
    }
    command = [sys.executable, "-m", "bot", "web", *words]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stderr=subprocess.DEVNULL)
    try:
        patience = time.monotonic() + PATIENCE
        while not _answers(port):
            assert process.poll() is None
            assert time.monotonic() < patience, "it does not listen"
            time.sleep(0.05)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, vault_keys: tuple[str, ...]) -> str:
    """A store with the demo's people."""
    where = f"sqlite:///{tmp_path_factory.mktemp('serving') / 'mshauri.db'}"
    demo.prepare(Settings(database_url=where, secret_key="", field_keys=vault_keys), neighbours=False)
    return where


@pytest.fixture(scope="module")
def port(url: str, vault_keys: tuple[str, ...]) -> Iterator[int]:
    with serving(url, vault_keys[0]) as found:
        yield found


def status(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> int:
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    found = line.getresponse()
    found.read()
    line.close()
    return found.status


def begins(port: int, text: bytes) -> socket.socket:
    """A connection on which so much was sent, and no more."""
    line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    line.sendall(text)
    return line


def answered(line: socket.socket) -> bytes:
    """What is said to it before it is closed."""
    found = b""
    while part := line.recv(4096):
        found += part
    return found


# what is only begun

HALVES = {
    "nothing at all": b"",
    "a request line": b"POST /telegram HTTP/1.1\r\n",
    "headers without an end": b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Le",
    "a body without its end": (
        f"POST /africastalking/{at.SECRET}/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nfrom=".encode()
    ),
    "a chunk without its end": (
        f"POST /africastalking/{at.SECRET}/messages HTTP/1.1\r\nHost: x\r\n"
        "Transfer-Encoding: chunked\r\n\r\nff\r\nfrom=".encode()
    ),
}


@pytest.mark.slow
def test_requests_that_are_only_begun_silence_nobody(port: int) -> None:
    with ExitStack() as held:
        lines = [held.enter_context(begins(port, half)) for half in HALVES.values() for _time in range(THREADS // 4)]
        before = time.monotonic()
        assert status(port, "GET", "/health") == 200
        for line in lines:
            answered(line)
        assert time.monotonic() - before < 4 * READS, "each is closed"


@pytest.mark.slow
def test_a_request_that_comes_letter_by_letter_has_no_more_time(port: int) -> None:
    with begins(port, b"GET /health HTTP/1.1\r\n") as line:
        line.settimeout(0.5)
        before = time.monotonic()
        closed = False
        while not closed and time.monotonic() - before < 4 * READS:
            try:
                line.sendall(b"a")
                closed = not line.recv(1)
            except TimeoutError:
                continue
            except OSError:
                closed = True
        assert closed


# who does not say who they are

UNSIGNED = {
    "Telegram without its secret": "/telegram",
    "Twilio without a signature": "/twilio/messages",
    "Africa's Talking by another path": "/africastalking/not-our-secret-at-all/messages",
    "USSD by another path": "/africastalking/not-our-secret-at-all/ussd",
}


@pytest.mark.slow
@pytest.mark.parametrize("path", UNSIGNED.values(), ids=UNSIGNED)
def test_who_does_not_say_who_they_are_is_refused_before_the_body_is_read(port: int, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n"
    before = time.monotonic()
    with begins(port, head.encode()) as line:
        assert line.recv(4096).startswith(b"HTTP/1.1 403 ")
    assert time.monotonic() - before < READS / 2, "it waited for the body"


@pytest.mark.slow
@pytest.mark.parametrize("chunked", [False, True], ids=["its length said", "in chunks"])
def test_a_body_that_is_too_large_is_refused(port: int, *, chunked: bool) -> None:
    path, body = f"/africastalking/{at.SECRET}/messages", b"from=%2B254712000001&id=1&text=" + b"x" * 64_000
    length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(body)
    content = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    form = b"Content-Type: application/x-www-form-urlencoded"
    request = b"POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n%s\r\n\r\n%s"
    with begins(port, request % (path.encode(), form, length, content)) as line:
        assert line.recv(4096).startswith(b"HTTP/1.1 413 ")


@pytest.mark.slow
@pytest.mark.parametrize(("fields", "said"), [(100, 200), (101, 413)])
def test_a_form_of_too_many_fields_is_refused(port: int, fields: int, said: int) -> None:
    for asked in (
        at.posted("messages", {**at.sms(id=f"many {fields}"), **{f"f{n}": "" for n in range(fields - len(at.sms()))}}),
        tw.signed({**tw.sms("hi"), **{f"f{n}": "" for n in range(fields - len(tw.sms("hi")))}}),
    ):
        assert status(port, "POST", asked.path, asked.body, **dict(asked.headers)) == said


# for whom it listens


@pytest.mark.slow
def test_figures_are_for_whoever_shows_the_token(port: int) -> None:
    assert status(port, "GET", "/metrics") == 403
    assert status(port, "GET", "/metrics", Authorization="Bearer something-else-and-long") == 403
    assert status(port, "GET", "/metrics", Authorization=f"Bearer {TOKEN}") == 200


def reached(port: int, host: str) -> bool:
    """Whether another program reaches it at that address of this machine."""
    tries = f"import socket; socket.create_connection(({host!r}, {port}), 5)"
    return subprocess.run([sys.executable, "-c", tries], check=False, stderr=subprocess.DEVNULL).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere 127.0.0.2 is no address of the machine")
def test_it_listens_for_this_machine_only_unless_it_is_told_otherwise(
    port: int, url: str, vault_keys: tuple[str, ...]
) -> None:
    assert reached(port, "127.0.0.1")
    assert not reached(port, "127.0.0.2")
    with serving(url, vault_keys[0], "--host", "0.0.0.0") as open_one:  # noqa: S104 - that is what is tried
        assert reached(open_one, "127.0.0.2")


# a crowd


@pytest.mark.slow
def test_a_flood_of_strangers_keeps_a_member_waiting_for_a_few_of_them_only(
    port: int, url: str, vault_keys: tuple[str, ...]
) -> None:
    engine = open_store(url, vault_keys)

    def write(address: str, number: int) -> int:
        asked = at.posted("messages", at.sms("habari", **{"from": address, "id": f"flood {number}"}))
        return status(port, "POST", asked.path, asked.body, **dict(asked.headers))

    def heard() -> list[str]:
        with engine.connect() as db:
            found = inbox.inbox.c
            return list(db.execute(select(found.address).order_by(found.id)).scalars())

    with ThreadPoolExecutor(50) as callers:
        flood = [callers.submit(write, f"+25479900{number:04}", number) for number in range(150)]
        while not any(one.done() for one in flood):
            time.sleep(0.001)
        before = len(heard())
        assert write("+254712000001", 1000) == 200
        after = heard()
    assert after.index("+254712000001", before) - before <= THREADS
    assert {one.result() for one in flood} <= {200, 503}
    engine.dispose()
