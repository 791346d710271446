"""Where PLAN leads: to the plan, to the form for it, or to the paper that comes next."""

from __future__ import annotations

from collections.abc import Callable

from bot.desk.base import Args, Asking, Prepared
from bot.desk.planning import mine
from bot.desk.records import names
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.planning import Several
from bot.store import documents, plans
from bot.store.pairs import PairOf, Side, State


def several(asking: Asking, args: Args) -> Prepared:
    """The pairs to choose from."""
    rows = (Row(names(asking, pair)[1].full, {"pair": str(pair.id)}) for pair in mine(asking))
    return Prepared(Several(tuple(rows)))


def route(asking: Asking, place: Place) -> Place:
    """Where PLAN leads: to the pair's next step, or to the question which pair."""
    fitting = [pair for pair in mine(asking) if place.args.get("pair", str(pair.id)) == str(pair.id)]
    return _next(asking, fitting[0]) if len(fitting) == 1 else place


def route_review(asking: Asking, place: Place) -> Place:
    """A plan that was negotiated in full is changed in full."""
    plan = plans.get(asking.db, int(place.args["plan"]))
    return Place("FullReview", place.args) if plan and "content" in (plan.answers or {}) else place


def _next(asking: Asking, pair: PairOf) -> Place:
    about = {"pair": str(pair.id)}
    newest = plans.newest(asking.db, pair.id)
    if newest is None:
        mentor = pair.side(asking.who.id) is Side.MENTOR
        return Place("PlanProposal" if mentor else "PlanToCome", about)
    if newest.approved_at is None:
        mine = newest.author_id == asking.who.id
        return Place("PlanToCome", about) if mine else Place("PlanToRead", {**about, "plan": str(newest.id)})
    return Place(_paper(asking, pair), about)


def _paper(asking: Asking, pair: PairOf) -> str:
    """The paper that this person has still to sign, before the plan itself."""
    side, signed = pair.side(asking.who.id), documents.signed(asking.db, pair.id)
    if pair.state is not State.PREPARING and not signed.opened:
        return "ThePlan"
    if side not in signed.agreed:
        return "AgreementToSign"
    if side not in signed.declared:
        return "AgreementSigned"
    return "AllSigned" if pair.state is State.PREPARING else "ThePlan"


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {"Plan": several}
ROUTES: dict[str, Callable[[Asking, Place], Place]] = {"Plan": route, "PlanReview": route_review}
