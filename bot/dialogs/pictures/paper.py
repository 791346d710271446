"""To which record a picture belongs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.lists import OneOf
from bot.forms.saying import Option
from bot.language import Name, _


@dataclass(frozen=True)
class PictureSent:
    """A picture that came, and the sessions it may belong to."""

    me: Name
    sessions: tuple[Option, ...]


class KeepPicture(Form[PictureSent]):
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
