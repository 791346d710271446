"""The ways to reach somebody, at the desk: linking another, cutting one, choosing the first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogs.desk import Answers, Asking, NotOpen, Prepared, prove
from bot.dialogs.handlers import does, facts, opens, takes
from bot.dialogs.linking import deeds
from bot.dialogs.linking.pages import CodeGiven, Link, LinkCode, LinkedWay, NewLink, PreferredSaved, Unlinked
from bot.dialogs.linking.paper import Preferred, WaysToReach
from bot.dialogs.linking.rules import CALLED
from bot.forms.dialog import Dialog
from bot.forms.saying import Option
from bot.language import Name, _
from bot.store.people import addresses
from bot.store.people.addresses import Address, is_number


def called(way: Address) -> str:
    """ "SMS ..001": enough to tell one's own ways apart, and no number for a stranger's eyes."""
    ending = f" ..{way.address[-3:]}" if is_number(way.address) else ""
    return f"{CALLED.get(way.channel, way.channel.value)}{ending}"


@facts
def code(asking: Asking, at: LinkCode) -> Prepared:
    """A code to link with, as it has just been made."""
    return Prepared(CodeGiven(at.code, asking.telegram_bot))


@facts
def one_way(asking: Asking, at: NewLink | PreferredSaved) -> Prepared:
    """One of their own ways; closed where it is no longer theirs."""
    known = addresses.of_person(asking.db, asking.who.id)
    way = next((way for way in known if way.id == at.address), None)
    if way is None:
        raise NotOpen
    return Prepared(LinkedWay(Name(asking.who.name), called(way)))


def _to_choose(known: Sequence[Address]) -> list[Address]:
    """Without the ids of accounts whose number is known: they would stand there twice."""
    accounts = {way.account for way in known}
    return [way for way in known if way.address not in accounts]


@facts
def ways(asking: Asking, at: Preferred) -> Prepared:
    """All their ways, the preferred first; closed where there is nothing to choose."""
    known = _to_choose(addresses.of_person(asking.db, asking.who.id))
    if len(known) < 2:
        raise NotOpen(_("Messages reach you by {way} only. LINK adds another phone or app."), way=called(known[0]))
    return Prepared(
        WaysToReach(
            called(known[0]), tuple(Option(str(way.id), called(way), (CALLED.get(way.channel, ""),)) for way in known)
        )
    )


@opens
def link(asking: Asking, at: Link) -> Dialog:
    """A code for another phone or chat; an office gives its PIN for it."""
    prove(asking)
    return LinkCode(code=deeds.invite(asking.db, asking.who.id, asking.now))


@does(NewLink.cut)
def unlink(asking: Asking, at: NewLink) -> Dialog:
    deeds.unlink(asking.db, asking.who.id, at.address, asking.evidence(read=True))
    return Unlinked()


@takes
def prefer(asking: Asking, at: Preferred, answers: Answers) -> Dialog:
    deeds.prefer(asking.db, asking.who.id, int(answers["way"]))
    return PreferredSaved(address=int(answers["way"]))
