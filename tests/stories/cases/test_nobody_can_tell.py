"""With a case open, nobody but who wrote it and who reads it can tell: every page to every role, notices, figures.

Two weeks are lived with one complaint and another, and without; whatever anybody else is told must be the same, to the
second.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from bot import coming_list, metrics
from bot.dialogs import handlers, reception
from bot.dialogs.desk import Asking
from bot.forms.dialog import arguments
from bot.forms.page import PAGES, Page
from bot.messages import Channel
from bot.operator import misunderstood, persons, rights
from bot.simulator.persons import CAST
from bot.store.keys.confidential import Confidential, closed
from bot.store.outbox.sent import SentMessage
from bot.store.people import people, roles
from bot.store.people.people import Person
from bot.store.people.roles import Role
from bot.store.tables import metadata
from bot.store.talk import known
from scheduler import due
from tests.copies import Places
from tests.stories.cases.complaining import DAY, WORDS, all_cases, complains, says
from tests.stories.player import Phones, begun

assert reception, "with it all desks are known"
END = "Fri 5 Jun 2026, 17:00"
MESSAGES = frozenset({"heard", "messages", "sent", "segments", "replies", "outbox"})
"""Figures of how much was written at all."""
HEARD = re.compile(r"; last heard .*")
NUMBERS = range(1, 3)


ANSWER = "I will come to the school on thursday"
ABUSE = "he defiled a girl of class 7"


def answered(phones: Phones) -> None:
    complains(phones)
    says(phones, "Faith", "2")
    says(phones, "Ali", "CASES 6618", "1", "1", ANSWER)


def moved_up_and_withdrawn(phones: Phones) -> None:
    complains(phones)
    says(phones, "Faith", "2")
    phones.until("Tue 2 Jun 2026, 17:00")
    says(phones, "Grace", "CASES 5150", "CASE G0001", channel=Channel.TELEGRAM)
    says(phones, "Faith", "CASE G0001", "2")


def passed_on_by_law(phones: Phones) -> None:
    says(phones, "Faith", "COMPLAIN", "1", ABUSE, "DONE", "1", "1", "2")
    says(phones, "Jane", "CASES 2094", "1", "2")
    says(phones, "Faith", "1")


def of_a_mentee(phones: Phones) -> None:
    complains(phones, "Peter", reader="1")
    says(phones, "Jane", "CASES 2094", "1", "1", ANSWER)


def of_the_director(phones: Phones) -> None:
    complains(phones, "Jane", "1", "1", reader="1")


def left_in_the_middle(phones: Phones) -> None:
    says(phones, "Faith", "COMPLAIN", "1", WORDS)


SCENARIOS: dict[str, tuple[Callable[[Phones], None], frozenset[str]]] = {
    "of her mentor, answered by the director": (answered, frozenset({"Faith", "Ali"})),
    "untouched, so that it moves up; withdrawn": (moved_up_and_withdrawn, frozenset({"Faith", "Ali", "Grace"})),
    "of abuse, which the law passes on; closed and settled": (
        passed_on_by_law,
        frozenset({"Faith", "Jane", "Grace"}),
    ),
    "of a mentee, by the mentor": (of_a_mentee, frozenset({"Peter", "Jane"})),
    "of the director, by the head": (of_the_director, frozenset({"Jane", "Grace"})),
    "begun and not sent": (left_in_the_middle, frozenset({"Faith"})),
}
"""What happens, and who knows of it: its writer and its readers."""


@dataclass(frozen=True)
class Lived:
    """What people are told and could open, and what an operator sees."""

    told: list[tuple[str, str]]
    pages: dict[tuple[str, str, str], str]
    figures: list[str]
    due: list[str]
    trail: list[tuple[object, ...]]
    operator: dict[str, list[str]]

    def to_others(self, concerned: Collection[str]) -> Lived:
        """The same without what those see who know of it anyhow."""
        pages = {key: said for key, said in self.pages.items() if key[0] not in concerned}
        return replace(self, told=[one for one in self.told if one[0] not in concerned], pages=pages)


def lived(engine: Engine, happens: Callable[[Phones], None]) -> tuple[Phones, Lived]:
    """Two weeks in which this happens."""
    phones = begun(engine, "the demo", DAY)
    happens(phones)
    phones.until(END)
    now = phones.simulation.now
    figures = metrics.text(lambda: engine, lambda: now).decode()
    seen = [line for line in figures.splitlines() if not set(re.split(r"[_{ ]", line)) & MESSAGES]
    with engine.connect() as db:
        coming = [str(one) for one in due.foreseen(db, now, now + timedelta(days=14))]
        trail = metadata.tables["trail"].c
        entered = [tuple(row) for row in db.execute(select(trail.by_id, trail.deed, trail.what))]
        every = [(str(at), at) for at in places()]
        opened: dict[tuple[str, str, str], str] = {}
        for one in everybody(db):
            name, role = named(phones, one), role_of(db, one, now)
            known.begin(db)  # as a turn of theirs does
            opened |= {(name, role, place): told_at(db, one, at, now) for place, at in every}
    shown = [(named_at(phones, one), f"{one.address} {one.sent_at:%d %H:%M:%S} {one.outbound}") for one in phones.sent]
    return phones, Lived(shown, opened, seen, coming, entered, by_operator(engine, now))


def by_operator(engine: Engine, now: datetime) -> dict[str, list[str]]:
    """What the commands of an operator print, of everybody in the cast too; not that somebody wrote at all."""
    cast = [one.tsc_number for one in CAST]
    return {
        **{f"due {one}": coming_list.of_people(engine, one, None, 14, now) for one in cast},
        **{f"person find {one}": persons.find(engine, [one], now) for one in cast},
        **{
            f"person addresses {one}": [HEARD.sub("", line) for line in persons.addresses_of(engine, one, now)]
            for one in cast
        },
        "retention": rights.went(engine, None, now),
        "erasures": rights.listed(engine),
        "misses": misunderstood.report(engine, date(2026, 5, 1)),
    }


def named(phones: Phones, who: Person) -> str:
    """How somebody is called in stories."""
    return next((name for name in phones.names.values() if who.name.startswith(f"{name} ")), who.name)


def named_at(phones: Phones, sent: SentMessage) -> str:
    return phones.names.get((sent.channel, sent.address), "")


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


@pytest.mark.slow
def test_nobody_else_can_tell(
    sqlite_demos: Places, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with sqlite_demos.taking() as take:
        _phones, quiet = lived(take(), lambda _phones: None)
    counted = []
    for scenario, (happens, concerned) in SCENARIOS.items():
        with sqlite_demos.taking() as take:
            phones, loud = lived(take(), happens)
            assert len(all_cases(phones)) == (0 if happens is left_in_the_middle else 1), scenario
        without, seen = quiet.to_others(concerned), loud.to_others(concerned)
        assert {key: seen.pages[key] for key in without.pages if seen.pages[key] != without.pages[key]} == {}, scenario
        assert seen.told == without.told, f"{scenario}: to the second"
        assert seen.operator == without.operator, scenario
        assert (seen.figures, seen.due, seen.trail) == (without.figures, without.due, without.trail), scenario
        people_asked = len({who for who, _role, _page in without.pages})
        counted.append(f"{scenario}: {len(without.pages)} pages to {people_asked} people, {len(without.told)} messages")
    assert not [one for one in (WORDS, ABUSE, ANSWER, "G0001") if one in caplog.text]
    with capsys.disabled():
        print(f"\nThe same, with {len(quiet.operator)} prints of an operator:", *counted, sep="\n  ")


def test_its_words_stand_with_the_case_and_in_the_messages_to_its_readers_alone(
    quick_copies: Callable[[], Engine],
) -> None:
    phones, _lived = lived(quick_copies(), answered)
    with phones.engine.connect() as db:
        assert holding(db, WORDS) == {"cases.words", "outbox.body"}
        assert holding(db, ANSWER) == {"case_steps.words"}
    whose = {named_at(phones, one) for one in phones.sent if WORDS in one.outbound.text}
    assert whose == {"Ali"}
