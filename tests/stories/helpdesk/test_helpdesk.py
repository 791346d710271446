"""A talk with a person: who reads what, who is called when, and what is still the bot's."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, select, text

from bot import coming_list, log, metrics
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.helpdesk.rules import expected, is_open, on_duty, opens
from bot.messages import Channel
from bot.operator import trail
from bot.settings import LogFormat, LogLevel
from bot.simulator import chat
from bot.store.helpdesk import talks
from bot.store.outbox import outbox
from bot.store.people import addresses, people
from bot.store.talk import inbox
from tests.stories.player import Phones, begun, play

TIME = "Thu 28 May 2026, 15:40"
WORDS = "siri ya Wanjiku kuhusu darasa"
HUMAN = "I have called a person, who writes here when free. Write what it is about; it goes to that person. BOT or MENU"


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "a champion at Mwangaza", TIME, "en")


def in_talk(phones: Phones) -> Phones:
    """Brian answers Faith."""
    phones.write("Faith", "HUMAN")
    phones.write("Brian", "1")
    return phones


def heard(phones: Phones, who: str, said: str) -> list[tuple[str, str]]:
    """Everything that goes out because of what somebody writes: to whom, and the words."""
    return [(phones._name(one), one.outbound.text) for one in phones.say_as(who, said)]


def test_words_go_from_one_to_the_other_and_to_nobody_else(lived: Engine) -> None:
    phones = in_talk(begun(lived, "a champion at Mwangaza", TIME, "en"))
    assert heard(phones, "Faith", WORDS) == [("Brian", f"Faith: {WORDS}")]
    assert heard(phones, "Brian", "Which session?") == [("Faith", "Brian: Which session?")]
    assert heard(phones, "Brian", "done")[0] == (
        "Brian",
        "Done: the talk has ended and they know it. QUEUE shows who waits.",
    )
    assert "Brian" not in dict(heard(phones, "Faith", WORDS)), "it is the bot's again"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        pytest.param("STATUS", "Sessions held: 2 of 3", id="a command"),
        pytest.param("help", "LOG a session, SIGN, STATUS", id="a command in small letters"),
        pytest.param("HELP LOG", "One SMS: LOG 1 areas covered", id="a command as we write it"),
        pytest.param("BOOK Friday 2pm", "With P. Otieno: Fri 29 May 2:00pm", id="a command with a day"),
        pytest.param("book friday 2pm", "With P. Otieno: Fri 29 May 2:00pm", id="the same in small letters"),
        pytest.param("MOVE 4 to Friday 12 June 2pm", "Session 4", id="a command with a number and a day"),
        pytest.param("log 1 notes 2 seat plan 3 did 2", "Thank you, Faith.", id="a log in small letters"),
        pytest.param("LOG 1 notes 2 seat plan 3 did 2", "Thank you, Faith. Session 3 (28 May", id="a log by one SMS"),
        pytest.param("1 notes 2 seat plan 3 done", "Thank you, Faith. Session 3 (28 May", id="a log without its word"),
        pytest.param("My mentor is harassing me", "That was not kept. This is private.", id="harm"),
        pytest.param("STOP", "Done, no more TIMEC messages.", id="STOP"),
        pytest.param("MENU", "The talk with a person has ended", id="MENU"),
        pytest.param("bot", "The talk with a person has ended", id="BOT"),
    ],
)
def test_what_is_meant_for_the_bot_it_answers_and_the_helper_does_not_read(
    phones: Phones, said: str, answer: str
) -> None:
    told = heard(in_talk(phones), "Faith", said)
    assert next(words for who, words in told if who == "Faith").startswith(answer)
    assert not [words for who, words in told if who == "Brian" and said in words]


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "1",
        "status of my record?",
        "book some time with the head for me please",
        "log was sent but it says 2 sessions",
        "thank you",
        "log",
    ],
)
def test_all_else_is_the_helpers(phones: Phones, said: str) -> None:
    told = heard(in_talk(phones), "Faith", said)
    if said == "log":
        assert [who for who, _words in told] == ["Faith"], "a keyword alone is a command in any letters"
    else:
        assert told == [("Brian", f"Faith: {said}")]


@pytest.mark.parametrize("said", ["STATUS says that we met", "BOOK is what I wrote yesterday evening"])
def test_who_may_have_meant_the_bot_is_told_where_the_words_went(phones: Phones, said: str) -> None:
    assert heard(in_talk(phones), "Faith", said) == [
        ("Faith", "That went to the person, not to me. For me, send the command alone."),
        ("Brian", f"Faith: {said}"),
    ]


def test_what_the_bot_asks_meanwhile_is_answered_until_the_other_writes(phones: Phones) -> None:
    in_talk(phones)
    phones.write("Faith", "LOG")
    assert "2 of 6: where did you meet?" in phones.write("Faith", "today")[0]
    phones.until("Thu 28 May 2026, 15:45")
    phones.write("Brian", "Are you still there?")
    assert heard(phones, "Faith", "class 4") == [("Brian", "Faith: class 4")]
    assert "where did you meet?" in phones.write("Faith", "LOG")[0], "the form is kept"


@pytest.mark.parametrize("said", ["my pin is 4821", "4821", "PIN 4821", "nimesahau, ilikuwa 4 8 2 1 au?"])
def test_a_pin_reaches_nobody(phones: Phones, said: str) -> None:
    told = [words for who, words in heard(in_talk(phones), "Faith", said) if who == "Brian"]
    assert not [words for words in told if "4821" in words or "4 8 2 1" in words]


def test_on_a_locked_phone_the_words_wait_for_the_pin_and_ones_own_go_on(phones: Phones) -> None:
    phones.write("Faith", "LOCK")
    in_talk(phones)
    ((who, told),) = [one for one in heard(phones, "Brian", WORDS) if one[0] == "Faith"]
    assert WORDS not in told
    assert heard(phones, "Faith", "one moment") == [("Brian", "Faith: one moment")]
    assert WORDS in "".join(phones.write("Faith", "4821")), who
    assert heard(phones, "Faith", "thank you") == [("Brian", "Faith: thank you")]


def test_a_picture_with_words_is_kept_with_no_record_and_goes_to_nobody(phones: Phones) -> None:
    in_talk(phones)
    sent = phones.say(Channel.SMS, chat.Typed("Faith", WORDS, media=("image",)))
    assert [(phones._name(one), one.outbound.text) for one in sent] == [
        ("Faith", "Your words were passed on, and nothing else: no pictures or voice."),
        ("Brian", f"Faith: {WORDS}"),
    ]


def test_a_complaint_in_the_middle_of_a_talk_is_no_word_of_it(phones: Phones) -> None:
    in_talk(phones)
    for said in ("COMPLAIN", "1", "he shouts at me", "and says i am lazy", "DONE", "2"):
        assert {who for who, _words in heard(phones, "Faith", said)} <= {"Faith", "Ali"}, said
    assert not [one for one in phones.sent if "lazy" in one.outbound.text]


def test_words_that_may_tell_of_harm_are_asked_about_before_anybody_reads_them(phones: Phones) -> None:
    in_talk(phones)
    told = heard(phones, "Faith", "he beats me")
    assert {who for who, _words in told} == {"Faith"}
    assert not [one for one in phones.sent if "beats" in one.outbound.text]


def test_a_complaint_in_the_middle_of_a_talk_reaches_no_helper(phones: Phones) -> None:
    in_talk(phones)
    for words in ("COMPLAIN", "1", "He shouts at me in front of the class", "DONE"):
        assert [who for who, _told in heard(phones, "Faith", words)] == ["Faith"]
    phones.write("Faith", "0")
    assert not [one for one in phones.sent if phones._name(one) == "Brian" and "shouts" in one.outbound.text]


def test_stop_ends_a_talk_and_the_helper_hears_it(phones: Phones) -> None:
    told = heard(in_talk(phones), "Faith", "STOP")
    assert ("Brian", "TIMEC: Faith has ended the talk with you. QUEUE shows who waits.") in told
    assert "You have asked for silence" in phones.write("Faith", "HUMAN")[0]


def test_whom_nobody_answers_is_passed_on_and_told_at_last(lived: Engine) -> None:
    phones = begun(lived, "a champion at Mwangaza", TIME, "en")
    phones.write("Faith", "HUMAN")
    phones.write("Faith", "KISWAHILI")
    grace = phones.address("Grace", Channel.TELEGRAM)
    assert not [one for one in phones.until("Thu 28 May 2026, 16:09") if one.address == grace]
    told = [one.outbound.text for one in phones.until("Thu 28 May 2026, 16:11") if one.address == grace]
    assert told == ["TIMEC: Faith (Mwangaza Primary) asks to talk to a person. QUEUE lists who waits."]
    sorry = "TIMEC: samahani, hakuna aliyepata nafasi ya kukujibu."
    assert not [one for one in phones.until("Fri 29 May 2026, 15:39") if one.outbound.text.startswith(sorry)]
    assert [one for one in phones.until("Fri 29 May 2026, 15:42") if one.outbound.text.startswith(sorry)]


def test_out_of_hours_it_is_said_when_people_answer_and_they_are_called_then(phones: Phones) -> None:
    phones.until("Fri 29 May 2026, 19:00")
    (said,) = phones.write("Faith", "HUMAN")
    assert said.startswith("I have noted it. People answer Mon-Fri 8:00-17:00: next Tue 2 Jun 8:00am."), "a holiday"
    asks = "TIMEC: Faith (Mwangaza Primary) asks to talk to a person. QUEUE lists who waits. Reply 1 to answer."
    assert asks not in [one.outbound.text for one in phones.until("Tue 2 Jun 2026, 7:59")]
    assert asks in [one.outbound.text for one in phones.until("Tue 2 Jun 2026, 8:01")]


def test_who_falls_silent_gives_it_back_and_is_no_part_of_it_any_more(phones: Phones) -> None:
    in_talk(phones)
    phones.write("Faith", WORDS)
    told = {(phones._name(one), one.outbound.text[:40]) for one in phones.until("Thu 28 May 2026, 16:01")}
    assert ("Brian", "TIMEC: you have not written to Faith for") in told
    assert ("Faith", "TIMEC: Brian had to leave. I have called") in told
    said = phones.say(Channel.TELEGRAM, chat.Typed("Grace", "1"))
    assert WORDS not in "".join(one.outbound.text for one in said), "that was for the first helper"
    assert heard(phones, "Faith", WORDS) == [("Grace", f"Faith: {WORDS}")]


def test_who_asked_and_says_nothing_more_is_not_held_for_ever(phones: Phones) -> None:
    in_talk(phones)
    phones.write("Brian", "LOG records it.")
    told = [(phones._name(one), one.outbound.text) for one in phones.until("Thu 28 May 2026, 17:45")]
    assert any(who == "Faith" and "Brian has ended the talk" in words for who, words in told)
    assert any(who == "Faith" and "how was session 3" in words for who, words in told), "and the reminder comes"


def test_a_second_helper_cannot_take_what_is_taken_and_nobody_else_takes_anything(phones: Phones) -> None:
    phones.write("Faith", "HUMAN")
    assert phones.write("Peter", "HELPDESK", Channel.WHATSAPP)[0].startswith("That is for the champion of a school")
    phones.until("Thu 28 May 2026, 16:11")
    phones.write("Brian", "1")
    (said,) = phones.say(Channel.TELEGRAM, chat.Typed("Grace", "1"))
    assert said.outbound.text.startswith("Somebody else is answering already")
    for name, address in (("Peter", Channel.WHATSAPP), ("Jane", Channel.SMS), ("Amina", Channel.SMS)):
        with phones.engine.begin() as db:
            ((who, way),) = people.at_address(db, address.book, phones.address(name, address), lock=False)
            addresses.set_place(db, way.id, "HelpWanted?talk=1", 0, phones.simulation.now)
        assert "Faith" not in "".join(phones.write(name, "1", address)), who.name


def test_the_third_misunderstanding_offers_a_person_who_reads_it_only_if_its_writer_wants(phones: Phones) -> None:
    for words in ("kandanda", "mbali zaidi kandanda"):
        assert "Shall a person help you?" not in phones.write("Faith", words)[0]
    offer = (
        "Sorry, I still do not understand. Shall a person help you? MENU shows all choices. Reply 1 talk to a person."
    )
    assert phones.write("Faith", "kandanda 7 bluu") == [offer]
    assert phones.write("Faith", "1")[0].endswith("Reply 1 show my last words.")
    assert "kandanda" not in phones.write("Brian", "1")[0]
    phones.write("Brian", "DONE")
    assert phones.write("Amina", "ENGLISH")
    said = [phones.write("Amina", words) for words in ("kandanda", "mbali zaidi kandanda", "kandanda 8 bluu", "1", "1")]
    assert said[-1] == ["They will see your last message. Write on if you like."]
    assert "So far: kandanda 8 bluu" in phones.write("Brian", "1")[0]


def test_in_a_form_the_third_one_names_the_word(phones: Phones) -> None:
    phones.write("Faith", "LOG")
    said = [phones.write("Faith", "kandanda")[0] for _try in range(3)]
    assert [one.startswith("A person can help: reply HUMAN.") for one in said] == [False, False, True]


def test_prompts_wait_until_the_talk_is_over_and_whoever_asks_is_told_why(phones: Phones) -> None:
    in_talk(phones)
    assert phones.until("Thu 28 May 2026, 15:55") == []
    phones.write("Brian", "a moment")
    phones.until("Thu 28 May 2026, 16:20")
    assert "1 more waits: you were talking with a person." in phones.write("Faith", "WHY")[0]
    lines = coming_list.of_people(phones.engine, "812345", None, 1, phones.simulation.now)
    assert any("waits" in line and "you were talking with a person" in line for line in lines)
    assert any("how was session 3" in words for _who, words in heard(phones, "Faith", "MENU"))


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What an operator reads where everything is logged."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    log.set_up(LogLevel.DEBUG, LogFormat.TEXT, stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def test_logs_and_figures_hold_nothing_of_a_talk_and_the_store_has_it_sealed(lived: Engine, lines: io.StringIO) -> None:
    phones = in_talk(begun(lived, "a champion at Mwangaza", TIME, "en"))
    phones.write("Faith", WORDS)
    phones.write("Brian", WORDS)
    now = phones.simulation.now
    told = "\n".join(trail.listed(lived, None, None, 100, now))
    assert "TakeTalk" in told, "that somebody took it is entered"
    figures = metrics.text(lambda: lived, lambda: now).decode()
    for shown in (lines.getvalue(), figures, told, "\n".join(coming_list.of_people(lived, "812345", None, 9, now))):
        assert "Wanjiku" not in shown
    with lived.connect() as db:
        for table in ("help_talks", "help_words", "inbox", "outbox", "notices", "trail", "drafts"):
            rows = db.execute(text(f"SELECT * FROM {table}")).all()
            assert "Wanjiku" not in str(rows), table
    with lived.begin() as db:
        db.execute(delete(outbox.outbox))
        db.execute(delete(inbox.inbox))
        assert not db.execute(text("SELECT * FROM help_words")).all(), "with the messages all of it goes"


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.WHATSAPP, Channel.TELEGRAM])
@pytest.mark.parametrize("name", ["talk", "third_time_kiswahili"])
def test_a_talk_goes_the_same_way_on_every_channel(
    quick_copies: Callable[[], Engine], name: str, channel: Channel
) -> None:
    told, moved = quick_copies(), quick_copies()
    tale = chat.read(Path(__file__).with_name(f"{name}.chat").read_text(encoding="utf-8"))
    play(told, tale)
    play(moved, tale, moved_to=channel)
    assert _words(moved) == _words(told) != []


def _words(engine: Engine) -> list[tuple[int, str]]:
    """What was said in talks, by whom."""
    heard = inbox.inbox.c
    with engine.connect() as db:
        said = db.execute(
            select(talks.help_words.c.from_id, heard.text)
            .join_from(talks.help_words, inbox.inbox)
            .order_by(talks.help_words.c.id)
        )
        return [(who, words) for who, words in said]


def test_duty_is_counted_in_its_own_hours(phones: Phones) -> None:
    friday, monday = chat.moment("Fri 22 May 2026, 16:30"), chat.moment("Mon 25 May 2026, 8:10")
    with phones.engine.connect() as db:
        days = SchoolDays.around(db, friday.date())
    assert is_open(friday, days)
    assert not is_open(chat.moment("Sat 23 May 2026, 10:00"), days)
    assert opens(chat.moment("Fri 22 May 2026, 17:00"), days) == chat.moment("Mon 25 May 2026, 8:00")
    assert on_duty(friday, monday, days).total_seconds() == 40 * 60
    assert expected([(friday, monday)], days) == 40
    assert expected([], days) is None


def test_nobody_is_on_duty_on_a_public_holiday(phones: Phones) -> None:
    """Madaraka Day is a Monday."""
    friday, madaraka = chat.moment("Fri 29 May 2026, 16:30"), chat.moment("Mon 1 Jun 2026, 10:00")
    with phones.engine.connect() as db:
        days = SchoolDays.around(db, madaraka.date())
    assert not is_open(madaraka, days)
    assert opens(madaraka, days) == chat.moment("Tue 2 Jun 2026, 8:00")
    assert on_duty(friday, chat.moment("Tue 2 Jun 2026, 8:10"), days).total_seconds() == 40 * 60
    phones.until("Mon 1 Jun 2026, 10:00")
    assert "People answer Mon-Fri 8:00-17:00: next Tue 2 Jun 8:00am." in phones.write("Faith", "HUMAN")[0]


def test_words_of_the_talk_come_while_the_helper_reads_a_list_of_the_bot(phones: Phones) -> None:
    in_talk(phones)
    phones.write("Brian", "MENU")
    assert heard(phones, "Faith", WORDS) == [("Brian", f"Faith: {WORDS}")], "at once, and not after the talk"
    assert {who for who, _words in heard(phones, "Brian", "1")} == {"Brian"}, "a number answers the list"
    assert heard(phones, "Brian", "Which session?") == [("Faith", "Brian: Which session?")]
    assert [who for who, _words in heard(phones, "Brian", "DONE")] == ["Brian", "Faith"]


@pytest.mark.parametrize("said", ["DONE", "done", "MALIZA", "BASI"])
def test_who_helps_ends_a_talk_by_any_word_for_it(phones: Phones, said: str) -> None:
    told = heard(in_talk(phones), "Brian", said)
    assert told[0] == ("Brian", "Done: the talk has ended and they know it. QUEUE shows who waits.")


@pytest.mark.parametrize("minutes", [0, 5])
def test_a_number_answers_the_list_of_the_bot_also_where_the_other_one_wrote_meanwhile(
    phones: Phones, minutes: int
) -> None:
    in_talk(phones)
    phones.write("Faith", "PRINT")
    phones.until(f"Thu 28 May 2026, 15:{41 + minutes}")
    phones.write("Brian", "Are you still there?")
    assert heard(phones, "Faith", "yes I am") == [("Brian", "Faith: yes I am")]
    ((who, told),) = heard(phones, "Faith", "2")
    assert (who, "Annex II" in told) == ("Faith", True)


@pytest.mark.parametrize("said", ["Send me your PIN please", "what is your pin?", "Niambie PIN yako"])
def test_a_helper_who_speaks_of_a_pin_is_passed_on_with_a_warning(phones: Phones, said: str) -> None:
    in_talk(phones)
    assert heard(phones, "Brian", said) == [("Faith", f"Brian: {said} (Never tell anybody your PIN, TIMEC included.)")]
    assert heard(phones, "Faith", "should I send my pin?") == [("Brian", "Faith: should I send my pin?")]
    answered = [words for who, words in heard(phones, "Faith", "ok, it is 4821 as I said") if who == "Brian"]
    assert not [words for words in answered if "4821" in words]


@pytest.mark.parametrize(
    ("until", "en", "sw"),
    [
        ("Fri 29 May 2026, 16:10", "30 min", "dakika 30"),
        ("Sat 30 May 2026, 15:00", "23 h", "saa 23"),
        ("Tue 2 Jun 2026, 09:00", "3 days", "siku 3"),
    ],
)
def test_how_long_somebody_waits_is_said_in_days_above_one(
    quick_copies: Callable[[], Engine], until: str, en: str, sw: str
) -> None:
    phones = begun(quick_copies(), "a champion at Mwangaza", "Fri 29 May 2026, 15:40", "en")
    phones.write("Faith", "HUMAN")
    phones.until(until)
    assert f"Faith, {en}" in phones.write("Brian", "QUEUE")[0]
    phones.write("Brian", "KISWAHILI")
    assert f"Faith, {sw}" in phones.write("Brian", "FOLENI")[0]
