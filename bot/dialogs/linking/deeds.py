"""Further ways to one account: shown by a code from a phone that is known, or by what a provider vouches for.

Never by a number that somebody typed (requirement D335): whoever knows a teacher's number is not that teacher.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection

from bot.dialogs.linking.pages import NewLink
from bot.dialogs.linking.rules import CODE, DAY, LENGTH, LIVES, MOST_A_DAY, SIGNS, SILENCE, TRIES, Linked, SentCode
from bot.dialogs.offices.deeds import office_of
from bot.dialogs.people.rules import NotAMobile, kenyan_mobile, pin_fits, pin_hash
from bot.dialogs.refusals import NotYours, PinNeeded
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.messages import Channel, Inbound
from bot.store import linking
from bot.store.linking import OpenCode
from bot.store.people import addresses, guesses, people
from bot.store.people.addresses import Address, is_number
from bot.store.people.people import Person
from bot.store.signing import Evidence, Method
from bot.store.talk import inbox, notices


def in_doubt(
    db: Connection, way: Address, now: datetime, before: int | None = None, account: str | None = None
) -> bool:
    """Whether another than its owner may hold this address (D332): every way in asks this, and nothing else.

    So it is where it was put in doubt, by a move that somebody objected to or a link that no PIN has confirmed, until
    the PIN is given there; and where for 90 days nothing was heard from there, or nothing has arrived there.
    `before`: the message that breaks the silence. Where nothing was ever heard, the first message is how its owner
    comes in. `account`: the WhatsApp account that writes from this number, as its provider says. Another one than the
    number had is somebody else's; the same one was not silent where it was heard under its other name.
    """
    if way.doubted_at is not None or (account and way.account not in (None, account)):
        return True
    if not _is_silent(db, way, now, before):
        return False
    return all(_is_silent(db, other, now) for other in _other_names(db, way, account))


def _is_silent(db: Connection, way: Address, now: datetime, before: int | None = None) -> bool:
    heard = inbox.heard_before(db, way.channel, way.address, before)
    return any(at is not None and now - at > SILENCE for at in (heard, way.dead_at))


def _other_names(db: Connection, way: Address, account: str | None) -> list[Address]:
    """The same WhatsApp account by its id, or by the number that has come with that; none that is itself in doubt.

    A number goes to another owner, an id never does: under a number it is the same only where its message says so.
    """
    same = account if is_number(way.address) else way.address
    if way.channel is not Channel.WHATSAPP or same is None or same not in (way.address, way.account):
        return []
    known = [other for other in addresses.of_person(db, way.person_id) if other.doubted_at is None]
    return [other for other in known if other.id != way.id and same in (other.address, other.account)]


def account_of(inbound: Inbound) -> str | None:
    """The id of the account that writes; None where its provider names none."""
    return next((name for name in (inbound.also, inbound.address) if name and not is_number(name)), None)


def by_account(db: Connection, inbound: Inbound, here: Sequence[tuple[Person, Address]], now: datetime) -> Inbound:
    """The message as it is heard: under its account's id where that is somebody's, and its number nobody's.

    Where the number is another person's, it is theirs no longer beyond doubt: an account has one number. It costs a
    look only where a number comes with an id that it did not have.
    """
    if not inbound.also or any(way.account == inbound.also for _person, way in here):
        return inbound
    others = people.at_address(db, inbound.channel.book, inbound.also, lock=False)
    if not others or {person.id for person, _way in here} & {person.id for person, _way in others}:
        return inbound
    addresses.doubt(db, [way.id for _person, way in here if way.doubted_at is None], now)
    return replace(inbound, address=inbound.also, also="" if here else inbound.address)


def invite(db: Connection, who: int, now: datetime) -> str:
    """A code that links wherever it is given, once; it is good for a deep link too."""
    code = ""
    while not CODE.fullmatch(code):
        code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    linking.add(db, who, _hashed(code), now, now + LIVES)
    return code


def _hashed(code: str) -> str:
    return sha256(code.encode()).hexdigest()


def accept(db: Connection, code: str, channel: Channel, address: str, now: datetime) -> int | None:
    """Links the address where this code was given; whose it is from now on, None when the code does not work."""
    given = linking.anywhere(db, _hashed(code), now)
    return _linked(db, given, channel, address, now) if given else None


def send_code(db: Connection, tsc_number: str, channel: Channel, address: str, now: datetime) -> SentCode | None:
    """A code for the registered phone of this TSC number, to be given at this address; None where there is none."""
    person, code = people.by_tsc(db, tsc_number), f"{secrets.randbelow(1_000_000):06}"
    hashed = pin_hash(code)  # whoever asks waits as long where there is nobody
    if person is None or linking.made_since(db, person.id, now - DAY) >= MOST_A_DAY:
        return None
    ways = addresses.of_person(db, person.id)
    to = next((way for way in ways if way.channel is Channel.SMS and way.may_be_written_to), None)
    if to is None or in_doubt(db, to, now):
        return None
    linking.add(db, person.id, hashed, now, now + LIVES, (channel, address))
    return SentCode(person.id, person.language, to, code, now + LIVES)


def prove(db: Connection, code: str, channel: Channel, address: str, now: datetime) -> int | None:
    """Links the address where a code of `send_code` was asked for; None when it is wrong, old, or guessed at too often.

    A wrong try is written before it is refused: commit it, or guessing is free.
    """
    given = linking.at(db, channel, address, now)
    if given is None:
        pin_hash(code)  # an answer that came sooner would say that no code was sent
        return None
    fits = pin_fits(code, given.code_hash)
    if not fits:
        linking.tried(db, given.id)
        if given.tries + 1 >= TRIES:
            linking.use(db, given.id, now)
        return None
    return _linked(db, given, channel, address, now)


def by_number(db: Connection, phone: str, channel: Channel, address: str, now: datetime) -> int | None:
    """Links the chat whose owner shared their own number; None unless exactly one person has that number."""
    try:
        number = kenyan_mobile(phone)
    except NotAMobile:
        return None
    here = people.at_address(db, Channel.SMS, number)
    if len(here) != 1 or in_doubt(db, here[0][1], now):
        return None
    return link(db, here[0][0].id, channel, address, now)


def _linked(db: Connection, given: OpenCode, channel: Channel, address: str, now: datetime) -> int | None:
    """A code was right: it does not work again, and not at all where nothing of its account is beyond doubt."""
    linking.use(db, given.id, now)
    if all(in_doubt(db, way, now) for way in addresses.of_person(db, given.person_id)):
        return None
    return link(db, given.person_id, channel, address, now)


def link(db: Connection, who: int, channel: Channel, address: str, now: datetime, *, proved: bool = False) -> int:
    """From now on the person is reached there too, last of all; they are told where they were reached before.

    Not `proved` by the PIN, it is in doubt until that is given there: a code may be read over a shoulder. Only a
    teacher who has no PIN yet goes without; an office never does.
    """
    added = _add(db, who, channel, address, now)
    person = people.get(db, who)
    if proved:
        addresses.passed(db, added, now)
    elif (person is not None and person.pin_hash is not None) or office_of(db, who, local_day(now)) is not None:
        addresses.doubt(db, [added], now)
    tell(db, who, _told_of(added), Linked(address=added, at=str(now)), now)
    return who


def same_account(db: Connection, way: Address, inbound: Inbound, now: datetime) -> None:
    """The provider says by what other name the account is known that writes from here: later that may come alone."""
    if not inbound.also or way.account == inbound.also:
        return
    known = {one.address: one.id for one in addresses.of_person(db, way.person_id) if one.channel is way.channel}
    other = known.get(inbound.also) or _add(db, way.person_id, way.channel, inbound.also, now)
    of_id = is_number(inbound.also)
    addresses.belongs(db, other if of_id else way.id, way.address if of_id else inbound.also)


def _add(db: Connection, who: int, channel: Channel, address: str, now: datetime) -> int:
    last = max((way.rank for way in addresses.of_person(db, who)), default=-1)
    return addresses.add(db, person_id=who, channel=channel, address=address, rank=last + 1, now=now, verified_at=now)


def _told_of(address_id: int) -> NewLink:
    """Where somebody is told that their account has been linked to this address."""
    return NewLink(address=address_id)


def unlink(db: Connection, who: int, address_id: int, evidence: Evidence) -> None:
    """Cuts a link of which its owner was told, and which they did not make.

    NotYours for another's, for one that they were not asked about, for the only one there is, and from that address
    itself; PinNeeded.
    """
    known = addresses.of_person(db, who)
    way = next((way for way in known if way.id == address_id), None)
    told = notices.last_made(db, who, str(_told_of(address_id)))
    if way is None or told is None or told < way.made_at or len(known) == 1:  # an id may come again
        raise NotYours
    if (evidence.channel.book, evidence.address) == (way.channel, way.address):
        raise NotYours
    if evidence.method is not Method.PIN:
        raise PinNeeded
    addresses.remove(db, address_id)
    guesses.wash(db, who, way.channel, way.address)


def prefer(db: Connection, who: int, address_id: int) -> None:
    """Messages come here first; the others stay in their order, for when it fails. NotYours for another's address."""
    known = addresses.of_person(db, who)
    if address_id not in {way.id for way in known}:
        raise NotYours
    for rank, way in enumerate(sorted(known, key=lambda way: way.id != address_id)):
        addresses.set_rank(db, way.id, rank)
