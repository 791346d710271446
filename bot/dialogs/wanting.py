"""What is said to words of one's own: what they may mean, and answers that no other page has."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact, NoFacts
from bot.dialogs.page import Each, Page, Row
from bot.dialogs.saying import Style
from bot.language import _


@dataclass(frozen=True)
class Offered:
    """What the words may mean, the likeliest first."""

    rows: tuple[Row, ...]


class DidYouMean(Page[Offered]):
    """At most three things that words may mean that fit nothing; none is done before it is chosen."""

    wants: tuple[str, ...]
    back: str | None = None

    text = _("I did not understand. Do you mean (else MENU):")
    asks = Style.LIST

    each = Each(Fact("rows"))


class WhoWeAre(Page[NoFacts]):
    """Who writes here."""

    text = _(
        "I am Mshauri, the machine that carries TIMEC, TSC's mentorship programme, by message. Your school or TSC gave"
        " your number. Ask your head about me."
    )


class ToAPerson(Page[NoFacts]):
    """Who to turn to: we are a machine, and call nobody."""

    text = _(
        "I am a machine and cannot call. Talk to your head, or to the Sub-County Director at the TSC office. In danger:"
        " 999 or 112; a child: 116."
    )


class WrongNumber(Page[NoFacts]):
    """Somebody else's phone: it names nobody."""

    text = _(
        "Sorry. TIMEC of TSC was given this number for one of its teachers. Not you? Reply STOP and nothing more comes;"
        " the school or the TSC office corrects it."
    )


class StopHow(Page[NoFacts]):
    """The wish for silence, in words that may mean less: the word that does it."""

    text = _("To get no more TIMEC messages, reply STOP. START brings them back.")


class PartnerSilent(Page[NoFacts]):
    """What one can do when the other of a pair does not answer or come."""

    text = _(
        "ASK and your words writes to your partner. If you did not meet, answer NO when I ask. Your head can find you"
        " time; REMATCH asks for somebody else."
    )


class LinkWays(Page[NoFacts]):
    """How to use another phone or app."""

    text = _("LINK gives a code for another phone or app (WhatsApp, Telegram). CHANNEL chooses where I write first.")
