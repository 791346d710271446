"""Asking the head for somebody else."""

from __future__ import annotations

from bot.store.cause import Cause


class RematchWanted(Cause, written="rematch:{pair}:{person}:{head}"):
    """One of a pair asks a head for somebody else."""

    pair: int
    person: int
    head: int
