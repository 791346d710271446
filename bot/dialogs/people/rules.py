"""How a PIN is kept and checked, and how Kenyans write a phone number."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from datetime import date, timedelta

import phonenumbers
from phonenumbers import PhoneNumberType

from bot.store.cause import Cause

PIN_TRIES = 5
"""Wrong PINs in a row that lock it (requirement D231)."""
GUESSES_A_DAY = 10
"""Wrong PINs that strangers may try of one person in 24 hours, from all addresses together."""
DAY = timedelta(days=1)
_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's n, r and p: 16 MiB and some 50 ms for each guess."""


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


def pin_hash(pin: str) -> str:
    """`scrypt$n$r$p$salt$key`: the PIN cannot be read from it, and each guess costs memory and time."""
    salt = secrets.token_bytes(16)
    key = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
    return "$".join(("scrypt", str(_COST), str(_BLOCK), str(_LANES), _text(salt), _text(key)))


NOBODYS = f"scrypt${_COST}${_BLOCK}${_LANES}$AAAAAAAAAAAAAAAAAAAAAA==${'A' * 86}=="
"""What no PIN fits, and what costs as much to try: whether there is a PIN is not told by the time it takes."""


def pin_fits(pin: str, stored: str) -> bool:
    """Whether this is the PIN that was hashed, found in constant time with the costs that it was hashed with."""
    _, cost, block, lanes, salt, key = stored.split("$")
    given = hashlib.scrypt(pin.encode(), salt=base64.b64decode(salt), n=int(cost), r=int(block), p=int(lanes))
    return hmac.compare_digest(given, base64.b64decode(key))


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
