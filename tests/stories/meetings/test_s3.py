"""What must be true after story S3: a missed session keeps its reason as a code; a date may be written anyhow."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import Engine

from bot.dialogs.pairs.deeds import pair_figures
from bot.store import pairs
from bot.store.people import people
from bot.store.support import supports
from bot.store.support.supports import HeadsAnswer
from tests.stories.given import session, the_pair
from tests.stories.player import Phones, begun


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith has just been asked about session 4."""
    return begun(lived, "session 3 is signed", "Thu 11 Jun 2026, 16:15")


@pytest.mark.parametrize("words", ["tue 1pm", "jumanne saa 7", "16/6 saa 7 mchana", "16/6 1pm", "16/6"])
def test_a_new_date_in_any_writing(phones: Phones, words: str) -> None:
    for text in ("NO", "3"):
        phones.write("Faith", text)
    [said] = phones.write("Faith", words)
    assert "Tue 16 Jun 1:00pm" in said
    with phones.engine.connect() as db:
        moved = session(db, 4)
    assert (moved.day, moved.hour, moved.moved_from) == (date(2026, 6, 16), time(13, 0), date(2026, 6, 11))
    assert not moved.settled


def test_a_missed_session_keeps_its_reason_as_a_code(phones: Phones) -> None:
    for text in ("NO", "3", "tue 1pm"):
        phones.write("Faith", text)
    with phones.engine.connect() as db:
        moved = session(db, 4)
        figures = pair_figures(db, the_pair(db).id, date(2026, 6, 17))
    assert (moved.missed_reason, moved.missed_words) == ("school_duty", None)
    assert (figures.due, figures.held) == (4, 3)


def test_who_was_away_depends_on_who_says_it(phones: Phones) -> None:
    phones.until("Mon 15 Jun 2026, 16:20")  # the mentor is asked after two school days of silence
    for text in ("no", "1", "0"):
        phones.write("Peter", text)
    with phones.engine.connect() as db:
        missed = session(db, 4)
    assert (missed.missed_reason, missed.settled) == ("mentor_away", True)


def test_the_partner_is_asked_for_a_date_where_none_was_given(phones: Phones) -> None:
    for text in ("NO", "4", "0"):
        phones.write("Faith", text)
    assert "Please choose a new date." in phones.sent[-1].outbound.text
    phones.press("Peter", "Choose a date")
    phones.write("Peter", "wed 1pm")
    [said] = phones.write("Faith", "1")
    assert said.startswith("Confirmed: session 4, Wed 17 Jun 1:00pm")


def test_own_words_go_to_nobody_but_the_pair(phones: Phones) -> None:
    for text in ("NO", "5", "my child was ill", "tue 1pm"):
        phones.write("Faith", text)
    assert not [one for one in phones.sent if "my child" in one.outbound.text]
    with phones.engine.connect() as db:
        assert session(db, 4).missed_words == "my child was ill"


def test_a_date_is_confirmed_once_and_not_when_it_has_moved_on(phones: Phones) -> None:
    for text in ("NO", "3", "tue 1pm"):
        phones.write("Faith", text)
    phones.press("Peter", "Yes")
    phones.press("Peter", "Yes")
    assert len([one for one in phones.sent if "P. Otieno confirmed" in one.outbound.text]) == 1


def test_the_head_sees_no_reason_and_the_answer_is_kept(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned beside session 4", "Thu 11 Jun 2026, 16:15")
    for text in ("NO", "5", "we quarrelled", "0"):
        phones.write("Faith", text)
    phones.until("Tue 23 Jun 2026, 16:20")
    [asked] = [one.outbound.text for one in phones.sent if "needs time" in one.outbound.text]
    assert "2 sessions not held" in asked
    assert "quarrel" not in asked
    phones.write("Jane", "2")
    with phones.engine.connect() as db:
        [support] = supports.of_pair(db, the_pair(db).id)
        assert pairs.get(db, support.pair_id)
        assert people.by_tsc(db, "401122")
    assert support.answer is HeadsAnswer.CALL
    assert [one for one in phones.sent if "asks you and P. Otieno to call" in one.outbound.text]
