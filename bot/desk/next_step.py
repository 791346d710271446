"""Where PLAN leads: to the plan, to the form for it, or to the paper that comes next."""

from __future__ import annotations

from bot.desk.base import Asking, Prepared
from bot.desk.handlers import facts, routes
from bot.desk.planning import mine
from bot.desk.records import names
from bot.dialogs.agreement import AgreementSigned, AgreementToSign, AllSigned
from bot.dialogs.dialog import Dialog
from bot.dialogs.next_step import Plan, PlanToCome, Several
from bot.dialogs.page import Row
from bot.dialogs.planning import (
    FullReview,
    PlanProposal,
    PlanReview,
    PlanToRead,
    ThePlan,
)
from bot.store import documents, plans
from bot.store.pairs import PairOf, Side, State


@facts
def several(asking: Asking, at: Plan) -> Prepared:
    """The pairs to choose from."""
    rows = (Row(names(asking, pair)[1].full, Plan(pair=pair.id)) for pair in mine(asking))
    return Prepared(Several(tuple(rows)))


@routes
def route(asking: Asking, at: Plan) -> Dialog:
    """Where PLAN leads: to the pair's next step, or to the question which pair."""
    fitting = [pair for pair in mine(asking) if at.pair in (None, pair.id)]
    return _next(asking, fitting[0]) if len(fitting) == 1 else at


@routes
def route_review(asking: Asking, at: PlanReview) -> Dialog:
    """A plan that was negotiated in full is changed in full."""
    plan = plans.get(asking.db, at.plan)
    return FullReview(pair=at.pair, plan=at.plan) if plan and "content" in (plan.answers or {}) else at


def _next(asking: Asking, pair: PairOf) -> Dialog:
    newest = plans.newest(asking.db, pair.id)
    if newest is None:
        mentor = pair.side(asking.who.id) is Side.MENTOR
        return PlanProposal(pair=pair.id) if mentor else PlanToCome(pair=pair.id)
    if newest.approved_at is None:
        mine = newest.author_id == asking.who.id
        return PlanToCome(pair=pair.id) if mine else PlanToRead(pair=pair.id, plan=newest.id)
    return _paper(asking, pair)


def _paper(asking: Asking, pair: PairOf) -> Dialog:
    """The paper that this person has still to sign, before the plan itself."""
    side, signed = pair.side(asking.who.id), documents.signed(asking.db, pair.id)
    if pair.state is not State.PREPARING and not signed.opened:
        return ThePlan(pair=pair.id)
    if side not in signed.agreed:
        return AgreementToSign(pair=pair.id)
    if side not in signed.declared:
        return AgreementSigned(pair=pair.id)
    return AllSigned(pair=pair.id) if pair.state is State.PREPARING else ThePlan(pair=pair.id)
