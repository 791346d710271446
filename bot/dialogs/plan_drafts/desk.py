"""A drafted plan at the desk: only for mentors, and opened as it was kept."""

from __future__ import annotations

from bot.dialogs.desk import Answers, Asking, NotOpen, Prepared
from bot.dialogs.handlers import facts, takes
from bot.dialogs.plan_drafts.pages import PlanDrafted
from bot.dialogs.plan_drafts.paper import PlanDraft
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts
from bot.language import _
from bot.store.people.roles import Role
from bot.store.preparing import plan_drafts


@facts
def draft(asking: Asking, at: PlanDraft) -> Prepared:
    """What was drafted before, to be changed."""
    if not any(held.role is Role.MENTOR for held in asking.roles):
        raise NotOpen(_("A mentor drafts a plan. Once your head has matched you, you two make one: PLAN."))
    before = plan_drafts.loose(asking.db, asking.who.id)
    return Prepared(NoFacts(), dict(before.answers) if before else {})


@takes
def keep(asking: Asking, at: PlanDraft, given: Answers) -> Dialog:
    """It waits for the mentee."""
    plan_drafts.keep(asking.db, asking.who.id, given, asking.now)
    return PlanDrafted()
