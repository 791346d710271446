"""Looks environment variables up, and keeps a sentence about each that is wrong or missing."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from environs import Env, EnvValidationError, ValidationError, validate
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

E = TypeVar("E", bound=StrEnum)
Check = Callable[[str], object]
"""Raises ValidationError with the end of the sentence "NAME …" where a value cannot be."""

SHORTEST = 16
"""Letters of a secret: a shorter one can be tried out."""
DATABASES = {"sqlite", "postgres", "postgresql", "postgresql+psycopg"}
MAKE_FIELD_KEY = "openssl rand -base64 32 | tr '+/' '-_'"


def matches(pattern: str, says: str) -> Check:
    """A check of the whole value; `says` is the end of the sentence "NAME …" that tells what to do."""
    return validate.Regexp(rf"(?:{pattern})\Z", error=says)


def holds(test: Callable[[str], bool], says: str) -> Check:
    """The same by a function."""

    def check(value: str) -> None:
        if not test(value):
            raise ValidationError(says)

    return check


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


def is_number(value: str, most: int) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10 and 1 <= int(value) <= most


def is_guessed(value: str) -> bool:
    """Whether a key is one that stands in an example: nothing but zeros."""
    try:
        return set(urlsafe_b64decode(value)) <= {0}
    except ValueError:
        return False


def is_secret(value: str) -> bool:
    return len(value) >= SHORTEST and set(value) != {"0"}


def is_callback_secret(value: str) -> bool:
    return is_secret(value) and re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value) is not None


DATABASE = holds(
    is_database, "is not a database address: write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
)
WEB_ADDRESS = holds(is_web_address, "is not a web address: write it like https://mshauri.example.")
SECRET = holds(is_secret, f"is too easy to guess: give it {SHORTEST} letters at least, at random.")
CALLBACK_SECRET = holds(is_callback_secret, f"may have only A-Z a-z 0-9 _ and -, at random, {SHORTEST} to 256 of them.")
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
PHONE = matches(r"\+[0-9]{9,15}", "is not a phone number: write it like +254711082000.")
WHATSAPP = matches(r"(whatsapp:)?\+[0-9]{7,15}", "is not a WhatsApp number: write it like +254700000000.")


class Environment(Env):
    """Looks up what is set in `given`, where an empty variable is an unset one; `finish` says all that is wrong."""

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__(eager=False)
        self.given = given
        self.problems: list[str] = []
        """Sentences about several variables together; those about one are kept by the library until the end."""

    def _get_value(self, env_key: str, default: Any) -> Any:
        return self.given.get(env_key, "").strip() or default

    def text(self, name: str, default: str = "", check: Check | None = None) -> str:
        """The value without the blanks around it, or the default."""
        found: str = self.str(name, default, validate=check) or self._get_value(name, default)
        return found  # one that is wrong is set all the same

    def required(self, name: str, advice: str, check: Check | None = None) -> str:
        """The value; its absence is a problem."""
        value = self.text(name, check=check)
        if not value:
            self.problems.append(f"{name} is missing. {advice}")
        return value

    def number(self, name: str, default: int, *, most: int = 1_000_000) -> int:
        """A whole number from 1 to `most`."""
        says = f"is not a number from 1 to {most}: write it like {default}."
        return int(self.str(name, str(default), validate=holds(lambda value: is_number(value, most), says)) or default)

    def amount(self, name: str, default: Decimal) -> Decimal:
        """An amount of shillings, up to 999.9999."""
        says = f"is not an amount of shillings: write it like {default}."
        known = matches(r"[0-9]{1,3}(\.[0-9]{1,4})?", says)
        return Decimal(self.str(name, str(default), validate=known) or default)

    def one_of(self, name: str, kind: type[E], default: E) -> E:
        """A member of the enum, in capitals or not."""
        says = f"is not one of {', '.join(kind)}: write one of them, or leave it out."
        known = holds(lambda value: value.lower() in set(kind), says)
        return kind((self.str(name, default.value, validate=known) or default.value).lower())

    def lines(self, name: str, check: Check) -> dict[str, str]:
        """The lines `key,value` of the file that the variable names; empty when there is none."""
        file = self.text(name)
        try:
            lines = Path(file).read_text(encoding="utf-8").split() if file else []
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{name}: {file} cannot be read: {type(error).__name__}.")
            return {}
        found = {key: value for key, _comma, value in (line.partition(",") for line in lines)}
        for key, value in found.items():
            try:
                check(value)
            except ValidationError as wrong:
                self.problems.append(f"{name}: {value or key} {wrong.messages[0]}")
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

    def finish(self) -> list[str]:
        """Everything that is wrong, a sentence each; nothing can be read after it."""
        try:
            self.seal()
        except EnvValidationError as wrong:
            by_name = cast("Mapping[str, list[str]]", wrong.error_messages)
            return self.problems + [f"{name} {says}" for name, sentences in by_name.items() for says in sentences]
        return self.problems
