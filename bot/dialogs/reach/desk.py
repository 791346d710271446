"""Whom no message reaches, at the desk."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, allowed
from bot.dialogs.handlers import facts
from bot.dialogs.offices.deeds import heads_of
from bot.dialogs.pairs.shared import names
from bot.dialogs.reach.pages import LostTeacher, OutOfReach, Partner, PartnerUnreachable
from bot.language import Name
from bot.store import pairs
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


@facts
def partner(asking: Asking, at: PartnerUnreachable) -> Prepared:
    """The other one of a pair."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise NotFound
    allowed(asking, pair, "session")
    them = people.get(asking.db, pair.partner_id(asking.who.id))
    if them is None or (them.muted_at is None and not pair.partner_lost(asking.who.id)):
        raise NotOpen
    me, other = names(asking, pair)
    return Prepared(Partner(me, other))
