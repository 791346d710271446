"""The codes that link a phone or app: how they look, how long they live, how many a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.messages import Channel
from bot.store.cause import Cause
from bot.store.people.addresses import Address

SILENCE = timedelta(days=90)
"""After this somebody else may hold a number: networks give silent ones away from the 120th day on."""
LIVES = timedelta(minutes=10)
"""How long a code works."""
TRIES = 5
"""Wrong codes after which the right one does not work either."""
MOST_A_DAY = 5
"""Codes sent to one person a day, whoever asks for them."""
DAY = timedelta(days=1)
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another when it is read from a small screen."""
LENGTH = 10
"""Some 50 bits: such a code is found by nobody who only guesses."""
_GIVEN = re.compile(rf"(?:(?:/start|continue|endelea|link|ungana)\s+)?([{SIGNS}]{{{LENGTH}}})")
CODE = re.compile(rf"(?=\D*\d)[{SIGNS}]{{{LENGTH}}}")


CALLED = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp", Channel.TELEGRAM: "Telegram"}


class Linked(Cause, written="linked:{address}:{at}"):
    """Another way to reach somebody was linked, at this moment."""

    address: int
    at: str


@dataclass(frozen=True)
class SentCode:
    """A code that is to be sent to the person's own phone."""

    person_id: int
    language: str
    to: Address
    code: str
    expires_at: datetime


def said(words: str) -> str | None:
    """The code of `invite` that these words give: alone, after CONTINUE in either language, or by a deep link."""
    found = _GIVEN.fullmatch(words.strip().lower())
    return found[1] if found and CODE.fullmatch(found[1]) else None
