"""The status of each of the fourteen rows of Annex V, proposed from what is on record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count, takewhile

from bot.dialogs.calendar import three_month
from bot.dialogs.ending.rules import last_day
from bot.language import fold, local_day
from bot.store.cause import Cause
from bot.store.ending.overdue import HandedIn

ROWS = 14
REPEAT = 13
"""Row 13 has no status of its own: “quarter n of N” (requirement D182)."""
SHARING = 11
YEAR = 4
"""Quarters of a year without an extension."""


class RowsLate(Cause, written="rows_late:{area}:{month}:{turn}:{head}"):
    """Rows of a school whose day was in this month are late; turn 0 says so, 1 says it again."""

    area: int
    month: str
    turn: int
    head: int


class AnnexVClaimed(Cause, written="annex_v_claimed:{evaluation}:{person}"):
    """A head says that Annex V is signed on paper, to one of the office above."""

    evaluation: int
    person: int


class AnnexVOnPaperAnswered(Cause, written="annex_v_claimed:{evaluation}:answer:{day}"):
    """What the office above says to that, to the head."""

    evaluation: int
    day: date


class RowStatus(StrEnum):
    """What an activity's status may be (A6)."""

    NOT_BEGUN = "not_begun"
    GOING_ON = "going_on"
    DONE = "done"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class ProposedRow:
    """One row as the records show it: its status, how many of how many, and the day it was planned for."""

    row: int
    status: RowStatus
    done: int = 0
    of: int = 0
    planned: date | None = None


def share(row: int, done: int, of: int, *, late: bool = False, planned: date | None = None) -> ProposedRow:
    """A row whose status is how many of how many are there; `late`: what is missing was due."""
    if of and done >= of:
        status = RowStatus.DONE
    elif late:
        status = RowStatus.OVERDUE
    else:
        status = RowStatus.GOING_ON if done else RowStatus.NOT_BEGUN
    return ProposedRow(row, status, done, of, planned)


def overdue(one: HandedIn, too_late: date) -> int:
    """How many papers of a pair were due by that day and have not come: nobody is asked for them any more.

    Annex IV of its last 3-month point, and the papers of the end.
    """
    points = takewhile(lambda day: day <= too_late, (three_month(one.cycle, quarter) for quarter in count(1)))
    return (sum(1 for _point in points) > (one.filled or 0)) + final_overdue(one, too_late)


def final_overdue(one: HandedIn, too_late: date) -> int:
    """The same of the end of its time: each side's self-assessment, and once both are in what the head states."""
    ends = last_day(one.cycle, one.extensions, one.served)
    if ends > too_late:
        return 0
    missing = sum(about != ends for about in (one.mentor_about, one.mentee_about))
    stated = one.stated_about == ends
    since = one.stated_at if stated else one.assessed_at
    silent = not missing and not (stated and one.trained is not None)
    return missing + (silent and since is not None and local_day(since) <= too_late)


WORDS: Mapping[RowStatus, frozenset[str]] = {
    RowStatus.DONE: frozenset({"done", "complete", "completed", "tayari", "umetimia", "imetimia", "imefanyika"}),
    RowStatus.GOING_ON: frozenset({"going on", "in progress", "ongoing", "progress", "inaendelea", "njiani"}),
    RowStatus.NOT_BEGUN: frozenset({"not begun", "not started", "not done", "bado", "haijaanza"}),
    RowStatus.OVERDUE: frozenset({"late", "overdue", "imechelewa", "nje ya muda"}),
}
_PART = re.compile(r"(\d{1,2})\W*([^\d]+)")


def changes(words: str) -> dict[int, RowStatus] | None:
    """The rows that differ, as they are written: “3 done, 11 in progress”; None for other words."""
    said = fold(words)
    found: dict[int, RowStatus] = {}
    for number, name in _PART.findall(said):
        status = next((one for one, names in WORDS.items() if name.strip(" ,;.:=-") in names), None)
        if status is None or not 1 <= int(number) <= ROWS or int(number) == REPEAT:
            return None
        found[int(number)] = status
    rest = _PART.sub("", said).strip(" ,;.")
    return found if found and not rest else None
