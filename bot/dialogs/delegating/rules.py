"""Who may act for a head, and how long."""

from __future__ import annotations

from datetime import date, timedelta

from bot.store.cause import Cause

LONGEST = timedelta(days=120)
"""A term and its holiday: whoever is away for longer has a successor."""


class DelegatedTo(Cause, written="delegated:{role}:{until}"):
    """A head has delegated their work until this day, to the deputy."""

    role: int
    until: date


class DelegationOver(Cause, written="delegated:{role}:back"):
    """The head does it themselves again, to the deputy."""

    role: int
