"""What is on hold: whatever belongs to an open matter stays until that is closed, whatever its time says.

This is the only place that is asked. A new kind of matter adds its pairs and people here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from bot.store.among import among
from bot.store.pairs import pairs
from bot.store.rights.cases import cases
from bot.store.rights.data_requests import data_requests
from bot.store.session_rows import sessions
from bot.store.sessions.disputes import disputes
from bot.store.statement import Query, only, several


@dataclass(frozen=True)
class OnHold:
    """The pairs and people with an open matter, of whom nothing goes now; and who waits for an answer on their data.

    `confided`: those pairs and people who are in a complaint that is open, and in nothing that may be told of.
    """

    pairs: frozenset[int]
    people: frozenset[int]
    asking: frozenset[int] = frozenset()
    confided: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether a row belongs to one of them, by the columns that say so."""
        return _belongs(row, self.pairs, self.people | self.asking)

    def tells(self, row: Mapping[str, Any]) -> bool:
        """Whether a report may say that it is held: not where only a complaint holds it."""
        pairs_of, people_of = self.confided
        return _belongs(row, self.pairs - pairs_of, (self.people - people_of) | self.asking)


def _belongs(row: Mapping[str, Any], pairs_of: frozenset[int], people_of: frozenset[int]) -> bool:
    named = {row[name] for name in row if name.endswith("_id") and name != "pair_id"}
    return row.get("pair_id") in pairs_of or not people_of.isdisjoint(named)


_disputed = Query(
    select(pairs.c.id, pairs.c.mentor_id, pairs.c.mentee_id)
    .join_from(disputes, sessions, sessions.c.id == disputes.c.session_id)
    .join(pairs, pairs.c.id == sessions.c.pair_id)
    .where(disputes.c.outcome.is_(None)),
    several,
)
_pairs_of = Query(
    select(pairs.c.id).where(or_(among(pairs.c.mentor_id, "people"), among(pairs.c.mentee_id, "people"))), only
)
_complained = Query(select(cases.c.complainant_id, cases.c.about).where(cases.c.closed_at.is_(None)), several)
_asking = Query(select(data_requests.c.person_id).where(data_requests.c.answered_at.is_(None)), only)


def on_hold(db: Connection) -> OnHold:
    """Now: the pairs with a dispute that waits for an officer, with both; whoever wrote a case that is open or is named
    in it, with their pairs; and who waits for an answer on their data."""
    disputed = _disputed.rows(db)
    people = {person for _pair, mentor, mentee in disputed for person in (mentor, mentee)}
    complained = {person for writer, about in _complained.rows(db) for person in (writer, *about.get("named", ()))}
    theirs = _pairs_of.rows(db, people=list(complained)) if complained else []
    told = {pair for pair, *_both in disputed}
    confided = frozenset(set(theirs) - told), frozenset(complained - people)
    return OnHold(frozenset(told | set(theirs)), frozenset(people | complained), frozenset(_asking.rows(db)), confided)
