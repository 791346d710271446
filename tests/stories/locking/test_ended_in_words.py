"""LOCK ends with the PIN, however it is asked for; who offers it to somebody who has it hears so."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.dialogs.locking import deeds
from bot.messages import Channel
from bot.store.people import people
from tests.stories.given import FAITH, the_pair
from tests.stories.player import begun, everybody_on


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "unlock my messages"),
        ("en", "turn lock off"),
        ("en", "UNLOCK my phone"),
        ("sw", "fungua ujumbe"),
        ("sw", "acha kuficha"),
        ("sw", "acha kuficha ujumbe"),
    ],
)
def test_lock_is_ended_in_ones_own_words(lived: Engine, language: str, words: str) -> None:
    phones = begun(lived, "the demo", "Tue 2 Jun 2026, 09:00", language)
    everybody_on(lived, Channel.SMS)
    phones.write("Peter", "LOCK" if language == "en" else "FICHA")
    [asked] = phones.write("Peter", words)
    assert "PIN" in asked, asked
    phones.write("Peter", "7730")
    with lived.connect() as db:
        peter = people.get(db, the_pair(db).mentor_id)
    assert peter is not None
    assert peter.locked_at is None


def test_who_has_lock_is_not_offered_it(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Tue 2 Jun 2026, 09:00")
    everybody_on(lived, Channel.SMS)
    with lived.begin() as db:
        deeds.lock(db, the_pair(db).mentee_id, phones.moment.at)
    phones.write("Jane", "LOCK Faith")
    assert phones.write("Jane", "2094") == ["F. Mutua has turned LOCK on already."]
    assert [one for one in phones.notices() if one.address == FAITH and "suggests" in one.outbound.text] == []
