"""At the door of every page and form: what is no answer changes nothing, and gets one short line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select, update

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
WORDS = ("asante", "ok", "hello", "\U0001f44d", "?", ADVERT)
PASSING = frozenset(
    {"misses", "inbox", "outbox", "addresses", "beats", "drafts", "passed_over", "holders", "lines", "guesses", "trail"}
)
"""Tables that say what was written, told and looked at, and where a talk stands."""
LASTING = tuple(table.name for table in metadata.sorted_tables if table.name not in PASSING)
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


def doors(engine: Engine, who: Person, way: Address) -> Iterator[Dialog]:
    """Every page and form that this person may stand before."""
    for name, kind in (*PAGES.items(), *FORMS.items()):
        if issubclass(kind, ABOUT_THE_TALK) or kind.says_freely:
            continue
        page = PAGES.get(name)
        form = page and (page.opens or page.takes)
        if form is not None and form.says_freely:
            continue  # what goes to somebody else is never guessed at
        with engine.connect() as db:
            at = opened(db, who, way, kind)
        if at is not None:
            yield at


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


def so(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All that is so, by table. Asked of the driver: it is asked thousands of times."""
    with engine.connect() as db:
        driver: Any = db.connection.driver_connection
        return {name: driver.execute(f"SELECT * FROM {name}").fetchall() for name in LASTING}


def heard(engine: Engine, way: Address, words: str, nth: int, at: datetime) -> str:
    """What is said to these words; it has gone out then."""
    with engine.connect() as db:
        before = db.execute(select(outbox.outbox.c.id).order_by(outbox.outbox.c.id.desc()).limit(1)).scalar() or 0
    hear(engine, Inbound(way.channel, way.address, f"door {nth}", words), at, World(replies_an_hour=1_000_000))
    with engine.begin() as db:
        new = db.execute(select(outbox.outbox.c.body).where(outbox.outbox.c.id > before)).scalars().all()
        db.execute(update(outbox.outbox).values(state=outbox.MessageState.SENT))
    return "\n".join(str(one["text"]) for one in new)


def answers(db: Connection, who: Person, way: Address, at: Dialog, words: str) -> bool:
    """Whether these words are an answer here: a yes where a yes is asked for."""
    asking = Asking(db, who, NOW, way.channel, way.address, passed_at=NOW)
    if isinstance(at, Form):
        here = first(asking, at)
        free = here.step is not None and here.step.question.takes_any
        return pick(options(here), words) is not None or (not free and understands(here, words))
    assert isinstance(at, Page), "a page or a form"
    known = handlers.prepare(asking, at)
    there = ways(type(at), Context(known.facts, NOW, handlers.finders(asking)), Place.of(at))
    return pick([one.option for one in there], words) is not None


def left(engine: Engine, who: Person) -> None:
    """No form of theirs is open any more."""
    with engine.begin() as db:
        for one in drafts.all_open(db, who.id):
            drafts.save(db, replace(one, state=DraftState.LEFT), NOW)


@pytest.mark.slow
@pytest.mark.parametrize("tsc", [member.tsc_number for member in CAST[:6]])
def test_what_is_no_answer_changes_nothing_and_gets_one_short_line(quick_copies: Any, tsc: str) -> None:
    engine = quick_copies()
    begun(engine, "session 5 is planned", MOMENT)
    with engine.begin() as db:
        who = people.by_tsc(db, tsc)
        assert who is not None
        [way, *_] = [one for one in addresses.of_person(db, who.id) if one.channel is Channel.SMS]
        addresses.passed(db, way.id, NOW)
    wrong: list[str] = []
    nth = count = 0
    before = so(engine)
    for at in doors(engine, who, way):
        count += 1
        with engine.begin() as db:
            stands(db, who, way, at, NOW)
        door = heard(engine, way, "nilikuwa wapi", -count, NOW)
        left(engine, who)
        for words in WORDS:
            nth += 1
            now = NOW + timedelta(seconds=nth)
            with engine.begin() as db:
                if answers(db, who, way, at, words):
                    continue
                stands(db, who, way, at, now)
            reply = heard(engine, way, words, nth, now)
            left(engine, who)
            now_so = so(engine)
            if changed := sorted(name for name in LASTING if now_so[name] != before[name]):
                before = now_so
                wrong.append(f"{at} {words[:10]!r} changed {changed}")
            beside = segments(reply).count - (segments(door).count if len(reply) > 160 else 0)
            if beside > 1 or "did not work" in reply or (words not in ("?", ADVERT) and "did not understand" in reply):
                wrong.append(f"{at} {words[:10]!r} -> {reply!r}")
    assert count > 20
    assert not wrong, "\n".join(wrong)
    with engine.connect() as db:
        assert inbox.counts(db)[1] == 0
