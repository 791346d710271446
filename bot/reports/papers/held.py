"""Everything that is held of somebody, as a file for them: to read, and for machines."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.mydata import deeds
from bot.language import Name
from bot.messages import Media
from bot.reports.papers import facts
from bot.reports.papers.facts import CopyPaper
from bot.store.people import people


def to_read(db: Connection, who: int, language: str, now: datetime) -> Media:
    """Their copy as PDF."""
    person = people.get(db, who)
    chapters = deeds.chapters(deeds.copy_of(db, who), language)
    paper = CopyPaper(Name(person.name).full if person else "", tuple((one.title, one.lines) for one in chapters))
    return Media("timec-my-data.pdf", "application/pdf", facts.pdf([paper], language, now))


def for_machines(db: Connection, who: int, now: datetime) -> Media:
    """The same as JSON."""
    return Media("timec-my-data.json", "application/json", deeds.as_json(db, who, deeds.copy_of(db, who), now))
