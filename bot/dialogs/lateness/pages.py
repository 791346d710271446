"""LATE: I will be late today, or who was late at the last session. Only the two of a pair see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Do, Each, Notice, Page, Row
from bot.forms.saying import Style
from bot.language import Name, _


@dataclass(frozen=True)
class Punctual:
    """A session that somebody was late for."""

    number: int
    me: Name
    partner: Name
    day: date


class Late(Page[Punctual]):
    """Who was late; on the day itself, before there is a record, the word alone says: I will be."""

    session: int | None = None
    number: str | None = None

    keyword = _("LATE")
    argument = "number"
    does = True
    shows = "journal"
    behind_pin = False
    text = _("Session {number}, {day:weekday}: who was late? Only you two see it.")
    asks = Style.LIST

    me = Do(_("I was"), synonyms=("me", "i", "mimi"))
    partner = Do(_("my partner"), synonyms=("partner", "mentor", "mentee", "mshauri", "mshauriwa"))
    both = Do(_("both of us"), synonyms=("both",))
    nobody = Do(_("nobody"), synonyms=("no one", "none"))


@dataclass(frozen=True)
class LateSessions:
    """Several sessions that LATE may mean."""

    rows: tuple[Row, ...]


class LateWhich(Page[LateSessions]):
    """Several pairs: which session?"""

    number: str | None = None

    behind_pin = False
    argument = "number"
    text = _("Which one?")
    asks = Style.LIST

    each = Each(Fact("rows"), Late)


class LateToday(Page[Punctual]):
    """The receipt of: I will be late."""

    session: int

    shows = "journal"
    behind_pin = False
    text = _("Thank you. {partner:first} is told that you will be late today. Only you two see it.")


class LateNoted(Page[Punctual]):
    """The receipt of who was late."""

    session: int

    shows = "journal"
    behind_pin = False
    text = _("Noted for session {number}. Only you and {partner:first} see it.")


class PartnerLate(Notice[Punctual]):
    """The partner will be late today."""

    session: int

    shows = "journal"
    text = _("TIMEC: {partner:full} will be late today for session {number}.")
    warns = True
    template = "partner_late"
