"""The commands that a chat shows of itself, beside the field for writing."""

from __future__ import annotations

from bot.language import _

COMMANDS = (
    (_("MENU"), _("all choices")),
    (_("LOG"), _("record a session")),
    (_("SIGN"), _("sign what waits for you")),
    (_("STATUS"), _("where you stand")),
    (_("HELP"), _("the words that work everywhere")),
    (_("LINK"), _("use another phone or app as well")),
    (_("CHANNEL"), _("choose where messages come first")),
    (_("STOP"), _("get no more messages")),
)
"""Few enough to be read; every other keyword works as a command too."""
