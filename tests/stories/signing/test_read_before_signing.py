"""Nothing is signed, or else settled for good, that was not read or named where it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import Engine

from bot.dialogs.sessions import deeds
from bot.dialogs.sessions.rules import Record
from bot.language import NAIROBI
from bot.messages import Channel
from bot.simulator.chat import Event
from bot.store import pairs, plans, signing
from bot.store.people import addresses, people
from bot.store.session_rows import NewSession
from bot.store.sessions import changes
from bot.store.signing import Evidence, Method
from tests.stories.given import AMINA, FAITH, latest, session, the_pair
from tests.stories.player import Phones, begun

LOG = "1 lesson notes 2 group work in Gr 4 3 did 2 of 3"
LONG = "1 {0} 2 {0} 3 {0}".format(", ".join(["reading with learners of different abilities in the afternoon"] * 2))
BOTH = pytest.mark.parametrize("language", ["en", "sw"])


def logged(engine: Engine, language: str = "en", words: str = LOG, *, by_sms: bool = False) -> Phones:
    """Faith has logged session 3; Peter's phone shows the notice."""
    phones = begun(engine, "the demo", "Thu 28 May 2026, 16:15", language)
    if by_sms:
        phones.happens(Event("Peter's whatsapp refuses the next message"))
    phones.write("Faith", words)
    return phones


def signers(phones: Phones, number: int = 3) -> int:
    with phones.engine.connect() as db:
        return len(session(db, number).signers)


def read(phones: Phones) -> list[bool]:
    """Whether each of the two who signed had read it."""
    with phones.engine.connect() as db:
        return [one.read for one in signing.of_version(db, latest(db, 3).id)]


@BOTH
@pytest.mark.parametrize(
    "words", ["2", "ok", "sawa", "poa", "to sign it", "to sign now", "to sign", "kutia saini sasa", "3", "hapana"]
)
def test_beside_buttons_no_word_of_the_sms_signs(quick_copies: Callable[[], Engine], language: str, words: str) -> None:
    phones = logged(quick_copies(), language)
    assert len(phones.write("Peter", words, Channel.WHATSAPP)) == 1
    assert signers(phones) == 1


def test_beside_buttons_the_numbers_are_those_of_the_buttons(lived: Engine) -> None:
    phones = logged(lived)
    assert phones.write("Peter", "2", Channel.WHATSAPP) == ["It waits for you. Reply SIGN when you have time."]
    assert "Is this correct?" in phones.write("Peter", "1", Channel.WHATSAPP)[0]
    assert phones.write("Peter", "2", Channel.WHATSAPP) == ["What should change?"]
    phones.write("Peter", "back", Channel.WHATSAPP)
    assert "You signed at" in phones.write("Peter", "1", Channel.WHATSAPP)[0]
    assert read(phones) == [True, True]


@BOTH
@pytest.mark.parametrize("words", ["ok", "sawa"])
def test_ok_to_the_notice_opens_it_and_only_then_signs(
    quick_copies: Callable[[], Engine], language: str, words: str
) -> None:
    phones = logged(quick_copies(), language, by_sms=True)
    assert "lesson notes" in phones.write("Peter", words)[0]
    assert signers(phones) == 1
    phones.write("Peter", words)
    assert read(phones) == [True, True]


def test_the_number_of_the_sms_signs_and_means_nothing_more_afterwards(lived: Engine) -> None:
    phones = logged(lived, by_sms=True)
    assert "Signed" in phones.write("Peter", "2")[0]
    for number in ("2", "3"):
        assert phones.write("Peter", number)[0].endswith("That question is closed. MENU shows what waits for you.")
    assert read(phones) == [True, False]
    assert "Were its goals met: 1 lesson notes 2 class control?" in phones.write("Peter", "1")[0]


def test_a_number_after_signing_opens_no_log_of_the_session(lived: Engine) -> None:
    phones = logged(lived)
    for words in ("1", "1"):
        phones.write("Peter", words, Channel.WHATSAPP)
    assert signers(phones) == 2
    assert "areas covered" not in phones.write("Peter", "1", Channel.WHATSAPP)[0]


def test_what_one_phone_showed_is_not_answered_by_the_numbers_of_another(lived: Engine) -> None:
    """Peter sees two buttons on WhatsApp, and writes an SMS."""
    phones = logged(lived)
    [told] = phones.write("Peter", "2")
    assert told.endswith("Reply 1 to read it, 2 to sign it, 3 if something is not correct.")
    assert signers(phones) == 1
    phones.write("Peter", "2")
    assert signers(phones) == 2


def test_a_record_that_is_shown_in_parts_is_read_to_its_end_before_a_number_signs(lived: Engine) -> None:
    phones = logged(lived, words=LONG, by_sms=True)
    [first] = phones.write("Peter", "1")
    assert first.endswith("MORE")
    shown = [first]
    while not shown[-1].endswith("Reply 2 sign, 3 not correct."):
        shown += phones.write("Peter", "2")
        assert signers(phones) == 1
    phones.write("Peter", "2")
    assert read(phones) == [True, True]


def test_an_edit_of_what_the_other_wrote_shows_it_before_it_is_signed(lived: Engine) -> None:
    """Faith sees counts when she corrects her own words; Peter has not read them."""
    phones = logged(lived, by_sms=True)
    assert "group work in Gr 4" in phones.write("Peter", "EDIT 3")[0]
    assert signers(phones) == 1
    phones.write("Peter", "2")
    assert read(phones) == [True, True]


@BOTH
def test_a_yes_long_after_a_notice_does_nothing_it_asked_for(lived: Engine, language: str) -> None:
    """Peter is asked to mentor somebody, then asks for other things; “ndiyo” an hour later accepts nobody."""
    phones = begun(lived, "the mentor is asked", "Tue 28 Apr 2026, 9:35", language)
    phones.write("Peter", "MENU", Channel.WHATSAPP)
    phones.until("Tue 28 Apr 2026, 10:35")
    phones.write("Peter", "yes" if language == "en" else "ndiyo", Channel.WHATSAPP)
    with lived.connect() as db:
        peter = people.by_tsc(db, "534210")
        assert peter is not None
        assert pairs.pairs_of(db, peter.id, tuple(pairs.PairState)) == []
    assert not [one for one in phones.sent if "Peter Otieno" in one.outbound.text and one.address == FAITH]


@pytest.mark.parametrize("words", ["ok", "sawa"])
def test_ok_to_a_plan_opens_it_and_only_then_approves(quick_copies: Callable[[], Engine], words: str) -> None:
    phones = begun(quick_copies(), "Faith and Peter are matched", "Mon 4 May 2026, 13:05")
    meetings = "thursdays 1pm staffroom, 7 may 14 may 28 may 11 june"
    for text in ("PLAN", "prepare lesson notes", meetings, "1", "notes ready every friday", "1", "1"):
        phones.write("Peter", text, Channel.WHATSAPP)
    assert "your 6-week plan" in phones.sent[-1].outbound.text
    assert "prepare lesson notes" in phones.write("Faith", words)[0]
    with phones.engine.connect() as db:
        assert plans.latest(db, the_pair(db).id) is None
    assert "approve" in phones.write("Faith", words)[0], "it is read to its end first"
    assert "Plan approved, thank you." in phones.write("Faith", words)[0]


# several mentees


def second_pair(phones: Phones, *, record: bool) -> None:
    """Peter meets with Amina too; the third session of the two has a record that waits for him, or none."""
    at = datetime(2026, 5, 26, 16, 0, tzinfo=NAIROBI)
    with phones.engine.begin() as db:
        peter, amina = the_pair(db).mentor_id, people.by_tsc(db, AMINA)
        assert amina is not None
        pair = pairs.add(
            db, mentor_id=peter, mentee_id=amina.id, kind=pairs.PairKind.MENTORSHIP, start=at.date(), now=at
        )
        third = changes.add(db, NewSession(pair_id=pair, number=3, day=at.date(), venue="library", scheduled=True))
        if record:
            by = Evidence(Channel.SMS, addresses.of_person(db, amina.id)[0].address, Method.REPLY, "en", read=True)
            text = Record("2026-05-26", "library", "schemes", "schemes", "finish", "")
            deeds.log(db, amina.id, pair, third, text, by, at)


def test_a_record_to_sign_names_whose_it_is_where_one_has_several_mentees(lived: Engine) -> None:
    phones = logged(lived)
    second_pair(phones, record=False)
    for channel in (Channel.WHATSAPP, Channel.SMS):
        assert phones.write("Peter", "SIGN", channel)[0].removeprefix("Still open: ").startswith("Faith Mutua: S")
    assert "Session 3 with F. Mutua complete" in phones.write("Peter", "2")[0]


def test_a_number_that_one_mentee_has_signs_and_says_whose(lived: Engine) -> None:
    phones = logged(lived)
    second_pair(phones, record=False)
    assert phones.write("Peter", "SIGN 3") == [
        "Signed. Session 3 with F. Mutua complete. Thank you, Peter. Reply 1 to say if its goals were met."
    ]


def test_a_number_that_may_mean_another_mentee_signs_nothing_unread(lived: Engine) -> None:
    """Faith's session 3 is signed already; who writes SIGN 3 may think of hers."""
    phones = logged(lived)
    phones.write("Peter", "SIGN 3")
    second_pair(phones, record=True)
    [told] = phones.write("Peter", "SIGN 3")
    assert told.startswith("Amina")
    assert told.endswith("Reply 2 sign, 3 not correct.")
    assert "complete" in phones.write("Peter", "2")[0]


def test_where_two_mentees_wait_the_one_that_is_chosen_by_name_is_signed(lived: Engine) -> None:
    phones = logged(lived)
    second_pair(phones, record=True)
    phones.until("Thu 28 May 2026, 16:20")
    [asked] = phones.write("Peter", "SIGN 3")
    assert "1 session 3, Thu 28 May, F. Mutua" in asked
    assert "with F. Mutua complete" in phones.write("Peter", "1")[0]
