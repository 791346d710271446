"""People without a phone, or who want no chat: what others enter for them, and what their head has seen on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.agreement.rules import Paper
from bot.dialogs.annex_iv import deeds as feedback
from bot.dialogs.annex_iv.rules import occasion
from bot.dialogs.behalf.rules import ASSESSMENT, Wait, What
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.ending import deeds as finishing
from bot.dialogs.ending.rules import CompletionItem, open_items
from bot.dialogs.joining.rules import is_silent
from bot.dialogs.on_paper import deeds as on_paper
from bot.dialogs.pairs.rules import is_running
from bot.dialogs.plans import deeds as plans
from bot.dialogs.plans.rules import Terms
from bot.dialogs.refusals import NotYours, PinNeeded
from bot.dialogs.reviews import deeds as reviewing
from bot.dialogs.reviews.rules import waiting
from bot.dialogs.signing import deeds as signatures
from bot.dialogs.visibility import Viewer, relation_to
from bot.language import local_day
from bot.store import agreement, annex_iv, pairs
from bot.store import plans as kept_plans
from bot.store.pairs import PairOf, Side
from bot.store.people import addresses, levels, people
from bot.store.reviews import reviews
from bot.store.reviews.reviews import ReviewKind
from bot.store.sessions import sessions, versions
from bot.store.signing import Evidence, Method


def without_chat(db: Connection, person_id: int) -> bool:
    """Whether this person is reached in person only: no phone, no consent to messages, or silence asked for."""
    person = people.get(db, person_id)
    return person is not None and (is_silent(person) or not addresses.of_person(db, person_id))


def may_enter(db: Connection, who: int, pair: PairOf, person_id: int, today: date) -> bool:
    """Whether `who` may enter for this person: their partner or their head, where they are not in the chat (D352)."""
    if who == person_id or pair.side(person_id) is None or not without_chat(db, person_id):
        return False
    return relation_to(db, who, pair, today) in (Viewer.HEAD, Viewer.MENTOR, Viewer.MENTEE)


def waits(db: Connection, pair: PairOf, person_id: int, today: date) -> list[Wait]:
    """What waits for this person in a pair, the oldest first."""
    side, newest = pair.side(person_id), kept_plans.newest(db, pair.id)
    assert side is not None, "one of the two"
    found = [
        Wait(What.RECORD, one.version_id, one.number, one.day)
        for one in sessions.of_pair(db, pair.id)
        if one.version_id is not None and person_id not in one.signers and not one.refused
    ]
    if newest is not None and newest.approved_at is None and newest.author_id != person_id:
        found.insert(0, Wait(What.PLAN, newest.id))
    if kept_plans.latest(db, pair.id) is not None and side not in agreement.signed(db, pair.id).declared:
        found.insert(0, Wait(What.DECLARATION))
    if is_running(pair):
        found += _reviews(db, pair, person_id, today)
        gaps = {gap.item: gap for gap in open_items(finishing.progress(db, pair, today))}
        if ASSESSMENT[side] in gaps and CompletionItem.TIME not in gaps:
            found.append(Wait(What.ASSESSMENT))
        quarter = occasion(pair.cycle, today)
        if side is Side.MENTOR and quarter and all(one.quarter != quarter for one in annex_iv.of_pair(db, pair.id)):
            found.append(Wait(What.ANNEX_IV, quarter, quarter))
    return found


def _reviews(db: Connection, pair: PairOf, person_id: int, today: date) -> list[Wait]:
    """The reviews whose day has come, that this person has not saved."""
    days, level = SchoolDays.around(db, today), levels.level(db, person_id)
    open_ones = waiting(pair, person_id, reviews.of_pair(db, pair.id), today, level, days)
    found = [one.review for one in open_ones]
    return [Wait(What(one.kind.value), one.quarter, one.quarter, one.due) for one in found]


def assess(db: Connection, who: int, pair_id: int, person_id: int, answers: Mapping[str, str], now: datetime) -> int:
    """Enters somebody's self-assessment from paper; the record says who did. NotYours as `may_enter` says."""
    _pair(db, who, pair_id, person_id, now)
    return finishing.assess(db, person_id, pair_id, answers, now, by=who)


def sign_record(db: Connection, who: int, version_id: int, person_id: int, evidence: Evidence, now: datetime) -> None:
    """The head has seen this person's signature on the paper form of a session, and has not read the record here."""
    version = versions.get(db, version_id)
    found = sessions.get(db, version.session_id) if version else None
    if found is None:
        raise NotYours
    _seen_by_head(db, who, found[1].id, person_id, evidence, now)
    signatures.sign(db, person_id, version_id, _on_paper(evidence, who), now)


def approve_plan(
    db: Connection, who: int, plan_id: int, person_id: int, terms: Terms, evidence: Evidence, now: datetime
) -> None:
    """The head has seen on paper that this person approves the plan."""
    plan = kept_plans.get(db, plan_id)
    if plan is None:
        raise NotYours
    _seen_by_head(db, who, plan.pair_id, person_id, evidence, now)
    plans.approve(db, person_id, plan_id, terms, now)
    kept_plans.seen(db, plan_id, who)


Which = tuple[ReviewKind, int]
"""A review by its kind and its quarter."""


def review(
    db: Connection, who: int, pair_id: int, person_id: int, of: Which, evidence: Evidence, now: datetime
) -> None:
    """The head has seen this person's review on paper, where its answers stay."""
    _seen_by_head(db, who, pair_id, person_id, evidence, now)
    reviews.seen(db, reviewing.save(db, person_id, pair_id, *of, {}, now), who)


def feed_back(db: Connection, who: int, pair_id: int, person_id: int, evidence: Evidence, now: datetime) -> None:
    """The head has seen this mentor's Annex IV signed on paper, where its answers stay."""
    _seen_by_head(db, who, pair_id, person_id, evidence, now)
    feedback.save(db, person_id, pair_id, {}, _on_paper(evidence, who), now)


def declare(
    db: Connection, who: int, pair_id: int, person_id: int, paper: Paper, evidence: Evidence, now: datetime
) -> None:
    """The head has seen this person's declaration signed on paper."""
    pair = _seen_by_head(db, who, pair_id, person_id, evidence, now)
    on_paper.declared_on_paper(db, pair, person_id, paper, _on_paper(evidence, who), now)


def _on_paper(evidence: Evidence, who: int) -> Evidence:
    return replace(evidence, method=Method.PAPER, read=False, seen_by_id=who)


def _seen_by_head(db: Connection, who: int, pair_id: int, person_id: int, evidence: Evidence, now: datetime) -> PairOf:
    pair = _pair(db, who, pair_id, person_id, now)
    if relation_to(db, who, pair, local_day(now)) is not Viewer.HEAD:
        raise NotYours
    if evidence.method is not Method.PIN:
        raise PinNeeded
    return pair


def _pair(db: Connection, who: int, pair_id: int, person_id: int, now: datetime) -> PairOf:
    pair = pairs.get(db, pair_id, lock=True)
    if pair is None or not may_enter(db, who, pair, person_id, local_day(now)):
        raise NotYours
    return pair
