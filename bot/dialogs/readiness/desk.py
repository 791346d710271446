"""Pairs on their way to session 1 at the desk; and where PLAN leads: to the plan, its form, or the next paper."""

from __future__ import annotations

from bot.dialogs.agreement.pages import AgreementSigned, AgreementToSign, AllSigned
from bot.dialogs.desk import Answers, Asking, NotFound, Prepared, allowed
from bot.dialogs.handlers import facts, routes, takes
from bot.dialogs.orientation.shared import together
from bot.dialogs.pairs.shared import names
from bot.dialogs.plan_drafts.paper import PlanDraft
from bot.dialogs.plans.pages import PlanToRead, ThePlan
from bot.dialogs.plans.paper import FullReview, PlanProposal, PlanReview
from bot.dialogs.plans.shared import STATES, mine
from bot.dialogs.readiness import deeds
from bot.dialogs.readiness.pages import MayBegin, NotReady, OnTheWay, Plan, PlansToChoose, PlanToCome, Preparing
from bot.dialogs.readiness.paper import LetBegin, Missing
from bot.dialogs.readiness.shared import LABELS
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.lists import Ticked
from bot.forms.page import Row
from bot.language import Name
from bot.store import agreement, pairs, plans
from bot.store.pairs import PairOf, PairState, Side
from bot.store.people.roles import Role


@facts
def preparing(asking: Asking, at: Preparing) -> Prepared:
    """The pairs of the head's school that cannot meet yet."""
    try:
        found = deeds.preparing(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotFound from None
    rows = (Row(together([one.mentee_name, one.mentor_name]), NotReady(pair=one.id)) for one in found)
    return Prepared(OnTheWay(tuple(rows)))


@facts
def missing(asking: Asking, at: NotReady | LetBegin) -> Prepared:
    """What one pair still needs."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise NotFound
    allowed(asking, pair, NotReady.shows)
    left = deeds.gaps(asking.db, pair) if pair.state is pairs.PairState.PREPARING else ()
    found = Ticked(tuple(LABELS[gap] for gap in left))
    return Prepared(Missing(Name(pair.mentee_name), Name(pair.mentor_name), found))


@takes
def let_begin(asking: Asking, at: LetBegin, given: Answers) -> Dialog:
    """The head lets them begin, with a reason."""
    deeds.let_begin(asking.db, asking.who.id, at.pair, given["words"], asking.now)
    return MayBegin()


@facts
def several(asking: Asking, at: Plan) -> Prepared:
    """The pairs to choose from."""
    rows = (Row(names(asking, pair)[1].full, Plan(pair=pair.id)) for pair in mine(asking))
    return Prepared(PlansToChoose(tuple(rows)))


@routes
def route(asking: Asking, at: Plan) -> Dialog:
    """Where PLAN leads: to the pair's next step, or to the question which pair; of a mentor without one, to a draft."""
    if not pairs.pairs_of(asking.db, asking.who.id, STATES) and any(one.role is Role.MENTOR for one in asking.roles):
        return PlanDraft()
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
    side, signed = pair.side(asking.who.id), agreement.signed(asking.db, pair.id)
    if pair.state is not PairState.PREPARING and not signed.opened:
        return ThePlan(pair=pair.id)
    if side not in signed.agreed:
        return AgreementToSign(pair=pair.id)
    if side not in signed.declared:
        return AgreementSigned(pair=pair.id)
    return AllSigned(pair=pair.id) if pair.state is PairState.PREPARING else ThePlan(pair=pair.id)
