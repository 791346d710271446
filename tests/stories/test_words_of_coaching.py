"""A coaching pair is told of coach and coachee, in both languages; who is in both kinds hears of each in its words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store import pairs
from bot.store.pairs import PairKind
from bot.store.people import people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from tests.stories.given import AMINA, the_pair
from tests.stories.player import Phones, begun

BEGAN = date(2026, 5, 4)


def coached(engine: Engine, language: str) -> Phones:
    """Peter coaches Faith, and mentors Amina."""
    phones = begun(engine, "the demo", "Thu 28 May 2026, 16:15")
    now = phones.simulation.now
    with engine.begin() as db:
        mine, amina = the_pair(db), people.by_tsc(db, AMINA)
        assert amina is not None
        pairs.correct(db, mine.id, kind=PairKind.COACHING, start=BEGAN)
        kind = PairKind.MENTORSHIP
        other = pairs.add(db, mentor_id=mine.mentor_id, mentee_id=amina.id, kind=kind, start=BEGAN, now=now)
        changes.add(db, NewSession(pair_id=other, number=7, day=date(2026, 6, 18), venue="library", scheduled=True))
    for who, channel in (("Faith", Channel.SMS), ("Peter", Channel.WHATSAPP)):
        phones.write(who, language, channel)
    return phones


@pytest.mark.parametrize(
    ("language", "coach", "mentor"),
    [("ENGLISH", "coach away", "mentor away"), ("KISWAHILI", "mwelekezi hayupo", "mshauri hayupo")],
)
def test_why_a_session_was_not_held_names_the_coach_and_either_word_is_understood(
    quick_copies: Callable[[], Engine], language: str, coach: str, mentor: str
) -> None:
    heard = []
    for words in (coach, mentor, "2"):
        phones = coached(quick_copies(), language)
        phones.until("Thu 11 Jun 2026, 16:15")
        assert f"2 {coach}" in " ".join(phones.write("Faith", "no"))
        heard.append(phones.write("Faith", words))
    assert heard[0] == heard[1] == heard[2]


@pytest.mark.parametrize(
    ("language", "coachee", "mentee"), [("ENGLISH", "coachee", "mentee"), ("KISWAHILI", "mwelekezwa", "mshauriwa")]
)
def test_who_coaches_one_and_mentors_another_is_told_of_each_in_its_words(
    quick_copies: Callable[[], Engine], language: str, coachee: str, mentee: str
) -> None:
    phones = coached(quick_copies(), language)
    for number, whom in ((3, coachee), (7, mentee)):
        phones.write("Peter", f"MOVE {number}")
        assert f"2 {whom}" in phones.write("Peter", "0")[0]
        phones.write("Peter", "MENU")
