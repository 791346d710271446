"""CALENDAR: the dates of one's sessions that lie ahead, and the file of them where the channel carries one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.forms.facts import Fact
from bot.forms.page import Page, Picture
from bot.forms.saying import Said
from bot.forms.words import If
from bot.language import Name, _

LINE = _("{moment} {partner} (S{number})")


@dataclass(frozen=True)
class DateAhead:
    """One session to come, as a line."""

    number: int
    partner: Name
    moment: datetime

    def spoken(self, language: str, _spec: str) -> str:
        return Said(LINE, vars(self)).spoken(language)


@dataclass(frozen=True)
class DatesAhead:
    """Somebody's sessions to come: the next ones, how many more there are, and the file of them all."""

    dates: tuple[DateAhead, ...]
    more: int
    file: Picture | None
    """None where the channel carries no files, or nothing is planned."""


class MyDates(Page[DatesAhead]):
    """The dates of all one's sessions ahead."""

    keyword = _("CALENDAR")
    shows = "session"
    picture = Fact("file")
    text = If(
        Fact("dates"),
        (
            _("Your sessions: {dates:semi}."),
            If(Fact("more"), _("And {more} more.")),
            If(
                Fact("file"),
                _("Open the file to put them into your phone's calendar. Moved one? Ask again."),
                _("WhatsApp and Telegram also get them as a file for the phone's calendar."),
            ),
        ),
        _("No session is planned. BOOK plans one."),
    )
