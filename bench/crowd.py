"""Fills a store with any number of people, half of them mentees, each in a pair with sessions held and to come."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, text
from tqdm import tqdm

from bot.dialogs.sessions.rules import Record
from bot.messages import Channel
from bot.store.base import insert_many
from bot.store.pairs import PairKind, PairState, Side
from bot.store.people.people import PersonState
from bot.store.signing import Method
from bot.store.tables import addresses, drafts, pairs, people, sessions, signatures, versions
from bot.store.talk.drafts import DraftState

NOW = datetime(2026, 5, 28, 13, 10, tzinfo=UTC)
BEGAN = date(2026, 5, 4)
HELD = date(2026, 5, 7)
PLANNED = (date(2026, 5, 14), date(2026, 5, 21), date(2026, 5, 28), date(2026, 6, 11))
LOGS = 3
"""How many of the planned sessions have their day behind them, so that they can be logged."""
RECORD = Record(
    day=HELD.isoformat(),
    venue="staffroom",
    objectives="schemes of work\nfirst lessons",
    areas="schemes of work\ntime in the lesson",
    plan="finish the scheme for week 3\t2026-05-13\nwatch a lesson in Grade 5",
    looked_back="",
)
CHUNK = 5_000
"""Pairs that are made at once: as many as keep memory low and the progress moving."""
DRAFTS = 3
"""One pair in so many has a session record begun."""

FIRST = ("Faith", "Peter", "Jane", "Ali", "Grace", "Ruth", "Amina", "Brian", "Mercy", "Kevin", "Esther", "Daniel")
LAST = ("Mutua", "Otieno", "Wambua", "Hassan", "Ndunda", "Kirui", "Yusuf", "Kilonzo", "Chebet", "Njoroge", "Achieng")

Row = dict[str, Any]


@dataclass(frozen=True)
class Member:
    """One mentee of the crowd, as a benchmark addresses them; `draft_id` where they have begun a session record."""

    pair_id: int
    person_id: int
    address: str
    draft_id: int | None


def member(pair_id: int) -> Member:
    """The mentee of a pair: everything about the crowd follows from the number of the pair, from 1 on."""
    begun = pair_id % DRAFTS == 0
    return Member(pair_id, 2 * pair_id, _phone(2 * pair_id), pair_id // DRAFTS if begun else None)


def seed(engine: Engine, count: int, dice: random.Random) -> None:
    """Makes `count` people (rounded down to pairs) in an empty store, with a progress bar on a terminal."""
    made = _Made(dice)
    with engine.begin() as db, tqdm(total=count, unit=" people", disable=None, leave=False) as bar:
        for first in range(1, count // 2 + 1, CHUNK):
            numbers = range(first, min(first + CHUNK, count // 2 + 1))
            for table, rows in made.rows():
                _insert(db, table, [row for number in numbers for row in rows(number)])
            bar.update(2 * len(numbers))
        if db.dialect.name == "postgresql":
            _go_on_counting(db, [table for table, _rows in made.rows()])
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.execute(text("VACUUM ANALYZE"))  # as a server does by itself, sooner or later


def _insert(db: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Many rows in one go."""
    if rows:
        many, sealed = insert_many(db.dialect, table, rows)
        db.execute(many, sealed)


def _go_on_counting(db: Connection, filled: Sequence[Table]) -> None:
    """PostgreSQL does not see the ids that we chose ourselves."""
    for table in filled:
        db.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"))


def _phone(person_id: int) -> str:
    return f"+254{700_000_000 + person_id}"


class _Made:
    """Makes the rows of each table for one pair after the other."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def rows(self) -> list[tuple[Table, Callable[[int], Iterator[Row]]]]:
        """The tables in an order that keeps references whole."""
        return [
            (people, self._people),
            (addresses, self._addresses),
            (pairs, self._pairs),
            (sessions, self._sessions),
            (versions, self._versions),
            (signatures, self._signatures),
            (drafts, self._drafts),
        ]

    def _people(self, pair: int) -> Iterator[Row]:
        """The mentor has the odd number, the mentee the even one."""
        for number in (2 * pair - 1, 2 * pair):
            name = f"{self._dice.choice(FIRST)} {self._dice.choice(LAST)}"
            yield {
                "id": number,
                "tsc_number": str(1_000_000 + number),
                "name": name,
                "language": self._dice.choice(("en", "sw")),
                "state": PersonState.ACTIVE,
                "made_at": NOW,
            }

    def _addresses(self, pair: int) -> Iterator[Row]:
        mentee = member(pair)
        for number in (2 * pair - 1, 2 * pair):
            at_form = number == mentee.person_id and mentee.draft_id
            yield {
                "id": number,
                "person_id": number,
                "channel": Channel.SMS,
                "address": _phone(number),
                "rank": 0,
                "verified_at": NOW,
                "place": f"SessionRecord?draft={mentee.draft_id}&at=day" if at_form else None,
                "said_at": NOW if at_form else None,
                "misses": 0,
                "made_at": NOW,
            }

    def _pairs(self, pair: int) -> Iterator[Row]:
        yield {
            "id": pair,
            "mentor_id": 2 * pair - 1,
            "mentee_id": 2 * pair,
            "kind": PairKind.MENTORSHIP,
            "start": BEGAN,
            "state": PairState.ACTIVE,
            "made_at": NOW,
        }

    def _sessions(self, pair: int) -> Iterator[Row]:
        for number, day in enumerate((HELD, *PLANNED), 1):
            yield {
                "id": session_id(pair, number),
                "pair_id": pair,
                "number": number,
                "day": day,
                "hour": time(13),
                "venue": RECORD.venue,
                "scheduled": True,
                "objectives": RECORD.objectives,
            }

    def _versions(self, pair: int) -> Iterator[Row]:
        yield {
            "id": pair,
            "session_id": session_id(pair, 1),
            "number": 1,
            "day": RECORD.day,
            "venue": RECORD.venue,
            **{name: getattr(RECORD, name) for name in ("objectives", "areas", "plan", "looked_back")},
            "author_id": 2 * pair,
            "made_at": NOW - timedelta(days=21),
            "hash": RECORD.hash,
        }

    def _signatures(self, pair: int) -> Iterator[Row]:
        for number, side in ((2 * pair - 1, Side.MENTOR), (2 * pair, Side.MENTEE)):
            yield {
                "id": number,
                "version_id": pair,
                "person_id": number,
                "role": side,
                "made_at": NOW - timedelta(days=21),
                "channel": Channel.SMS,
                "address": _phone(number),
                "method": Method.REPLY,
                "hash": RECORD.hash,
                "language": "en",
                "read": True,
            }

    def _drafts(self, pair: int) -> Iterator[Row]:
        mentee = member(pair)
        if mentee.draft_id is not None:
            yield {
                "id": mentee.draft_id,
                "person_id": mentee.person_id,
                "form": "SessionRecord",
                "about": f"session={session_id(pair, 1 + LOGS)}",
                "answers": {},
                "state": DraftState.OPEN,
                "opened_at": NOW,
                "touched_at": NOW,
            }


def session_id(pair: int, number: int) -> int:
    """The id of a pair's session by its number, from 1 on."""
    return (pair - 1) * (1 + len(PLANNED)) + number
