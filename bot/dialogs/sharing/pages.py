"""Mentors share experiences after six weeks (Annex V row 11): the prompt to call them together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.page import Prompt
from bot.forms.reasons import Rank, Reason
from bot.language import Name, _


@dataclass(frozen=True)
class MentorsToCall:
    """A head or director, and the school or area whose pairs have come so far."""

    me: Name
    area: str


class SharingDue(Prompt[MentorsToCall]):
    """Six weeks are over for pairs of theirs."""

    reason = Reason(
        "sharing",
        Rank.REPORT,
        because=_("pairs of your school or area have completed six weeks"),
        watched=_("Prompt to {who}: six weeks are over, the mentors are to be called together"),
    )

    area: int

    text = _(
        "TIMEC: {me:first}, pairs in {area} have completed six weeks. Please call their mentors together to share"
        " experiences (Annex V, row 11)."
    )
    brief = _("mentors' sharing meeting")
    template = "sharing_meeting"
