"""COMPLAIN, and words of harm, on a phone that two share: the numbers to call at once, the complaint after the PIN."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store.people import addresses
from tests.stories.cases.complaining import DAY, PIN, WORDS, all_cases, says, who
from tests.stories.player import Phones, begun

BRIANS = "8206"
ASKED = (
    "Nothing of that was kept or sent. In danger? Call 999 or 112; a child: 116. To complain, say first who you are."
    " Who is this? 1 F.M. 2 B.K."
)


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    """Brian, her husband, uses Faith's phone too."""
    found = begun(quick_copies(), "the demo", DAY)
    brian, way = who(found, "Brian"), found.address("Faith", Channel.SMS)
    with found.engine.begin() as db:
        addresses.add(db, person_id=brian, channel=Channel.SMS, address=way, rank=3, now=found.simulation.now)
    return found


@pytest.mark.parametrize("words", ["COMPLAIN", "my mentor is harassing me", "mshauri wangu ananinyanyaza"])
@pytest.mark.parametrize("answers", [("1", PIN), (PIN,)])
def test_the_pin_leads_to_the_complaint(phones: Phones, words: str, answers: tuple[str, ...]) -> None:
    assert says(phones, "Faith", words) == ASKED
    said = says(phones, "Faith", *answers)
    assert "This is private. In danger? Call 999 or 112." in said, said
    assert "About: 1 mentor" in said
    says(phones, "Faith", "1", WORDS, "DONE", "2")
    assert (all_cases(phones)[0].complainant_id, all_cases(phones)[0].words) == (who(phones, "Faith"), WORDS)


def test_the_other_one_reads_nothing_of_it_and_goes_on_with_nothing(phones: Phones) -> None:
    says(phones, "Faith", "COMPLAIN", PIN, "1", WORDS)
    phones.until("Mon 25 May 2026, 10:20")
    said = [says(phones, "Faith", words) for words in ("STATUS", BRIANS, "MENU", "CASE", "MALALAMIKO", "0")]
    assert not [text for text in said if WORDS in text or "private case" in text or "kesi ya siri" in text], said
    assert all_cases(phones) == []
