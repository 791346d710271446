"""The plans that are one's own, and what one says, as its form shows it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogs.desk import Asking
from bot.dialogs.pairs.shared import unmatched
from bot.dialogs.plans.paper import LIMITS, MENTEE, MENTOR, RULES, Lists
from bot.dialogs.plans.rules import Terms
from bot.forms.meetings import Meetings
from bot.language import _
from bot.store import pairs
from bot.store.pairs import PairOf, PairState

STATES = (PairState.PREPARING, PairState.ACTIVE)
USUAL: dict[str, Lists] = {"mentor_duties": MENTOR, "mentee_duties": MENTEE, "rules": RULES, "limits": LIMITS}
LISTS = ("needs", "goals", "criteria")


def mine(asking: Asking) -> list[PairOf]:
    """The pairs of this person that may agree on a plan."""
    found = pairs.pairs_of(asking.db, asking.who.id, STATES)
    if not found:
        raise unmatched(asking, _("You are not matched yet. Once your head has matched you, you two make a plan."))
    return found


def terms(answers: Mapping[str, str]) -> Terms:
    """What a filled form of a plan says."""
    meetings = Meetings.of(answers["meetings"])
    return Terms(answers["goals"], meetings.moments, meetings.venue, answers)
