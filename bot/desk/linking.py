"""The ways to reach somebody, at the desk: linking another, cutting one, choosing the first; and numbers that moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.desk.base import Args, Asking, Closed, Prepared, prove
from bot.dialogs.linking import Given, Linked, Ways
from bot.dialogs.moving import Moved
from bot.dialogs.place import Place
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


def code(asking: Asking, args: Args) -> Prepared:
    """A code to link with, as it has just been made."""
    return Prepared(Given(args["code"], asking.telegram_bot))


def one_way(asking: Asking, args: Args) -> Prepared:
    """One of their own ways; closed where it is no longer theirs."""
    known = addresses.of_person(asking.db, asking.who.id)
    way = next((way for way in known if str(way.id) == args["address"]), None)
    if way is None:
        raise Closed
    return Prepared(Linked(Name(asking.who.name), called(way)))


def _to_choose(known: Sequence[Address]) -> list[Address]:
    """Without the other ids of an account whose number is known: it would stand there twice."""
    shown = {way.channel for way in known if is_number(way.address)}
    return [way for way in known if is_number(way.address) or way.channel not in shown]


def ways(asking: Asking, args: Args) -> Prepared:
    """All their ways, the preferred first; closed where there is nothing to choose."""
    known = _to_choose(addresses.of_person(asking.db, asking.who.id))
    if len(known) < 2:
        raise Closed(_("Messages reach you by {way} only. LINK adds another phone or app."), way=called(known[0]))
    return Prepared(Ways(called(known[0]), tuple(Option(str(way.id), called(way)) for way in known)))


def moved(asking: Asking, args: Args) -> Prepared:
    """Whose account moved; closed for anybody but their head."""
    person = people.get(asking.db, int(args["who"]))
    if person is None or asking.who.id not in heads_of(asking.db, person.id, asking.today):
        raise Closed
    return Prepared(Moved(Name(person.name)))


def link(asking: Asking, args: Args) -> Place:
    """A code for another phone or chat; an office gives its PIN for it."""
    prove(asking)
    return Place("LinkCode", {"code": linking.invite(asking.db, asking.who.id, asking.now)})


def unlink(asking: Asking, args: Args) -> Place:
    linking.unlink(asking.db, asking.who.id, int(args["address"]))
    return Place("Unlinked")


def prefer(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    linking.prefer(asking.db, asking.who.id, int(answers["way"]))
    return Place("PreferredSaved", {"address": answers["way"]})


def dispute(asking: Asking, args: Args) -> Place:
    moving.dispute(asking.db, asking.who.id, int(args["who"]), asking.now)
    return Place("MoveStopped")


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "LinkCode": code,
    "NewLink": one_way,
    "Preferred": ways,
    "PreferredSaved": one_way,
    "NumberChanged": moved,
    "MoveDisputed": moved,
}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"Preferred": prefer}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"link": link, "unlink": unlink, "dispute_move": dispute}
