"""Addresses that nobody in the programme has: one neutral line a day, the ways in, and nothing personal (D88)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.dialogs.asides.pages import InPrivate
from bot.dialogs.certificates import desk as certificates
from bot.dialogs.certificates.pages import Verify
from bot.dialogs.linking import deeds as linking_deeds
from bot.dialogs.linking import rules as linking_rules
from bot.dialogs.linking.pages import CodeAsked, LinkHow, LinkRefused, MoveDone, NowLinked, NumberMoved
from bot.dialogs.linking.rules import CALLED, SentCode
from bot.dialogs.people import deeds
from bot.dialogs.people.pages import (
    Mine,
    MoveStopped,
    NumberAsked,
    NumberHow,
    NumberLimit,
    NumberRefused,
    NumberWaits,
    StrangerStopped,
    Waits,
)
from bot.dialogs.people.pages import Stranger as Unknown
from bot.dialogs.refusals import PinWaits, Refusal
from bot.dialogs.unlocking import deeds as unlocking_deeds
from bot.dialogs.unlocking.pages import CodeToRead, SeeHead
from bot.forms import page as page_view
from bot.forms.facts import Context
from bot.forms.page import Page
from bot.forms.place import Place
from bot.forms.saying import View
from bot.language import Name, automatic, fold, opt_in, opt_out
from bot.language.dates import bidding
from bot.messages import Channel, Inbound
from bot.store.outbox import outbox
from bot.store.people import addresses, people
from bot.store.people.addresses import Address, is_number
from bot.store.talk import inbox
from bot.store.talk.inbox import StrangersTry
from bot.talk import harm, pins, posters
from bot.talk.strangers_words import (
    NUMBER,
    SIX_DIGITS,
    VERIFY,
    Tried,
    claim,
    claimed,
    is_forgotten,
    language_of,
    of_claim,
    wants_silence,
)
from bot.talk.turn import World

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class StrangersTurn:
    """One message of somebody whom we do not know, in its transaction."""

    db: Connection
    inbound: Inbound
    tried: Tried | None
    """The PIN that these words give."""
    now: datetime
    world: World

    def times(self, tries: StrangersTry) -> int:
        """How often today this was tried from there, this time included."""
        return inbox.times(self.db, self.inbound.channel, self.inbound.address, tries, self.now - DAY)

    def replies(self, within: timedelta) -> int:
        return outbox.replies_since(self.db, self.inbound.channel, self.inbound.address, self.now - within)

    def page(self, at: Page[Any], facts: object = None) -> View:
        return page_view.view(type(at), Context(facts or harm.whom_to_call(self.world.lines), self.now), Place.of(at))


@dataclass(frozen=True)
class StrangerAnswered:
    """What is said back; whose the address is from now on; what else is to be sent."""

    view: View
    whose: int | None = None
    told: tuple[Address, ...] = ()
    """The other addresses of their account, which hear that it moved here."""
    sent: SentCode | None = None
    """A code on its way to a registered phone."""


def answer(stranger: StrangersTurn) -> StrangerAnswered | None:
    """What is said to a stranger; None: silence."""
    inbound, text = stranger.inbound, stranger.inbound.text
    if not inbound.may_be_a_person or automatic(text) or inbound.answered:
        return None
    if inbound.edited and (not text.strip() or opt_out(text)):
        return None
    if stranger.replies(HOUR) >= stranger.world.replies_an_hour:
        return None
    if inbound.group:
        return _neutral(stranger, InPrivate(), 1)
    if harm.tells(inbound):
        return _neutral(stranger, harm.of_nobody_known(inbound), stranger.world.number_tries_a_day)
    if wants_silence(text):
        posters.stopped(stranger.db, inbound, stranger.now)
        return _neutral(stranger, StrangerStopped(), stranger.world.stranger_lines_a_day)
    return _way_in(stranger) or _neutral(stranger, *_first_line(stranger))


def _first_line(stranger: StrangersTurn) -> tuple[Page[Any], int]:
    most = 1 if stranger.inbound.called else stranger.world.stranger_lines_a_day + opt_in(stranger.inbound.text)
    return LinkHow() if stranger.inbound.channel is Channel.TELEGRAM else Unknown(), most  # START may come after STOP


def _neutral(stranger: StrangersTurn, at: Page[Any], most: int) -> StrangerAnswered | None:
    """A neutral line, unless this address has had enough of them today."""
    return None if stranger.replies(DAY) >= most else StrangerAnswered(stranger.page(at))


def _way_in(stranger: StrangersTurn) -> StrangerAnswered | None:
    """What somebody may do who is not known yet; None for any other words."""
    text = stranger.inbound.text
    if stranger.inbound.contact is not None:
        return _shared(stranger, stranger.inbound.contact)
    if stranger.tried is not None:
        return _pin(stranger, stranger.tried)
    if code := linking_rules.said(text):
        return _code(stranger, code)
    if stranger.inbound.channel is Channel.TELEGRAM and (digits := SIX_DIGITS.fullmatch(text)):
        return _code_by_phone(stranger, digits[1])
    first = fold(text.partition(" ")[0]).lstrip("/")
    if first in NUMBER or claimed(stranger.inbound):
        return _number(stranger)
    if serial := bidding.serial(text):
        return StrangerAnswered(stranger.page(Verify(), certificates.check(stranger.db, serial)))
    if first in VERIFY:
        return StrangerAnswered(stranger.page(Verify(), certificates.check(stranger.db, text.partition(" ")[2])))
    return _not_me(stranger) or _forgotten(stranger) or _still_asked(stranger) or _poster(stranger)


def _poster(stranger: StrangersTurn) -> StrangerAnswered | None:
    """JOIN and the code of a poster, then who they are: the head decides, and nothing is shown before."""
    if posters.asks(stranger.inbound.text) and _limited(stranger, StrangersTry.JOIN):
        return _enough(stranger, StrangersTry.JOIN)
    said = posters.answer(stranger.db, stranger.inbound, stranger.now)
    return _neutral(stranger, said, 2 * stranger.world.number_tries_a_day) if said else None


def _forgotten(stranger: StrangersTurn) -> StrangerAnswered | None:
    """0 where a PIN is awaited, or that it is forgotten: a code to be read to the head, whoever's number was given."""
    db, inbound, now = stranger.db, stranger.inbound, stranger.now
    words = is_forgotten(inbound.text)
    if not (words or inbound.text.strip() == "0") or inbound.channel is Channel.TELEGRAM:
        return None
    given = claim(db, inbound, now)
    if given is None:
        return _neutral(stranger, NumberHow(), stranger.world.stranger_lines_a_day) if words else None
    person = people.by_tsc(db, of_claim(given) or "")
    code = unlocking_deeds.ask_reset(db, person.id if person else None, inbound.channel.book, inbound.address, now)
    return StrangerAnswered(stranger.page(SeeHead(code=code), CodeToRead(code)))


def _still_asked(stranger: StrangersTurn) -> StrangerAnswered | None:
    """Other words while a PIN is awaited: it is asked for again; and what comes too late for it is answered too."""
    inbound, most = stranger.inbound, 2 * stranger.world.number_tries_a_day
    if inbound.channel is Channel.TELEGRAM:
        return None
    if claim(stranger.db, inbound, stranger.now) is not None:
        return _neutral(stranger, NumberAsked(), most)
    late = pins.ALONE.fullmatch(inbound.text.strip()) or inbound.text.strip() == "0"
    return _neutral(stranger, NumberHow(), most) if late and stranger.times(StrangersTry.NUMBER) else None


def _limited(stranger: StrangersTurn, tries: StrangersTry) -> bool:
    """Whether this is one try too many today."""
    return stranger.times(tries) > stranger.world.number_tries_a_day


def _enough(stranger: StrangersTurn, tries: StrangersTry) -> StrangerAnswered | None:
    """Too many tries: said once, then silence."""
    first = stranger.times(tries) == stranger.world.number_tries_a_day + 1
    return StrangerAnswered(stranger.page(NumberLimit())) if first else None


def _number(stranger: StrangersTurn) -> StrangerAnswered | None:
    """NUMBER and a TSC number: a PIN or a code is to follow, and nobody learns whether we know that number."""
    if _limited(stranger, StrangersTry.NUMBER):
        return _enough(stranger, StrangersTry.NUMBER)
    tsc, inbound = claimed(stranger.inbound), stranger.inbound
    if tsc is None:
        return StrangerAnswered(stranger.page(NumberHow()))
    if inbound.channel is not Channel.TELEGRAM:
        return StrangerAnswered(stranger.page(NumberAsked()))
    sent = linking_deeds.send_code(stranger.db, tsc, inbound.channel.book, inbound.address, stranger.now)
    return StrangerAnswered(stranger.page(CodeAsked()), sent=sent)


def _pin(stranger: StrangersTurn, tried: Tried) -> StrangerAnswered:
    """NUMBER and the right PIN: the account moves here, or is linked where a WhatsApp account hides its number.

    A chat is not a number, so there a PIN proves nothing.
    """
    db, now, inbound = stranger.db, stranger.now, stranger.inbound
    if inbound.channel is Channel.TELEGRAM:
        return StrangerAnswered(stranger.page(LinkRefused()))
    person = people.by_tsc(db, tried.tsc)
    try:
        at = deeds.Given(inbound.channel.book, inbound.address, now)
        deeds.check_strangers_pin(db, person.id if person else None, tried.pin, at)
        assert person is not None, "nobody's PIN is refused"
        if inbound.channel is Channel.WHATSAPP and not is_number(inbound.address):
            return _linked(
                stranger, linking_deeds.link(db, person.id, inbound.channel, inbound.address, now, proved=True)
            )
        before = addresses.of_person(db, person.id)
        deeds.move_number(db, person.id, inbound.channel.book, inbound.address, now)
    except PinWaits as waits:
        return StrangerAnswered(stranger.page(NumberWaits(minutes=waits.minutes), Waits(waits.minutes)))
    except Refusal:
        return StrangerAnswered(stranger.page(NumberRefused()))
    return _moved(stranger, person.id, before)


def _moved(stranger: StrangersTurn, who: int, before: Sequence[Address]) -> StrangerAnswered:
    """What the move has changed; and every other phone and chat hears of it, each of them once."""
    stays = {way.id for way in addresses.of_person(stranger.db, who)}
    others = [way for way in before if way.address != stranger.inbound.address]
    kept, left = ([way for way in others if (way.id in stays) is here] for here in (True, False))
    numbers, chats = ([way for way in left if is_number(way.address) is number] for number in (True, False))
    accounts = {way.account for way in left}  # of a number that hears of it already
    told = tuple(way for way in others if way.address not in accounts)
    changed = MoveDone(bool(numbers), _called(kept), _called(chats))
    return StrangerAnswered(stranger.page(NumberMoved(), changed), who, told)


def _called(ways: Iterable[Address]) -> str:
    return ", ".join(dict.fromkeys(CALLED[way.channel] for way in ways))


def _code(stranger: StrangersTurn, code: str) -> StrangerAnswered | None:
    """A code that somebody got on their own phone with LINK."""
    if _limited(stranger, StrangersTry.CODE):
        return _enough(stranger, StrangersTry.CODE)
    inbound = stranger.inbound
    return _linked(
        stranger, linking_deeds.accept(stranger.db, code, inbound.channel.book, inbound.address, stranger.now)
    )


def _code_by_phone(stranger: StrangersTurn, code: str) -> StrangerAnswered | None:
    """A code that this chat has asked for; six digits that nobody asked for are words like any others."""
    if not stranger.times(StrangersTry.NUMBER):
        return None
    inbound = stranger.inbound
    return _linked(
        stranger, linking_deeds.prove(stranger.db, code, inbound.channel.book, inbound.address, stranger.now)
    )


def _shared(stranger: StrangersTurn, phone: str) -> StrangerAnswered:
    """Telegram vouches that this is their own number."""
    inbound = stranger.inbound
    return _linked(
        stranger, linking_deeds.by_number(stranger.db, phone, inbound.channel.book, inbound.address, stranger.now)
    )


def _linked(stranger: StrangersTurn, who: int | None) -> StrangerAnswered:
    person = people.get(stranger.db, who) if who is not None else None
    if person is None:
        return StrangerAnswered(stranger.page(LinkRefused()))
    return StrangerAnswered(stranger.page(NowLinked(), Mine(Name(person.name))), person.id)


def _not_me(stranger: StrangersTurn) -> StrangerAnswered | None:
    """1 from a number that an account has left lately: it was not its owner who moved it."""
    inbound = stranger.inbound
    if inbound.text.strip() != "1":
        return None
    stopped = deeds.dispute_from(stranger.db, inbound.channel.book, inbound.address, stranger.now)
    return StrangerAnswered(stranger.page(MoveStopped())) if stopped else None


def language(stranger: StrangersTurn) -> str:
    """The language of what a stranger writes, or wrote to be let in where this has no words."""
    text = stranger.inbound.text
    if any(letter.isalpha() for letter in text) and language_of(text) != "en":
        return language_of(text)
    wrote = stranger.db, stranger.inbound, stranger.now
    return language_of(claim(*wrote) or posters.before(*wrote) or text)
