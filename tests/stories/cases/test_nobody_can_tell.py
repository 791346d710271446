"""With a case open, nobody but who wrote it and who reads it can tell: every page to every role, notices, figures.

Two weeks are lived twice, with a complaint and without; whatever anybody else is told must be the same, to the second.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from bot import metrics
from bot.dialogs import handlers, reception
from bot.dialogs.desk import Asking
from bot.forms.dialog import arguments
from bot.forms.page import PAGES, Page
from bot.messages import Channel
from bot.simulator.persons import CAST
from bot.store.keys.confidential import Confidential, closed
from bot.store.people import people, roles
from bot.store.people.people import Person
from bot.store.people.roles import Role
from bot.store.tables import metadata
from scheduler import due
from tests.stories.cases.complaining import DAY, WORDS, all_cases, complains, says
from tests.stories.player import Phones, begun

assert reception, "with it all desks are known"
CONCERNED = {"812345", "300415"}
"""Who writes it, and the director who reads it."""
ANSWER = "I will come to the school on thursday"
END = "Fri 5 Jun 2026, 17:00"
MESSAGES = frozenset({"heard", "messages", "sent", "segments", "replies", "outbox"})
"""Figures of how much was written at all."""
NUMBERS = range(1, 3)


@dataclass(frozen=True)
class Lived:
    """What others are told and could open, and what an operator sees."""

    told: list[str]
    pages: dict[tuple[str, str], str]
    figures: list[str]
    due: list[str]
    trail: list[tuple[object, ...]]


def lived(engine: Engine, *, complaint: bool) -> tuple[Phones, Lived]:
    """Two weeks with a complaint of Faith that Ali answers, or without."""
    phones = begun(engine, "the demo", DAY)
    if complaint:
        complains(phones)
        says(phones, "Faith", "2")
        says(phones, "Ali", "CASES 6618", "1", "1", ANSWER)
    phones.until(END)
    now = phones.simulation.now
    figures = metrics.text(lambda: engine, lambda: now).decode()
    seen = [line for line in figures.splitlines() if not set(re.split(r"[_{ ]", line)) & MESSAGES]
    with engine.connect() as db:
        coming = [str(one) for one in due.foreseen(db, now, now + timedelta(days=14))]
        trail = metadata.tables["trail"].c
        entered = [tuple(row) for row in db.execute(select(trail.by_id, trail.deed, trail.what))]
        known = [one for one in everybody(db) if one.tsc_number not in CONCERNED]
        opened = {(role_of(db, one, now), str(at)): told_at(db, one, at, now) for one in known for at in places()}
    others = [one for one in phones.sent if phones.names.get((one.channel, one.address)) not in ("Faith", "Ali")]
    told = [f"{one.address} {one.sent_at:%d %H:%M:%S} {one.outbound}" for one in others]
    return phones, Lived(told, opened, seen, coming, entered)


def everybody(db: Connection) -> list[Person]:
    """One person of each role, and all of the cast."""
    cast = [found for one in CAST if (found := people.by_tsc(db, one.tsc_number)) is not None]
    held = [holders[0] for role in Role if (holders := roles.holders(db, role, date(2026, 6, 5)))]
    every = [*cast, *(found for one in held if (found := people.get(db, one)) is not None)]
    return list({one.id: one for one in every}.values())


def role_of(db: Connection, who: Person, now: datetime) -> str:
    return f"{who.id} {'+'.join(one.role for one in roles.of_person(db, who.id, now.date()))}"


def places() -> Iterator[Page[Any]]:
    """Every page, about whatever its numbers may be."""
    for kind in PAGES.values():
        needed = [name for name, one in arguments(kind).items() if one.needed]
        if all(arguments(kind)[name].kind is int for name in needed):
            yield from (kind(**dict(zip(needed, given, strict=True))) for given in product(NUMBERS, repeat=len(needed)))


def told_at(db: Connection, who: Person, at: Page[Any], now: datetime) -> str:
    """What this page would tell this person, who has given their PIN; or why it would not."""
    asking = Asking(db, who, now, Channel.SMS, "", passed_at=now, proved=True)
    try:
        return repr(handlers.prepare(asking, at))
    except Exception as fault:  # noqa: BLE001 - whatever it is, it must be the same
        return f"{type(fault).__name__} {fault}"


def holding(db: Connection, words: str) -> set[str]:
    """Every column in which these words stand, the sealed ones opened."""
    found = set()
    for table in metadata.sorted_tables:
        for column in table.columns:
            opened = isinstance(column.type, Confidential)
            values = db.execute(select(closed(column) if opened else column)).scalars()
            texts = (str(one.text if opened else one) for one in values if one is not None)
            if any(words in text for text in texts):
                found.add(str(column))
    return found


def test_nobody_else_can_tell(
    quick_copies: Callable[[], Engine], caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    phones, with_case = lived(quick_copies(), complaint=True)
    _others, without = lived(quick_copies(), complaint=False)
    assert len(all_cases(phones)) == 1
    assert {key: with_case.pages[key] for key in without.pages if with_case.pages[key] != without.pages[key]} == {}
    assert with_case.told == without.told, "to the second"
    assert with_case.figures == without.figures
    assert with_case.due == without.due
    assert with_case.trail == without.trail
    assert WORDS not in caplog.text
    assert "G0001" not in caplog.text
    with phones.engine.connect() as db:
        assert holding(db, WORDS) == {"cases.words", "outbox.body"}
        assert holding(db, ANSWER) == {"case_steps.words"}
    whose = {phones.names[one.channel, one.address] for one in phones.sent if WORDS in one.outbound.text}
    assert whose == {"Ali"}
    with capsys.disabled():
        people_asked = len({who for who, _page in without.pages})
        print(f"\n{len(without.pages)} pages to {people_asked} people, {len(without.told)} messages: the same")
