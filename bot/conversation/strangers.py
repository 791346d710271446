"""Addresses that nobody in the programme has: one neutral line a day, the ways in, and nothing personal (D88)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.conversation import harm, pins
from bot.conversation.turn import World
from bot.desk import certificates
from bot.dialogs import page as page_view
from bot.dialogs.certificates import Verify
from bot.dialogs.coming import (
    Gate,
    Mine,
    NumberAsked,
    NumberHow,
    NumberLimit,
    NumberMoved,
    NumberRefused,
    StrangerStopped,
)
from bot.dialogs.coming import Stranger as Unknown
from bot.dialogs.facts import Context, NoFacts
from bot.dialogs.harm import InDanger
from bot.dialogs.linking import CodeAsked, LinkHow, LinkRefused, NowLinked
from bot.dialogs.moving import MoveStopped
from bot.dialogs.odd import InPrivate
from bot.dialogs.page import Page
from bot.dialogs.place import Place
from bot.dialogs.saying import View
from bot.language import LANGUAGES, Name, _, automatic, bidding, fold, opt_out, polite, say
from bot.language import harm as words_of_harm
from bot.messages import Channel, Inbound
from bot.programme import linking, moving
from bot.programme import people as deeds
from bot.programme.linking import Sent
from bot.programme.refusals import Refusal
from bot.store import inbox, outbox, people
from bot.store.addresses import Address, is_number
from bot.store.inbox import Try

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PIN_WAITS = timedelta(minutes=15)
NUMBER = frozenset(fold(say(_("NUMBER"), language)) for language in LANGUAGES)
VERIFY = frozenset(fold(say(_("VERIFY"), language)) for language in LANGUAGES)
SIX_DIGITS = re.compile(r"\s*([0-9]{6})\s*")


@dataclass(frozen=True)
class Tried:
    """A PIN, for the TSC number that was given just before."""

    tsc: str
    pin: str


@dataclass(frozen=True)
class Stranger:
    """One message of somebody whom we do not know, in its transaction."""

    db: Connection
    inbound: Inbound
    tried: Tried | None
    """The PIN that these words give."""
    now: datetime
    world: World

    def times(self, tries: Try) -> int:
        """How often today this was tried from there, this time included."""
        return inbox.times(self.db, self.inbound.channel, self.inbound.address, tries, self.now - DAY)

    def replies(self, within: timedelta) -> int:
        return outbox.replies_since(self.db, self.inbound.channel, self.inbound.address, self.now - within)

    def page(self, at: Page[Any], facts: object = None) -> View:
        return page_view.view(type(at), Context(facts or NoFacts(), self.now), Place.of(at))


@dataclass(frozen=True)
class Answered:
    """What is said back; whose the address is from now on; what else is to be sent."""

    view: View
    whose: int | None = None
    left: tuple[Address, ...] = ()
    """The addresses that their account has left for this one."""
    sent: Sent | None = None
    """A code on its way to a registered phone."""


def heard(db: Connection, inbound: Inbound, now: datetime) -> tuple[Inbound, Inbound, Tried | None]:
    """The message as it may be kept and as it is heard, and the PIN in it where one was asked for just before.

    Nothing is kept of one that tells of harm.
    """
    if harm.tells(inbound):
        return harm.unkept(inbound), inbound, None
    asked = None
    if tries(inbound) is None:
        claim = _claim(db, inbound, now)
        asked = _tsc(claim) if claim else None
    place = Place.of(Gate()) if asked else None
    found = pins.given(inbound.text, place, lambda: True)
    kept = replace(inbound, text=pins.written(inbound.text, found, place, alone=True))
    if found is None:
        return kept, inbound, None
    if found.pin is None:
        return kept, replace(inbound, text=found.words), None
    return kept, inbound, Tried(asked, found.pin) if asked else None


def tries(inbound: Inbound) -> Try | None:
    """What a message tries, as it may be kept."""
    if _tsc(inbound.text):
        return Try.NUMBER
    return Try.CODE if linking.said(inbound.text) else None


def _claim(db: Connection, inbound: Inbound, now: datetime) -> str | None:
    """NUMBER and a TSC number, where it was written from there a moment ago: a PIN is still awaited."""
    return inbox.last_try(db, inbound.channel, inbound.address, Try.NUMBER, now - PIN_WAITS)


def answer(stranger: Stranger) -> Answered | None:
    """What is said to a stranger; None: silence."""
    inbound, text = stranger.inbound, stranger.inbound.text
    if automatic(text) or inbound.answered or stranger.replies(HOUR) >= stranger.world.replies_an_hour:
        return None
    if inbound.group:
        return _neutral(stranger, InPrivate(), 1)
    if harm.tells(inbound):
        return _neutral(stranger, InDanger(), stranger.world.number_tries_a_day)
    if opt_out(text):
        return _neutral(stranger, StrangerStopped(), stranger.world.stranger_lines_a_day)
    return _way_in(stranger) or _neutral(stranger, *_first_line(stranger))


def _first_line(stranger: Stranger) -> tuple[Page[Any], int]:
    chat = stranger.inbound.channel is Channel.TELEGRAM
    return LinkHow() if chat else Unknown(), stranger.world.stranger_lines_a_day


def _neutral(stranger: Stranger, at: Page[Any], most: int) -> Answered | None:
    """A neutral line, unless this address has had enough of them today."""
    return None if stranger.replies(DAY) >= most else Answered(stranger.page(at))


def _way_in(stranger: Stranger) -> Answered | None:
    """What somebody may do who is not known yet; None for any other words."""
    text = stranger.inbound.text
    if stranger.inbound.contact is not None:
        return _shared(stranger, stranger.inbound.contact)
    if stranger.tried is not None:
        return _pin(stranger, stranger.tried)
    if code := linking.said(text):
        return _code(stranger, code)
    if stranger.inbound.channel is Channel.TELEGRAM and (digits := SIX_DIGITS.fullmatch(text)):
        return _code_by_phone(stranger, digits[1])
    first = fold(text.partition(" ")[0]).lstrip("/")
    if first in NUMBER or _tsc(text):
        return _number(stranger)
    if serial := bidding.serial(text):
        return Answered(stranger.page(Verify(), certificates.check(stranger.db, serial)))
    if first in VERIFY:
        return Answered(stranger.page(Verify(), certificates.check(stranger.db, text.partition(" ")[2])))
    return _not_me(stranger) or _still_asked(stranger)


def _still_asked(stranger: Stranger) -> Answered | None:
    """Other words while a PIN is awaited: it is asked for again."""
    if stranger.inbound.channel is Channel.TELEGRAM or _claim(stranger.db, stranger.inbound, stranger.now) is None:
        return None
    return _neutral(stranger, NumberAsked(), 2 * stranger.world.number_tries_a_day)


def _limited(stranger: Stranger, tries: Try) -> bool:
    """Whether this is one try too many today."""
    return stranger.times(tries) > stranger.world.number_tries_a_day


def _enough(stranger: Stranger, tries: Try) -> Answered | None:
    """Too many tries: said once, then silence."""
    first = stranger.times(tries) == stranger.world.number_tries_a_day + 1
    return Answered(stranger.page(NumberLimit())) if first else None


def _number(stranger: Stranger) -> Answered | None:
    """NUMBER and a TSC number: a PIN or a code is to follow, and nobody learns whether we know that number."""
    if _limited(stranger, Try.NUMBER):
        return _enough(stranger, Try.NUMBER)
    tsc, inbound = _tsc(stranger.inbound.text), stranger.inbound
    if tsc is None:
        return Answered(stranger.page(NumberHow()))
    if inbound.channel is not Channel.TELEGRAM:
        return Answered(stranger.page(NumberAsked()))
    sent = linking.send_code(stranger.db, tsc, inbound.channel.book, inbound.address, stranger.now)
    return Answered(stranger.page(CodeAsked()), sent=sent)


def _pin(stranger: Stranger, tried: Tried) -> Answered:
    """NUMBER and the right PIN: the account moves here, or is linked where a WhatsApp account hides its number.

    A chat is not a number, so there a PIN proves nothing.
    """
    db, now, inbound, most = stranger.db, stranger.now, stranger.inbound, stranger.world.number_tries_a_day
    person = people.by_tsc(db, tried.tsc)
    if inbound.channel is Channel.TELEGRAM:
        return Answered(stranger.page(LinkRefused()))
    if person is None:
        return Answered(stranger.page(NumberRefused()))
    try:
        deeds.check_strangers_pin(db, person.id, tried.pin, inbound.channel.book, inbound.address, most, now)
        if inbound.channel is Channel.WHATSAPP and not is_number(inbound.address):
            return _linked(stranger, linking.link(db, person.id, inbound.channel, inbound.address, now))
        left = deeds.move_number(db, person.id, inbound.channel.book, inbound.address, now)
    except Refusal:
        return Answered(stranger.page(NumberRefused()))
    return Answered(stranger.page(NumberMoved(), Mine(Name(person.name))), person.id, tuple(left))


def _code(stranger: Stranger, code: str) -> Answered | None:
    """A code that somebody got on their own phone with LINK."""
    if _limited(stranger, Try.CODE):
        return _enough(stranger, Try.CODE)
    inbound = stranger.inbound
    return _linked(stranger, linking.accept(stranger.db, code, inbound.channel.book, inbound.address, stranger.now))


def _code_by_phone(stranger: Stranger, code: str) -> Answered | None:
    """A code that this chat has asked for; six digits that nobody asked for are words like any others."""
    if not stranger.times(Try.NUMBER):
        return None
    inbound = stranger.inbound
    return _linked(stranger, linking.prove(stranger.db, code, inbound.channel.book, inbound.address, stranger.now))


def _shared(stranger: Stranger, phone: str) -> Answered:
    """Telegram vouches that this is their own number."""
    inbound = stranger.inbound
    return _linked(stranger, linking.by_number(stranger.db, phone, inbound.channel.book, inbound.address, stranger.now))


def _linked(stranger: Stranger, who: int | None) -> Answered:
    person = people.get(stranger.db, who) if who is not None else None
    if person is None:
        return Answered(stranger.page(LinkRefused()))
    return Answered(stranger.page(NowLinked(), Mine(Name(person.name))), person.id)


def _not_me(stranger: Stranger) -> Answered | None:
    """1 from a number that an account has left lately: it was not its owner who moved it."""
    inbound = stranger.inbound
    if inbound.text.strip() != "1":
        return None
    stopped = moving.dispute_from(stranger.db, inbound.channel.book, inbound.address, stranger.now)
    return Answered(stranger.page(MoveStopped())) if stopped else None


def _tsc(text: str) -> str | None:
    """The TSC number in “NUMBER 812345”."""
    first, _space, rest = re.sub(r"^(/?[^\W\d_]{4,})(?=\d)", r"\1 ", text.strip()).partition(" ")
    digits = "".join(letter for letter in rest if letter.isdigit())
    if fold(first).lstrip("/") in NUMBER and digits:
        return digits[:6] if len(digits) < 10 and polite(re.sub(r"\d", "", rest)) else digits
    return bidding.claim(text)


def language(stranger: Stranger) -> str:
    """The language of what a stranger writes, or wrote to be let in where this has no words."""
    text = stranger.inbound.text
    if any(letter.isalpha() for letter in text) and _language_of(text) != "en":
        return _language_of(text)
    return _language_of(_claim(stranger.db, stranger.inbound, stranger.now) or text)


def _language_of(text: str) -> str:
    """The language of a keyword, or of what somebody tells; English where it shows none."""
    from bot.conversation.commands import keywords

    told = words_of_harm.tells(text)
    if told is not None:
        return told
    word = fold(text.partition(" ")[0]).lstrip("/")
    dialogs = keywords()
    if word in dialogs:
        keyword = dialogs[word].keyword
        return "sw" if keyword and fold(say(keyword, "sw")) == word != fold(keyword) else "en"
    return "sw" if word == fold(say(_("NUMBER"), "sw")) else "en"
