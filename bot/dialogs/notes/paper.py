"""A director's note to a mentor."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact
from bot.forms.form import Echo, Form
from bot.forms.lists import OneOf
from bot.forms.questions import Text
from bot.forms.saying import Option
from bot.language import _


@dataclass(frozen=True)
class MentorsToWrite:
    """The mentors of a school who have a pair."""

    school: str
    mentors: tuple[Option, ...]


class NoteToMentor(Form[MentorsToWrite]):
    """A director's word to a mentor on the mentoring: nobody else reads it (requirement D52)."""

    school: int

    private = True
    at_once = True
    shows = "session"
    called = _("note to a mentor")
    to = OneOf(_("To whom?"), of=Fact("mentors"))
    words = Text(_("Write your note. Only this mentor will see it."), most=250)
    echo = Echo(_("To {to}: {words}."))
