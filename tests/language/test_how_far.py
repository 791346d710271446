"""How far a plan was done is a mark where that is all that is said, and words where there is more."""

from __future__ import annotations

import pytest

from bot.language import how_far

DONE = """Finished all the 3 actions; 100%; Hi, all 3 were done. Thanks; tulitimiza yote matatu; 3 of 3; 3/3; both done
all three actions completed; we have done everything; tumekamilisha kila kitu; nimefanya zote mbili; yes we did all
three out of three; zote ziko done madam"""
PARTLY = """we are half way; sijamaliza zote; zingine ziko done zingine bado; 2 of 3; 1 out of 3; mbili kati ya tatu
not all were done; hatujamaliza yote; we did not do all; about 80% done; 50%; almost all; karibu zote; nyingine bado
done but not all; we did all but one; zote ila moja; sorry, 1 out of 3"""
NOT = """0 of 3; 0%; hatujafanya chochote; hakuna hata moja iliyofanyika; havent done any; all not done; zote bado
yote hayajafanyika; nothing done; none of the three was done; I did not do any of them; sikufanya hata moja"""
WORDS = """the scheme was late; learners improved; did 2 of 3; 4 of 3; we achieved all the targets set by the head
all learners can read; notes are ready but class rules are still in draft; the seat plan works well; all the learners
nimefanya 2 out of 3, ile ya seat plan bado; vitabu vilichelewa kufika; 2; 3 learners; marking 60 books; 200%"""


def told(lines: str) -> list[str]:
    return [one.strip() for line in lines.splitlines() for one in line.split(";")]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (one, sense)
        for lines, sense in ((DONE, "all_done"), (PARTLY, "part_done"), (NOT, "not_done"))
        for one in told(lines)
    ],
)
def test_a_mark_is_heard_in_whatever_words(words: str, meant: str) -> None:
    assert how_far(words) == meant


@pytest.mark.parametrize("words", told(WORDS))
def test_what_says_more_stays_in_its_words(words: str) -> None:
    assert how_far(words) is None
