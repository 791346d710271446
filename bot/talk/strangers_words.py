"""What the words of a stranger try: a TSC number, a PIN, a code; and the language they are in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.dialogs.linking import rules as linking
from bot.dialogs.people.pages import Gate
from bot.dialogs.posters.rules import wished_in
from bot.dialogs.wants.shared import plainly
from bot.forms.place import Place
from bot.language import LANGUAGES, _, asides, fold, language_shown, opt_out, polite, say
from bot.language import harm as words_of_harm
from bot.language.dates import bidding
from bot.language.meaning import read
from bot.messages import Channel, Inbound
from bot.store.talk import inbox
from bot.store.talk.inbox import BLANK, StrangersTry
from bot.talk import harm, pins, posters

NUMBER = frozenset(fold(say(_("NUMBER"), language)) for language in LANGUAGES)
VERIFY = frozenset(fold(say(_("VERIFY"), language)) for language in LANGUAGES)
TSC_NUMBER = re.compile(r"\s*(\d{6,7})[.\s]*")
"""A TSC number alone, as it is sent after “reply NUMBER and your TSC number”."""
SIX_DIGITS = re.compile(r"\s*([0-9]{6})\s*")
PIN_WAITS = timedelta(minutes=15)


@dataclass(frozen=True)
class Tried:
    """A PIN, for the TSC number that was given just before."""

    tsc: str
    pin: str


def heard(db: Connection, inbound: Inbound, now: datetime) -> tuple[Inbound, Inbound, Tried | None]:
    """The message as it may be kept and as it is heard, and the PIN in it where one was asked for just before.

    Nothing is kept of one that tells of harm.
    """
    if harm.tells(inbound):
        return harm.unkept(inbound), inbound, None
    asked = None
    if tries(inbound) is None:
        given = claim(db, inbound, now)
        asked = of_claim(given) if given else None
    place = Place.of(Gate()) if asked else None
    found = pins.given(inbound.text, place, lambda: True)
    kept = replace(inbound, text=pins.written(inbound.text, found, place, alone=True))
    if found is None:
        return kept, inbound, None
    if found.pin is None:
        return kept, replace(inbound, text=found.words), None
    return kept, inbound, Tried(asked, found.pin) if asked else None


def claim(db: Connection, inbound: Inbound, now: datetime) -> str | None:
    """NUMBER and a TSC number, where it was written from there a moment ago: a PIN is still awaited."""
    return inbox.last_try(db, inbound.channel, inbound.address, StrangersTry.NUMBER, now - PIN_WAITS)


def tries(inbound: Inbound) -> StrangersTry | None:
    """What a message tries, as it may be kept."""
    if claimed(inbound):
        return StrangersTry.NUMBER
    if posters.asks(inbound.text):
        return StrangersTry.JOIN
    return StrangersTry.CODE if linking.said(inbound.text) else None


def claimed(inbound: Inbound) -> str | None:
    """The TSC number that a message gives; alone too, but for a chat, where such digits are a code."""
    return of_claim(inbound.text) if inbound.channel is not Channel.TELEGRAM else tsc_number(inbound.text)


def of_claim(text: str) -> str | None:
    """The TSC number in words that are known to give one."""
    alone = TSC_NUMBER.fullmatch(text)
    return alone[1] if alone else tsc_number(text)


def tsc_number(text: str) -> str | None:
    """The TSC number in “NUMBER 812345”."""
    first, _space, rest = re.sub(r"^(/?[^\W\d_]{4,})(?=\d)", r"\1 ", text.strip()).partition(" ")
    digits = "".join(letter for letter in rest if letter.isdigit())
    if fold(first).lstrip("/") in NUMBER and digits:
        return digits[:6] if len(digits) < 10 and polite(re.sub(r"\d", "", rest)) else digits
    return bidding.claim(text)


def is_forgotten(words: str) -> bool:
    """Whether somebody says that they do not know their PIN any more."""
    if fold(words) == fold("PIN") or any(sign.isdigit() or sign == BLANK for sign in words):
        return False  # the command, or the PIN itself
    lost = asides(words).get("pin_lost")
    return plainly(words) == "pin" or (lost is not None and (lost == 0 or "pin" in read(words).bag))


def wants_silence(text: str) -> bool:
    """Whether a stranger asks for no more messages, also in words of their own: “sitaki hizi meseji”."""
    return opt_out(text) or plainly(text) == "stop" or asides(text, exact=True).get("stop_it") == 0


def language_of(text: str) -> str:
    """The language of a keyword, or of what somebody tells; English where its words show none."""
    from bot.talk.commands import keywords

    told = words_of_harm.tells(text)
    if told is not None:
        return told
    word = fold(text.partition(" ")[0]).lstrip("/")
    dialogs = keywords()
    if word in dialogs:
        keyword = dialogs[word].keyword
        return "sw" if keyword and fold(say(keyword, "sw")) == word != fold(keyword) else "en"
    if posters.asks(text):
        return wished_in(text) or "en"
    if word == fold(say(_("NUMBER"), "sw")):
        return "sw"
    code = linking.said(text)
    return language_shown(text.lower().replace(code, " ") if code else text) or "en"  # letters by chance are no words
