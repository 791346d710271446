"""A picture of the paper form, kept with the record it belongs to. Only text is read (requirement D125)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Each, Notice, Page, Picture, Row
from bot.forms.saying import Style
from bot.forms.words import If
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
    behind_pin = False
    text = _(
        "Your picture is kept with session {number} ({day:weekday}); you and {partner:first} can see it."
        " I read only text: please also write the record, LOG {number}."
    )


class PictureAdded(Page[PictureOf]):
    """The same where the record is written already."""

    session: int

    shows = "journal"
    behind_pin = False
    text = _("Your picture is kept with session {number} ({day:weekday}); you and {partner:first} can see it.")


class PictureFiled(Notice[PictureOf]):
    """The code on the form says which session it is for, and the sender had put it elsewhere."""

    session: int

    shows = "journal"
    text = _("TIMEC: your picture shows the form of session {number}, so it is kept with that. SHOW {number} opens it.")
    template = "picture_filed"


@dataclass(frozen=True)
class Shown:
    """The pictures that are kept with a record."""

    number: int
    rows: tuple[Row, ...]


class Pictures(Page[Shown]):
    """The pictures that are kept with a record."""

    session: int

    shows = "journal"
    asks = Style.LIST
    text = _("Kept with session {number}:")

    each = Each(Fact("rows"), lambda: OnePicture)


@dataclass(frozen=True)
class PictureShown:
    """One of them; `picture`: None while it is not here."""

    number: int
    by: Name
    day: date
    picture: Picture | None
    coming: bool


class OnePicture(Page[PictureShown]):
    """One of them, as it came."""

    attachment: int

    shows = "journal"
    picture = Fact("picture")
    text = If(
        Fact("picture"),
        _("Kept with session {number}, from {by:first} on {day:weekday}."),
        If(
            Fact("coming"),
            _("This picture is still on its way. Please try again in a few minutes."),
            _("This picture could not be kept. Please send it again."),
        ),
    )


class SendAlone(Page[NoFacts]):
    """A picture came with words that are answered first, and it is not clear to which record it belongs."""

    text = _("To keep your picture with a record, please send it again without words.")
