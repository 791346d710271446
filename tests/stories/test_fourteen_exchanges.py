"""The fourteen exchanges that a teacher meets most: each says what is next, in one SMS, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from bot.language import LANGUAGES, segments
from bot.messages import Channel
from bot.simulator.past import MENTEE, MENTOR
from bot.simulator.persons import CAST
from bot.store.people import people
from tests.stories.given import AMINA, HEAD
from tests.stories.player import Phones, begun, everybody_on

MOST = 40
"""Segments that all of them take, in both languages together."""
LOG = "1 lesson notes, class control 2 group work in Gr 4, mark books daily by 11/6 3 did 2 of 3"
WORDS = {
    "en": {"log": "LOG", "status": "STATUS", "help": "HELP", "hello": "hello", "stop": "STOP", "cert": "CERT"},
    "sw": {"log": "REKODI", "status": "HALI", "help": "MSAADA", "hello": "habari", "stop": "ACHA", "cert": "CHETI"},
}
PLAN = ("PLAN", "lesson notes", "thursdays 1pm staffroom 4 times", "1", "notes ready", "1", "1")


@pytest.mark.slow
def test_the_fourteen_exchanges_take_one_sms_each(quick_copies: Callable[[], Engine]) -> None:
    said = [(language, *one) for language in LANGUAGES for one in _exchanges(quick_copies, language)]
    costs = [(language, exchange, segments(text).count, text) for language, exchange, text in said]
    assert [one for one in costs if one[2] > 1] == []
    assert len(costs) == MOST
    assert sum(count for _language, _exchange, count, _text in costs) <= MOST


def _exchanges(copies: Callable[[], Engine], language: str) -> Iterator[tuple[str, str]]:
    """Each exchange by its name, with what the phone shows."""
    for part in (_coming_in, _session, _reminder, _review, _errors, _match, _agreement, _standing, _certificate):
        yield from part(copies(), language)


def _at(engine: Engine, given: str, moment: str, language: str) -> Phones:
    """Everybody by SMS and in this language."""
    everybody_on(engine, Channel.SMS)
    with engine.begin() as db:
        for number in [member.tsc_number for member in CAST]:
            person = people.by_tsc(db, number)
            assert person is not None
            people.set_language(db, person.id, language)
    return begun(engine, given, moment, None if given.startswith(("nobody", "Amina")) else language)


def _last(phones: Phones, name: str) -> str:
    """What this person's phone showed last."""
    return [one.outbound.text for one in phones.sent if phones.names.get((one.channel, one.address)) == name][-1]


def _coming_in(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "Amina was enrolled a moment ago", "Tue 28 Apr 2026, 16:20", language)
    yield "1", _last(phones, "Amina")


def _session(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "the demo", "Thu 28 May 2026, 16:15", language)
    yield "2", _last(phones, "Faith")
    yield "7d", phones.write("Faith", "kandanda")[0]
    (receipt,) = phones.write("Faith", LOG)
    yield "3", receipt
    yield "4", _last(phones, "Peter")


def _reminder(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "session 3 is signed", "Wed 10 Jun 2026, 17:00", language)
    yield "5", _last(phones, "Faith")


def _review(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "session 4 was not held", "Mon 15 Jun 2026, 16:15", language)
    yield "6", _last(phones, "Faith")
    phones.write("Faith", "2")
    yield "6b", phones.write("Faith", "0")[0]


def _errors(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "the demo", "Thu 28 May 2026, 15:00", language)
    phones.write("Faith", WORDS[language]["log"])
    for level in "abc":
        yield f"7{level}", phones.write("Faith", "kandanda")[0]


def _match(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "nobody is matched yet", "Tue 28 Apr 2026, 10:00", language)
    for text in (f"MATCH {MENTEE} {MENTOR}", "1"):
        phones.write("Jane", text)
    yield "8, to the mentor", _last(phones, "Peter")
    phones.write("Peter", "1")
    yield "8, to the mentee", _last(phones, "Faith")


def _agreement(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "Faith and Peter are matched", "Mon 4 May 2026, 15:00", language)
    for text in PLAN:
        phones.write("Peter", text)
    yield "9, before it", phones.write("Faith", "2")[0]
    for text in ("1", "SIGN 7730"):
        phones.write("Peter", text)
    yield "9, its last line", _last(phones, "Faith").splitlines()[-1]


def _standing(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "session 3 is signed", "Fri 29 May 2026, 17:00", language)
    for exchange, word in (("10", "status"), ("13", "help"), ("14", "hello"), ("12", "stop")):
        yield exchange, phones.write("Faith", WORDS[language][word])[0]


def _certificate(engine: Engine, language: str) -> Iterator[tuple[str, str]]:
    phones = _at(engine, "a year is over", "Mon 3 May 2027, 10:00", language)
    yield "11", phones.write("Faith", WORDS[language]["cert"])[0]


def test_the_people_of_the_exchanges_are_there() -> None:
    assert {AMINA, HEAD} <= {member.tsc_number for member in CAST}
