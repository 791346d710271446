"""A form whose subject is gone or has changed lets go: once, in one line, and whatever was meant is answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.messages import Channel, Inbound
from bot.store.sessions import notes, versions
from bot.store.talk import drafts
from tests.stories.given import PETER, session, the_pair
from tests.stories.player import Phones, begun
from tests.stories.sessions.test_s1 import LOG

GONE = {"en": "The record of session 3 was taken back.", "sw": "Rekodi ya kikao cha 3 imeondolewa."}
CHANGED = {"en": "Session 3 has been changed.", "sw": "Kikao cha 3 kimebadilika tangu hapo."}
COMMANDS = {
    "en": {
        "STATUS": "Sessions held: 2 of 3",
        "HELP": "LOG a session",
        "NEXT": "Session 3 with",
        "LOG": "1 of 6",
        "MENU": "TIMEC menu",
    },
    "sw": {"HALI": "2 kati ya 3", "MSAADA": "REKODI", "REKODI": "1 kati ya 6", "MENYU": "Menyu"},
}
BOTH = pytest.mark.parametrize("language", ["en", "sw"])


def opened(engine: Engine, language: str = "en") -> Phones:
    """Faith has logged session 3, Peter reads it on WhatsApp and is asked to sign."""
    phones = begun(engine, "the demo", "Thu 28 May 2026, 16:15", language)
    phones.write("Faith", LOG)
    phones.press("Peter", "Open" if language == "en" else "Fungua")
    return phones


def edited(phones: Phones, plan: str = "mark books") -> None:
    """Faith corrects part 2."""
    for text in ("EDIT 3", "2", "5", plan, "1"):
        phones.write("Faith", text)


def by_peter(phones: Phones, text: str, channel: Channel = Channel.WHATSAPP) -> str:
    """What Peter is answered to this."""
    return phones.write("Peter", text, channel)[0]


def open_forms(phones: Phones) -> list[str]:
    with phones.engine.connect() as db:
        return [draft.form for draft in drafts.all_open(db, the_pair(db).mentor_id)]


def signers(phones: Phones) -> int:
    with phones.engine.connect() as db:
        return len(session(db, 3).signers)


@pytest.mark.slow
@BOTH
def test_after_undo_every_command_of_the_other_works_and_the_end_is_said_once(
    copies: Callable[[], Engine], language: str
) -> None:
    for command, answer in COMMANDS[language].items():
        phones = opened(copies(), language)
        phones.write("Faith", "UNDO")
        first = by_peter(phones, command)
        assert first.startswith(GONE[language]), command
        assert answer in first, command
        assert "CounterSign" not in open_forms(phones)
        assert GONE[language] not in by_peter(phones, command)


@pytest.mark.parametrize("words", ["1", "ok", "kandanda", "SIGN"])
def test_after_undo_words_for_the_form_hear_that_it_has_ended(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = opened(quick_copies())
    phones.write("Faith", "UNDO")
    assert by_peter(phones, words).startswith(GONE["en"])
    assert open_forms(phones) == []
    with phones.engine.connect() as db:
        assert session(db, 3).version_id is None


def test_after_undo_the_old_button_is_closed_and_opens_nothing(lived: Engine) -> None:
    phones = opened(lived)
    phones.write("Faith", "UNDO")
    assert phones.press("Peter", "Sign")[0] == GONE["en"]
    assert phones.press("Peter", "Sign")[0] == "That question is closed. MENU shows what waits for you."


@BOTH
@pytest.mark.parametrize("words", ["1", "2", "ok", "hello", "SIGN", "SIGN 3", "EDIT 3", "STATUS"])
def test_after_an_edit_any_word_shows_the_new_version_and_signs_nothing(
    quick_copies: Callable[[], Engine], language: str, words: str
) -> None:
    phones = opened(quick_copies(), language)
    edited(phones)
    told = by_peter(phones, words)
    assert told.startswith(CHANGED[language])
    assert "1 mark books" in told
    assert signers(phones) == 1
    assert len(open_forms(phones)) == 1, "the old draft has ended"
    by_peter(phones, "1")
    assert signers(phones) == 2


def test_after_an_edit_the_old_button_shows_the_new_version(lived: Engine) -> None:
    phones = opened(lived)
    edited(phones)
    [told] = phones.press("Peter", "Sign")
    assert told.startswith("Session 3 has been changed. Session 3, Thu 28 May 2026")
    assert "Action plan: 1 mark books\n" in told
    assert signers(phones) == 1
    assert "You signed at" in phones.press("Peter", "Sign")[0]


def test_the_old_notice_shows_the_new_version_too(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    (old,) = (data for one in phones.sent for data, label in one.buttons.items() if label == "Open")
    edited(phones)
    phones.simulation.say(Inbound(Channel.WHATSAPP, PETER, "an old button", "", old))
    phones.until("Thu 28 May 2026, 16:17")
    assert phones.sent[-1].outbound.text.startswith(CHANGED["en"])
    assert "1 mark books" in phones.sent[-1].outbound.text
    assert signers(phones) == 1


def test_sign_and_the_number_show_what_has_changed_since_it_was_put_away(lived: Engine) -> None:
    """Peter read it by SMS and left by the menu; a day later Faith corrects it."""
    phones = opened(lived)
    by_peter(phones, "MENU", Channel.SMS)
    phones.until("Fri 29 May 2026, 10:00")
    edited(phones)
    told = by_peter(phones, "SIGN 3", Channel.SMS)
    assert told.startswith(CHANGED["en"])
    assert "Plan: mark books." in told
    assert signers(phones) == 1


def test_two_edits_in_a_row_show_the_last(lived: Engine) -> None:
    phones = opened(lived)
    edited(phones)
    edited(phones, "seat plan")
    assert "1 seat plan" in by_peter(phones, "hello")


def test_what_he_had_written_into_the_old_version_is_not_sent_and_not_lost(lived: Engine) -> None:
    phones = opened(lived)
    for label in ("Not correct", "Action plan"):
        phones.press("Peter", label)
    by_peter(phones, "group work in Gr 5, mark books")
    phones.press("Peter", "Wait")
    edited(phones)
    told = by_peter(phones, "SIGN")
    assert "Not sent: group work in Gr 5; mark books." in told
    assert "Action plan: 1 mark books\n" in told
    with lived.connect() as db:
        found = versions.latest(db, session(db, 3).id)
        assert found is not None
        assert found.author_id == the_pair(db).mentee_id


def test_an_edit_overtaken_by_the_others_change_shows_that_to_be_signed(lived: Engine) -> None:
    phones = opened(lived)
    for text in ("EDIT 3", "2", "2"):
        phones.write("Faith", text)
    for label in ("Not correct", "Action plan"):
        phones.press("Peter", label)
    by_peter(phones, "group work in Gr 5")
    phones.press("Peter", "Sign new version")
    [told] = phones.write("Faith", "library")
    assert told.startswith(CHANGED["en"])
    assert "Plan: group work in Gr 5." in told
    assert told.endswith("Reply 2 sign, 3 not correct.")
    phones.write("Faith", "2")
    assert signers(phones) == 2


def test_two_records_beside_each_other_follow_the_one_that_changes(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", "LOG 28/5 staffroom 1 lesson notes 2 group work in Gr 4 3 did 2 of 3")
    by_peter(phones, "LOG 28/5 staffroom 1 lesson notes 2 group work in Gr 5 3 did 2 of 3", Channel.SMS)
    edited(phones, "seat plan")
    told = by_peter(phones, "1", Channel.SMS)
    assert told.startswith(CHANGED["en"])
    assert "Faith: plan: seat plan. You: plan: group work in Gr 5." in told
    assert signers(phones) == 1


def test_a_note_to_a_record_that_is_gone_ends_and_its_words_are_said_back(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    phones.write("Faith", LOG)
    by_peter(phones, "NOTE 3", Channel.SMS)
    phones.write("Faith", "UNDO")
    assert by_peter(phones, "well done", Channel.SMS).startswith(GONE["en"])
    with lived.connect() as db:
        assert notes.of_session(db, session(db, 3).id) == []


def test_a_form_about_a_session_that_was_logged_meanwhile_lets_go(lived: Engine) -> None:
    """Peter is about to move session 3 when Faith logs it."""
    phones = begun(lived, "the demo", "Thu 28 May 2026, 16:15")
    by_peter(phones, "MOVE 3", Channel.SMS)
    phones.write("Faith", LOG)
    told = by_peter(phones, "STATUS", Channel.SMS)
    assert told.startswith("Session 3 is logged already. Sessions held: 3 of 3")
    assert open_forms(phones) == []
