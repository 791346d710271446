"""UNDO at the desk: what was handed in is remembered for two minutes, and taken back when its writer says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from bot.dialogs.comparing.pages import LoggedTwice
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, about_text, allowed
from bot.dialogs.handlers import facts
from bot.dialogs.leading.paper import RateLeader
from bot.dialogs.observing.paper import Observe
from bot.dialogs.pairs.shared import names
from bot.dialogs.reading.pages import Show
from bot.dialogs.sessions.paper import SessionRecord
from bot.dialogs.signing.pages import Unchanged
from bot.dialogs.undo import deeds, rules
from bot.dialogs.undo.pages import TakenBack, Withdrawn
from bot.dialogs.unlocking.pages import UnlockPerson
from bot.forms.dialog import Dialog
from bot.forms.form import Form
from bot.language import Marked, _
from bot.store import pairs
from bot.store.talk import saves
from bot.store.talk.drafts import Draft
from bot.store.talk.saves import Save

UNSAVED = (LoggedTwice, Unchanged, UnlockPerson)
"""Receipts of what was not saved: there is nothing to take back."""


def remembering(
    take: Callable[[Asking, Any, Answers], Dialog], asking: Asking, at: Form[Any], answers: Answers
) -> Dialog:
    """Hands a form to its deed, and keeps what it needs to be taken back; of what was confided nothing."""
    if at.confides:
        return take(asking, at, answers)
    before = deeds.image(asking.db, at)
    made = take(asking, at, answers)
    if isinstance(made, UNSAVED):
        return made
    ids = urlencode(made.as_written())
    after = deeds.image(asking.db, at)
    save = Save(asking.who.id, type(at).__name__, about_text(at), answers, ids, before, after, asking.now)
    deeds.keep(asking.db, save)
    return made


def discard(asking: Asking, draft: Draft) -> None:
    """Puts a form away that was begun; it can be taken back like one that was sent."""
    deeds.discard(asking.db, draft, asking.now)


def undone(asking: Asking) -> Save:
    """What this person saved last, taken back. Closed where that cannot be."""
    try:
        return deeds.take_back(asking.db, asking.who.id, asking.now)
    except rules.NothingSaved:
        raise NotOpen(_("There is nothing to take back. UNDO works for 2 minutes after saving.")) from None
    except rules.TooLate:
        raise _stays(
            asking, _("That is more than 2 minutes ago. EDIT corrects a record, MOVE changes a date.")
        ) from None
    except rules.AlreadyAnswered:
        raise _stays(
            asking, _("It was read, signed or answered meanwhile, so it stays. EDIT corrects a record.")
        ) from None


def _stays(asking: Asking, why: Marked) -> NotOpen:
    """Why what was saved stays; a record is shown at once, as it is now."""
    save = saves.last(asking.db, asking.who.id)
    if save is not None and save.form in (Observe.__name__, RateLeader.__name__):
        return NotOpen(_("It stays: it was read, or 2 minutes are over. Send it anew: of one day the last counts."))
    closed = NotOpen(why)
    if save is not None and save.form == SessionRecord.__name__ and "session" in save.ids:
        closed.instead = Show(session=save.ids["session"])
    return closed


@facts
def withdrawn(asking: Asking, at: TakenBack) -> Prepared:
    """What the partner took back."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise NotFound
    allowed(asking, pair, "session")
    return Prepared(Withdrawn(names(asking, pair)[1], at.number))
