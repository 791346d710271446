"""Who oversees schools asks in their own words which of them need somebody: they are told what STATUS tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from tests.stories.player import begun

JUNE, MOMENT = "the sub-county on 17 June", "Wed 17 Jun 2026, 10:02"


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize(
    "words",
    [
        "which schools have problems",
        "Which school needs me?",
        "which schools need help",
        "which schools are behind",
        "shule gani zina shida",
        "shule zipi zinahitaji msaada",
        "habari, shule gani iko na shida?",
        "shule ipi inanihitaji",
    ],
)
def test_which_schools_need_somebody_is_their_status(
    quick_copies: Callable[[], Engine], words: str, language: str
) -> None:
    phones = begun(quick_copies(), JUNE, MOMENT, language)
    status = phones.write("Ali", "STATUS", Channel.TELEGRAM)
    assert "Mwala" in status[0]
    assert phones.write("Ali", words, Channel.TELEGRAM) == status


@pytest.mark.parametrize("words", ["which schools have problems", "shule gani zina shida"])
def test_a_teacher_who_asks_so_is_shown_no_school(quick_copies: Callable[[], Engine], words: str) -> None:
    said = begun(quick_copies(), "the demo", "Wed 20 May 2026, 10:00").write("Faith", words)
    assert "Mwala" not in " ".join(said)
