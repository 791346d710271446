"""A number that moved, at the desk: who is told, and who objects."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.handlers import does, facts
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.people import deeds
from bot.dialogs.people.pages import (
    Choosing,
    MovedAccount,
    MoveDisputed,
    MoveStopped,
    NewPin,
    NumberChanged,
    NumberWaits,
    Waits,
)
from bot.forms.dialog import Dialog
from bot.language import Name
from bot.store.people import people


@facts
def moved(asking: Asking, at: NumberChanged | MoveDisputed) -> Prepared:
    """Whose account moved; closed for anybody but their head."""
    person = people.get(asking.db, at.who)
    if person is None or asking.who.id not in heads_of(asking.db, person.id, asking.today):
        raise NotOpen
    return Prepared(MovedAccount(Name(person.name)))


@facts
def waiting(asking: Asking, at: NumberWaits) -> Prepared:
    return Prepared(Waits(at.minutes))


@facts
def choosing(asking: Asking, at: NewPin) -> Prepared:
    """It is asked alike, whoever asks."""
    return Prepared(Choosing())


@does(NumberChanged.dispute)
def dispute(asking: Asking, at: NumberChanged) -> Dialog:
    deeds.dispute(asking.db, asking.who.id, at.who, asking.now)
    return MoveStopped()
