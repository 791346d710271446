"""What must be true after story S8: nothing entered is lost, whatever is said in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.dialogs.sessions.rules import Record
from bot.messages import Channel
from bot.simulator.past import ENROLLED
from bot.simulator.persons import give_ways
from bot.store import signing
from bot.store.people import people
from bot.store.talk import drafts
from tests.stories.given import FAITH, latest, record, session, the_pair
from tests.stories.left import versions_of
from tests.stories.player import Phones, begun

ANSWERS = ("LOG", "today", "class 4", "same", "group work, marking", "groups of 6 by monday", "part")
WRITTEN = Record("2026-06-18", "class 4", "pupil groups", "group work\nmarking", "groups of 6\t2026-06-22", "=part")


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Session 5 is today."""
    return begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 14:00")


def say(phones: Phones, *texts: str) -> str:
    """Faith writes these; answers the last reply."""
    reply = ""
    for text in texts:
        [reply] = phones.write("Faith", text)
    return reply


def test_step_by_step_leaves_the_same_record_as_one_sms(phones: Phones) -> None:
    assert "Reply 1 send, 2 change" in say(phones, *ANSWERS)
    say(phones, "1")
    assert record(phones.engine, 5) == WRITTEN


def test_bad_answers_are_helped_in_three_steps_and_nothing_is_lost(phones: Phones) -> None:
    say(phones, *ANSWERS[:6])
    first = say(phones, "?!")
    assert "Reply done, partly or not done" in first
    assert "BACK goes back" in first
    assert "choose: 1 done 2 partly 3 not done" in say(phones, "...")
    third = say(phones, "!!!")
    assert "MENU leaves" in third
    assert "HELP" in third
    assert "Reply 1 send" in say(phones, "2")
    say(phones, "1")
    assert record(phones.engine, 5) == WRITTEN


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("31/6", "31/6 is not a date"),
        ("19/6", "Fri 19 Jun is still to come"),
        ("3/5/2026", "Sun 3 May is before you two began (Mon 4 May)"),
    ],
)
def test_a_day_that_cannot_be_says_why(phones: Phones, day: str, why: str) -> None:
    told = say(phones, "LOG", day)
    assert why in told
    assert "18/6" in told
    assert "2 of 6" in say(phones, "18/6")


def test_status_in_the_middle_keeps_the_question_open(phones: Phones) -> None:
    told = say(phones, *ANSWERS[:4], "STATUS")
    assert "Sessions held: 4 of 5, signed by both: 4." in told
    assert "question 4 of 6: what did you discuss?" in told
    say(phones, *ANSWERS[4:], "1")
    assert record(phones.engine, 5) == WRITTEN


def test_two_days_later_any_message_resumes_and_telegram_finishes(phones: Phones) -> None:
    say(phones, *ANSWERS[:5])
    phones.until("Sat 20 Jun 2026, 15:00")
    assert "question 5 of 6: what will each of you do next, and by when?" in say(phones, "hello")
    with phones.engine.begin() as db:
        give_ways(db, the_pair(db).mentee_id, ((Channel.SMS, FAITH), (Channel.TELEGRAM, "70001")), ENROLLED)
    phones.names[Channel.TELEGRAM, "70001"] = "Faith"
    [asked] = phones.write("Faith", "LOG 5", Channel.TELEGRAM)
    assert "what will each of you do next, and by when?" in asked
    phones.write("Faith", "groups of 6 by 22/6", Channel.TELEGRAM)
    phones.write("Faith", "part", Channel.TELEGRAM)
    phones.press("Faith", "Send", Channel.TELEGRAM)
    assert record(phones.engine, 5) == WRITTEN
    with phones.engine.connect() as db:
        [signature] = signing.of_version(db, latest(db, 5).id)
    assert signature.channel is Channel.TELEGRAM


def test_words_two_days_later_are_used_when_she_says_so(phones: Phones) -> None:
    say(phones, *ANSWERS[:5])
    phones.until("Sat 20 Jun 2026, 15:00")
    assert "question 5 of 6" in say(phones, "groups of 6 by 22/6")
    say(phones, "yes", "part", "1")
    assert record(phones.engine, 5) == WRITTEN


def test_a_prompt_waits_until_the_form_is_finished(phones: Phones) -> None:
    phones.until("Thu 18 Jun 2026, 16:00")
    say(phones, *ANSWERS[:3])
    assert [one for one in phones.until("Thu 18 Jun 2026, 16:30") if one.address == FAITH] == []
    say(phones, *ANSWERS[3:])
    assert len(phones.write("Faith", "1")) == 1
    assert [one for one in phones.until("Thu 18 Jun 2026, 20:00") if one.address == FAITH] == []


def test_a_prompt_waits_until_the_form_is_parked(phones: Phones) -> None:
    phones.until("Thu 18 Jun 2026, 16:00")
    say(phones, *ANSWERS[:3])
    told = phones.until("Thu 18 Jun 2026, 17:30")
    (hers,) = (one.outbound.text for one in told if one.address == FAITH)
    assert "how was session 5 with P. Otieno?" in hers


def test_a_partners_deed_waits_until_the_form_is_finished(phones: Phones) -> None:
    say(phones, *ANSWERS[:3])
    for text in ("EDIT 4", "2", "5", "seat plan by 25/6", "send"):
        phones.write("Peter", text, Channel.WHATSAPP)
    assert [one for one in phones.sent if "changed session 4" in one.outbound.text] == []
    say(phones, *ANSWERS[3:])
    said = [one.outbound.text for one in phones.say_as("Faith", "1")]
    assert len([text for text in said if "changed session 4" in text]) == 1


def test_edit_before_the_other_signs_makes_a_version_to_sign(phones: Phones) -> None:
    say(phones, *ANSWERS, "1", "EDIT 5", "2", "2", "library", "1")
    with phones.engine.connect() as db:
        first, second = versions_of(db, session(db, 5).id)
        assert session(db, 5).signers == {the_pair(db).mentee_id}
    assert (first.venue, second.venue) == ("class 4", "library")


def test_edit_after_both_signed_makes_a_version_that_both_sign_again(phones: Phones) -> None:
    say(phones, *ANSWERS, "1")
    phones.press("Peter", "Open")
    phones.press("Peter", "Sign")
    assert "session 5" in phones.sent[-1].outbound.text
    say(phones, "EDIT 5", "2", "2", "library", "1")
    with phones.engine.connect() as db:
        assert session(db, 5).signers == {the_pair(db).mentee_id}
    phones.press("Peter", "Open")
    phones.press("Peter", "Sign")
    with phones.engine.connect() as db:
        pair = the_pair(db)
        assert session(db, 5).signers == {pair.mentee_id, pair.mentor_id}
        assert [version.number for version in versions_of(db, session(db, 5).id)] == [1, 2]
    assert record(phones.engine, 5).venue == "library"


def test_leaving_by_the_menu_keeps_every_answer(phones: Phones) -> None:
    menu = say(phones, *ANSWERS[:4], "MENU")
    assert "go on with: session 5" in menu
    assert "what did you discuss?" in say(phones, "1")
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
        assert draft is not None
        assert draft.answers == {"day": "2026-06-18", "venue": "class 4", "objectives": "pupil groups"}


def test_a_bare_number_at_a_question_without_choices_begins_no_log(lived: Engine) -> None:
    """It would leave the question and write over an answer that was given before."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.until("Thu 28 May 2026, 16:15")
    asked = [phones.write("Faith", words)[0] for words in ("1", "lesson notes", "groups")]
    assert asked[-1].startswith("6 of 6")
    for number in ("2", "3"):
        assert "Noted" not in phones.write("Faith", number)[0]
    [sent] = phones.write("Faith", "done")
    assert "Saved" in sent or "1 send" in sent
    with lived.connect() as db:
        assert latest(db, 3).areas == "lesson notes"


@pytest.mark.parametrize("words", ["NO", "HAPANA", "hatukukutana", "we did not meet"])
def test_a_no_to_the_meeting_is_no_part_of_its_record(quick_copies: Callable[[], Engine], words: str) -> None:
    """Somebody who was told “Not held? Reply NO” says so a question later."""
    engine = quick_copies()
    phones = begun(engine, "the demo", "Thu 28 May 2026, 16:15")
    phones.until("Thu 28 May 2026, 16:15")
    phones.write("Faith", "1")
    assert "Why?" in phones.write("Faith", words)[0]
    with engine.connect() as db:
        [faith] = [who for who, _way in people.at_address(db, Channel.SMS, FAITH)]
        assert all("areas" not in one.answers for one in drafts.all_open(db, faith.id))
    assert "sign" not in phones.write("Faith", "3")[0].lower()


def test_another_language_is_spoken_at_once_also_by_the_open_question(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", "LOG")
    [said] = phones.write("Faith", "KISWAHILI")
    assert said.startswith("Kuanzia sasa")
    assert "swali 1 kati ya 6" in said
    [said] = phones.write("Faith", "ENGLISH")
    assert said.startswith("From now on")
    assert "question 1 of 6" in said
