"""What a pair still needs before its first session (requirement D96), and the head's leave to begin all the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from bot.dialogs.readiness import LeaveGiven
from bot.programme.calendar import local_day
from bot.programme.matching import own_school
from bot.programme.pairs import demand
from bot.programme.refusals import NotYours
from bot.programme.telling import tell
from bot.programme.topics import oriented
from bot.programme.visibility import Viewer, relation_to
from bot.store import documents, pairs, plans, requests
from bot.store.cause import Cause
from bot.store.pairs import PairOf, Side, State
from bot.store.requests import Kind


class MayBegin(Cause, written="leave:{pair}:{person}"):
    """The head lets a pair begin, to one of the two."""

    pair: int
    person: int


class Gap(StrEnum):
    """One thing that is missing."""

    MENTEE_ORIENTATION = "mentee_orientation"
    MENTOR_ORIENTATION = "mentor_orientation"
    PLAN = "plan"
    AGREEMENT = "agreement"
    """Annex I, signed by both."""
    DECLARATIONS = "declarations"
    """The confidentiality declaration of each."""


def gaps(db: Connection, pair: PairOf) -> tuple[Gap, ...]:
    """What is missing, in the order in which it is done; nothing: the pair may hold session 1."""
    done = oriented(db, (pair.mentee_id, pair.mentor_id))
    signed = documents.signed(db, pair.id)
    missing = {
        Gap.MENTEE_ORIENTATION: pair.mentee_id not in done,
        Gap.MENTOR_ORIENTATION: pair.mentor_id not in done,
        Gap.PLAN: plans.latest(db, pair.id) is None,
        Gap.AGREEMENT: len(signed.agreed) < len(Side),
        Gap.DECLARATIONS: len(signed.declared) < len(Side),
    }
    return tuple(gap for gap, is_missing in missing.items() if is_missing)


@dataclass(frozen=True)
class Step:
    """What a pair has to do next before session 1, and whose turn that is; nobody's of the two: their head's."""

    gap: Gap
    by: frozenset[Side]


def next_step(db: Connection, pair: PairOf) -> Step | None:
    """The first thing that is missing; None where nothing is."""
    missing = gaps(db, pair)
    return Step(missing[0], _turn(db, pair, missing[0])) if missing else None


def _turn(db: Connection, pair: PairOf, gap: Gap) -> frozenset[Side]:
    match gap:
        case Gap.PLAN:
            newest = plans.newest(db, pair.id)
            proposed = newest is not None and newest.author_id == pair.mentor_id
            return frozenset({Side.MENTEE if proposed else Side.MENTOR})
        case Gap.AGREEMENT:  # the mentor signs first
            signed = documents.signed(db, pair.id).agreed
            return frozenset({Side.MENTEE if Side.MENTOR in signed else Side.MENTOR})
        case Gap.DECLARATIONS:
            return frozenset(Side) - frozenset(documents.signed(db, pair.id).declared)
    return frozenset()


def may_meet(db: Connection, pair: PairOf) -> bool:
    """Whether the pair may hold session 1: nothing is missing, or its head has said that they may begin."""
    return not gaps(db, pair) or any(one.kind is Kind.OVERRIDE for one in requests.of_pair(db, pair.id))


def preparing(db: Connection, head: int, now: datetime) -> list[PairOf]:
    """The pairs of the head's school that cannot meet yet. NotYours for anybody else."""
    return pairs.at_school(db, own_school(db, head, now), (State.PREPARING,), local_day(now))


def let_begin(db: Connection, head: int, pair_id: int, reason: str, now: datetime) -> None:
    """The head lets a pair begin before all is ready; the reason is kept. NotYours, PairNotActive."""
    pair = pairs.get(db, pair_id, lock=True)
    if pair is None or relation_to(db, head, pair, local_day(now)) is not Viewer.HEAD:
        raise NotYours
    demand(pair.state is State.PREPARING)
    requests.add(db, pair_id=pair_id, person_id=head, kind=Kind.OVERRIDE, reason=reason, now=now)
    pairs.set_state(db, pair_id, State.ACTIVE)
    for who in (pair.mentee_id, pair.mentor_id):
        tell(db, who, LeaveGiven(pair=pair_id), MayBegin(pair=pair_id, person=who), now)
