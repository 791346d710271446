"""What was said listens while it is true and fresh; later it is said again, or words are offered and not taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.simulator.chat import Event
from bot.simulator.past import ENROLLED
from bot.simulator.persons import give_ways
from bot.store.people import people
from bot.store.reviews import reviews
from bot.store.talk import drafts
from tests.stories.given import AMINA, FAITH, last_letter, latest, the_pair
from tests.stories.player import Phones, begun
from tests.stories.sessions.test_s1 import LOG

BOTH = pytest.mark.parametrize("language", ["en", "sw"])
SIX_WEEKS = ("2", "noise in class", "watch one lesson")
USE = {"en": "Is that your answer to this question?", "sw": "Je, hilo ndilo jibu lako kwa swali hili?"}
LOST = "Sorry, I did not understand. LOG records a session, STATUS shows where you stand, MENU shows what you can do."


def say(phones: Phones, name: str, *texts: str) -> str:
    """Somebody writes these by SMS; what the last one is answered."""
    told = ""
    for text in texts:
        told = phones.write(name, text)[0]
    return told


def shared(phones: Phones) -> bool:
    """Whether Peter may read what Faith has saved last."""
    with phones.engine.connect() as db:
        return reviews.of_pair(db, the_pair(db).id)[-1].shared_at is not None


def answers(phones: Phones, form: str, *, mentor: bool = False) -> dict[str, str]:
    """What an open form holds."""
    with phones.engine.connect() as db:
        pair = the_pair(db)
        kept = drafts.all_open(db, pair.mentor_id if mentor else pair.mentee_id)
        return dict(next(draft.answers for draft in kept if draft.form == form))


# receipts and pages


@BOTH
@pytest.mark.parametrize("later", [None, "Tue 16 Jun 2026, 10:00"])
def test_what_was_shared_stays_shared(copies: Callable[[], Engine], language: str, later: str | None) -> None:
    phones = begun(copies(), "session 4 was not held", "Mon 15 Jun 2026, 16:15", language)
    say(phones, "Faith", *SIX_WEEKS, "1")
    if later:
        phones.until(later)
    told = say(phones, "Faith", "2")
    assert told == (
        "You have shared it with P. Otieno. MENU shows what waits for you."
        if language == "en"
        else "Umeshayashiriki na P. Otieno. MENYU huonyesha kinachokusubiri."
    )
    assert shared(phones)


def test_a_number_of_another_day_is_asked_anew_before_it_shares(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    asked = say(phones, "Faith", *SIX_WEEKS)
    phones.until("Tue 16 Jun 2026, 10:00")
    assert say(phones, "Faith", "1") == asked
    assert not shared(phones)
    assert say(phones, "Faith", "1").startswith("Shared.")


@BOTH
@pytest.mark.parametrize("words", ["1", "2", "hello"])
def test_the_receipt_of_a_log_is_said_once(quick_copies: Callable[[], Engine], language: str, words: str) -> None:
    phones = begun(quick_copies(), "the demo", "Thu 28 May 2026, 16:15", language)
    saved = say(phones, "Faith", LOG).split(":")[0]
    assert saved not in say(phones, "Faith", words)
    phones.until("Fri 29 May 2026, 10:00")
    assert saved not in say(phones, "Faith", words)


def test_what_a_receipt_offers_on_a_button_is_no_number_the_next_day(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    assert "is saved" in phones.write("Peter", LOG, Channel.WHATSAPP)[0]
    phones.until("Fri 29 May 2026, 10:00")
    assert phones.write("Peter", "1", Channel.WHATSAPP) == [LOST]
    assert "lesson notes" in phones.press("Peter", "Goals met?")[0]


def test_the_next_date_that_a_receipt_asked_for_is_heard_the_next_day(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", "Sat 13 Jun 2026, 10:00")
    assert "When do you meet next?" in say(phones, "Faith", "LOG today library 1 schemes 2 finish 3 done", "same")
    phones.until("Sun 14 Jun 2026, 9:00")
    assert "Thu 18 Jun 1:00pm" in say(phones, "Faith", "thursday 1pm")


def test_a_menu_of_another_day_is_shown_again_before_a_number_opens_anything(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", "Sat 13 Jun 2026, 10:00")
    menu = say(phones, "Faith", "MENU")
    phones.until("Sun 14 Jun 2026, 10:00")
    assert say(phones, "Faith", "1") == menu
    assert "1 of 6" in say(phones, "Faith", "1")


# notices and prompts


def test_a_number_three_days_later_still_answers_a_live_prompt(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    phones.until("Thu 18 Jun 2026, 12:00")
    assert "2 of 3" in say(phones, "Faith", "2")


def test_a_numbered_log_three_days_later_still_lands_on_its_session(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.until("Sun 31 May 2026, 12:00")
    assert say(phones, "Faith", LOG).startswith("Thank you, Faith. Session 3")


def test_a_number_after_a_week_is_asked_anew_before_it_signs(lived: Engine) -> None:
    """Nobody has written to Peter since he was told by SMS: schools are closed."""
    phones = begun(lived, "session 5 is planned", "Fri 31 Jul 2026, 12:00")
    phones.happens(Event("Peter's whatsapp refuses the next message"))
    say(phones, "Faith", "LOG 31/7 library 1 group work 2 seat plan 3 done", "2", "same")
    assert "2 to sign it" in phones.sent[-1].outbound.text
    phones.until("Tue 11 Aug 2026, 12:00")
    assert say(phones, "Peter", "2").endswith("Reply 1 to read it, 2 to sign it, 3 if something is not correct.")
    assert "Signed." in say(phones, "Peter", "2")


# free words for forms


@BOTH
def test_words_of_another_day_are_offered_to_a_form_left_in_the_middle(
    copies: Callable[[], Engine], language: str
) -> None:
    """FORM4 is left at a question in the evening; the next morning somebody greets, twice, and then means it."""
    phones = begun(copies(), "session 4 was not held", "Mon 15 Jun 2026, 16:15", language)
    say(phones, "Peter", "FORM4", "same", "same", "1", "time is enough")
    for moment in ("Tue 16 Jun 2026, 8:00", "Tue 16 Jun 2026, 12:30", "Tue 16 Jun 2026, 18:00"):
        phones.until(moment)
        assert USE[language] in say(phones, "Peter", "habari")
        assert "venue" not in answers(phones, "AnnexIV", mentor=True)
    say(phones, "Peter", "the room is fine", "1")
    assert answers(phones, "AnnexIV", mentor=True)["venue"] == "the room is fine"


def test_what_answers_the_question_after_an_offer_is_its_answer(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 14:00")
    say(phones, "Faith", "LOG", "today")
    phones.until("Sat 20 Jun 2026, 15:00")
    assert "You wrote: hi." in say(phones, "Faith", "hi")
    assert "3 of 6" in say(phones, "Faith", "library")


def test_words_of_another_day_are_offered_to_a_form_that_rests(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", "Mon 15 Jun 2026, 16:15")
    assert "Your answers are kept." in say(phones, "Peter", "FORM4", "same", "same", "1", "enough", "fine")
    phones.until("Tue 16 Jun 2026, 8:00")
    for _again in range(2):
        told = say(phones, "Peter", "hello")
        assert "question 7 of 11" in told
        assert "You wrote: hello." in told
    phones.until("Tue 16 Jun 2026, 12:00")
    assert "You wrote: hello." in say(phones, "Peter", "hello")
    assert "challenges" not in answers(phones, "AnnexIV", mentor=True)


def test_the_next_part_of_a_form_that_rested_is_answered_on_the_day_it_is_asked(lived: Engine) -> None:
    phones = begun(lived, "session 4 was not held", "Mon 15 Jun 2026, 10:00")
    say(phones, "Peter", "FORM4", "same", "same", "1", "enough", "fine")
    phones.until("Tue 16 Jun 2026, 17:00")
    assert "question 7 of 11" in phones.sent[-1].outbound.text or "question 7" in say(phones, "Peter", "FORM4")
    assert "Q8 of 11" in say(phones, "Peter", "noise")


def test_an_answer_after_midnight_is_an_answer(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 23:50")
    say(phones, "Faith", "LOG", "today", "class 4", "same")
    phones.until("Fri 19 Jun 2026, 0:10")
    assert "5 of 6" in say(phones, "Faith", "group work")


def test_words_of_another_day_are_not_sent_to_the_partner_unasked(lived: Engine) -> None:
    """Under a message stands “to answer, just write”; a greeting the day after need not be the answer."""
    phones = begun(lived, "session 4 was not held", "Sat 13 Jun 2026, 10:00")
    say(phones, "Faith", "ASK can we meet?")
    assert "can we meet?" in say(phones, "Peter", "read")
    phones.until("Sun 14 Jun 2026, 10:00")
    assert "You wrote: good morning." in say(phones, "Peter", "good morning")
    with lived.connect() as db:
        assert last_letter(db, the_pair(db).mentor_id) is None
    say(phones, "Peter", "yes")
    with lived.connect() as db:
        assert last_letter(db, the_pair(db).mentor_id) is not None


def test_words_of_another_day_are_offered_on_a_shared_phone_too(lived: Engine) -> None:
    """What was asked just before is only who is writing."""
    phones = begun(lived, "session 5 is planned", "Thu 18 Jun 2026, 14:00")
    say(phones, "Faith", "LOG", "today", "class 4", "same")
    with lived.begin() as db:
        amina = people.by_tsc(db, AMINA)
        assert amina is not None
        give_ways(db, amina.id, ((Channel.SMS, FAITH),), ENROLLED)
    phones.until("Sat 20 Jun 2026, 15:00")
    assert "1 F.M." in say(phones, "Faith", "hello")
    assert "You wrote: hello." in say(phones, "Faith", "1", "4821")


@BOTH
def test_a_greeting_of_another_day_is_not_the_first_answer_of_a_form(lived: Engine, language: str) -> None:
    """The clock has asked its first question, which any answer would open."""
    phones = begun(lived, "a year is over", "Tue 4 May 2027, 16:15", language)
    phones.until("Wed 5 May 2027, 10:00")
    assert USE[language] in say(phones, "Faith", "habari za asubuhi")
    assert answers(phones, "MenteeAssessment") == {}


# forms left long ago


def left_in_june(engine: Engine) -> Phones:
    """Faith opened a correction on 10 June and left it at a question."""
    phones = begun(engine, "session 3 is signed", "Wed 10 Jun 2026, 10:00")
    say(phones, "Faith", "EDIT 3", "2", "5")
    return phones


@pytest.mark.parametrize("day", ["Mon 15 Jun 2026, 16:30", "Thu 2 Jul 2026, 12:00"])
def test_an_edit_left_on_10_june_swallows_no_answer_to_a_review(quick_copies: Callable[[], Engine], day: str) -> None:
    phones = left_in_june(quick_copies())
    phones.until(day)
    phones.write("Faith", "REVIEW") if "Jul" in day else None
    for words in ("it goes well", "on track", "noise after lunch", "watch one lesson"):
        assert "Action plan?" not in say(phones, "Faith", words)
    with phones.engine.connect() as db:
        assert latest(db, 3).plan == "group work in Gr 4\nmark books daily\t2026-06-11"
        saved = [one for one in reviews.of_pair(db, the_pair(db).id) if one.person_id == the_pair(db).mentee_id]
        assert saved[-1].answers["challenge"] == "noise after lunch"


@pytest.mark.parametrize("words", ["1", "2", "hello"])
def test_a_form_left_a_month_ago_hears_no_stray_number_or_word(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = left_in_june(quick_copies())
    phones.until("Tue 14 Jul 2026, 12:00")
    say(phones, "Faith", words)
    assert answers(phones, "Correct") == {}
    with phones.engine.connect() as db:
        assert latest(db, 3).number == 1


def test_an_echo_of_a_month_ago_is_read_back_again_before_a_number_sends_it(lived: Engine) -> None:
    """Schools are closed: nothing else was said to her since."""
    phones = begun(lived, "session 5 is planned", "Fri 31 Jul 2026, 18:00")
    echo = say(phones, "Faith", "EDIT 4", "2", "2", "library")
    phones.until("Mon 17 Aug 2026, 12:00")
    assert say(phones, "Faith", "1") == f"Still open: {echo}"
    with lived.connect() as db:
        assert latest(db, 4).number == 1
    assert say(phones, "Faith", "1").startswith("Saved")
