"""Addresses from which a provider fetches a picture that goes with a message: nobody else can make or guess one."""

from __future__ import annotations

from hashlib import sha256
from hmac import compare_digest, new

PATH = "/shown/<int:reference>/<int:place>/<proof>"


def path_of(key: str, reference: int, place: int) -> str:
    """Where a picture of the message with this reference is fetched."""
    return f"/shown/{reference}/{place}/{_proof(key, reference, place)}"


def is_ours(key: str, reference: int, place: int, proof: str) -> bool:
    """Whether we have made this address; none is, where there is no key."""
    return bool(key) and compare_digest(_proof(key, reference, place).encode(), proof.encode())


def _proof(key: str, reference: int, place: int) -> str:
    return new(key.encode(), f"shown {reference}.{place}".encode(), sha256).hexdigest()
