"""Who only ever follows what the last message says arrives: from MATCH to the last signature, by SMS."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from bot.language import LANGUAGES
from bot.messages import Channel
from bot.simulator.chat import ClockMoved
from bot.simulator.past import MENTEE, MENTOR
from bot.simulator.persons import CAST
from bot.store import pairs
from bot.store.outbox.sent import SentMessage
from bot.store.pairs import PairState
from bot.store.people import people
from bot.store.talk.shown import UNDISTURBED
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun, everybody_on

MOST_IN, MOST_OUT = 21, 30
PINS = {"Jane": "2094", "Peter": "7730", "Faith": "4821"}
OFFERED = re.compile(r"(?:(?:Reply|Jibu|Andika, au chagua:|Write, or choose:)|,) (\d) ([^,.?]+)")


@dataclass(frozen=True)
class Said:
    """How a language says what to do next."""

    sign: str
    sign_word: str
    everything: str
    example: str
    asked: str
    word: str
    choices: tuple[str, ...]
    goals: str
    match: str
    begins: str


SAID = {
    "en": Said(
        sign=r"reply SIGN and your PIN",
        sign_word="SIGN",
        everything=r"Reply (ALL) or numbers",
        example=r"E\.g\. ([^.]+)\.",
        asked=r"\d of \d: (?:learning goals|how will you both know)",
        word=r"reply ([A-Z]{3,})( TODAY)?",
        choices=("yes", "I agree", "the usual list", "send", "approve", "get it"),
        goals="lesson notes",
        match="MATCH",
        begins="Session 1",
    ),
    "sw": Said(
        sign=r"jibu SAINI na PIN yako",
        sign_word="SAINI",
        everything=r"Jibu (ZOTE) au nambari",
        example=r"Mfano ([^.]+)\.",
        asked=r"\d kati ya \d: (?:malengo ya kujifunza|mtajuaje)",
        word=r"jibu ([A-Z]{3,})( LEO)?",
        choices=("ndiyo", "nakubali", "orodha ya kawaida", "tuma", "idhinisha", "kuipokea"),
        goals="andalio la somo",
        match="UNGANISHA",
        begins="Kikao cha 1",
    ),
}


@dataclass
class Follower:
    """Somebody who knows nothing but the last message: they do what it offers, and answer what it asks."""

    name: str
    language: str

    def answer(self, last: str) -> str | None:
        """What they write; None where the message asks nothing of them."""
        said = SAID[self.language]
        if re.search(said.sign, last):
            return f"{said.sign_word} {PINS[self.name]}"
        if found := re.search(said.everything, last):
            return found[1]
        offered = {label.strip(): number for number, label in OFFERED.findall(last)}
        if chosen := [offered[label] for label in said.choices if label in offered]:
            return str(chosen[0])
        if found := re.search(said.example, last):
            return found[1]
        if re.search(said.asked, last):
            return said.goals
        found = re.search(said.word, last)
        return "".join(filter(None, found.groups())) if found and found[1] in WORDS[self.name] else None


WORDS = {"Jane": ("ORIENT", "UTANGULIZI"), "Peter": ("PLAN", "MPANGO"), "Faith": ()}
"""The words that lead on; others beside them (NEEDS, BACK) lead aside."""


def _speaking(engine: Engine, language: str) -> None:
    everybody_on(engine, Channel.SMS)
    with engine.begin() as db:
        for member in CAST:
            person = people.by_tsc(db, member.tsc_number)
            assert person is not None
            people.set_language(db, person.id, language)


def _state(phones: Phones) -> PairState | None:
    with phones.engine.connect() as db:
        mentee = people.by_tsc(db, MENTEE)
        assert mentee is not None
        found = pairs.pairs_of(db, mentee.id, pairs.PRESENT)
    return found[0].state if found else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_match_to_all_signed_by_what_the_last_message_says(
    quick_copies: Callable[[], Engine], language: str
) -> None:
    engine = quick_copies()
    _speaking(engine, language)
    phones = begun(engine, "nobody is matched yet", "Tue 28 Apr 2026, 10:00")
    written = [("Jane", f"{SAID[language].match} {MENTEE} {MENTOR}")]
    phones.write(*written[0])
    followers = [Follower(name, language) for name in PINS]
    read: dict[str, int] = {}
    for _round in range(MOST_IN + 5):
        before = len(written)
        for follower in followers:
            while (sent := _last(phones, follower.name)) is not None and read.get(follower.name) != sent.seq:
                read[follower.name] = sent.seq
                words = follower.answer(sent.outbound.text)
                if words is not None:
                    written.append((follower.name, words))
                    phones.write(follower.name, words)
        if len(written) == before:
            phones.until(ClockMoved(phones.simulation.now + 2 * UNDISTURBED))
        if _state(phones) is PairState.ACTIVE:
            break
    assert _state(phones) is PairState.ACTIVE, "\n".join(f"{name}: {one}" for name, one in written)
    annexes = [one for one in phones.sent if (one.segments or 0) > 3]
    others = sum(one.segments or 0 for one in phones.sent if one not in annexes)
    assert len(written) <= MOST_IN, written
    assert others <= MOST_OUT, [(one.segments, one.outbound.text) for one in phones.sent]
    assert len({one.address for one in annexes}) == len(annexes) == 2, "Annex I goes to each of the two, once"
    assert SAID[language].begins in _texts(phones, "Faith")[-1]
    with engine.connect() as db:
        assert the_pair(db).id


def _last(phones: Phones, name: str) -> SentMessage | None:
    mine = [one for one in phones.sent if phones.names.get((one.channel, one.address)) == name]
    return mine[-1] if mine else None


def _texts(phones: Phones, name: str) -> list[str]:
    return [one.outbound.text for one in phones.sent if phones.names.get((one.channel, one.address)) == name]
