"""What a signature did."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.cause import Cause


@dataclass(frozen=True)
class SignedNow:
    """What a signature did: `complete` when both have signed now, `fresh` when this person had not signed before."""

    complete: bool
    fresh: bool


class SignAsked(Cause, written="sign:{version}"):
    """A record is to be signed by the other side."""

    version: int


class Changed(Cause, written="changed:{version}"):
    """A record was changed by the other side, to be read and confirmed."""

    version: int


class BothSigned(Cause, written="complete:{version}"):
    """Both have signed a record."""

    version: int
