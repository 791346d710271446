"""`mshauri doctor` outside of the store: what is missing or weak, however odd an answer is."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.settings import read
from bot.settings.strength import weaknesses
from bot.store.health import beats
from tests.channels.fake import CUT, Answered, running
from tests.operator.test_doctor import API_KEY, SECRET, TELEGRAMS, doctor, environ

ODD = {
    "nothing": Answered(200, ""),
    "a page": Answered(200, "<html>Sign in to this network</html>", {"Content-Type": "text/html"}),
    "a list": Answered(200, "[]"),
    "a number": Answered(200, "7"),
    "null": Answered(200, "null"),
    "half an object": Answered(200, '{"ok": true, "result": {'),
    "other names": Answered(200, '{"ok": true, "result": {}, "User": 1}'),
    "a text for an object": Answered(200, '{"ok": true, "result": "yes", "UserData": "yes", "status": ["active"]}'),
    "no object in it": Answered(200, '{"ok": true, "result": null, "UserData": null, "status": null}'),
    "letters that are none": Answered(200, "\udcff\udcfe{".encode("utf-8", "replace").decode()),
    "very deep": Answered(200, "[" * 30_000),
    "another place": Answered(302, "", {"Location": "https://elsewhere.example/"}),
    "too much": Answered(429, "{}"),
    "its own fault": Answered(500, "Traceback (most recent call last)"),
    "a gateway": Answered(502, "<html>bad gateway</html>"),
    "no content": Answered(204, ""),
    "a broken line": CUT,
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
def test_an_odd_answer_of_a_provider_is_a_line(answer: Answered, vault_keys: tuple[str, ...], tmp_path: Path) -> None:
    with running(lambda _asked: answer) as provider:
        status, said = doctor(environ(f"sqlite:///{tmp_path}/m.db", vault_keys, provider.url))
    bad = [line for line in said.splitlines() if line.startswith("!!")]
    assert status == 1
    for name in ("Telegram", "Twilio", "Africa's Talking"):
        assert any(line.startswith(f"!!  {name}: ") for line in bad), said
    assert all(len(line) < 300 for line in said.splitlines()), "a provider's page is not a line of ours"
    for secret in (API_KEY, SECRET, TELEGRAMS):
        assert secret not in said


def test_without_an_address_and_channels_nobody_is_served(vault_keys: tuple[str, ...], tmp_path: Path) -> None:
    status, said = doctor(environ(f"sqlite:///{tmp_path}/m.db", vault_keys))
    assert status == 1
    assert "!!  PUBLIC_URL: not set, so no provider can call us. Set it" in said
    assert "!!  Channels: none is set up, so nobody can write to us. Set " in said


def test_settings_that_cannot_be_read_are_lines_too(vault_keys: tuple[str, ...]) -> None:
    status, said = doctor(environ("oracle://x", vault_keys) | {"SECRET_KEY": "short"})
    assert status == 1
    assert "!!  Settings: DATABASE_URL is not a database address" in said
    assert "!!  Settings: SECRET_KEY is too easy to guess" in said


def test_a_backup_that_is_older_than_a_day_is_told(store: Engine, store_url: str, vault_keys: tuple[str, ...]) -> None:
    now = datetime.now(UTC)
    with store.begin() as db:
        beats.beat(db, "backup", now - timedelta(hours=20))
    assert "ok  Backup: the last one was made 20 h ago." in doctor(environ(store_url, vault_keys))[1]
    with store.begin() as db:
        beats.beat(db, "backup", now - timedelta(hours=30))
    said = doctor(environ(store_url, vault_keys))[1]
    assert "!!  Backup: the last one was made 30 h ago. Run: mshauri backup FOLDER" in said


KEY = urlsafe_b64encode(bytes(range(60, 252, 6))).decode()
STRONG = "u7Xw_2bGn9RkPz4c"


@pytest.mark.parametrize(
    ("secret", "keys", "says"),
    [
        (STRONG, KEY, ""),
        ("f3a19bc07d55e812" * 2 + "0", KEY, ""),
        ("abababababababababab", KEY, "SECRET_KEY: has too few different letters."),
        ("k3Zr8WqP" * 3, KEY, "SECRET_KEY: repeats itself."),
        ("our-Secret-of-2026", KEY, "SECRET_KEY: has a word in it that is tried first."),
        (STRONG, urlsafe_b64encode(b"x" * 32).decode(), "FIELD_KEYS: the first has too few different bytes."),
        (STRONG, f"{KEY},{urlsafe_b64encode(b'Machakos keeps its promises 2026').decode()}", "FIELD_KEYS: number 2 is"),
        (KEY, KEY, "SECRET_KEY: is the same as a key of FIELD_KEYS."),
    ],
)
def test_what_could_be_guessed_is_told_by_its_name(secret: str, keys: str, says: str) -> None:
    found = weaknesses(read({"SECRET_KEY": secret, "FIELD_KEYS": keys}))
    assert len(found) == (1 if says else 0), found
    assert not says or found[0].startswith(says)
    assert not any(secret in line or key in line for line in found for key in keys.split(","))
