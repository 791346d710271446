"""The ways to reach somebody, at the desk: linking another, cutting one, choosing the first; and numbers that moved."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.base import Answers, Asking, Closed, Prepared, prove
from bot.desk.handlers import does, facts, opens, takes
from bot.dialogs.dialog import Dialog
from bot.dialogs.linking import Given, Link, LinkCode, Linked, NewLink, Preferred, PreferredSaved, Unlinked, Ways
from bot.dialogs.moving import Moved, MoveDisputed, MoveStopped, NumberChanged
from bot.dialogs.saying import Option
from bot.language import Name, _
from bot.messages import Channel
from bot.programme import linking, moving
from bot.programme.offices import heads_of
from bot.store import addresses, people
from bot.store.addresses import Address, is_number

CALLED = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp", Channel.TELEGRAM: "Telegram"}


def called(way: Address) -> str:
    """ "SMS ..001": enough to tell one's own ways apart, and no number for a stranger's eyes."""
    ending = f" ..{way.address[-3:]}" if is_number(way.address) else ""
    return f"{CALLED.get(way.channel, way.channel.value)}{ending}"


@facts
def code(asking: Asking, at: LinkCode) -> Prepared:
    """A code to link with, as it has just been made."""
    return Prepared(Given(at.code, asking.telegram_bot))


@facts
def one_way(asking: Asking, at: NewLink | PreferredSaved) -> Prepared:
    """One of their own ways; closed where it is no longer theirs."""
    known = addresses.of_person(asking.db, asking.who.id)
    way = next((way for way in known if way.id == at.address), None)
    if way is None:
        raise Closed
    return Prepared(Linked(Name(asking.who.name), called(way)))


def _to_choose(known: Sequence[Address]) -> list[Address]:
    """Without the other ids of an account whose number is known: it would stand there twice."""
    shown = {way.channel for way in known if is_number(way.address)}
    return [way for way in known if is_number(way.address) or way.channel not in shown]


@facts
def ways(asking: Asking, at: Preferred) -> Prepared:
    """All their ways, the preferred first; closed where there is nothing to choose."""
    known = _to_choose(addresses.of_person(asking.db, asking.who.id))
    if len(known) < 2:
        raise Closed(_("Messages reach you by {way} only. LINK adds another phone or app."), way=called(known[0]))
    return Prepared(
        Ways(called(known[0]), tuple(Option(str(way.id), called(way), (CALLED.get(way.channel, ""),)) for way in known))
    )


@facts
def moved(asking: Asking, at: NumberChanged | MoveDisputed) -> Prepared:
    """Whose account moved; closed for anybody but their head."""
    person = people.get(asking.db, at.who)
    if person is None or asking.who.id not in heads_of(asking.db, person.id, asking.today):
        raise Closed
    return Prepared(Moved(Name(person.name)))


@opens
def link(asking: Asking, at: Link) -> Dialog:
    """A code for another phone or chat; an office gives its PIN for it."""
    prove(asking)
    return LinkCode(code=linking.invite(asking.db, asking.who.id, asking.now))


@does(NewLink.cut)
def unlink(asking: Asking, at: NewLink) -> Dialog:
    linking.unlink(asking.db, asking.who.id, at.address)
    return Unlinked()


@takes
def prefer(asking: Asking, at: Preferred, answers: Answers) -> Dialog:
    linking.prefer(asking.db, asking.who.id, int(answers["way"]))
    return PreferredSaved(address=int(answers["way"]))


@does(NumberChanged.dispute)
def dispute(asking: Asking, at: NumberChanged) -> Dialog:
    moving.dispute(asking.db, asking.who.id, at.who, asking.now)
    return MoveStopped()
