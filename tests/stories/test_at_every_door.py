"""At the door of every page and form: what is no answer changes nothing, and gets one short line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, text

from bot.dialogs import desk as dialogs_desk
from bot.dialogs import handlers
from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.harm.pages import IsItHarm
from bot.dialogs.people.pages import NewPin
from bot.forms.checks.product import TALK_PREPARES
from bot.forms.dialog import Dialog, arguments
from bot.forms.facts import Context
from bot.forms.filling import Filling, options, understands
from bot.forms.form import FORMS, Form
from bot.forms.page import PAGES, Page, ways
from bot.forms.place import Place
from bot.forms.saying import pick
from bot.language import segments
from bot.messages import Channel, Inbound
from bot.simulator.chat import moment
from bot.simulator.persons import CAST
from bot.store import pairs
from bot.store.outbox import outbox
from bot.store.outbox.outbox import is_waiting
from bot.store.people import addresses, people
from bot.store.people.addresses import Address
from bot.store.people.people import Person
from bot.store.sessions import sessions
from bot.store.tables import metadata
from bot.store.talk import drafts, inbox
from bot.store.talk.drafts import DraftState
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.player import begun

MOMENT = "Thu 18 Jun 2026, 17:00"
NOW = moment(MOMENT)
ADVERT = "WIN Ksh 50,000 today! Dial *444*2# and get 1GB free data bundles. Offer ends soon"
WHERE = "nilikuwa wapi"
WORDS = ("asante", "ok", "hello", "\U0001f44d", "?", ADVERT, WHERE)
PARTS = 4
"""So many tests share the doors, each in a world of its own."""
PASSING = frozenset(
    {"misses", "inbox", "outbox", "addresses", "beats", "drafts", "passed_over", "holders", "lines", "guesses", "trail"}
)
"""Tables that say what was written, told and looked at, and where a talk stands."""
LASTING = tuple(table.name for table in metadata.sorted_tables if table.name not in PASSING)
DOOR = "said at a door"
"""What went out here is known by."""
MOST = 100
"""So many ways to give a dialog what it is about are tried."""
ABOUT_THE_TALK = (*TALK_PREPARES, NewPin, IsItHarm)
"""Pages of which the conversation itself knows what they tell: they keep an earlier message, or only tell of one."""


def values(db: Connection, who: Person, name: str, kind: Any) -> list[Any]:
    """What an argument of this name may be for this person."""
    pair = [one.id for one in pairs.pairs_of(db, who.id)]
    known = [one for each in pair for one in sessions.of_pair(db, each)]
    given: dict[str, list[Any]] = {
        "session": [one.id for one in reversed(known)],
        "version": [one.version_id for one in reversed(known) if one.version_id],
        "pair": pair or [1, 2, 3],
        "who": [who.id, *range(1, 9)],
        "first": [5],
        "last": [5],
        "day": [date(2026, 6, 25)],
        "on": [one.day for one in known[-1:]],
        "hour": [time(14)],
        "term": ["mentor"],
    }
    if name in given:
        return given[name]
    kinds: dict[Any, list[Any]] = {int: list(range(1, 9)), bool: [False], date: [NOW.date()], time: [time(14)]}
    return kinds.get(kind, ["log", "1"])


def opened(db: Connection, who: Person, way: Address, kind: type[Dialog]) -> Dialog | None:
    """This page or form about something of theirs that it may be about; None where they can open none."""
    asking = Asking(db, who, NOW, way.channel, way.address, passed_at=NOW)
    needed = {name: one for name, one in arguments(kind).items() if one.needed or name in ("session", "version")}
    every = product(*(values(db, who, name, one.kind) for name, one in needed.items()))
    for given in islice(every, MOST):
        at = kind(**dict(zip(needed, given, strict=True)))
        try:
            with dialogs_desk.readable():
                known = handlers.prepare(asking, at)
                if isinstance(at, Page):
                    ways(type(at), Context(known.facts, NOW, handlers.finders(asking)), Place.of(at))
        except NotOpen:
            continue
        except (TypeError, AttributeError):
            return None  # a page of the conversation's own, which alone knows what it tells
        return at
    return None


def kinds() -> list[type[Dialog]]:
    """Every page and form at which words may be said that are no answer: what goes to others is never guessed at."""
    found: list[type[Dialog]] = []
    for name, kind in (*PAGES.items(), *FORMS.items()):
        page = PAGES.get(name)
        form = page and (page.opens or page.takes)
        if not (issubclass(kind, ABOUT_THE_TALK) or kind.says_freely or (form is not None and form.says_freely)):
            found.append(kind)
    return found


def dealt(place: int, people: int) -> list[str]:
    """What the one in this place says of those who may stand at a door: two of them say each, where there are two."""
    return [words for nth, words in enumerate(WORDS) if (nth - place) % people < 2]


def first(asking: Asking, form: Form[Any]) -> Filling:
    """A form at its first question."""
    known = handlers.prepare(asking, form)
    return Filling(type(form), Context(known.facts, asking.now, handlers.finders(asking)), {}, known.answers).onward()


def stands(db: Connection, who: Person, way: Address, at: Dialog, now: datetime) -> None:
    """This was said last, and its question is open."""
    place = Place.of(at)
    if isinstance(at, Form):
        asking = Asking(db, who, now, way.channel, way.address, passed_at=now)
        here = first(asking, at)
        draft = drafts.open_one(db, who.id, place.name, dialogs_desk.about_text(at), {}, None, now)
        place = Place(place.name, {"draft": str(draft.id), "at": here.said})
    addresses.set_place(db, way.id, str(place), 0, now)


# As the driver takes them: thousands of times is too often to have them compiled.
FORGET = "DELETE FROM outbox WHERE provider_id = ?"
GONE_OUT = "UPDATE outbox SET state = 'sent', provider_id = ? WHERE state = 'waiting'"
CHANGED = "DELETE FROM changed RETURNING name"


def watch(engine: Engine) -> None:
    """From now on the store says itself what is changed: it would be asked for all that is so, thousands of times."""
    with engine.begin() as db:
        db.execute(text("CREATE TABLE changed (name TEXT)"))
        for name, what in product(LASTING, ("INSERT", "UPDATE", "DELETE")):
            then = f"INSERT INTO changed VALUES ('{name}')"
            db.execute(text(f"CREATE TRIGGER {name}_{what} AFTER {what} ON {name} BEGIN {then}; END"))


def changed(engine: Engine) -> list[str]:
    """What was changed since this was asked last, by table."""
    with engine.begin() as db:
        return sorted(set(db.exec_driver_sql(CHANGED).scalars()))


def heard(engine: Engine, way: Address, words: str, nth: int, at: datetime) -> str:
    """What is said to these words. It has gone out then, and what was said before it is long ago."""
    hear(engine, Inbound(way.channel, way.address, f"door {nth}", words), at, World(replies_an_hour=1_000_000))
    with engine.begin() as db:
        said = db.execute(select(outbox.outbox.c.body).where(is_waiting)).scalars().all()
        db.exec_driver_sql(FORGET, (DOOR,))
        db.exec_driver_sql(GONE_OUT, (DOOR,))
    return "\n".join(str(one["text"]) for one in said)


def no_answers(db: Connection, who: Person, way: Address, at: Dialog, words: Collection[str]) -> list[str]:
    """Those of these words that are no answer here: a yes is one where a yes is asked for."""
    asking = Asking(db, who, NOW, way.channel, way.address, passed_at=NOW)
    if isinstance(at, Form):
        here = first(asking, at)
        free, offered = here.step is not None and here.step.question.takes_any, options(here)
        return [one for one in words if pick(offered, one) is None and (free or not understands(here, one))]
    assert isinstance(at, Page), "a page or a form"
    known = handlers.prepare(asking, at)
    there = [one.option for one in ways(type(at), Context(known.facts, NOW, handlers.finders(asking)), Place.of(at))]
    return [one for one in words if pick(there, one) is None]


def left(engine: Engine, who: Person) -> None:
    """No form of theirs is open any more."""
    with engine.begin() as db:
        for one in drafts.all_open(db, who.id):
            drafts.save(db, replace(one, state=DraftState.LEFT), NOW)


def at_the_door(engine: Engine, who: Person, way: Address, at: Dialog, words: str, nth: int) -> Iterator[str]:
    """What is wrong with what becomes of these words here."""
    now = NOW + timedelta(seconds=nth)

    def said(words: str, key: int) -> str:
        with engine.begin() as db:
            stands(db, who, way, at, now)
        reply = heard(engine, way, words, key, now)
        left(engine, who)
        return reply

    reply = said(words, nth)
    beside = segments(reply).count - (segments(said(WHERE, -nth)).count if len(reply) > 160 else 0)
    if names := changed(engine):
        yield f"{at} {words[:10]!r} changed {names}"
    at_a_loss = ("did not work",) if words in ("?", ADVERT) else ("did not work", "did not understand")
    if beside > 1 or (words != WHERE and any(one in reply for one in at_a_loss)):  # WHERE: some pages are for saying so
        yield f"{at} {words[:10]!r} -> {reply!r}"


def one_of_the_cast(db: Connection, tsc: str) -> tuple[Person, Address]:
    """Somebody, and the way on which they have just given their PIN."""
    who = people.by_tsc(db, tsc)
    assert who is not None
    [way, *_] = [one for one in addresses.of_person(db, who.id) if one.channel is Channel.SMS]
    addresses.passed(db, way.id, NOW)
    return who, way


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_no_answer_changes_nothing_and_gets_one_short_line(quick_copies: Any, part: int) -> None:
    engine = quick_copies()
    begun(engine, "session 5 is planned", MOMENT)
    with engine.begin() as db:
        cast = [one_of_the_cast(db, member.tsc_number) for member in CAST[:6]]
    wrong: list[str] = []
    count = 0
    watch(engine)
    for kind in kinds()[part::PARTS]:
        with engine.connect() as db:
            here = [(who, way, at) for who, way in cast if (at := opened(db, who, way, kind))]
        for place, (who, way, at) in enumerate(here):
            with engine.connect() as db:
                those = no_answers(db, who, way, at, dealt(place, len(here)))
            for words in those:
                count += 1
                wrong += at_the_door(engine, who, way, at, words, count)
    assert count > 600
    assert not wrong, "\n".join(wrong)
    with engine.connect() as db:
        assert inbox.counts(db)[1] == 0
