"""Commands with words while a form is open: which of them are commands there, and which may be its answer."""

from __future__ import annotations

from typing import Any

from bot.dialogs.help import desk
from bot.forms.filling import understands
from bot.forms.form import FORMS, Form
from bot.forms.page import Page
from bot.talk.turn import Turn


def in_form(turn: Turn) -> bool:
    """Whether the question of a form was said last."""
    return turn.place is not None and turn.place.name in FORMS


def is_command(turn: Turn, dialog: type[Form[Any]] | type[Page[Any]], words: str) -> bool:
    """Whether the keyword of a page, or of a form for free words, is a command with these words.

    Over an open question “help learners” and “number work” are answers, HELP LOG and SHOW 3 are not, and ASK is a
    command where its words answer nothing.
    """
    if not in_form(turn):
        return issubclass(dialog, Form) or dialog.argument is not None
    if issubclass(dialog, Form):
        draft = turn.draft
        return draft is not None and not understands(turn.filling(draft), turn.words)
    if dialog.says_freely:
        assert turn.place is not None, "a form is open"
        return not FORMS[turn.place.name].says_freely and desk.is_known(dialog, words)
    if dialog.argument == "number":
        return any(letter.isdigit() for letter in words)
    return dialog.argument is not None
