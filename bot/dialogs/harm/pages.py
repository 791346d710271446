"""What is said to somebody in danger or with a complaint, and how one asks for what is held about oneself."""

from __future__ import annotations

from bot.forms.facts import NoFacts
from bot.forms.page import Do, Page
from bot.forms.saying import Style
from bot.language import _


class InDanger(Page[NoFacts]):
    """Whom to call and whom to speak to; the same words for everybody, as whoever holds the phone may read them."""

    text = _(
        "Nothing of that was kept or sent. In danger? Call 999 or 112; a child: 116."
        " You can also speak to your head or the Sub-County Director."
    )


class IsItHarm(Page[NoFacts]):
    """Words that a journal has as well are not taken for an answer before that is asked; and not said again."""

    inbox: int
    draft: int | None = None

    asks = Style.LIST
    text = _("Before I take that: does it tell of somebody in danger, or of a complaint?")

    yes = Do(_("yes"), synonyms=("y", "ndiyo", "ndio"))
    no = Do(_("no, take it"), synonyms=("no", "n", "hapana", "la"))


class MyData(Page[NoFacts]):
    """What is held about the reader, and how to ask for it."""

    keyword = _("MY DATA")
    text = _(
        "TSC holds in TIMEC: your name, TSC no., school, phones, and what you recorded, signed and wrote here. To see,"
        " correct or erase it, ask your head or the TSC office. Free. PRIVACY tells more."
    )
