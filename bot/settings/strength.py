"""Which keys and secrets could be guessed though they are long enough: words, repetitions, one for two things."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings

FEWEST = 6
"""Different letters of a secret that was drawn at random: 16 of them have fewer once in many millions."""
FEWEST_BYTES = 16
"""The same of the 32 bytes of a key."""
LONGEST_UNIT = 8
GUESSED = (
    *("secret", "password", "passw0rd", "changeme", "change-me", "letmein", "default", "admin", "test"),
    *("example", "mshauri", "timec", "qwerty", "123456", "abcdef"),
)
"""What stands in secrets that people thought of."""


def weaknesses(settings: Settings) -> list[str]:
    """A sentence for each that could be guessed, with what to do; never a value."""
    named = list(_secrets(settings))
    weak = [f"{name}: {why} {_remedy(name)}" for name, value in named if (why := _guessed(value))]
    for place, key in enumerate(settings.field_keys):
        if why := _unlikely(key):
            which = "the first" if place == 0 else f"number {place + 1}"
            weak.append(f"FIELD_KEYS: {which} {why} Put a new one in front, then: mshauri keys rotate")
    return weak + [f"{name}: is the same as {other}. {_remedy(name)}" for name, other in _twice(named, settings)]


def _secrets(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "SECRET_KEY", settings.secret_key
    yield "METRICS_TOKEN", settings.metrics_token
    if settings.telegram is not None:
        yield "TELEGRAM_WEBHOOK_SECRET", settings.telegram.webhook_secret
    if settings.africastalking is not None:
        yield "AFRICASTALKING_CALLBACK_SECRET", settings.africastalking.callback_secret


def _guessed(value: str) -> str:
    """Why a secret could be guessed; empty where nothing says so."""
    if not value:
        return ""
    if len(set(value)) < FEWEST:
        return "has too few different letters."
    if any(value == (value[:size] * len(value))[: len(value)] for size in range(1, LONGEST_UNIT + 1)):
        return "repeats itself."
    if any(word in value.lower() for word in GUESSED):
        return "has a word in it that is tried first."
    return ""


def _unlikely(key: str) -> str:
    """The same of a key for texts: 32 bytes that nobody has drawn at random."""
    given = urlsafe_b64decode(key)
    if len(set(given)) < FEWEST_BYTES:
        return "has too few different bytes."
    return "is a text that somebody thought of." if all(32 <= each < 127 for each in given) else ""


def _remedy(name: str) -> str:
    if name == "SECRET_KEY":
        return "Take a random one before the first PIN is set: with another, all PINs have to be set anew."
    return "Take another: python3 -c 'import secrets; print(secrets.token_urlsafe(24))'"


def _twice(named: list[tuple[str, str]], settings: Settings) -> Iterator[tuple[str, str]]:
    """Those that are the same as one before them."""
    seen = dict.fromkeys(settings.field_keys, "a key of FIELD_KEYS")
    for name, value in named:
        if value and value in seen:
            yield name, seen[value]
        seen.setdefault(value, name)
