"""When the two may read each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.store.cause import Cause
from bot.store.preparing.preparations import Preparation, PreparationKind


class BothWritten(Cause, written="needs:{pair}:{person}"):
    """The needs of the partner can be read."""

    pair: int
    person: int


def readable(known: Sequence[Preparation], who: int) -> Preparation | None:
    """The partner's needs, once both have written theirs or the partner has shared them."""
    needs = {one.person_id: one for one in known if one.kind is PreparationKind.NEEDS}
    theirs = next((one for person_id, one in needs.items() if person_id != who), None)
    return theirs if theirs and (who in needs or theirs.shared_at is not None) else None


def own(known: Sequence[Preparation], who: int, kind: PreparationKind) -> Preparation | None:
    """What this person has written."""
    return next((one for one in known if (one.person_id, one.kind) == (who, kind)), None)


def quarter_of(day: date) -> date:
    """The first day of the calendar's quarter in which needs are counted that are written on this day."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)
