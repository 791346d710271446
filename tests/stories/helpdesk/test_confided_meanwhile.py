"""Whoever confides something in the middle of a talk with a person goes on confiding it, whatever comes meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.cases.complaining import all_cases, complains, says, told
from tests.stories.helpdesk.test_helpdesk import TIME, in_talk
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return in_talk(begun(quick_copies(), "a champion at Mwangaza", TIME, "en"))


@pytest.mark.parametrize("before", [("COMPLAIN",), ("COMPLAIN", "1"), ("COMPLAIN", "1", "he shouts at me")])
def test_the_other_one_s_words_wait_and_none_of_hers_go_there(phones: Phones, before: tuple[str, ...]) -> None:
    for words in before:
        phones.write("Faith", words)
    began = len(phones.sent)
    phones.write("Brian", "Are you still there?")
    for words in ("COMPLAIN", "1", "he shouts at me")[len(before) :]:
        phones.write("Faith", words)
    phones.write("Faith", "he says i am lazy")
    told = [one.outbound.text for one in phones.sent[began:] if phones._name(one) == "Brian"]
    assert not [text for text in told if "lazy" in text or "shouts" in text], told
    phones.write("Faith", "DONE")
    phones.write("Faith", "2")
    assert all_cases(phones)[0].words == "he shouts at me\nhe says i am lazy"


@pytest.mark.parametrize("minutes", [1, 2, 5, 30])
def test_what_she_goes_on_confiding_is_no_word_of_the_talk_however_late_the_other_one_writes(
    phones: Phones, minutes: int
) -> None:
    for words in ("COMPLAIN", "1", "he shouts at me"):
        phones.write("Faith", words)
    phones.until(f"Thu 28 May 2026, {15 + (40 + minutes) // 60}:{(40 + minutes) % 60:02}")
    began = len(phones.sent)
    phones.write("Brian", "Are you still there?")
    phones.write("Faith", "he says i am lazy")
    assert not [text for text in told(phones, "Brian", began) if "lazy" in text]
    for words in ("DONE", "2"):
        phones.write("Faith", words)
    assert all_cases(phones)[0].words == "he shouts at me\nhe says i am lazy"


def test_an_answer_to_a_case_is_no_word_of_the_talk_that_its_reader_helps_in(
    quick_copies: Callable[[], Engine],
) -> None:
    """Grace is an operator, and reads what Jane complains of."""
    phones = begun(quick_copies(), "a champion at Mwangaza", TIME, "en")
    complains(phones, "Jane", "1", "1", reader="1")
    phones.write("Faith", "HUMAN")
    phones.until("Thu 28 May 2026, 16:11")
    phones.write("Grace", "1", Channel.TELEGRAM)
    assert "You now talk with Faith" in told(phones, "Grace")[-1]
    says(phones, "Grace", "CASES 5150", "CASE G0001", channel=Channel.TELEGRAM)
    phones.press("Grace", "Answer", Channel.TELEGRAM)
    began = len(phones.sent)
    phones.say_as("Faith", "are you there?")
    phones.write("Grace", "I shall speak to Ali Hassan", Channel.TELEGRAM)
    assert not [text for text in told(phones, "Faith", began) if "Ali" in text]
    phones.until("Thu 28 May 2026, 16:13")
    assert "TIMEC: there is something new on G0001. Reply CASE G0001." in told(phones, "Jane", began)


@pytest.mark.parametrize("words", ["CASE G0001", "case g0001", "KESI G0001", "Case 1"])
def test_who_names_a_case_while_helping_names_it_to_nobody(phones: Phones, words: str) -> None:
    began = len(phones.sent)
    phones.write("Brian", words)
    assert told(phones, "Faith", began) == []
    phones.write("Brian", "In that case write EDIT 3")
    assert told(phones, "Faith", began) == ["Brian: In that case write EDIT 3"]
