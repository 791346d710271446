"""What went because its time was over, and what people had erased: for data officers and for a restored database."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from bot.language import local_day
from bot.store.engine import reading, retrying
from bot.store.rights import data_requests, retention_runs
from bot.store.rights.data_requests import AboutData, Erasure

# The deeds know all of the store: they are imported where they are done, as a backup asks for the list only.

HEAD = ("person", "entered_at", "what", "erased_at")
MONTH = timedelta(days=31)


@dataclass(frozen=True)
class ErasedAgain:
    """What there is to say of it, and whether all of the list could be read."""

    lines: list[str]
    ok: bool


def kept() -> list[str]:
    """The table of retention: a line for each kind."""
    from bot.dialogs.retention.rules import KINDS
    from bot.store.rights.terms import terms

    times = terms().kept
    return [f"{kind:<13} {times[kind]!s:<10} after {words.counted_from}: {words.way}" for kind, words in KINDS.items()]


def went(engine: Engine, since: date | None, now: datetime) -> list[str]:
    """A line for each night and table of which something went or was held back."""
    from bot.dialogs.retention.deeds import NIGHT

    with reading(engine) as db:
        runs = retention_runs.since(db, since or local_day(now) - MONTH)
    lines = [
        f"{run.night}  {run.name:<14} {run.gone:>6} gone, {run.held} on hold{'' if run.done_at else ', not done yet'}"
        for run in runs
        if run.name != NIGHT and (run.gone or run.held or run.done_at is None)
    ]
    return lines or ["Nothing went."]


def listed(engine: Engine) -> list[str]:
    """What was erased, as CSV."""
    with reading(engine) as db:
        found = data_requests.erasures(db)
    rows = [(str(one.person_id), one.entered_at.isoformat(), _what(one), one.at.isoformat()) for one in found]
    return [",".join(row) for row in (HEAD, *rows)]


def _what(one: Erasure) -> str:
    """What was erased, as the list says it; of a learner's name only what knows it again."""
    return f"{AboutData.LEARNER} {one.struck}" if one.struck else one.about or "wish"


def erase_again(engine: Engine, lines: Iterable[str], now: datetime) -> ErasedAgain:
    """Erases what the list names; nothing at all where a line of it cannot be read."""
    from bot.dialogs.erasing import deeds

    erased: list[Erasure] = []
    for number, row in enumerate(csv.reader(lines), start=1):
        if tuple(row) == HEAD or not row:
            continue
        try:
            person, entered_at, what, at = row
            kind, _space, mark = what.partition(" ")
            about = None if kind == "wish" else AboutData(kind)
            when = datetime.fromisoformat(entered_at), datetime.fromisoformat(at)
            erased.append(Erasure(int(person), when[0], about, when[1], mark or None))
        except ValueError:
            return ErasedAgain(
                [f"Line {number} is no erasure: a list looks as `mshauri erasures` prints it."], ok=False
            )
    done = retrying(engine, lambda db: deeds.again(db, erased, now))
    return ErasedAgain([f"{done} of {len(erased)} erased again; the others are not in this database."], ok=True)
