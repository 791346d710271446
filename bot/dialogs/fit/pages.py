"""After the first session, to each alone: how do you two fit? The answer is shown to nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.page import Do, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class MatchSide:
    """One side of a pair, and what they said of it."""

    me: Name
    partner: Name
    unhappy: bool
    mentee: bool


class FitAsked(Prompt[MatchSide]):
    """The question."""

    reason = Reason(
        "fit",
        Rank.TIP,
        because=_("your first session was recorded"),
        watched=_("Private question to {who} after the first session"),
        own=True,
    )

    pair: int

    shows = "journal"
    text = _("TIMEC: {me:first}, how well do you and {partner} work together? Only you see your answer.")
    asks = Style.LIST
    brief = _("a private question")
    template = "fit"
    buttons = (_("well"), _("not sure"), _("not well"))

    good = Do(_("well"), synonyms=("good", "good fit", "vizuri"))
    unsure = Do(_("not sure"), synonyms=("sijui",))
    bad = Do(_("not well"), synonyms=("bad", "not a good fit", "vibaya"))


class FitKept(Page[MatchSide]):
    """The receipt; who is unhappy hears what they can do about it."""

    pair: int

    shows = "journal"
    behind_pin = False
    text = (
        _("Thank you. Nobody else is shown this."),
        If(
            Fact("unhappy"),
            If(
                Fact("mentee"),
                _("To ask for another mentor, reply REMATCH; you need not say why."),
                _("If you want to talk about it, your head can help."),
            ),
        ),
    )
