"""What may wait for somebody who is not in the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dialogs.ending.rules import CompletionItem
from bot.store.pairs import Side


class What(StrEnum):
    """What may wait for somebody who is not in the chat."""

    RECORD = "record"
    """A session's record, for their signature."""
    PLAN = "plan"
    DECLARATION = "declaration"
    ASSESSMENT = "assessment"
    SIX_WEEK = "six_week"
    """The review of six weeks, of three months, and Annex IV: their answers stay on the paper."""
    THREE_MONTH = "three_month"
    ANNEX_IV = "annex_iv"


@dataclass(frozen=True)
class Wait:
    """One thing that waits: a version, a plan, or (0) what there is one of in a pair; `number` is the session's.

    Of a review and of Annex IV its id is the quarter.
    """

    what: What
    id: int = 0
    number: int = 0
    day: date | None = None


ASSESSMENT = {Side.MENTEE: CompletionItem.ASSESSMENT_MENTEE, Side.MENTOR: CompletionItem.ASSESSMENT_MENTOR}
