"""What is said to messages that are no words for us: voice notes and pictures, edited ones, ones from a group."""

from __future__ import annotations

from bot.dialogs.facts import NoFacts
from bot.dialogs.page import Page
from bot.language import _


class OnlyText(Page[NoFacts]):
    """Voice notes, pictures and the like."""

    text = _("I can only read text. Please write it, or reply MENU for choices.")


class Edited(Page[NoFacts]):
    """A message that was changed after it was sent: what it had said has been heard."""

    text = _("Changing a sent message changes nothing here. BACK changes your last answer, EDIT a saved session.")


class InPrivate(Page[NoFacts]):
    """Asked in a group."""

    ends = True
    text = _("Please write to me directly, not in the group.")
