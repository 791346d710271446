"""Where messages come first, of several ways to reach somebody."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.lists import OneOf
from bot.forms.saying import Option
from bot.language import _


@dataclass(frozen=True)
class WaysToReach:
    """How somebody is reached, the preferred way first."""

    first: str
    ways: tuple[Option, ...]


class Preferred(Form[WaysToReach]):
    """Where messages come first; the other ways are for when that fails."""

    behind_pin = False
    keyword = _("CHANNEL")
    called = _("channel")
    counted = None
    at_once = True

    way = OneOf(_("Messages come by {first} first. Where shall they come first?"), of=Fact("ways"))

    shorthand = "way"

    echo = Echo(_("First {way}."))
