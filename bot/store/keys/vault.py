"""Seals confidential text with AES-GCM for the one place where it lies: it opens nowhere else, nor once it was changed.

The keys come from FIELD_KEYS and are never in the database. What Fernet sealed before opens until it is sealed anew.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, Engine

_NONCE = 12
_NAME = 6
"""Bytes of a key's name: it says which key opens a text, and nothing of the key."""
_OLD = "gAAAA"
"""How a token of Fernet begins; a name of ours is followed by a full stop, which Fernet never writes."""


class WrongKeys(Exception):
    """A confidential text cannot be opened with the keys this process was given."""


class NotInItsPlace(WrongKeys):
    """A confidential text does not stand where it was written, or is not as it was written."""


def _derived(key: str, use: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"mshauri " + use).derive(urlsafe_b64decode(key))


@dataclass(frozen=True)
class _Key:
    """One of FIELD_KEYS: its name in the database, and what it seals with."""

    name: str
    cipher: AESGCM

    @classmethod
    def of(cls, key: str) -> _Key:
        name = urlsafe_b64encode(_derived(key, b"name", _NAME)).decode()
        return cls(name, AESGCM(_derived(key, b"text", 32)))


class Vault:
    """Seals with the first key, opens with all. ValueError for none or a malformed one."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._before = MultiFernet([Fernet(key) for key in keys])
        known = [_Key.of(key) for key in keys]
        self._first = known[0]
        self._ciphers = {key.name: key.cipher for key in known}
        self.begins = f"{known[0].name}."
        """How a text begins that the first key has sealed."""

    def seal(self, content: bytes, place: str) -> str:
        """The content as it is kept in `place`."""
        nonce = os.urandom(_NONCE)
        sealed = self._first.cipher.encrypt(nonce, content, place.encode())
        return self.begins + urlsafe_b64encode(nonce + sealed).decode()

    def open(self, token: str, place: str) -> bytes:
        """What was sealed for `place`. WrongKeys; NotInItsPlace."""
        if token.startswith(_OLD):
            return self._open_old(token)
        name, _stop, sealed = token.partition(".")
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise _no_key()
        try:
            whole = urlsafe_b64decode(sealed)
            return cipher.decrypt(whole[:_NONCE], whole[_NONCE:], place.encode())
        except (InvalidTag, ValueError):
            table = place.partition(" ")[0]
            raise NotInItsPlace(f"a text in {table} is not as it was written there: moved or changed") from None

    def _open_old(self, token: str) -> bytes:
        try:
            return self._before.decrypt(token)
        except InvalidToken:
            raise _no_key() from None


def _no_key() -> WrongKeys:
    return WrongKeys("a stored text opens with no key of FIELD_KEYS; was one removed or changed?")


def give_keys(engine: Engine, keys: Sequence[str]) -> None:
    """Hang the keys on this engine: the first seals, all open. ValueError for none or a malformed one."""
    engine.dialect.vault = Vault(keys)  # type: ignore[attr-defined]


def vault_of(dialect: Dialect) -> Vault:
    """The keys of this engine. WrongKeys where it has none."""
    vault = getattr(dialect, "vault", None)
    if not isinstance(vault, Vault):
        raise WrongKeys("this engine holds no keys: open it with open_store(url, keys)")
    return vault
