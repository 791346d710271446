"""UNDO at the desk: what was handed in is remembered for two minutes, and taken back when its writer says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bot.desk.base import Answers, Asking, Closed, Prepared, about_text, allowed
from bot.desk.handlers import facts
from bot.desk.records import names
from bot.dialogs.beside import LoggedTwice
from bot.dialogs.dialog import Dialog
from bot.dialogs.form import Form
from bot.dialogs.signing import Unchanged
from bot.dialogs.undo import TakenBack, Withdrawn
from bot.dialogs.unlocking import UnlockPerson
from bot.language import _
from bot.programme import undo
from bot.store import pairs
from bot.store.saves import Save

UNSAVED = (LoggedTwice, Unchanged, UnlockPerson)
"""Receipts of what was not saved: there is nothing to take back."""


def remembering(
    take: Callable[[Asking, Any, Answers], Dialog], asking: Asking, at: Form[Any], answers: Answers
) -> Dialog:
    """Hands a form to its deed, and keeps what it needs to be taken back."""
    before = undo.image(asking.db, at)
    made = take(asking, at, answers)
    if isinstance(made, UNSAVED):
        return made
    ids = urlencode(made.as_written())
    after = undo.image(asking.db, at)
    save = Save(asking.who.id, type(at).__name__, about_text(at), answers, ids, before, after, asking.now)
    undo.keep(asking.db, save)
    return made


def undone(asking: Asking) -> Save:
    """What this person saved last, taken back. Closed where that cannot be."""
    try:
        return undo.take_back(asking.db, asking.who.id, asking.now)
    except undo.NothingSaved:
        raise Closed(_("There is nothing to take back. UNDO works for 2 minutes after saving.")) from None
    except undo.TooLate:
        raise Closed(_("That is more than 2 minutes ago. EDIT corrects a record, MOVE changes a date.")) from None
    except undo.Answered:
        raise Closed(_("It was read, signed or answered meanwhile, so it stays. EDIT corrects a record.")) from None


@facts
def withdrawn(asking: Asking, at: TakenBack) -> Prepared:
    """What the partner took back."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, "session")
    return Prepared(Withdrawn(names(asking, pair)[1], at.number))
