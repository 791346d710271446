"""Nobody is given two sessions at one moment: what must be true of it beside its story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import Engine

from bot.simulator.past import MENTOR
from bot.store import pairs
from bot.store.pairs import PairKind
from bot.store.people import people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from tests.stories.given import AMINA, EARLY, PETER
from tests.stories.player import Phones, begun

WORDS = {
    "en": {
        "move": "MOVE 4 9/6 1pm",
        "book": "BOOK 11/6 1pm",
        "rhythm": "BOOK thursdays 1pm 2 times",
        "taken": "You meet F. Mutua on Thu 11 Jun 1:00pm already (session 4). Please give another day or hour.",
        "also": "You meet A. Yusuf then.",
        "left out": "Thu 4 Jun, Thu 18 Jun 1:00pm",
    },
    "sw": {
        "move": "HAMISHA 4 9/6 saa 7 mchana",
        "book": "PANGA 11/6 saa 7 mchana",
        "rhythm": "PANGA kila alhamisi saa 7 mchana mara 2",
        "taken": "Tayari una kikao cha 4 na F. Mutua",
        "also": "Wakati huo una kikao na A. Yusuf.",
        "left out": "4 Juni, Alhamisi 18 Juni",
    },
}


def with_two_mentees(engine: Engine, language: str) -> Phones:
    """Peter mentors Faith (next on 11 June at 1 pm) and Amina (on 9 June at 1 pm)."""
    phones = begun(engine, "session 3 is signed", "Tue 2 Jun 2026, 10:00", language)
    with engine.begin() as db:
        amina, peter = people.by_tsc(db, AMINA), people.by_tsc(db, MENTOR)
        assert amina is not None
        assert peter is not None
        start, kind = date(2026, 4, 28), PairKind.MENTORSHIP
        pair = pairs.add(db, mentor_id=peter.id, mentee_id=amina.id, kind=kind, start=start, now=EARLY)
        changes.add(db, NewSession(pair, 1, date(2026, 6, 9), scheduled=True, hour=time(13)))
    return phones


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_mentor_is_told_whom_else_he_meets_then_and_nobody_else_is(
    quick_copies: Callable[[], Engine], language: str
) -> None:
    words = WORDS[language]
    phones = with_two_mentees(quick_copies(), language)
    [receipt] = phones.write("Faith", words["move"])
    assert "Yusuf" not in receipt, "whom he meets is not for her"
    [asked] = [one.outbound.text for one in phones.sent if one.address == PETER and words["also"] in one.outbound.text]
    assert "F. Mutua" in asked or "Faith Mutua" in asked


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_mentor_books_no_hour_of_another_mentee_and_a_rhythm_leaves_it_out(
    quick_copies: Callable[[], Engine], language: str
) -> None:
    words = WORDS[language]
    phones = with_two_mentees(quick_copies(), language)
    phones.write("Peter", words["book"])
    [told] = phones.write("Peter", "2")
    assert words["taken"] in told
    phones.write("Peter", words["rhythm"])
    [read_back] = phones.write("Peter", "2")
    assert words["left out"] in read_back
