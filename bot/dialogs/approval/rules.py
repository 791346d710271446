"""What ITSD does about pairs that have come to the end of their time: approve, ask, send back; and the certificates."""

from __future__ import annotations

from bot.store.cause import Cause


class Certified(Cause, written="certificate:{number}"):
    """A certificate was issued."""

    number: str


class DecisionMade(Cause, written="decision:{decision}:{head}"):
    """ITSD has written to a head about a pair."""

    decision: int
    head: int


class Answered(Cause, written="answered:{decision}"):
    """The head has answered a query."""

    decision: int


class Awarded(Cause, written="tpd:{number}"):
    """TSC has awarded the points of a certificate."""

    number: str
