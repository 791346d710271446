"""Who has no time now is heard; who tells what was done, or what they plan, is not taken for it."""

from __future__ import annotations

import pytest

from bot.language.beside.putting_off import is_called_away, waits

WAITS = """
let me ask my head teacher first
lemmi mark these books 1st then i send
Im invigilating now, will reply after 5
I am in a BOM meeting, I will look at it in the evening
am on the road,will check wen in office
let me first talk to my mentor
not signing now, I have a class
I have not read it yet
ngoja nimuulize mshauri kwanza
niko kwa matatu saa hii, nitajibu nikifika
nitamuuliza mwalimu mkuu kwanza halafu nijibu
sitatia saini hadi nizungumze na mwalimu mkuu
sijakataa ila nahitaji muda kidogo
bado sijaamua
"""
TELLS = """
let me read it first
let me log the session first
I want to see my status first
we met today and talked about learners, i will write to parents by friday
we will meet on Friday after school
tutakutana ijumaa kisha jumatatu
nionyeshe hali yangu kwanza
yes, we met in the library
"""
AWAY = """
hold on, there is a parent at the door
wait, someone is calling
let me look at my notebook first
wacha kwanza nione daftari langu
ngoja kidogo, mwalimu mkuu ananiita
ntamalizia kxo sina charge
wil do this later wen i reach home
"""
ANSWERS = """
I will finish the scheme after class
we will complete the charts tomorrow
nitapanga viti kwanza
nitaandika barua kwa wazazi kesho
let the learners read first
mark the books then give feedback
"""


@pytest.mark.parametrize("text", WAITS.strip().splitlines())
def test_it_waits(text: str) -> None:
    assert waits(text)


@pytest.mark.parametrize("text", TELLS.strip().splitlines())
def test_it_does_not_wait(text: str) -> None:
    assert not waits(text)


@pytest.mark.parametrize("text", AWAY.strip().splitlines())
def test_nobody_answers_so(text: str) -> None:
    assert is_called_away(text)


@pytest.mark.parametrize("text", ANSWERS.strip().splitlines())
def test_an_answer_of_any_words_stays_one(text: str) -> None:
    assert not is_called_away(text)
