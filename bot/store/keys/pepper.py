"""The key that PINs are hashed with beside their salt: made of SECRET_KEY, and never in the database.

Four digits are found in minutes by whoever holds a copy of the database and tries all of them; not without this key.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, Engine


class WrongPepper(Exception):
    """A PIN was hashed with another SECRET_KEY than this process was given: it can be neither right nor wrong."""

    def __init__(self) -> None:
        super().__init__("a PIN was hashed with another SECRET_KEY; was it changed?")


@dataclass(frozen=True)
class Pepper:
    """One such key; `name` tells keys apart and says nothing of them."""

    name: str
    key: bytes = field(repr=False)

    def mixed(self, purpose: bytes, words: str) -> bytes:
        """These words as nobody can make them without the key; each purpose has its own."""
        return hmac.digest(hmac.digest(self.key, purpose, hashlib.sha256), words.encode(), hashlib.sha256)


def give_pepper(engine: Engine, secret: str) -> None:
    """Hang the key of this secret on the engine; none for an empty one, as a demo may have it."""
    engine.dialect.pepper = _pepper(secret) if secret else None  # type: ignore[attr-defined]


def pepper(db: Connection) -> Pepper | None:
    """The key that this process was given; None in a demo without one."""
    found = getattr(db.dialect, "pepper", None)
    return found if isinstance(found, Pepper) else None


def _pepper(secret: str) -> Pepper:
    derived = HKDF(SHA256(), length=36, salt=None, info=b"mshauri PIN pepper").derive(secret.encode())
    return Pepper(derived[:4].hex(), derived[4:])
