"""What preparation leaves behind: who may read what each side wrote alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

NEEDS = ("NEEDS", "lesson notes, class of 60", "1", "come and watch one lesson", "prepare before we meet", "1")
WHATSAPP = Channel.WHATSAPP
PRIVATE = ("lesson notes", "watch one lesson", "prepare before")


@pytest.fixture
def phones(copies: Callable[[], Engine]) -> Phones:
    """Faith has written her needs; Peter has not written his."""
    phones = begun(copies(), "Faith and Peter are matched", "Mon 4 May 2026, 10:00")
    for text in NEEDS:
        phones.write("Faith", text)
    return phones


def test_needs_are_private_until_both_have_written(phones: Phones) -> None:
    asked = [phones.write("Peter", text, WHATSAPP)[0] for text in ("NEEDS", "PLAN", "MENU", "STATUS")]
    assert not [word for word in PRIVATE if word in " ".join(asked)]
    told = phones.write("Faith", "NEEDS")[0]
    assert told.endswith("Reply 1 share mine, 2 write anew."), "his are not there to read"


@pytest.mark.each_on_both
def test_one_side_may_share_before_the_other_has_written(phones: Phones) -> None:
    assert phones.write("Faith", "1") == ["Shared with P. Otieno."]
    assert phones.sent[-1].outbound.text == "TIMEC: F. Mutua has prepared for your plan. To read it, reply NEEDS."


def test_nobody_but_the_mentor_reads_the_readiness_check(quick_copies: Callable[[], Engine]) -> None:
    phones = play(quick_copies(), story("prepare"))
    assert "to listen" in phones.write("Peter", "READY", WHATSAPP)[0]
    assert phones.write("Faith", "READY") == ["This check is for mentors. NEEDS is for both of you."]
    said = " ".join(sent.outbound.text for sent in phones.sent if sent.address != "+254712000002")
    assert "to listen" not in said


def test_the_plan_begins_with_the_needs_once_both_have_written(quick_copies: Callable[[], Engine]) -> None:
    phones = play(quick_copies(), story("prepare"))
    assert "Now: lesson notes; class of 60. Reply SAME to keep." in phones.write("Peter", "PLAN", WHATSAPP)[0]


# the plan negotiated in full


FIVE = ("reading aloud", "lesson notes", "modules 1 and 2", "watch lessons and talk", "1")
REST = ("be open", "thursdays 1pm staffroom 4 times", "1", "notes ready", "we report on fridays", "1")


def test_a_full_plan_is_asked_in_sittings_of_five_and_goes_on_with_its_word(
    quick_copies: Callable[[], Engine],
) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", "Mon 4 May 2026, 10:00")
    (first,) = phones.write("Peter", "NEGOTIATE")
    assert first.startswith("Full plan with F. Mutua. 1 of 11: needs or gaps to work on?"), "D99, D186"
    said = [phones.write("Peter", text)[-1] for text in FIVE]
    assert "question 6 of 11 on Tue 5 May. NEGOTIATE goes on" in said[-1], "D100: it rests, and says how to go on"
    (on,) = phones.write("Peter", "NEGOTIATE")
    assert "question 6 of 11: what do you expect of each other?" in on
    said = [phones.write("Peter", text)[-1] for text in REST]
    if "NEGOTIATE" in said[-2]:
        said = [phones.write("Peter", "NEGOTIATE")[-1], phones.write("Peter", "1")[-1]]
    assert said[-1].startswith("Plan: 1 goal, 4 sessions"), said
    assert phones.write("Peter", "1") == ["Sent to F. Mutua. I will tell you."]
    assert phones.write("Faith", "2")[0].startswith("Plan approved, thank you.")


def test_what_was_negotiated_in_full_is_read_in_full(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", "Mon 4 May 2026, 10:00")
    for text in ("NEGOTIATE", *FIVE, *REST, "1"):
        phones.write("Peter", text, WHATSAPP)
    (read,) = phones.write("Faith", "1")
    rest = phones.write("Faith", "MORE")[0] + phones.write("Faith", "MORE")[0]
    whole = read + rest
    for words in ("modules 1 and 2", "watch lessons and talk", "be open", "we report on fridays"):
        assert words in whole
