"""How a PIN is kept and checked, and how Kenyans write a phone number."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import phonenumbers
from phonenumbers import PhoneNumberType

from bot.dialogs.refusals import PinFault
from bot.store.cause import Cause
from bot.store.keys.pepper import Pepper, WrongPepper
from bot.store.people.guesses import Guessed

PIN_TRIES = 5
"""Wrong PINs in a row that lock it (requirement D231)."""
DAY = timedelta(days=1)
COUNTED_FOR = timedelta(days=30)
"""How long a stranger's wrong PIN makes the next one wait."""
_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's n, r and p: 16 MiB and some 50 ms for each guess."""
LEAST_COST = 2
"""For a PIN that everybody is told, as the demo's."""


class PinGuessedCause(Cause, written="guessed:{person}:{day}"):
    """Somebody else tries the PIN of this person, on this day."""

    person: int
    day: date


class Unreachable(Cause, written="unreachable:{person}:{day}:{pair}"):
    """Somebody hears no messages from this day on, to the partner."""

    person: int
    day: date
    pair: int


class NumberMovedCause(Cause, written="moved:{person}:{at}:{head}"):
    """An account moved to another number at this moment, to a head."""

    person: int
    at: str
    head: int


@dataclass(frozen=True)
class Patience:
    """So many wrong PINs are free; after each further one the next waits, twice as long each time, a day at most."""

    free: int
    first: timedelta

    def wait(self, wrong: int) -> timedelta:
        """How long the next try waits after so many wrong ones."""
        over = wrong - self.free
        return timedelta(0) if over < 0 else min(self.first * 2 ** min(over, 20), DAY)


OF_ADDRESS = Patience(3, timedelta(minutes=5))
"""From one address, for whomever."""
OF_PERSON = Patience(PIN_TRIES, timedelta(minutes=15))
"""For one person, from all addresses together: some 40 guesses a month, of 9,800 PINs."""


def address_waits(guessed: Guessed, now: datetime) -> timedelta:
    """How long the next try from there still waits; nothing: it is heard."""
    return _left(guessed.address_at, OF_ADDRESS.wait(guessed.address), now)


def person_waits(guessed: Guessed, now: datetime) -> timedelta:
    """The same for this person, from wherever."""
    return _left(guessed.person_at, OF_PERSON.wait(guessed.person), now)


def _left(since: datetime | None, wait: timedelta, now: datetime) -> timedelta:
    return max(since + wait - now, timedelta(0)) if since is not None else timedelta(0)


def minutes_of(wait: timedelta) -> int:
    """In whole minutes, never less."""
    return -int(-wait.total_seconds() // 60)


_ROWS = ("0123456789", "9876543210")
FIRST_YEAR, LAST_YEAR = 1940, 2010
"""Years in which those are born who use this."""


def unfit(pin: str) -> PinFault | None:
    """Why this can be no PIN; None: it can."""
    if not (len(pin) == 4 and pin.isascii() and pin.isdigit()):
        return PinFault.DIGITS
    if pin[:2] == pin[2:] or len(set(pin)) == 1:
        return PinFault.REPEATED
    if any(pin in row for row in _ROWS):
        return PinFault.IN_ORDER
    return PinFault.YEAR if FIRST_YEAR <= int(pin) <= LAST_YEAR else None


def pin_hash(pin: str, pepper: Pepper | None = None, cost: int = _COST) -> str:
    """`scrypt$n$r$p$salt$key`: the PIN cannot be read from it, and each guess costs memory and time.

    With a pepper `peppered$n$r$p$salt$key$name$mark`: nobody can guess at all who has not that key. The mark, two bytes
    made with the key, finds the PIN among the digits of a message without that cost.
    """
    salt = _text(secrets.token_bytes(16))
    words = pin.encode() if pepper is None else pepper.mixed(b"pin", pin)
    key = hashlib.scrypt(words, salt=base64.b64decode(salt), n=cost, r=_BLOCK, p=_LANES)
    kept = (str(cost), str(_BLOCK), str(_LANES), salt, _text(key))
    if pepper is None:
        return "$".join(("scrypt", *kept))
    return "$".join(("peppered", *kept, pepper.name, _mark(pin, salt, pepper)))


def pin_fits(pin: str, stored: str, pepper: Pepper | None = None) -> bool:
    """Whether this is the PIN that was hashed, found in constant time with the costs that it was hashed with.

    WrongPepper where it was hashed with another SECRET_KEY: nothing can be said then, and no try is counted.
    """
    kind, cost, block, lanes, salt, key, *more = stored.split("$")
    words = pin.encode()
    if kind == "peppered":
        if pepper is None or pepper.name != more[0]:
            raise WrongPepper
        words = pepper.mixed(b"pin", pin)
    given = hashlib.scrypt(words, salt=base64.b64decode(salt), n=int(cost), r=int(block), p=int(lanes))
    return hmac.compare_digest(given, base64.b64decode(key))


def needs_hashing(stored: str, pepper: Pepper | None) -> bool:
    """Whether a PIN was hashed before there was a key for it: the next time that it is given it is hashed anew."""
    return pepper is not None and not stored.startswith("peppered$")


def may_be(digits: str, stored: str, pepper: Pepper | None) -> bool | None:
    """Whether these four digits are likely the PIN that was hashed; None where only `pin_fits` can say so."""
    kind, *rest = stored.split("$")
    if kind != "peppered" or pepper is None or rest[5] != pepper.name:
        return None
    return hmac.compare_digest(_mark(digits, rest[3], pepper), rest[6])


def _mark(pin: str, salt: str, pepper: Pepper) -> str:
    return _text(pepper.mixed(b"mark", f"{salt}:{pin}")[:2])


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


_TWO_NUMBERS = re.compile(r"\d\s*[/,;&]\s*\+?\d")


class NotAMobile(ValueError):
    """Not a number that can receive an SMS in Kenya; the message says why."""


def kenyan_mobile(written: str) -> str:
    """`0712 345 678`, `712345678`, `00254 712…` and the like as `+254712345678`; NotAMobile, as for landlines."""
    if _TWO_NUMBERS.search(written):
        raise NotAMobile("two phone numbers in one cell: write one")
    try:
        number = phonenumbers.parse(re.sub(r"^\s*00", "+", written), "KE")
    except phonenumbers.NumberParseException:
        raise NotAMobile(f"“{written}” is not a phone number; write it like 0712 345 678") from None
    if number.country_code != 254:
        raise NotAMobile(f"“{written}” is not a Kenyan number")
    if not phonenumbers.is_valid_number(number):
        raise NotAMobile(f"“{written}” is not a phone number in use in Kenya; write it like 0712 345 678")
    if phonenumbers.number_type(number) != PhoneNumberType.MOBILE:
        raise NotAMobile(f"“{written}” cannot receive SMS: a mobile number is needed")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


OPEN_FOR = timedelta(days=14)
"""How long a move can be objected to."""
KEPT_FOR = timedelta(days=365)
"""How long after that its owner can still be seen in person."""


class Disputed(Cause, written="disputed:{move}:{head}"):
    """A move to another number was disputed, to a head."""

    move: int
    head: int
