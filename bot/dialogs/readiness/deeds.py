"""What a pair still needs before its first session (requirement D96), and the head's leave to begin all the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.offices.deeds import own_school
from bot.dialogs.pairs.rules import demand
from bot.dialogs.readiness.pages import LeaveGiven
from bot.dialogs.readiness.rules import MayBeginCause, NextStep, StillMissing
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.dialogs.topics.deeds import oriented
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import local_day
from bot.store import agreement, pairs, plans
from bot.store.matching import requests
from bot.store.matching.requests import RequestKind
from bot.store.pairs import PairKind, PairOf, PairState, Side


def gaps(db: Connection, pair: PairOf) -> tuple[StillMissing, ...]:
    """What is missing, in the order in which it is done; nothing: the pair may hold session 1."""
    is_coaching = pair.kind is PairKind.COACHING  # its coaches are prepared otherwise, by the modules
    done = oriented(db, (pair.mentee_id, pair.mentor_id)) if not is_coaching else {pair.mentee_id, pair.mentor_id}
    signed = agreement.signed(db, pair.id)
    missing = {
        StillMissing.MENTEE_ORIENTATION: pair.mentee_id not in done,
        StillMissing.MENTOR_ORIENTATION: pair.mentor_id not in done,
        StillMissing.PLAN: plans.latest(db, pair.id) is None,
        StillMissing.AGREEMENT: len(signed.agreed) < len(Side),
        StillMissing.DECLARATIONS: len(signed.declared) < len(Side),
    }
    return tuple(gap for gap, is_missing in missing.items() if is_missing)


def next_step(db: Connection, pair: PairOf) -> NextStep | None:
    """The first thing that is missing; None where nothing is."""
    missing = gaps(db, pair)
    return NextStep(missing[0], _turn(db, pair, missing[0])) if missing else None


def _turn(db: Connection, pair: PairOf, gap: StillMissing) -> frozenset[Side]:
    match gap:
        case StillMissing.PLAN:
            newest = plans.newest(db, pair.id)
            proposed = newest is not None and newest.author_id == pair.mentor_id
            return frozenset({Side.MENTEE if proposed else Side.MENTOR})
        case StillMissing.AGREEMENT:  # the mentor signs first
            signed = agreement.signed(db, pair.id).agreed
            return frozenset({Side.MENTEE if Side.MENTOR in signed else Side.MENTOR})
        case StillMissing.DECLARATIONS:
            return frozenset(Side) - frozenset(agreement.signed(db, pair.id).declared)
    return frozenset()


def turn_of(db: Connection, pair: PairOf, side: Side) -> StillMissing | None:
    """The paper that waits for this side now; None where all wait for the other, or for the orientation."""
    missing = gaps(db, pair)
    if StillMissing.PLAN in missing:
        return StillMissing.PLAN if side in _turn(db, pair, StillMissing.PLAN) else None
    if StillMissing.AGREEMENT in missing and side in _turn(db, pair, StillMissing.AGREEMENT):
        return StillMissing.AGREEMENT
    signed = agreement.signed(db, pair.id)
    return StillMissing.DECLARATIONS if side in signed.agreed and side not in signed.declared else None


def may_meet(db: Connection, pair: PairOf) -> bool:
    """Whether the pair may hold session 1: nothing is missing, or its head has said that they may begin."""
    return not gaps(db, pair) or any(one.kind is RequestKind.OVERRIDE for one in requests.of_pair(db, pair.id))


def preparing(db: Connection, head: int, now: datetime) -> list[PairOf]:
    """The pairs of the head's school that cannot meet yet. NotYours for anybody else."""
    return pairs.at_school(db, own_school(db, head, now), (PairState.PREPARING,), local_day(now))


def let_begin(db: Connection, head: int, pair_id: int, reason: str, now: datetime) -> None:
    """The head lets a pair begin before all is ready; the reason is kept. NotYours, PairNotActive."""
    pair = pairs.get(db, pair_id, lock=True)
    if pair is None or relation_to(db, head, pair, local_day(now)) is not Viewer.HEAD:
        raise NotYours
    demand(pair.state is PairState.PREPARING)
    requests.add(db, pair_id=pair_id, person_id=head, kind=RequestKind.OVERRIDE, reason=reason, now=now)
    pairs.set_state(db, pair_id, PairState.ACTIVE)
    for who in (pair.mentee_id, pair.mentor_id):
        tell(db, who, LeaveGiven(pair=pair_id), MayBeginCause(pair=pair_id, person=who), now)
