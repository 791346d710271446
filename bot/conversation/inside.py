"""Commands with words while a form is open: which of them are commands there, and which may be its answer."""

from __future__ import annotations

from bot import desk
from bot.conversation.turn import Turn
from bot.dialogs.filling import understands
from bot.dialogs.form import FORMS
from bot.dialogs.page import PAGES


def in_form(turn: Turn) -> bool:
    """Whether the question of a form was said last."""
    return turn.place is not None and turn.place.name in FORMS


def is_command(turn: Turn, name: str, words: str) -> bool:
    """Whether the keyword of a page, or of a form for free words, is a command with these words.

    Over an open question “help learners” and “number work” are answers, HELP LOG and SHOW 3 are not, and ASK is a
    command where its words answer nothing.
    """
    if not in_form(turn):
        return name in FORMS or PAGES[name].argument is not None
    if name in FORMS:
        draft = turn.draft
        return draft is not None and not understands(turn.filling(draft), turn.words)
    if PAGES[name].says_freely:
        assert turn.place is not None, "a form is open"
        return not FORMS[turn.place.name].says_freely and desk.is_known(name, words)
    if PAGES[name].argument == "number":
        return any(letter.isdigit() for letter in words)
    return PAGES[name].argument is not None
