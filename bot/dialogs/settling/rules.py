"""Why an officer is not asked, and what is told around a dispute once."""

from __future__ import annotations

from bot.dialogs.refusals import Refusal
from bot.language import _
from bot.store.cause import Cause


class HelpToSettle(Cause, written="settle:{dispute}:{person}"):
    """An officer is asked to help settle a dispute; and the partner of who asked is told that."""

    dispute: int
    person: int


class DisputeNoted(Cause, written="settled:{dispute}:{person}"):
    """An officer has noted what came of it, to one of the two."""

    dispute: int
    person: int


class NotDisputed(Refusal):
    """The two agree, or write another version."""

    reason = "not_disputed"
    says = _("This session is not in dispute any more.")


class NobodyToSettle(Refusal):
    """Nobody holds the office that the school reports to."""

    reason = "nobody_to_settle"
    says = _("No officer of your area is on my list yet. Please talk it over with your head.")


class NotedBefore(Refusal):
    """An officer has noted it before."""

    reason = "noted_before"
    says = _("This has been noted already.")
