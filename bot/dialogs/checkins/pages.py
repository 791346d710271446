"""A short question in the first weeks of a pair, to both of it: how is it going? And who helps."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.help.pages import Topics
from bot.dialogs.letters.paper import Ask
from bot.forms.page import Go, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.language import Name, _


@dataclass(frozen=True)
class InFirstWeeks:
    """One of a pair that has begun lately, and the other."""

    me: Name
    partner: Name


class CheckIn(Prompt[InFirstWeeks]):
    """To each of the two, once a week that is asked about, where they have not met (requirement D307)."""

    reason = Reason(
        "check_in",
        Rank.TIP,
        because=_("your pair has begun and has not met lately"),
        watched=_("Question to {who} in the first weeks of the pair: how is it going?"),
    )

    pair: int
    week: int

    shows = "session"
    asks = Style.LIST
    text = _("TIMEC: {me:first}, how is it going with {partner}?")
    brief = _("how is it going?")
    template = "check_in"

    well = Go(_("well"), lambda: CheckInWell, synonyms=("good", "fine", "ok", "yes", "sawa", "vizuri", "poa", "ndiyo"))
    unwell = Go(
        _("not well, a question"), lambda: WhoHelps, synonyms=("not well", "bad", "no", "question", "vibaya", "hapana")
    )


class CheckInWell(Page[InFirstWeeks]):
    """The receipt of a yes."""

    pair: int

    shows = "session"
    behind_pin = False
    text = _("Good, {me:first}. When you two have met, reply LOG. To agree a date: BOOK.")


class WhoHelps(Page[InFirstWeeks]):
    """Who helps whom it does not go well for."""

    pair: int

    shows = "session"
    behind_pin = False
    asks = Style.LIST
    text = _("Thank you for saying so. {partner} can help, your head too, and HELP and a word explains it.")

    ask = Go(_("ask my partner"), Ask)
    topics = Go(_("all topics"), Topics)
