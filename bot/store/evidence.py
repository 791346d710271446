"""Signing: a person puts their name to one version of a session's record."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages import Channel
from bot.store.signing import Method


@dataclass(frozen=True)
class Evidence:
    """How somebody signed: from which address, by what means, and what they had been shown in which language.

    `read` says whether they opened the text; `shown` is that text where it must be kept; `inbox_id` is their message.
    """

    channel: Channel
    address: str
    method: Method
    language: str
    read: bool
    shown: str | None = None
    inbox_id: int | None = None
    seen_by_id: int | None = None
    """The head who saw it signed on paper."""
