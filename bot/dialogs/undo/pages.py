"""UNDO: what was saved a moment ago is open again, and whoever was told of it is told so."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.page import Notice, Page
from bot.forms.saying import Said
from bot.language import Name, _


@dataclass(frozen=True)
class Undone:
    """What was taken back."""

    what: Said


class Undo(Page[Undone]):
    """Taken back within two minutes, while nobody had read, signed or answered it; its form is open again."""

    behind_pin = False
    keyword = _("UNDO")
    text = _("Taken back: {what}. Nothing you wrote is lost.")


class Discard(Page[Undone]):
    """An open form and all that was answered there go, until UNDO brings them back."""

    behind_pin = False
    keyword = _("DISCARD")
    text = _("Dropped: {what}, which was not sent. UNDO brings it back for 2 minutes.")


@dataclass(frozen=True)
class Withdrawn:
    """A session of which something was taken back."""

    partner: Name
    number: int


class TakenBack(Notice[Withdrawn]):
    """The partner took back what one was told of."""

    pair: int
    number: int

    shows = "session"
    text = _("TIMEC: {partner} has withdrawn the last message about session {number}. You need not do anything.")
    template = "taken_back"
