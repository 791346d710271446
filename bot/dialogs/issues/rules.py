"""Whose an issue is to resolve, and why it cannot be."""

from __future__ import annotations

from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import Refusal
from bot.dialogs.visibility import REPORTS, reports_to
from bot.language import _
from bot.store.areas import Level
from bot.store.officers.issues import Issue, IssueOwner
from bot.store.people.roles import Role

MOST = 60
"""So many issues of the offices below are listed at most, what is due first standing first."""


class IsResolved(Refusal):
    """Somebody has resolved it before."""

    reason = "is_resolved"
    says = _("That issue is resolved already. ISSUES shows those that are open.")


def is_of(office: Office, issue: Issue) -> bool:
    """Whether this office noted it."""
    return (issue.area_id, issue.role) == (office.area_id, office.role)


def is_passed_to(office: Office, issue: Issue, level: Level | None) -> bool:
    """Whether it is for the office that receives the reports of whoever noted it, and this is such a one."""
    return issue.owner is IssueOwner.ABOVE and reports_to(issue.role, level) is _receiver(office)


def below(office: Office) -> tuple[Role, ...]:
    """Whose reports this office receives, and so whose issues are passed to it."""
    return tuple({role for role, _levels in REPORTS.get(_receiver(office), ())})


def _receiver(office: Office) -> Role:
    """National Trainers handle what is passed to headquarters (requirement D71)."""
    return Role.DFS if office.role is Role.NT else office.role
