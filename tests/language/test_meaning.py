"""What words mean is read by what they say, in whatever order and language, and with nothing left over."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import NAIROBI, NotADay, NotAnHour, Unclear, around, asides, commands, listed, meanings
from bot.language import without_courtesies as bare
from bot.language.dates import bidding
from bot.language.tellings import at_odds

NOW = datetime(2026, 5, 28, 16, 15, tzinfo=NAIROBI)


@pytest.mark.parametrize(
    ("meaning", "texts"),
    [
        ("not_held", ("we never met", "kikao hakikufanyika", "hatukumeet bana", "no session today, thanks")),
        ("held", ("tumekutana leo", "we had a session", "tulimeet")),
        ("partner_away", ("mshauri hakufika", "my mentor was sick", "mentor alisafiri")),
        ("me_away", ("nilikuwa mgonjwa", "I was on leave", "nimelazwa")),
        ("duty", ("tulikuwa na mitihani", "we had a staff meeting")),
        ("later", ("niko darasani", "I am teaching right now", "nitajibu baadaye", "I will answer in the evening")),
        ("coming", ("nitakuwepo", "sure, I will be there")),
        ("cannot_come", ("sitafika kesho", "I can't attend", "hapana siwezi")),
        ("all_done", ("tumemaliza zote", "everything was done", "nimefanya all")),
        ("part_done", ("not all", "kiasi tu", "sio zote")),
        ("not_done", ("bado kabisa", "we havent started", "haijafanyika", "we did none")),
        ("no_time", ("tulikosa muda", "there was no time")),
        ("sign_it", ("natia saini", "nataka kutia saini", "I sign")),
        ("denied", ("hatukukutana", "we did not meet")),
        ("on_track", ("okay so far", "we are on track")),
        ("accept", ("nakubali awe mshauri wangu", "I accept")),
    ],
)
def test_the_same_is_meant_in_many_words(meaning: str, texts: tuple[str, ...]) -> None:
    assert {text: meanings(text).get(meaning) for text in texts} == dict.fromkeys(texts, 0)


@pytest.mark.parametrize(
    ("meaning", "text"),
    [
        ("held", "we did not meet"),
        ("held", "hatukukutana"),
        ("me_away", "mentor was away"),
        ("all_done", "not done"),
        ("accept", "sikubali"),
        ("coming", "sitakuja"),
        ("later", "late comers disturb lessons"),
        ("sign_it", "ametia saini"),
        ("sign_it", "umetia saini?"),
        ("sign_it", "sitaki kutia saini"),
        ("sign_open", "he has signed"),
    ],
)
def test_what_is_denied_or_said_of_others_is_not_meant(meaning: str, text: str) -> None:
    assert meanings(text).get(meaning) != 0


@pytest.mark.parametrize(
    ("aside", "text"),
    [
        ("who", "wewe ni nani"),
        ("who", "who is this please?"),
        ("thanks", "asante sana mwalimu"),
        ("greeting", "habari ya asubuhi"),
        ("stop_it", "please do not text me again"),
        ("pin_help", "nimesahau namba ya siri"),
        ("human", "nataka kuongea na mtu"),
        ("help", "sijaelewa"),
    ],
)
def test_what_is_said_beside_the_question_is_known(aside: str, text: str) -> None:
    assert asides(text).get(aside) == 0


@pytest.mark.parametrize(
    ("command", "text"),
    [("STATUS", "nataka kuona hali yangu"), ("NEXT", "when do we meet next?"), ("MOVE", "tuahirishe kikao")],
)
def test_a_command_is_known_in_other_words(command: str, text: str) -> None:
    assert commands(text).get(command) == 0


@pytest.mark.parametrize(
    "text",
    ["stop noise, use class rules", "sign language lessons", "help slow learners", "hali ya vitabu vya wanafunzi"],
)
def test_what_a_teacher_writes_about_lessons_is_no_command(text: str) -> None:
    assert 0 not in {**commands(text, exact=True), **asides(text, exact=True)}.values()


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("let us meet on tuesday at 2pm", date(2026, 6, 2), time(14)),
        ("tafadhali tuwekee kesho saa nne", date(2026, 5, 29), time(10)),
        ("mwezi wa sita tarehe 5 saa nane", date(2026, 6, 5), time(14)),
        ("tue 2pm to 3pm", date(2026, 6, 2), time(14)),
        ("not tomorrow, friday 5/6 2pm", date(2026, 6, 5), time(14)),
        ("teusday 2pm", date(2026, 6, 2), time(14)),
        ("same day next week 1pm", date(2026, 6, 4), time(13)),
        ("move to 12/6 10am", date(2026, 6, 12), time(10)),
        ("fri 12/6 11 am", date(2026, 6, 12), time(11)),
        ("move june 5 12pm", date(2026, 6, 5), time(12)),
        ("tarehe 5 10am", date(2026, 6, 5), time(10)),
        ("12/6 2 30pm", date(2026, 6, 12), time(14, 30)),
    ],
)
def test_a_day_and_an_hour_are_found_among_other_words(text: str, day: date, hour: time) -> None:
    found = around(text, NOW)
    assert (found.day, found.hour, found.strange, found.either) == (day, hour, False, False)


def test_what_is_left_open_is_said_so() -> None:
    assert around("jumanne baada ya masomo", NOW).part
    assert around("tuesday or wednesday", NOW).either
    assert around("sio jumanne", NOW).either
    assert around("the bus leaves tuesday", NOW).strange
    with pytest.raises(Unclear):
        around("jumanne saa kumi na mbili", NOW)


@given(st.text(max_size=200))
def test_any_words_are_read_without_a_fault(text: str) -> None:
    meanings(text), asides(text), commands(text), bare(text), listed(text), bidding.told(text), bidding.term(text)
    with suppress(NotADay, NotAnHour, Unclear):
        around(text, NOW)


def test_thanks_and_names_are_taken_off_and_days_are_not() -> None:
    assert bare("1 marking 2 mark daily 3 did all - Faith") == "1 marking 2 mark daily 3 did all"
    assert bare("From Faith Mutua: library. Thanks") == "library"
    assert bare("Its Faith. Covered: marking") == "Covered: marking"
    assert bare("It is P. Otieno. Library") == "Library"
    assert bare("finish schemes by Friday") == "finish schemes by Friday"


def test_a_list_is_parted_as_people_say_it() -> None:
    assert listed("marking, schemes of work and lesson notes") == ("marking", "schemes of work", "lesson notes")
    assert listed("kwanza kusoma, pili kuandika") == ("kusoma", "kuandika")
    assert listed("note making, class 4 and 2 groups") == ("note making", "class 4 and 2 groups")
    assert listed("yes or no questions") == ("yes or no questions",)


@pytest.mark.parametrize(
    "words",
    ["sipatani na mentor wangu", "Hatuelewani na Peter", "we do not get on", "I don't get along with my mentor"],
)
def test_two_who_do_not_get_on_have_missed_no_session(words: str) -> None:
    assert at_odds(words)


@pytest.mark.parametrize("words", ["hatupatani leo", "hatukukutana", "sielewi", "do not get on the bus", "tuelewane"])
def test_other_words_tell_of_no_quarrel(words: str) -> None:
    assert not at_odds(words)
