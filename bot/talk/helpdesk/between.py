"""What somebody writes in a talk comes between the bot and its reader: which question the next words answer then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.forms.page import PAGES
from bot.forms.place import Place
from bot.store.people.addresses import Address
from bot.store.talk import drafts
from bot.talk import pins
from bot.talk.unasked import spread


def stays_beside(place: str, to: Sequence[Address], now: datetime, *, busy: bool, confides: bool) -> bool:
    """Whether what was said before a notice stays what the next words answer.

    What somebody writes in a talk takes the place of that, but neither of what its reader is confiding to us, nor of
    choices or the PIN that we have just asked for: a number is for those, and all other words go to the talk.
    """
    if not spread.answers(place):
        return busy
    return confides or any(_puts_choices(way, now) for way in to)


def _puts_choices(way: Address, now: datetime) -> bool:
    """Whether choices, or a PIN, were asked for last at this address, within the hour."""
    place = Place.read(way.place) if way.place else None
    page = PAGES.get(place.name) if place is not None else None
    if place is None or page is None or way.said_at is None or now - way.said_at > drafts.FRESH:
        return False
    return place.stands_on(*pins.WHO) or (bool(page.choices()) and not page.receipt)
