"""A note of one's own on a record."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.form import Echo, Form
from bot.forms.questions import Text as Words
from bot.language import Name, _


@dataclass(frozen=True)
class Noting:
    """A record to add a note to."""

    number: int
    me: Name
    partner: Name


class AddNote(Form[Noting]):
    """One's own words under a record (Annex III), at any time: “NOTE 3 we need more time”."""

    session: int
    version: int | None = None

    keyword = _("NOTE")
    shows = "journal"
    called = _("note on session {number}")
    counted = None
    at_once = True
    number_leads = True

    words = Words(_("your note on session {number}? You and {partner:first} can read it."), label=_("note"))

    shorthand = "words"
    echo = Echo(_("Note on session {number}: {words}."))
