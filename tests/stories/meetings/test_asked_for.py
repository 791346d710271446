"""A date that only one of the two has asked for is shown as that, and not reminded of as if both had agreed."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.given import FAITH, PETER
from tests.stories.player import Phones, begun, everybody_on

WORDS = {
    "en": {
        "move": "MOVE 4 12/6 3pm",
        "next": "NEXT",
        "status": "STATUS",
        "mine": "Not agreed yet: you asked for it.",
        "theirs": "Not agreed yet: F. Mutua asks for it.",
        "status_says": "Next, not agreed yet: Fri 12 Jun",
        "reminded": "you asked to meet P. Otieno on Fri 12 Jun 3:00pm (session 4). P. Otieno has not agreed yet.",
        "asked": "F. Mutua asks to meet you on Fri 12 Jun 3:00pm (session 4). Do you agree?",
        "confirmed": "Confirmed: session 4",
        "not": "ot agreed",
    },
    "sw": {
        "move": "HAMISHA 4 12/6 saa 9 mchana",
        "next": "KIJACHO",
        "status": "HALI",
        "mine": "Haijakubaliwa bado: wewe ndiye",
        "theirs": "Haijakubaliwa bado: F. Mutua ameomba.",
        "status_says": "Kijacho, hakijakubaliwa:",
        "reminded": "P. Otieno hajakubali bado.",
        "asked": "F. Mutua anaomba kikao cha 4",
        "confirmed": "kikao cha 4",
        "not": "jakubali",
    },
}


def moved(engine: Engine, language: str) -> Phones:
    """Faith has asked for another date."""
    phones = begun(engine, "session 3 is signed", "Tue 2 Jun 2026, 10:00", language)
    everybody_on(engine, Channel.SMS)
    phones.write("Faith", WORDS[language]["move"])
    return phones


@pytest.mark.parametrize("language", ["en", "sw"])
def test_it_is_shown_as_asked_for_until_the_other_agrees(lived: Engine, language: str) -> None:
    words = WORDS[language]
    phones = moved(lived, language)
    assert words["mine"] in phones.write("Faith", words["next"])[0]
    assert words["status_says"] in phones.write("Faith", words["status"])[0]
    [shown] = phones.write("Peter", words["next"])
    assert words["theirs"] in shown
    assert words["confirmed"] in phones.write("Peter", "1")[0]
    for name in ("Faith", "Peter"):
        assert words["not"] not in phones.write(name, words["next"])[0]
        assert words["status_says"] not in phones.write(name, words["status"])[0]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_reminder_says_that_it_is_not_agreed_and_asks_for_it(lived: Engine, language: str) -> None:
    words = WORDS[language]
    phones = moved(lived, language)
    phones.until("Thu 11 Jun 2026, 18:00")
    told = [one.outbound.text for one in phones.notices() if one.address == FAITH]
    assert words["reminded"] in told[-1]
    phones.until("Fri 12 Jun 2026, 08:00")
    asked = [one.outbound.text for one in phones.notices() if one.address == PETER][-1]
    assert words["asked"] in asked
    assert words["confirmed"] in phones.write("Peter", "1")[0]
    assert "P. Otieno" in phones.sent[-1].outbound.text, "and Faith is told"


def test_a_move_that_is_taken_back_leaves_the_date_agreed(lived: Engine) -> None:
    phones = moved(lived, "en")
    phones.write("Faith", "UNDO")
    phones.write("Faith", "MENU")
    assert "ot agreed" not in phones.write("Faith", "NEXT")[0]


@pytest.mark.parametrize(
    ("language", "agenda"),
    [
        ("en", "You agreed 2 actions. Think: which of them brought your goal nearer?"),
        ("sw", "Mlikubaliana mambo 2. Fikiria: lipi limesogeza lengo mbele?"),
    ],
)
def test_the_reminder_of_the_eve_carries_an_agenda_where_there_is_room_for_it(
    lived: Engine, language: str, agenda: str
) -> None:
    """Counted and not in words: others may see the screen. What an SMS has room for, `s3_not_held` shows."""
    phones = begun(lived, "session 3 is signed", "Tue 9 Jun 2026, 10:00", language)
    everybody_on(lived, Channel.WHATSAPP)
    phones.until("Wed 10 Jun 2026, 18:00")
    assert [one for one in phones.notices() if agenda in one.outbound.text]
