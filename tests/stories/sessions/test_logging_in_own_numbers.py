"""A log in one message is heard as people number it, is never dropped, and puts no word where it was not meant."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.messages import Channel
from bot.store.sessions import sessions
from bot.store.talk import drafts
from tests.stories.given import record, session, the_pair
from tests.stories.player import Phones, begun

LOG = "1 marking, groups 2 mark books by friday 3 did both"
REKODI = "1 usahihishaji, vikundi 2 kusahihisha vitabu hadi ijumaa 3 tumetimiza yote"


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith has just been asked about session 3; nobody has ever met anywhere but in the staffroom."""
    return begun(lived, "the demo", "Thu 28 May 2026, 16:15")


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.WHATSAPP])
def test_a_log_after_a_reminder_whose_hour_has_come_is_heard_for_that_session(lived: Engine, channel: Channel) -> None:
    who = "Faith" if channel is Channel.SMS else "Peter"
    phones = begun(lived, "session 3 is signed", "Wed 10 Jun 2026, 16:15")
    phones.until("Thu 11 Jun 2026, 14:00")
    [told] = phones.write(who, LOG, channel)
    assert told.startswith(f"Thank you, {who}. Session 4 (11 Jun, staffroom) is saved")
    assert (record(lived, 4).areas, record(lived, 4).plan) == ("marking\ngroups", "mark books\t2026-06-12")


def test_in_kiswahili_too(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Wed 10 Jun 2026, 16:15", "sw")
    phones.until("Thu 11 Jun 2026, 14:00")
    phones.write("Faith", REKODI)
    assert record(lived, 4).areas == "usahihishaji\nvikundi"


@pytest.mark.parametrize(("language", "word", "asks"), [("en", "NO", "not held. Why?"), ("sw", "HAPANA", "Kwa nini?")])
def test_no_after_a_reminder_whose_hour_has_come_is_not_held(
    lived: Engine, language: str, word: str, asks: str
) -> None:
    phones = begun(lived, "session 3 is signed", "Wed 10 Jun 2026, 16:15", language)
    phones.until("Thu 11 Jun 2026, 14:00")
    [said] = phones.write("Faith", word)
    assert asks in said


def test_another_word_after_it_is_told_how_to_log_and_changes_nothing(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Wed 10 Jun 2026, 16:15")
    phones.until("Thu 11 Jun 2026, 14:00")
    for word in ("1", "ok", "kandanda"):
        [said] = phones.write("Faith", word)
        assert "Reply in one SMS: 1 what you discussed" in said or "Reply YES and I ask step by step" in said
    with lived.connect() as db:
        assert session(db, 4).version_id is None


def test_a_log_where_a_notice_has_closed_is_heard_and_which_session_is_asked_where_two_fit(lived: Engine) -> None:
    phones = begun(lived, "session 5 is planned beside session 4", "Thu 11 Jun 2026, 16:15")
    for words in ("NO", "3", "wed 17/6 1pm"):
        phones.write("Faith", words)  # Peter is asked to confirm that date
    phones.write("Peter", "MOVE 4 18/6 9am", Channel.WHATSAPP)  # and moves it on: what Faith reads next is closed soon
    phones.until("Fri 19 Jun 2026, 10:00")
    [asked] = phones.write("Faith", LOG)
    assert "session 4" in asked
    assert "session 5" in asked
    phones.write("Faith", "1")
    phones.write("Faith", "same")
    assert record(lived, 4).areas == "marking\ngroups"


def test_a_log_just_after_a_receipt_is_a_log_and_plans_no_meeting(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Thu 11 Jun 2026, 16:15")
    [receipt] = phones.write("Faith", LOG)
    assert "When do you meet next?" in receipt
    [said] = phones.write("Faith", "1 phonics 2 word wall by friday 3 half")
    assert "Which one? 1 session 4" in said
    assert not [one for one in phones.sent if "phonics" in one.outbound.text and one.channel is Channel.WHATSAPP]
    with lived.connect() as db:
        assert max(one.number for one in sessions.of_pair(db, the_pair(db).id)) == 4


@pytest.mark.parametrize(("no", "log"), [("NO", LOG), ("HAPANA", REKODI)])
def test_a_log_after_a_no_is_a_log_where_it_does_not_answer_what_was_asked(phones: Phones, no: str, log: str) -> None:
    [asked] = phones.write("Faith", no)
    assert "Why?" in asked
    [said] = phones.write("Faith", log)
    assert said.startswith("Thank you, Faith. Session 3")


def test_a_log_where_the_place_was_asked_is_a_log(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Wed 3 Jun 2026, 17:00")
    phones.write("Faith", "LOG")
    phones.write("Faith", "today")
    [said] = phones.write("Faith", LOG)
    assert "what did you want to achieve?" in said
    phones.write("Faith", "same")
    phones.write("Faith", "1")
    assert (record(lived, 5).venue, record(lived, 5).areas) == ("staffroom", "marking\ngroups")


def test_a_log_where_a_review_asks_for_something_else_is_a_log(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Thu 11 Jun 2026, 16:15")
    phones.until("Mon 15 Jun 2026, 17:00")
    [asked] = phones.write("Faith", "2")
    assert "how far are you with your goals?" in asked
    [said] = phones.write("Faith", LOG)
    assert said.startswith("Thank you, Faith. Session 4")


WAYS = [
    "1.marking 2.mark daily 3.did all",
    "1)marking 2)mark daily 3)did all",
    "1-marking, 2-mark daily, 3-did all",
    "(1) marking (2) mark daily (3) did all",
    "1:marking 2:mark daily 3:did all",
    "1/marking 2/mark daily 3/did all",
    "no.1 marking no.2 mark daily no.3 did all",
    "i. marking ii. mark daily iii. did all",
    "a) marking b) mark daily c) did all",
    "1 marking\n2 mark daily\n3 did all",
    "Good afternoon sir. 1.marking 2.mark daily 3.did all",
    "Habari mwalimu, 1)marking 2)mark daily 3)did all",
    "habari yako 1. marking 2. mark daily 3. did all",
    "Habari zenu, 1)marking 2)mark daily 3)did all",
    "Mwalimu, 1 marking 2 mark daily 3 did all",
    "tumekutana leo. 1 marking 2 mark daily 3 did all",
    "LOG 1.marking 2.mark daily 3.did all",
    "LOG today staffroom 1)marking 2)mark daily 3)did all",
    "REKODI leo 1-marking 2-mark daily 3-did all",
    "Habari, rekodi 1..marking 2..mark daily 3..did all",
]


@pytest.mark.parametrize("text", WAYS)
def test_a_log_is_heard_as_people_number_it(phones: Phones, text: str) -> None:
    [said] = phones.write("Faith", text)
    assert said.startswith("Thank you, Faith. Session 3 (28 May, staffroom) is saved: 1 topic, 1 action")
    found = record(phones.engine, 3)
    assert (found.venue, found.areas, found.plan) == ("staffroom", "marking", "mark daily")
    assert found.looked_back.startswith("=done")


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("LOG 17/6 staffroom 1)marking 2)mark daily 3)did all", "staffroom"),
        ("LOG 17/6 library 1..marking 2..mark daily 3..did all", "library"),
        ("LOG 17/6, class 4, 1.marking 2.mark daily 3.did all", "class 4"),
        ("REKODI 17/6 maktaba i) marking ii) mark daily iii) did all", "maktaba"),
    ],
)
def test_day_and_place_may_stand_before_any_numbering(lived: Engine, text: str, venue: str) -> None:
    phones = begun(lived, "session 5 is planned", "Wed 17 Jun 2026, 17:00")
    phones.write("Faith", text)
    phones.write("Faith", "same")
    found = record(lived, 6)
    assert (found.day, found.venue, found.areas, found.plan) == ("2026-06-17", venue, "marking", "mark daily")


@pytest.mark.parametrize(
    "text",
    [
        "LOG phonics; word wall; half",
        "LOG 28/5 we did phonics in two groups and a word wall",
        "LOG our plan of the 2 readers is late",
        "REKODI tulijadili fonetiki, kisha kazi ya vikundi",
    ],
)
def test_words_that_are_no_place_are_asked_about_and_stand_nowhere(phones: Phones, text: str) -> None:
    [asked] = phones.write("Faith", text)
    assert "I do not know the place" in asked
    with phones.engine.connect() as db:
        kept = drafts.latest_open(db, the_pair(db).mentee_id)
    assert kept is not None
    assert "venue" not in kept.answers
    phones.write("Faith", "same")
    with phones.engine.connect() as db:
        assert session(db, 3).venue == "staffroom"


def test_a_place_that_the_pair_never_had_is_on_nobodys_locked_screen(lived: Engine) -> None:
    phones = begun(lived, "session 3 is signed", "Wed 3 Jun 2026, 17:00")
    phones.write("Faith", "LOG 3/6 library 1 marking 2 mark daily 3 did all")
    [receipt] = phones.write("Faith", "same")
    assert "library" not in receipt
    told = phones.sent[-1]
    assert told.outbound.template == "session_sign"
    assert "logged session 5 (Wed 3 Jun). Please open it" in told.outbound.text
    [opened] = phones.press("Peter", "Open")
    assert "library" in opened
    phones.press("Peter", "Sign")
    phones.until("Wed 10 Jun 2026, 17:00")
    phones.write("Faith", "LOG 10/6 library 1 marking 2 mark daily 3 did all")
    phones.write("Faith", "same")
    assert "(Wed 10 Jun, library)" in phones.sent[-1].outbound.text  # both have signed that they met there


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1 schemes, class 2 group work 3 did both", ("schemes, class", "group work", "did both")),
        ("1 marking 2 remedial with std 3 did both", ("marking", "remedial with std", "did both")),
        ("1 sing 2 learn 2 mark 3 did both", ("sing", "learn 2 mark", "did both")),
    ],
)
def test_a_log_that_can_be_read_in_two_ways_is_shown_before_it_is_saved(
    phones: Phones, text: str, parts: tuple[str, str, str]
) -> None:
    [shown] = phones.write("Faith", text)
    for words in parts:
        assert f'"{words}"' in shown
    with phones.engine.connect() as db:
        assert session(db, 3).version_id is None
    [said] = phones.write("Faith", "1")
    assert said.startswith("Saved")
    assert record(phones.engine, 3).plan == parts[1]


def test_it_is_shown_in_kiswahili_too(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15", "sw")
    [shown] = phones.write("Faith", "1 maazimio, darasa 2 kazi ya vikundi 3 tumetimiza yote")
    assert shown.startswith(
        'Nimesoma hivi: mada mlizojadili "maazimio, darasa", mpango wa utekelezaji "kazi ya vikundi"'
    )


def test_what_may_be_part_2_is_shown_where_there_is_no_other(phones: Phones) -> None:
    [shown] = phones.write("Faith", "1 schemes, class 2 group work")
    assert '"schemes, class"' in shown
    assert '"group work"' in shown
    phones.write("Faith", "did both")
    [said] = phones.write("Faith", "1")
    assert said.startswith("Saved")
    assert record(phones.engine, 3).plan == "group work"


def test_a_reading_that_is_wrong_is_put_right_before_it_is_saved(phones: Phones) -> None:
    phones.write("Faith", "1 schemes, class 2 group work 3 did both")
    phones.write("Faith", "2")
    phones.write("Faith", "5")
    phones.write("Faith", "new seat plan")
    phones.write("Faith", "1")
    assert record(phones.engine, 3).plan == "new seat plan"


def test_three_messages_with_a_part_each_are_one_log(phones: Phones) -> None:
    for text in ("1 lesson notes", "2 group work"):
        phones.write("Faith", text)
    assert phones.write("Faith", "3 did all")[0].startswith('I read: areas covered "lesson notes"')
    phones.write("Faith", "1")
    found = record(phones.engine, 3)
    assert (found.areas, found.plan, found.looked_back.startswith("=done")) == ("lesson notes", "group work", True)


LOGGED = "1 lesson notes 2 group work 3 did all"


@pytest.mark.parametrize(
    ("lead", "venue", "day"),
    [
        ("Amen. ", "staffroom", 28),
        ("It went well ", "staffroom", 28),
        ("Hi its Faith ", "staffroom", 28),
        ("I am Faith Mutua from Mwala primary. ", "staffroom", 28),
        ("Yes madam, session was held. ", "staffroom", 28),
        ("sorry 4 late reply network was down. ", "staffroom", 28),
        ("Sorry, we met in the library ", "library", 28),
        ("Apologies for replying late. library ", "library", 28),
        ("We met Mr Otieno yesterday. ", "staffroom", 27),
        ("Hello, our session today: ", "staffroom", 28),
        ("we met at 2pm, ", "staffroom", 28),
        ("Good evening sir, this is Faith. Sorry I was in class. ", "staffroom", 28),
        ("apologies, I had no airtime. ", "staffroom", 28),
        ("Kindly receive my log: ", "staffroom", 28),
        ("Our third session took place in the library. ", "library", 28),
        ("Tumekutana ofisini na Otieno. ", "ofisini", 28),
        ("tulimeet, ", "staffroom", 28),
        ("tulikutana jana na mshauri. ", "staffroom", 27),
        ("Samahani kwa kuchelewa, mtandao ulikuwa chini. ", "staffroom", 28),
        ("pole sana simu ilizima chaji. ", "staffroom", 28),
        ("Habari za jioni mwalimu, hapa ni Faith. kikao kilienda vizuri. ", "staffroom", 28),
    ],
)
def test_what_is_said_before_a_log_and_says_nothing_of_it_is_passed_over(
    phones: Phones, lead: str, venue: str, day: int
) -> None:
    [said] = phones.write("Faith", f"{lead}{LOGGED}. Asante, Faith")
    assert said.startswith("Thank you, Faith. Session 3"), said
    found = record(phones.engine, 3)
    assert (found.venue, found.day, found.areas) == (venue, f"2026-05-{day}", "lesson notes")
    assert found.looked_back.startswith("=done")


@pytest.mark.parametrize(
    "lead",
    [
        "Praise God, ",
        "Good evening. Peter was late today. ",
        "Kibichiku ",
        "tulikutana kibichiku ",
        "we met with Jane Wanjiru ",
        "hatukukutana. ",
        "we did not meet. ",
        "we will meet tomorrow ",
        "We did not meet in the library. ",
        "sorry for yesterday, ",
    ],
)
def test_what_is_said_before_a_log_is_not_its_place(phones: Phones, lead: str) -> None:
    [said] = phones.write("Faith", f"{lead}{LOGGED}")
    assert "I do not know the place" in said
    phones.write("Faith", "same")
    assert record(phones.engine, 3).venue == "staffroom"


@pytest.mark.parametrize(
    ("said", "areas", "review"),
    [
        ("Covered: marking. Plan: mark daily. Review: part", "marking", "=part"),
        ("Hi madam its Faith. Covered: marking. Plan: mark daily. Review: part. Thanks", "marking", "=part"),
        ("Tulijadili: maandalio. Mpango: mark daily. Tathmini: umetimia", "maandalio", "=done"),
        ("mada: mpangilio wa darasa, mpango: mark daily, tathmini: bado", "mpangilio wa darasa", "=not_done"),
        ("Review: bado. Covered: marking. Plan: mark daily", "marking", "=not_done"),
        ("1 marking 2 mark daily 3 dne", "marking", "=done"),
        ("1 marking 2 mark daily 3 bdo", "marking", "=not_done"),
        ("1 marking 2 mark daily 3 zote zimetimia", "marking", "=done"),
    ],
)
def test_parts_that_are_called_by_name_are_as_plain_as_numbers(
    phones: Phones, said: str, areas: str, review: str
) -> None:
    assert phones.write("Faith", said)[0].startswith("Thank you, Faith."), said
    found = record(phones.engine, 3)
    assert (found.areas, found.plan) == (areas, "mark daily")
    assert found.looked_back.startswith(review)


@pytest.mark.parametrize(
    "said",
    [
        "1 marking2 mark daily3 done",
        "1marking2mark daily3done",
        "mada ni marking, mpango ni mark daily, tathmini ni done",
        "Topic: marking Next steps: mark daily Progress: done",
        "Hello, today we discussed marking, action plan: mark daily, review: done",
    ],
)
def test_parts_that_run_into_each_other_are_read_back(phones: Phones, said: str) -> None:
    assert phones.write("Faith", said)[0].startswith(
        'I read: areas covered "marking", action plan "mark daily", review "done".'
    )
    phones.write("Faith", "1")
    found = record(phones.engine, 3)
    assert (found.areas, found.plan, found.looked_back[:5]) == ("marking", "mark daily", "=done")
