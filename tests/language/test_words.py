"""Steering words, yes and no, numbers and opt-outs are understood in both languages, and only as whole messages."""

from __future__ import annotations

import pytest

from bot.language import (
    RESERVED,
    SHOWN,
    WORDS,
    Control,
    automatic,
    bare_number,
    control,
    fold,
    means,
    opt_in,
    opt_out,
    squeeze,
    yes_or_no,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  STOP. ", "stop"),
        ("ＬＯＧ　３", "log 3"),
        ("Ndio!!!", "ndio"),
        ("“Yes”", "yes"),
        ("/status", "status"),
        ("?", "?"),
        ("(1)", "1"),
        ("ng’ombe", "ng'ombe"),
        ("a\u200bb\u00a0 c", "ab c"),
        ("", ""),
        ("👍🏿", "👍🏿"),
        ("sawa 🙏", "sawa"),
        ("3/6", "3/6"),
    ],
)
def test_a_message_is_compared_without_case_width_odd_spaces_and_outer_signs(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(fold(text)) == folded


def test_squeezing_makes_one_line_and_keeps_the_words() -> None:
    assert squeeze(" Group\twork \n in\u00a0 Gr\u200b 4 ") == "Group work in Gr 4"


@pytest.mark.parametrize(
    "text",
    ["y", "YES", "yes.", "ndio", "Ndiyo", "eeh", "poa", "sawa", "Sawa sawa", "ok", "Okay!", "ＯＫ", "👍", "👍🏿"],
)
def test_yes_in_many_ways(text: str) -> None:
    assert yes_or_no(text) is True


@pytest.mark.parametrize("text", ["n", "No", "hapana", "HAPANA.", "la", "siyo", "si sawa", "nope", "👎"])
def test_no_in_many_ways(text: str) -> None:
    assert yes_or_no(text) is False


@pytest.mark.parametrize("text", ["", "maybe", "no time for it", "ndio lakini", "1", "leo", "?", "sawa na wewe" * 100])
def test_neither_yes_nor_no(text: str) -> None:
    assert yes_or_no(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "stop.",
        "Stop",
        " stop ! ",
        "ACHA",
        "TOKA",
        "ONDOKA",
        "SIMAMISHA",
        "END",
        "QUIT",
        "CANCEL",
        "UNSUBSCRIBE",
        "REVOKE",
        "OPTOUT",
        "opt out",
        "opt-out",
        "STOPALL",
        "stop all",
        "ＳＴＯＰ",
        "stop it",
        "stop please",
        "please stop",
        "acha tafadhali",
        "tafadhali acha",
        "STOP STOP",
        "stop sending me messages",
        "stop this",
        "acha sasa",
        "acha kunitumia ujumbe",
        "stop 🙏",
    ],
)
def test_an_opt_out_is_a_whole_message(text: str) -> None:
    assert opt_out(text)
    assert means(text, Control.STOP)


@pytest.mark.parametrize(
    "text",
    [
        "stop caning, use class rules, seat plan",
        "stop caning",
        "stop caning in class",
        "acha kuchapa wanafunzi",
        "end of term exam",
        "cancel class 4",
        "quit smoking",
        "the bus stop",
        "start",
        "",
        "?",
        "please",
        "end it now",
        "toka darasani",
        "stop " * 50,
    ],
)
def test_an_answer_that_holds_such_a_word_is_no_opt_out(text: str) -> None:
    assert not opt_out(text)


@pytest.mark.parametrize("text", ["START", "start.", "Anza", "UNSTOP", "anza tena"])
def test_coming_back(text: str) -> None:
    assert opt_in(text)
    assert not opt_in(f"{text} lesson on time")


def test_yes_is_not_taken_for_coming_back() -> None:
    assert not opt_in("yes")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("BACK", Control.BACK),
        ("rudi", Control.BACK),
        ("Rudi nyuma.", Control.BACK),
        ("skip", Control.SKIP),
        ("RUKA", Control.SKIP),
        ("/menu", Control.MENU),
        ("menyu", Control.MENU),
        ("help!", Control.HELP),
        ("Msaada", Control.HELP),
        ("?", Control.HELP),
        ("where was i?", Control.WHERE),
        ("Nilikuwa wapi?", Control.WHERE),
        ("English", Control.ENGLISH),
        ("KISWAHILI", Control.KISWAHILI),
        ("same", None),
        ("sawa", None),
        ("done", None),
        ("leo", None),
        ("no", None),
        ("help learners read", None),
        ("go back to class rules", None),
        ("", None),
    ],
)
def test_commands_in_either_language(text: str, what: Control | None) -> None:
    assert control(text) is what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SAME", Control.SAME),
        ("sawa", Control.SAME),
        ("more", Control.MORE),
        ("zaidi", Control.MORE),
        ("done", Control.DONE),
        ("BASI.", Control.DONE),
        ("today", Control.TODAY),
        ("Leo", Control.TODAY),
        ("stop it", Control.STOP),
        ("anza", Control.START),
    ],
)
def test_answers_with_a_fixed_word(text: str, what: Control) -> None:
    assert means(text, what)


def test_every_word_we_write_is_understood_and_none_is_a_providers() -> None:
    for what, shown in SHOWN.items():
        assert all(means(word, what) for word in shown)
        assert what is Control.STOP or not RESERVED.intersection(WORDS[what])


def test_no_word_has_two_commands() -> None:
    commands = [
        Control.BACK,
        Control.SKIP,
        Control.MENU,
        Control.HELP,
        Control.WHERE,
        Control.STOP,
        Control.START,
        Control.DONE,
        Control.MORE,
    ]
    words = [word for what in commands for word in WORDS[what]]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        ("2.", 2),
        (" (2) ", 2),
        ("２", 2),
        ("٢", 2),
        ("two", 2),
        ("Mbili", 2),
        ("no. 2", 2),
        ("nambari 3", 3),
        ("option 1", 1),
        ("0", 0),
        ("sifuri", 0),
        ("kumi na moja", 11),
        ("twenty-one", 21),
        ("812345", 812345),
        ("332", 332),
        ("", None),
        ("2 books", None),
        ("1 a", None),
        ("1 2", None),
        ("a", None),
        ("1.5", None),
        ("3/6", None),
        ("9" * 5000, None),
        ("no", None),
        ("²", 2),
    ],
)
def test_a_number_alone(text: str, number: int | None) -> None:
    assert bare_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "Auto-reply: I am out of the office until Monday",
        "Automatic reply: your mail",
        "I'm currently out of office and will answer on Monday",
        "I am out of the office",
        "This is an automated message.",
        "This message was automatically generated. Please do not reply.",
        "Do not reply",
        "Your account was credited. Please do not reply to this message.",
        "Tafadhali usijibu ujumbe huu",
        "Delivery report: message delivered",
        "Your message to +254712000001 has been delivered",
        "Thank you for your message. We're unavailable right now, but will respond as soon as possible.",
        "Thank you for contacting Mwangaza Shop! Please let us know how we can help you.",
        "I'm driving right now - I'll get back to you later.",
        "Asante kwa kuwasiliana na duka letu. Tutakujibu haraka iwezekanavyo.",
    ],
)
def test_a_machine_is_recognised(text: str) -> None:
    assert automatic(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1 lesson notes, class control 2 group work 3 did 2 of 3",
        "learners do not reply when asked",
        "my mentor was out of the office",
        "the message was delivered to parents",
        "thank you for your message",
        "thank you",
        "automatic teaching of tables",
        "I am away on Monday",
        "I am driving right now",
        "asante kwa ujumbe wako",
        "STOP",
        "wanafunzi hawajibu maswali",
    ],
)
def test_a_teacher_is_not_taken_for_a_machine(text: str) -> None:
    assert not automatic(text)
