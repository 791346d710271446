"""Words while a question is open: which of them are commands there, and which may be its answer."""

from __future__ import annotations

import re
from typing import Any

from bot.dialogs.annex_iv.pages import AnnexIVs
from bot.dialogs.asked.pages import Next, OwnHour
from bot.dialogs.booking.paper import Book
from bot.dialogs.goals.pages import Goals
from bot.dialogs.goals.paper import CloseSession
from bot.dialogs.help import desk
from bot.dialogs.joining.pages import Join
from bot.dialogs.lateness.pages import Late
from bot.dialogs.letters.pages import Letters
from bot.dialogs.letters.paper import Feedback
from bot.dialogs.locking.pages import Lock
from bot.dialogs.pausing.pages import Leave
from bot.dialogs.plans.paper import Negotiation, PlanProposal
from bot.dialogs.practice.pages import Try
from bot.dialogs.preparations.pages import Needs, Readiness
from bot.dialogs.readiness.pages import Plan
from bot.dialogs.reading.paper import AddNote
from bot.dialogs.reviews.pages import Reviews
from bot.forms import hearing
from bot.forms.filling import CHANGE, ECHO, Filling, understands
from bot.forms.form import FORMS, Form
from bot.forms.lists import Marks
from bot.forms.meetings import Where
from bot.forms.page import PAGES, Page
from bot.forms.questions import is_same
from bot.forms.saying import names_of
from bot.language import bare_number, fold
from bot.talk.turn import Turn

LONGER_THAN_A_PLACE = 3
_LONG_NUMBER = re.compile(r"\d{5}|\b[A-Za-z]{1,2}\d")
"""That of a person, a certificate or a case."""
NATURAL: frozenset[object] = frozenset(
    {
        AddNote,
        AnnexIVs,
        Book,
        CloseSession,
        Feedback,
        Goals,
        Late,
        Leave,
        Letters,
        Lock,
        Needs,
        Next,
        OwnHour,
        Plan,
        Readiness,
        Reviews,
        Try,
    }
)
"""The dialogs whose keyword is also what a teacher talks about: goals, plan, feedback."""


def is_topic(turn: Turn, dialog: type[Form[Any]] | type[Page[Any]]) -> bool:
    """Whether this keyword alone is an answer: written as one, and not in capitals as we write commands.

    Only where the open question takes any words.
    """
    draft = turn.draft
    if dialog not in NATURAL or draft is None or not in_form(turn) or turn.words.isupper():
        return False
    if dialog is Plan and draft.form in (PlanProposal.__name__, Negotiation.__name__):
        return False  # the name of the form that is open says nothing of what they plan
    filling = turn.filling(draft)
    return filling.said not in (ECHO, CHANGE) and filling.step is not None and filling.step.question.takes_any


def as_we_write(words: str) -> bool:
    """Whether these words begin with a keyword in capitals and go on without, as we write commands."""
    first, _space, rest = words.strip().partition(" ")
    return first.isupper() and not rest.isupper()


def _is_no_place(filling: Filling, words: str) -> bool:
    """Whether a place is asked for, and these are more words after a keyword than any place has: “ask can we meet”."""
    asks_where = filling.step is not None and isinstance(filling.step.question, Where)
    return asks_where and filling.said not in (ECHO, CHANGE) and len(words.split()) >= LONGER_THAN_A_PLACE


def in_form(turn: Turn) -> bool:
    """Whether the question of a form was said last."""
    return turn.place is not None and turn.place.name in FORMS and turn.draft is not None


def answers_nothing(turn: Turn) -> bool:
    """Whether these words are no answer to the open question: “MENTEE NEW”, all in capitals, is no number."""
    return turn.draft is not None and not understands(turn.filling(turn.draft), turn.words)


def is_command(turn: Turn, dialog: type[Form[Any]] | type[Page[Any]], words: str) -> bool:
    """Whether the keyword of a page, or of a form for free words, is a command with these words.

    Over an open question “help learners” and “number work” are answers, HELP LOG and SHOW 3 are not, and ASK is a
    command where its words answer nothing.
    """
    if dialog is Join and not any(map(str.isdigit, words)):
        return False  # “join us on Friday” has no code of a poster
    if not in_form(turn):
        return issubclass(dialog, Form) or dialog.argument is not None
    if issubclass(dialog, Form):
        draft = turn.draft
        if as_we_write(turn.words) and not (draft is not None and FORMS[draft.form].says_freely):
            return True
        return draft is not None and (_is_no_place(turn.filling(draft), words) or answers_nothing(turn))
    if dialog.says_freely:
        assert turn.place is not None, "a form is open"
        form = FORMS[turn.place.name]
        if form.private and as_we_write(turn.words):
            return True  # what an office says goes to others at once: “STATUS Mwala” is no remark of a report
        return not form.says_freely and desk.is_known(dialog, words)
    if dialog.names_whom:
        return as_we_write(turn.words)
    if dialog.argument == "number":
        return bare_number(words) is not None or _LONG_NUMBER.search(words) is not None  # “number 1 to 100” is none
    return dialog.argument is not None and (dialog is not Lock or as_we_write(turn.words))


def takes_any(turn: Turn, filling: Filling | None) -> bool:
    """Whether the open question takes any words."""
    if filling is not None:
        question = filling.step.question if filling.step and filling.said not in (ECHO, CHANGE) else None
        return question is not None and question.takes_any
    page = PAGES.get(turn.place.name) if turn.place else None
    if page is None:
        return False
    form = page.opens or page.takes
    return page.hears is not None or (form is not None and form.says_freely)


def names_itself(turn: Turn, filling: Filling | None) -> bool:
    """Whether the words are one of those that the open question itself names: SAME, a mark of its scale, nothing."""
    step = filling.step if filling is not None and filling.said not in (ECHO, CHANGE) else None
    if step is None:
        return False
    named = is_same(step.question, turn.words) and (step.stored or step.question.same(step.context)) is not None
    scale = step.question.scale if isinstance(step.question, Marks) else ()
    marked = any(fold(turn.words) in names_of(mark) for mark in scale)
    return named or marked or (step.question.may_skip(step.context) and hearing.is_nothing(step.question, turn.words))
