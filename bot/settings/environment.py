"""Looks environment variables up, and keeps a sentence about each that is wrong or missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

E = TypeVar("E", bound=StrEnum)

DATABASES = {"sqlite", "postgres", "postgresql", "postgresql+psycopg"}
MAKE_FIELD_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'


@dataclass(frozen=True)
class Check:
    """What a value must be: a test, and the end of the sentence "NAME …" that says what to do."""

    holds: Callable[[str], bool]
    says: str


def matches(pattern: str, says: str) -> Check:
    return Check(lambda value: re.fullmatch(pattern, value) is not None, says)


def is_database(value: str) -> bool:
    try:
        return make_url(value).drivername in DATABASES
    except (ArgumentError, ValueError):
        return False


def is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and parts.port != 0
    except ValueError:
        return False


def is_field_key(value: str) -> bool:
    try:
        Fernet(value)
    except ValueError:
        return False
    return True


DATABASE = Check(
    is_database, "is not a database address: write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
)
WEB_ADDRESS = Check(is_web_address, "is not a web address: write it like https://mshauri.example.")
PATH_SECRET = matches(r"[A-Za-z0-9_-]{1,256}", "may have only A-Z a-z 0-9 _ and -, 1 to 256 of them.")
BOT_TOKEN = matches(
    r"[0-9]+:[A-Za-z0-9_-]+", "is not a bot token: copy the whole of it from BotFather, like 123456:ABC-def."
)
BOT_NAME = matches(r"@?[A-Za-z0-9_]{5,32}", "is not the name of a bot: write it like MshauriBot.")
ACCOUNT_SID = matches(r"AC[A-Za-z0-9]+", "is not an account SID: it starts with AC.")
SERVICE_SID = matches(r"MG[A-Za-z0-9]+", "is not a messaging service SID: it starts with MG.")
CONTENT_SID = matches(r"HX[A-Za-z0-9]+", "is not a ContentSid: it starts with HX.")
SENDER = matches(
    r"\+?[0-9]{3,15}|[A-Za-z0-9 ]{1,11}",
    "is not a sender: write a number like +254700000000 or a name of 1 to 11 letters.",
)
WHATSAPP = matches(r"(whatsapp:)?\+[0-9]{7,15}", "is not a WhatsApp number: write it like +254700000000.")


class Environment:
    """Looks variables up and keeps a sentence about each that is wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []

    def text(self, name: str, default: str = "", check: Check | None = None) -> str:
        """The value without the blanks around it, or the default."""
        value = self.environ.get(name, "").strip()
        if value and check and not check.holds(value):
            self.problems.append(f"{name} {check.says}")
        return value or default

    def required(self, name: str, advice: str) -> str:
        """The value; its absence is a problem."""
        value = self.text(name)
        if not value:
            self.problems.append(f"{name} is missing. {advice}")
        return value

    def number(self, name: str, default: int, *, most: int = 1_000_000) -> int:
        """A whole number from 1 to `most`."""
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and 1 <= int(value) <= most:
            return int(value)
        self.problems.append(f"{name} is not a number from 1 to {most}: write it like {default}.")
        return default

    def one_of(self, name: str, kind: type[E], default: E) -> E:
        """A member of the enum, in capitals or not."""
        value = self.text(name, default.value).lower()
        if value in set(kind):
            return kind(value)
        self.problems.append(f"{name} is not one of {', '.join(kind)}: write one of them, or leave it out.")
        return default

    def pairs(self, name: str, check: Check) -> dict[str, str]:
        """The lines `key,value` of the file that the variable names; empty when there is none."""
        file = self.text(name)
        try:
            lines = Path(file).read_text(encoding="utf-8").split() if file else []
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{name}: {file} cannot be read: {type(error).__name__}.")
            return {}
        found = {key: value for key, _comma, value in (line.partition(",") for line in lines)}
        self.problems += [
            f"{name}: {value or key} {check.says}" for key, value in found.items() if not check.holds(value)
        ]
        return found

    def complete(self, *needed: str, extra: tuple[str, ...] = ()) -> bool:
        """Whether a channel is on: one of its variables is set. Each of the `needed` that is not set is a problem."""
        present = [name for name in (*needed, *extra) if self.text(name)]
        for name in needed:
            if present and name not in present:
                self.problems.append(
                    f"{name} is missing. Set it beside {present[0]}, or leave both out to switch the channel off."
                )
        return bool(present)
