"""A picture of the paper form, kept with the record it belongs to. Only text is read (requirement D125)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.page import Page
from bot.language import Name, _


@dataclass(frozen=True)
class PictureOf:
    """A record that a picture is kept with."""

    number: int
    me: Name
    partner: Name
    day: date


class PictureKept(Page[PictureOf]):
    """The receipt of a picture."""

    session: int

    shows = "journal"
    text = _(
        "Your picture is kept with session {number} ({day:weekday}); you and {partner:first} can see it."
        " I read only text: please also write the record, LOG {number}."
    )


class PictureAdded(Page[PictureOf]):
    """The same where the record is written already."""

    session: int

    shows = "journal"
    text = _("Your picture is kept with session {number} ({day:weekday}); you and {partner:first} can see it.")
