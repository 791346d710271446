"""The figures of an area as a file: a workbook, or a table of plain text where the channel takes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.forms.facts import Fact
from bot.forms.page import Go, Page, Picture
from bot.forms.words import If
from bot.language import _


@dataclass(frozen=True)
class ExportedFigures:
    """The table of an area; `document`: None where the channel carries no file."""

    area: str
    day: date
    rows: int
    document: Picture | None
    plain: bool
    """Whether the channel takes a table of plain text as well."""


class Exported(Page[ExportedFigures], abstract=True):
    """The table of one's area, or of one in it that is named."""

    words: str | None = None

    private = True
    shows = "session"
    picture = Fact("document")
    text = If(
        Fact("document"),
        _("{area}, {day}: {rows:# line|# lines}, with the figures that STATUS shows."),
        _("This phone shows no files. Write EXPORT on WhatsApp or Telegram; STATUS shows the figures here."),
    )


class ExportFigures(Exported):
    """EXPORT: as a workbook, for Excel."""

    keyword = _("EXPORT")
    offices = ("scd", "cd", "rd", "dfs", "itsd", "nt")
    not_theirs = _("That is for the offices above schools. MENU shows what you can do.")
    argument = "words"

    plain = Go(_("as CSV"), lambda: ExportPlain, when=Fact("plain"))


class ExportPlain(Exported):
    """The same as CSV."""
