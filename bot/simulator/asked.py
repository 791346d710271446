"""Reads what a simulator call asks for; whatever is wrong with it is one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from werkzeug.datastructures import MultiDict

from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.simulator.persons import Added, Way
from bot.simulator.updates import ReadMark
from bot.store.people.roles import Role

MEDIA = ("voice", "image", "document", "sticker", "location")
LANGUAGES = ("en", "sw")
LONGEST = 100_000
"""Characters of a message; no phone sends more."""
FURTHEST = timedelta(days=3660)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

Asked = Mapping[str, Any]
Code = TypeVar("Code", bound=StrEnum)


class BadCall(ValueError):
    """A call that cannot be done; the message is a sentence for whoever made it."""


def read(body: bytes, *allowed: str) -> Asked:
    """The JSON object of a call with no other fields than those allowed."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise BadCall("The body is not JSON.") from None
    return _object("The body", asked, *allowed)


def _object(name: str, asked: Any, *allowed: str) -> Asked:
    if not isinstance(asked, dict):
        raise BadCall(f"{name} must be a JSON object.")
    unknown = sorted(asked.keys() - set(allowed))
    if unknown:
        raise BadCall(f"Unknown field {unknown[0]!r}; known here: {', '.join(allowed)}.")
    return asked


def text(asked: Asked, name: str, most: int = 200) -> str:
    """A text that must be there: one line of letters that can be shown."""
    value = asked.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > most or not value.isprintable():
        raise BadCall(f"Field {name!r} must be a text of 1 to {most} characters on one line.")
    return value


def one_of(asked: Asked, name: str, codes: type[Code]) -> Code:
    """One of our codes."""
    value = asked.get(name)
    if not isinstance(value, str) or value not in list(codes):
        raise BadCall(f"Field {name!r} must be one of: {', '.join(codes)}.")
    return codes(value)


def channel_of(asked: Asked) -> Channel:
    """The field `channel`; USSD has no phone here, because its screens are answers and not messages."""
    channel = one_of(asked, "channel", Channel)
    if channel is Channel.USSD:
        raise BadCall("USSD is not simulated.")
    return channel


def inbound_of(asked: Asked, new_id: str) -> Inbound:
    """The message that `say` brings; `new_id` is its provider's id when it names none."""
    channel = channel_of(asked)
    if "press" in asked and "text" in asked:
        raise BadCall("A message is typed or pressed, not both.")
    if "press" in asked and channel is Channel.SMS:
        raise BadCall("An SMS has no buttons to press.")
    if not asked.keys() & {"press", "text", "media", "contact"}:
        raise BadCall("Nothing is said: give text, press, media or contact.")
    own, cards = _contact(asked)
    return Inbound(
        channel=channel,
        address=text(asked, "address"),
        provider_id=text(asked, "id") if "id" in asked else new_id,
        text=_words(asked),
        press=text(asked, "press") if "press" in asked else None,
        media=_media(asked) + cards,
        contact=own,
        group=_yes_or_no(asked, "group"),
    )


def _words(asked: Asked) -> str:
    words = asked.get("text", "")
    if not isinstance(words, str) or len(words) > LONGEST:
        raise BadCall(f"Field 'text' must be a text of at most {LONGEST} characters.")
    return words


def _media(asked: Asked) -> tuple[str, ...]:
    items = asked.get("media", [])
    if not isinstance(items, list) or len(items) > 10:
        raise BadCall("Field 'media' must be a list of at most 10 things.")
    kinds = [_object("Each thing in 'media'", item, "type").get("type") for item in items]
    for kind in kinds:
        if kind not in MEDIA:
            raise BadCall(f"The type of media must be one of: {', '.join(MEDIA)}.")
    return tuple(map(str, kinds))


def _contact(asked: Asked) -> tuple[str | None, tuple[str, ...]]:
    """The sender's own number when they shared it; somebody else's card is only a thing that was sent."""
    if "contact" not in asked:
        return None, ()
    card = _object("Field 'contact'", asked["contact"], "phone", "own")
    phone = text(card, "phone")
    return (phone, ()) if _yes_or_no(card, "own") else (None, ("contact",))


def _yes_or_no(asked: Asked, name: str) -> bool:
    value = asked.get(name, False)
    if not isinstance(value, bool):
        raise BadCall(f"Field {name!r} must be true or false.")
    return value


def after(asked: Asked) -> int:
    """The number of the last message seen; 0 when it is not said."""
    value = asked.get("after", "0")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise BadCall("'after' must be the number of a message.")
    return int(value)


def number_of(asked: Asked, name: str) -> int | None:
    """A small number that may be left out."""
    value = asked.get(name)
    if value is not None and not (value.isascii() and value.isdigit() and len(value) < 10):
        raise BadCall(f"'{name}' must be a number.")
    return None if value is None else int(value)


def mark_of(written: str) -> ReadMark:
    """How far a page has read, as `news` told it."""
    try:
        return ReadMark.read(written)
    except ValueError:
        raise BadCall("'after' must be what the call before gave as 'after'.") from None


def ways_of(asked: MultiDict[str, str]) -> list[Way]:
    """The phones that are asked about: `way=sms:+254712000001`, any number of them."""
    written = [way.partition(":") for way in asked.getlist("way")]
    return [
        (channel_of({"channel": channel}), text({"address": address}, "address")) for channel, _, address in written
    ]


def language_of(asked: Asked) -> str:
    """One of the languages that people can read."""
    language = text(asked, "language")
    if language not in LANGUAGES:
        raise BadCall(f"Field 'language' must be one of: {', '.join(LANGUAGES)}.")
    return language


def times(asked: Asked) -> int:
    """How often a failure is to happen; once when it is not said."""
    value = asked.get("times", 1)
    if type(value) is not int or not 0 <= value <= 1000:
        raise BadCall("Field 'times' must be a number from 0 to 1000.")
    return value


def target_of(asked: Asked, now: datetime) -> datetime | None:
    """To what moment the clock is to move; None: to the next prompt."""
    if len(asked) != 1:
        raise BadCall("Give either 'advance' or 'to'.")
    if "advance" in asked:
        return now + _length(asked["advance"])
    if asked["to"] == "next":
        return None
    target = _moment(asked["to"])
    if target - now > FURTHEST:
        raise BadCall("That is more than ten years ahead.")
    return target


def _length(value: Any) -> timedelta:
    found = re.fullmatch(r"(\d{1,7})([mhdw])", value, re.ASCII) if isinstance(value, str) else None
    if found is None:
        raise BadCall("Field 'advance' must be a number and one of m, h, d, w, like 6w.")
    length = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if length > FURTHEST:
        raise BadCall("That is more than ten years ahead.")
    return length


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=NAIROBI)).astimezone(NAIROBI)
    except (TypeError, ValueError, OverflowError):
        raise BadCall("Field 'to' must be 'next' or a moment like 2026-10-02T16:15.") from None


def added_of(asked: Asked) -> Added:
    """The person who is to join."""
    if ("school_code" in asked) == ("area" in asked):
        raise BadCall("Give either 'school_code' or 'area'.")
    return Added(
        name=text(asked, "name"),
        role=one_of(asked, "role", Role),
        tsc_number=text(asked, "tsc_number"),
        place=text(asked, "school_code" if "school_code" in asked else "area"),
        language=language_of(asked),
        pin=text(asked, "pin") if asked.get("pin") is not None else None,
        ways=_ways(asked.get("addresses")),
    )


def _ways(given: Any) -> tuple[Way, ...]:
    if not isinstance(given, list) or not 1 <= len(given) <= 10:
        raise BadCall("Field 'addresses' must be a list of 1 to 10 addresses.")
    rows = [_object("Each address", item, "channel", "address") for item in given]
    return tuple(dict.fromkeys((channel_of(row), text(row, "address")) for row in rows))
