"""Planning meetings: one, or several at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bot.forms.closed import Confirm, Engaged, Shut
from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.meetings import Meet
from bot.language import Name, _


@dataclass(frozen=True)
class Booking:
    """What a pair usually keeps to, and the days on which schools are closed."""

    me: Name
    partner: Name
    usual_hour: time
    usual_venue: str
    closed: tuple[Shut, ...]
    taken: tuple[Engaged, ...]
    """With other partners."""


class Book(Form[Booking]):
    """One meeting or a series, in one message: “BOOK thursdays 1pm staffroom 4 times”."""

    pair: int

    keyword = _("BOOK")
    shows = "session"
    called = _("planning meetings")
    title = _("Meetings with {partner}.")
    counted = None
    reads_back = True

    meetings = Meet(
        _("when and where?"),
        label=_("when and where"),
        usual_hour=Fact("usual_hour"),
        usual_venue=Fact("usual_venue"),
        closed=Fact("closed"),
        taken=Fact("taken"),
    )
    keep = Confirm(
        _("schools are closed then, keep it?"),
        of=meetings,
        again=_("other date"),
        closed=Fact("closed"),
    )

    shorthand = "meetings"
    echo = Echo(_("With {partner}: {meetings:all}."))
