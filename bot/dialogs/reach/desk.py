"""Whom no message reaches, at the desk."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.handlers import facts
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.reach.pages import LostTeacher, OutOfReach
from bot.language import Name
from bot.store.people import people, reach


@facts
def out_of_reach(asking: Asking, at: OutOfReach) -> Prepared:
    """Whom no message reaches; closed for anybody but their head, and once one does."""
    person = people.get(asking.db, at.who)
    if person is None or asking.who.id not in heads_of(asking.db, person.id, asking.today):
        raise NotOpen
    if not reach.lost(asking.db, [person.id]):
        raise NotOpen
    return Prepared(LostTeacher(Name(person.name)))
