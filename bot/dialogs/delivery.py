"""SENT: whether the last thing one sent has arrived, was read and was signed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.facts import Fact
from bot.dialogs.page import Page
from bot.dialogs.saying import Said
from bot.dialogs.words import If
from bot.language import Text as Marked
from bot.language import _

HOW: dict[str, Marked] = {
    "waiting": _("waits to be sent"),
    "going": _("is on its way"),
    "sent": _("was sent"),
    "delivered": _("was delivered"),
    "undelivered": _("could not be delivered by phone"),
}
"""How far a message to the partner has come."""
SIGNED = _("Session {number}: {partner} has signed it.")
KEPT = _("Session {number}: {partner} keeps the earlier version.")
UNSIGNED = _("Session {number}: {how} to {partner}, not signed yet.")
READ = _("Your message to {partner} of {day}: read.")
UNREAD = _("Your message to {partner} of {day}: {how}, not read yet.")


@dataclass(frozen=True)
class Fates:
    """What became of each thing, one after the other."""

    all: tuple[Said, ...]

    def spoken(self, language: str, spec: str) -> str:
        return " ".join(one.spoken(language) for one in self.all)


@dataclass(frozen=True)
class Delivered:
    """The last record and the last message of somebody."""

    fates: Fates
    some: bool


class Sent(Page[Delivered]):
    """What became of the last record and the last message that one sent."""

    keyword = _("SENT")
    shows = "session"
    text = If(
        Fact("some"),
        _("{fates}"),
        _(
            "You have not sent anything yet. LOG records a session. To write to your mentor or mentee, send ASK"
            " and your message."
        ),
    )
