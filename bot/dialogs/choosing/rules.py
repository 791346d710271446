"""Who may coach whom, and what is told of a choice."""

from __future__ import annotations

from bot.dialogs.visibility import Viewer
from bot.store.cause import Cause

OFFICERS = frozenset({Viewer.SCD, Viewer.CD})
"""The offices that coach the heads of the schools they oversee (requirement D271)."""
COACHING_OFFICES = OFFICERS | {Viewer.HEAD}
"""And that which coaches teachers."""


class CoachChose(Cause, written="coach:{proposal}"):
    """A coach has chosen somebody, who is asked."""

    proposal: int


class CoachWaits(Cause, written="coach:{proposal}:again"):
    """They have not answered yet, and are asked once more."""

    proposal: int


class CoacheeAnswered(Cause, written="coach:{proposal}:answered"):
    """They have answered, to the coach."""

    proposal: int
