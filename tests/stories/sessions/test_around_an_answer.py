"""At the questions of a record that take any words, what is no answer is heard, and what is around one is not kept."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.store.talk import drafts
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun

ASKED = "Thu 28 May 2026, 16:15"
TO = {"venue": ("LOG", "TODAY"), "objectives": ("LOG", "TODAY", "SAME"), "areas": ("LOG", "TODAY", "SAME", "SAME")}


ECHO = ("LOG", "TODAY", "SAME", "SAME", "marking", "mark daily", "bado")


@pytest.fixture
def phones(lived: Engine) -> Phones:
    """Faith has just been asked about session 3."""
    return begun(lived, "the demo", ASKED)


def at(phones: Phones, question: str) -> None:
    for words in TO[question]:
        phones.write("Faith", words)


def answers(phones: Phones) -> dict[str, str]:
    with phones.engine.connect() as db:
        draft = drafts.latest_open(db, the_pair(db).mentee_id)
    return dict(draft.answers) if draft else {}


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        ("venue", "naomba kurudi nyuma, nimekosea tarehe", "1 of 6: date?"),
        ("objectives", "I want to go back, the venue is wrong", "2 of 6: where did you meet?"),
        ("areas", "I made a mistake in my last answer, go back", "3 of 6: what did you want to achieve?"),
        ("areas", "nipeleke kwa menyu", "TIMEC menu"),
        ("areas", "skip this one", "This one is needed."),
        ("areas", "nirudishe swali la kwanza", "3 of 6: what did you want to achieve?"),
        ("areas", "I want to change my previous answer", "3 of 6: what did you want to achieve?"),
        ("areas", "I don't want to answer this one", "This one is needed."),
        ("areas", "mimi ni mchovu, nitajaza kesho", "TIMEC menu"),
        ("objectives", "I will finish after class", "TIMEC menu"),
        ("venue", "nitamalizia nikifika nyumbani", "TIMEC menu"),
        ("areas", "nimechoka na hizi sms, msinitumie tena", "To get no more TIMEC messages, reply STOP."),
        ("venue", "kwani nyinyi ni akina nani", "I am Mshauri"),
        ("venue", "nimebadilisha namba ya simu, nifanye nini", "From a new number write NUMBER"),
        ("areas", "sijaelewa mnachouliza", "Write up to 3"),
        ("areas", "remind me what was in the last plan", "Is that for me, or your answer?"),
    ],
)
def test_what_is_no_answer_is_not_stored_as_one(phones: Phones, question: str, words: str, said: str) -> None:
    at(phones, question)
    before = answers(phones)
    assert said in " ".join(phones.write("Faith", words)), words
    assert answers(phones) == before


@pytest.mark.parametrize(
    ("question", "words", "kept"),
    [
        ("areas", "going back to phonics", "going back to phonics"),
        ("areas", "write comments tomorrow", "write comments tomorrow"),
        ("areas", "skip counting", "skip counting"),
        ("areas", "drama, menu, songs", "drama\nmenu\nsongs"),
        ("areas", "Habari, tulijadili vifaa vya kufundishia. Asante", "vifaa vya kufundishia"),
        ("objectives", "Good afternoon. Objectives were: class control, group work.", "class control\ngroup work"),
        ("objectives", "we kept the planned objectives", "lesson notes\nclass control"),
        ("objectives", "no changes", "lesson notes\nclass control"),
        ("objectives", "leave them as they are", "lesson notes\nclass control"),
        ("objectives", "hatukubadilisha malengo", "lesson notes\nclass control"),
        ("objectives", "we did not change anything", "lesson notes\nclass control"),
        ("objectives", "hayo hayo", "lesson notes\nclass control"),
        ("venue", "same place as last time", "staffroom"),
        ("objectives", "change of seats", "change of seats"),
        ("objectives", "not the same", "not the same"),
        ("venue", "hapo tu kama kawa", "staffroom"),
        ("venue", "mahali petu pa kila siku", "staffroom"),
        ("venue", "where we always meet", "staffroom"),
        ("venue", "We met in the science lab", "science lab"),
        ("venue", "kwa simu", "kwa simu"),
    ],
)
def test_what_is_kept_is_the_answer_alone(phones: Phones, question: str, words: str, kept: str) -> None:
    at(phones, question)
    phones.write("Faith", words)
    assert answers(phones)[question] == kept


@pytest.mark.parametrize(
    ("words", "question", "stands"),
    [
        ("tarehe ni jana sio leo", "day", "2026-05-27"),
        ("it was yesterday", "day", "2026-05-27"),
        ("no the date was yesterday, not today", "day", "2026-05-27"),
        ("not today but yesterday", "day", "2026-05-27"),
        ("the date should be 27/5", "day", "2026-05-27"),
        ("date is wrong it was yesterday", "day", "2026-05-27"),
        ("we met on Tuesday not today", "day", "2026-05-26"),
        ("kumbe tulikutana jana", "day", "2026-05-27"),
        ("ilikuwa maktaba, sio chumba cha walimu", "venue", "maktaba"),
        ("change the venue to library", "venue", "library"),
        ("we met in the library", "venue", "library"),
        ("tathmini ni umetimia, sio bado", "looked_back", "=done,done,done"),
        ("review is partly not bado", "looked_back", "=part,part,part"),
        ("mada ni kusahihisha, sio marking", "areas", "kusahihisha"),
        ("the plan should be group work", "plan", "group work"),
    ],
)
def test_what_was_read_back_is_said_anew(phones: Phones, words: str, question: str, stands: str) -> None:
    for one in ECHO:
        phones.write("Faith", one)
    before = answers(phones)
    [said] = phones.write("Faith", words)
    assert said.startswith("S3: "), said
    assert "Reply 1 send, 2 change." in said
    assert answers(phones) == before | {question: stands}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tarehe ni kesho sio leo", "Date? Now: Thu 28 May."),
        ("sio leo", "Date? Now: Thu 28 May."),
        ("it was not in the staffroom", "Place? Now: staffroom."),
        ("the date is not correct", "Date? Now: Thu 28 May."),
        ("mada ni sawa", "Sorry, I did not understand."),
        ("it was good not bad", "Sorry, I did not understand."),
        ("usitume bado", "TIMEC menu"),
        ("ni sawa", "Saved and sent to P. Otieno to sign."),
        ("hakuna makosa, tuma", "Saved and sent to P. Otieno to sign."),
        ("Nimehakiki, tuma. Asante na ubarikiwe", "Saved and sent to P. Otieno to sign."),
        ("Send to my mentor please", "Saved and sent to P. Otieno to sign."),
    ],
)
def test_other_words_at_what_was_read_back_change_no_answer(phones: Phones, words: str, said: str) -> None:
    for one in ECHO:
        phones.write("Faith", one)
    before = answers(phones)
    assert phones.write("Faith", words)[0].startswith(said), words
    assert answers(phones) in (before, {})
