"""A pair whose papers before the first session stand still: a word to whose turn it is, and once to their head."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.readiness.pages import Plan
from bot.forms.page import Go, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Said
from bot.language import Marked, Name, _


@dataclass(frozen=True)
class Still:
    """What a pair has still to do, to the one whose turn it is; `weeks`: for how long nothing has come of it."""

    me: Name
    what: Said
    weeks: int


class PapersWait(Prompt[Still]):
    """To whose turn it is, once a week while nothing comes of it."""

    reason = Reason(
        "papers",
        Rank.REVIEW,
        because=_("the papers of your pair are still open"),
        watched=_("Reminder to {who}: the papers of the pair are still open"),
    )

    pair: int
    weeks: int

    shows = "objectives"
    brief = _("papers: {what}")
    text = _("TIMEC: {me:first}, this has waited for {weeks:# week|# weeks}: {what}.")
    template = "papers_wait"

    go_on = Go(_("go on now"), Plan, synonyms=("go on", "yes", "ndiyo", "ndio", "ok", "sawa"))


@dataclass(frozen=True)
class StuckPapers:
    """The same, to their head."""

    mentee: Name
    mentor: Name
    step: Marked
    weeks: int


class PapersStandStill(Prompt[StuckPapers]):
    """To the head, once: the two of a pair have not gone on."""

    reason = Reason(
        "papers_head",
        Rank.REPORT,
        because=_("the papers of a pair of your school are still open"),
        watched=_("Word to {who}: the papers of a pair are still open"),
    )

    pair: int
    weeks: int

    shows = "session"
    brief = _("papers of {mentee}")
    text = _(
        "TIMEC: {mentee} and {mentor} are matched, but {step} has waited for {weeks:# week|# weeks}. Please ask both"
        " how it goes."
    )
    template = "papers_stand_still"
