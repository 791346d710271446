"""UNDO at the desk: what was handed in is remembered for two minutes, and taken back when its writer says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from bot.desk.base import Args, Asking, Closed, Prepared, allowed
from bot.desk.records import names
from bot.dialogs.place import Place
from bot.dialogs.undo import Withdrawn
from bot.language import _
from bot.programme import undo
from bot.store import pairs
from bot.store.saves import Save

PASSING = ("brief", "read")
"""What a form is told of how it was handed in: no part of what it is about."""

UNSAVED = ("LoggedTwice", "Unchanged", "UnlockPerson")
"""Receipts of what was not saved: there is nothing to take back."""

Take = Callable[[Asking, Args, Mapping[str, str]], Place]


def remembering(take: Take, asking: Asking, form: str, args: Args, answers: Mapping[str, str]) -> Place:
    """Hands a form to its deed, and keeps what it needs to be taken back."""
    before = undo.image(asking.db, form, args)
    made = take(asking, args, answers)
    if made.name in UNSAVED:
        return made
    about = {key: value for key, value in args.items() if key not in PASSING}
    after = undo.image(asking.db, form, args)
    save = Save(asking.who.id, form, urlencode(sorted(about.items())), answers, _made(made), before, after, asking.now)
    undo.keep(asking.db, save)
    return made


def _made(receipt: Place) -> str:
    return urlencode(receipt.args)


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


def withdrawn(asking: Asking, args: Args) -> Prepared:
    """What the partner took back."""
    pair = pairs.get(asking.db, int(args["pair"]))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "session")
    return Prepared(Withdrawn(names(asking, pair)[1], int(args["number"])))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {"TakenBack": withdrawn}
