"""A picture of the paper form, kept with the record it belongs to. Only text is read (requirement D125)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.facts import Fact
from bot.dialogs.form import Echo, Form
from bot.dialogs.lists import OneOf
from bot.dialogs.page import Page
from bot.dialogs.saying import Option
from bot.language import Name, _


@dataclass(frozen=True)
class Sent:
    """A picture that came, and the sessions it may belong to."""

    me: Name
    sessions: tuple[Option, ...]


class KeepPicture(Form[Sent]):
    """Which record a picture belongs to."""

    inbox: int

    shows = "journal"
    called = _("your picture")
    counted = None
    at_once = True

    session = OneOf(
        _("I can read only text, but I can keep your picture with a record. Which one?"),
        of=Fact("sessions"),
        label=_("record"),
    )

    echo = Echo(_("With {session}."))


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
