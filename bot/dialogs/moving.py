"""An account that moved to another number: what is said to the old number and to the head, who may both object."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import NoFacts
from bot.dialogs.page import Do, Notice, Page
from bot.language import Name, _


class MovedAway(Page[NoFacts]):
    """To the number that was left, once; whoever holds it now is told nothing personal."""

    text = _("TIMEC: your account was moved to a new number. If this was not you, reply 1 or tell your head at once.")
    template = "moved_away"


@dataclass(frozen=True)
class Moved:
    """Whose account moved."""

    person: Name


class NumberChanged(Notice[Moved]):
    """To the head: only somebody who knows the teacher can say whether it was they."""

    who: int

    text = _("TIMEC: {person} has changed the phone number. If that cannot be:")
    template = "number_changed"

    dispute = Do(_("stop the new number"))


class MoveStopped(Page[NoFacts]):
    """The account is closed to everybody until the head has seen its owner."""

    text = _("Thank you. Nobody can use that account now. It opens again when its owner has seen the head in person.")


class MoveDisputed(Notice[Moved]):
    """To the head, when whoever holds the old number says that it was not they."""

    who: int

    text = _(
        "TIMEC: somebody moved the account of {person} to a new number, and the old number says it was not its owner."
        " The account is closed. Please see {person} in person, then open it with UNLOCK."
    )
    template = "move_disputed"
