"""Numbers that nobody in the programme has: one neutral line a day, NUMBER and VERIFY, and nothing personal (D88)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.conversation.turn import World
from bot.desk import certificates
from bot.dialogs import page as page_view
from bot.dialogs.coming import Mine
from bot.dialogs.facts import Context, NoFacts
from bot.dialogs.page import PAGES
from bot.dialogs.place import Place
from bot.language import LANGUAGES, Name, _, automatic, fold, opt_out, say
from bot.messages import Inbound
from bot.programme import people as deeds
from bot.programme.refusals import PinLocked, PinNotSet, PinWrong, Refusal
from bot.speak import Reply
from bot.store import inbox, outbox, people

DAY = timedelta(days=1)
PIN_WAITS = timedelta(minutes=15)
NUMBER = frozenset(fold(say(_("NUMBER"), language)) for language in LANGUAGES)
VERIFY = frozenset(fold(say(_("VERIFY"), language)) for language in LANGUAGES)


def expects_pin(db: Connection, inbound: Inbound, now: datetime) -> str | None:
    """The TSC number that this stranger gave just before, so that four digits now are its PIN."""
    if not _is_pin(inbound.text):
        return None
    before = inbox.recent(db, inbound.channel, inbound.address, now - PIN_WAITS, 1)
    return _tsc(before[0].text) if before else None


def answer(
    db: Connection, inbound: Inbound, pin_for: str | None, now: datetime, world: World
) -> tuple[Reply, int | None] | None:
    """What is said to a stranger, and whose number it is now if a PIN has just proved it; None: silence."""
    if automatic(inbound.text) or inbound.answered:
        return None
    if inbound.group:
        return _once_a_day(db, inbound, "InPrivate", now, 1)
    if pin_for is not None:
        return _proved(db, inbound, pin_for, now)
    first = fold(inbound.text.partition(" ")[0]).lstrip("/")
    if first in NUMBER:
        return _number(db, inbound, now, world)
    if first in VERIFY:
        return _page("Verify", now, facts=certificates.check(db, inbound.text.partition(" ")[2])), None
    name = "StrangerStopped" if opt_out(inbound.text) else "Stranger"
    return _once_a_day(db, inbound, name, now, world.stranger_lines_a_day)


def _once_a_day(db: Connection, inbound: Inbound, name: str, now: datetime, most: int) -> tuple[Reply, None] | None:
    """A neutral line, unless this address has had enough of them today."""
    said = outbox.replies_since(db, inbound.channel, inbound.address, now - DAY)
    return None if said >= most else (_page(name, now), None)


def _number(db: Connection, inbound: Inbound, now: datetime, world: World) -> tuple[Reply, int | None] | None:
    tries = [heard for heard in inbox.recent(db, inbound.channel, inbound.address, now - DAY, 50) if _tsc(heard.text)]
    if len(tries) > world.number_tries_a_day:
        return (_page("NumberLimit", now), None) if len(tries) == world.number_tries_a_day + 1 else None
    return _page("NumberAsked" if _tsc(inbound.text) else "NumberHow", now), None


def _proved(db: Connection, inbound: Inbound, tsc: str, now: datetime) -> tuple[Reply, int | None]:
    person = people.by_tsc(db, tsc)
    try:
        if person is None:
            raise PinNotSet
        deeds.check_pin(db, person.id, inbound.text.strip())
        deeds.move_number(db, person.id, inbound.channel.book, inbound.address, now)
    except (PinWrong, PinLocked, PinNotSet, Refusal):
        return _page("NumberRefused", now), None
    return _page("NumberMoved", now, facts=Mine(Name(person.name))), person.id


def _is_pin(text: str) -> bool:
    return len(text.strip()) == 4 and text.strip().isascii() and text.strip().isdigit()


def _tsc(text: str) -> str | None:
    """The TSC number in “NUMBER 812345”."""
    first, _space, rest = text.strip().partition(" ")
    digits = "".join(letter for letter in rest if letter.isdigit())
    return digits if fold(first).lstrip("/") in NUMBER and digits else None


def _page(name: str, now: datetime, args: Mapping[str, str] | None = None, facts: object = None) -> Reply:
    place = Place(name, dict(args or {}))
    return Reply((page_view.view(PAGES[name], Context(facts or NoFacts(), now), place),))


def language_of(text: str) -> str:
    """The language of a stranger's keyword; English where it shows none."""
    from bot.conversation.opening import keywords

    word = fold(text.partition(" ")[0]).lstrip("/")
    dialogs = keywords()
    if word in dialogs:
        dialog = PAGES.get(dialogs[word])
        keyword = dialog.keyword if dialog and dialog.keyword else None
        return "sw" if keyword and fold(say(keyword, "sw")) == word != fold(keyword) else "en"
    return "sw" if word == fold(say(_("NUMBER"), "sw")) else "en"
