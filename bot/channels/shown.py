"""Addresses from which a provider fetches a picture that goes with a message: nobody else can make or guess one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from hmac import compare_digest, new

from bot.messages import Outbound

PATH = "/shown/<int:reference>/<int:place>/<proof>"


LINKED = frozenset({"text/calendar"})
"""What WhatsApp takes as no document: the phone itself fetches it, from its address in the text."""


def linked(outbound: Outbound, addresses: Sequence[str]) -> Outbound:
    """The message with the addresses of its files in its text, where they are such."""
    if not any(one.type in LINKED for one in outbound.media):
        return outbound
    return replace(outbound, text=" ".join([outbound.text, *addresses]), media=())


def path_of(key: str, reference: int, place: int) -> str:
    """Where a picture of the message with this reference is fetched."""
    return f"/shown/{reference}/{place}/{_proof(key, reference, place)}"


def is_ours(key: str, reference: int, place: int, proof: str) -> bool:
    """Whether we have made this address; none is, where there is no key."""
    return bool(key) and compare_digest(_proof(key, reference, place).encode(), proof.encode())


def _proof(key: str, reference: int, place: int) -> str:
    return new(key.encode(), f"shown {reference}.{place}".encode(), sha256).hexdigest()
