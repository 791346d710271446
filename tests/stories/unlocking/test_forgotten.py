"""A PIN that was forgotten: its owner shows a code on the phone, and somebody above who sees them opens it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from time import process_time

import pytest
from sqlalchemy import Engine, select

from bot.messages import Channel, Inbound
from bot.simulator.chat import ClockMoved
from bot.store.people import addresses
from bot.store.talk import inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH
from tests.stories.player import Phones
from tests.stories.unlocking.test_unlocking import (
    CHOOSE,
    JANE,
    NEW,
    OTHER,
    addresses_of,
    guess,
    kept,
    lock,
    person,
    says,
    share_a_phone,
    speaking,
    told,
)

FORGOT = {"en": "I forgot my PIN", "sw": "nimesahau PIN yangu"}
NUMBER = {"en": "NUMBER", "sw": "NAMBARI"}


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return speaking(quick_copies(), "en")


def code_for(phones: Phones, address: str, tsc: str = "812345", words: str = "0", number: str = "NUMBER") -> str:
    """The code that somebody at a new number is told for an account."""
    says(phones, address, f"{number} {tsc}")
    [text] = told(says(phones, address, words), address)
    found = re.search(r"(?:UNLOCK|FUNGULIA) (\d{5})\b", text)
    assert found is not None, text
    return found[1]


def read_to(phones: Phones, officer: str, pin: str, code: str) -> list[str]:
    """The officer writes the code, and gives the PIN where it is asked for."""
    asked = phones.write(officer, f"UNLOCK {code}")
    return phones.write(officer, pin) if asked[0].startswith(("Reply with", "Please reply")) else asked


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("zero", [True, False], ids=["0", "in words"])
def test_a_new_number_is_approved_by_the_head_who_sees_it(lived: Engine, language: str, *, zero: bool) -> None:
    phones = speaking(lived, language)
    code = code_for(phones, NEW, words="0" if zero else FORGOT[language], number=NUMBER[language])
    word, yes = {"en": ("UNLOCK", "YES"), "sw": ("FUNGULIA", "NDIYO")}[language]
    phones.write("Jane", f"{word} {code}")
    [asked] = phones.write("Jane", "2094")
    assert "Faith Mutua, 812345, Mwangaza Primary" in asked
    assert "418" in asked
    sent = phones.say_as("Jane", f"{yes} 2094")
    assert addresses_of(phones) == [NEW]
    assert told(sent, FAITH)[0].startswith(("TIMEC: your account was moved", "TIMEC: akaunti yako"))
    assert len(told(sent, JANE)) == 1, "she need not be told what she has just done"
    assert "J. Wambua" in told(sent, NEW)[0]
    assert kept(phones).by_id == person(phones, "401122").id
    assert told(says(phones, NEW, "PIN"), NEW)[0].startswith(CHOOSE[language])
    says(phones, NEW, "5932")
    says(phones, NEW, "PIN")
    assert told(says(phones, NEW, "5932"), NEW)[0].startswith(CHOOSE[language]), "the new PIN is right"
    with lived.connect() as db:
        texts = db.execute(select(inbox.inbox.c.text)).scalars().all()
    assert not [text for text in texts if "2094" in text or "5932" in text]


def test_a_code_is_said_to_whoever_asks_in_the_same_words_and_opens_nothing_for_nobody(phones: Phones) -> None:
    mine, nobodys = code_for(phones, NEW), code_for(phones, OTHER, "999999")
    here, there = (told(says(phones, address, "0"), address)[0] for address in (NEW, OTHER))
    assert here.replace(mine, "") == there.replace(nobodys, ""), "and the same code while it works"
    refused = "I find nobody like that among your people."
    assert read_to(phones, "Jane", "2094", nobodys)[0].startswith(refused)
    assert "Faith" in read_to(phones, "Ali", "6618", mine)[0], "the officer above"


def test_a_code_of_somebody_else_s_people_is_refused_like_one_that_was_never_given(phones: Phones) -> None:
    code = code_for(phones, NEW, "300415")
    assert read_to(phones, "Jane", "2094", code)[0].startswith("I find nobody like that")
    assert phones.write("Peter", f"UNLOCK {code}")[0].startswith("Heads and directors open a PIN again.")


def test_a_code_works_for_three_days_and_once(phones: Phones) -> None:
    code = code_for(phones, NEW)
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=3, minutes=1)))
    assert read_to(phones, "Jane", "2094", code)[0].startswith("I find nobody like that")
    code = code_for(phones, NEW)
    read_to(phones, "Jane", "2094", code)
    phones.write("Jane", "1 2094")
    assert addresses_of(phones) == [NEW]
    phones.write("Jane", "MENU")
    assert read_to(phones, "Jane", "2094", code)[0].startswith("I find nobody like that")


def test_without_the_pin_of_the_head_no_number_is_approved(phones: Phones) -> None:
    read_to(phones, "Jane", "2094", code_for(phones, NEW))
    assert phones.write("Jane", "1") == ["Reply with your 4-digit PIN."]
    phones.write("Jane", "1111")
    assert addresses_of(phones) == [FAITH]
    phones.write("Jane", "2094")
    assert addresses_of(phones) == [NEW]


@pytest.mark.parametrize("language", ["en", "sw"])
def test_at_the_gate_of_a_known_phone_the_same_words_lead_to_the_head(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    phones.write("Faith", "PIN")
    [text] = phones.write("Faith", FORGOT[language])
    found = re.search(r"\d{5}", text)
    assert found is not None, text
    assert phones.write("Faith", "4821")[0].startswith(CHOOSE[language]), "the PIN is still awaited"
    phones.write("Faith", "MENU")
    phones.write("Jane", f"{'UNLOCK' if language == 'en' else 'FUNGULIA'} {found[0]}")
    assert "001" in phones.write("Jane", "2094")[0]
    phones.write("Jane", "1 2094")
    assert phones.write("Faith", "PIN")[0].startswith(CHOOSE[language])
    assert addresses_of(phones) == [FAITH]


def test_a_number_that_fell_silent_comes_back_by_its_code(phones: Phones) -> None:
    phones.write("Faith", "MENU")
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=91)))
    phones.write("Faith", "hello")
    found = re.search(r"\d{5}", phones.write("Faith", "nimesahau pin")[0])
    assert found is not None
    read_to(phones, "Jane", "2094", found[0])
    phones.write("Jane", "1 2094")
    assert phones.write("Faith", "PIN")[0].startswith(CHOOSE["en"])


def test_on_a_shared_phone_the_code_is_of_the_one_who_named_themselves(phones: Phones) -> None:
    share_a_phone(phones)
    says(phones, FAITH, "STATUS")
    says(phones, FAITH, "2")
    [text] = told(says(phones, FAITH, "I forgot my pin"), FAITH)
    found = re.search(r"\d{5}", text)
    assert found is not None
    assert "812399" in read_to(phones, "Jane", "2094", found[0])[0]


def test_an_owner_whose_account_was_taken_gets_it_back_and_the_known_pin_is_no_more(phones: Phones) -> None:
    guess(phones, NEW, "4821")
    says(phones, FAITH, "1")
    read_to(phones, "Jane", "2094", code_for(phones, FAITH))
    phones.write("Jane", "1 2094")
    assert addresses_of(phones) == [FAITH]
    assert person(phones).pin_hash is None
    assert "do not match" in told(guess(phones, NEW, "4821"), NEW)[0]


# strangers' tries


def wrong(phones: Phones, address: str, times: int, tsc: str = "812345") -> list[str]:
    return [told(guess(phones, address, f"33{n:02}", tsc), address)[-1] for n in range(times)]


def test_each_wrong_pin_of_an_address_makes_its_next_one_wait_longer(phones: Phones) -> None:
    wrong(phones, NEW, 3)
    [told_so] = told(guess(phones, NEW, "4821"), NEW)[-1:]
    assert told_so.startswith("Too many wrong PINs from here. Please wait 5 minutes"), "not even the right one is heard"
    phones.until(ClockMoved(phones.simulation.now + timedelta(minutes=5)))
    wrong(phones, NEW, 1)
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=1)))
    assert "yours" in told(guess(phones, NEW, "4821"), NEW)[0]


@pytest.mark.parametrize("tsc", ["812399", "999999"])
def test_right_answers_of_one_do_not_wash_away_wrong_ones_for_another(phones: Phones, tsc: str) -> None:
    """Whose own PIN is right at a number cannot guess there at others' all day."""
    wrong(phones, NEW, 2, tsc)
    assert "yours" in told(guess(phones, NEW, "4821"), NEW)[0]
    faith = person(phones).id
    with phones.engine.begin() as db:
        [way] = addresses.of_person(db, faith)
        addresses.remove(db, way.id)
    wrong(phones, NEW, 1, tsc)
    assert told(guess(phones, NEW, "4821"), NEW)[0].startswith("Too many wrong PINs from here.")


def test_right_answers_on_one_phone_do_not_wash_away_wrong_ones_on_another(phones: Phones) -> None:
    """Somebody with Faith's old tablet tries while she goes on with her phone."""
    faith = person(phones).id
    with phones.engine.begin() as db:
        addresses.add(db, person_id=faith, channel=Channel.SMS, address=NEW, rank=1, now=phones.simulation.now)
    for tries in (3, 2):
        says(phones, NEW, "PIN")
        for n in range(tries):
            says(phones, NEW, f"33{n}1")
        says(phones, NEW, "MENU")
        if tries == 3:
            phones.write("Faith", "PIN")
            assert phones.write("Faith", "4821")[0].startswith(CHOOSE["en"])
            assert person(phones).pin_tries == 3
            phones.write("Faith", "MENU")
    assert person(phones).pin_tries == 5


def test_whoever_has_an_abandoned_sim_waits_and_does_not_lock_its_owner(phones: Phones) -> None:
    phones.write("Faith", "MENU")
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=91)))
    phones.write("Faith", "hello")
    heard = [phones.write("Faith", f"33{n}1")[0] for n in range(4)]
    assert [text.partition(".")[0] for text in heard] == [
        "That PIN is wrong",
        "That PIN is wrong",
        "That PIN is wrong",
        "Too many wrong PINs from here",
    ]
    assert person(phones).pin_tries == 0
    phones.until(ClockMoved(phones.simulation.now + timedelta(minutes=6)))
    phones.write("Faith", "hello")
    assert "menu" in " ".join(phones.write("Faith", "4821")).lower()


@pytest.mark.parametrize(("language", "closed"), [("en", "This account is closed"), ("sw", "Akaunti hii imefungwa")])
def test_after_an_objection_the_new_number_hears_why_its_pin_opens_nothing(
    lived: Engine, language: str, closed: str
) -> None:
    phones = speaking(lived, language)
    guess(phones, NEW, "4821")
    says(phones, FAITH, "1")
    says(phones, NEW, "STATUS")
    assert told(says(phones, NEW, "4821"), NEW)[0].startswith(closed)


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.TELEGRAM])
def test_who_is_not_registered_waits_as_long_as_who_is(phones: Phones, channel: Channel) -> None:
    """What is worked for a PIN, or a code, is worked for nobody's number too: the time tells nothing."""

    def worked(tsc: str, n: int) -> float:
        address = f"+25479900{n:04}" if channel is Channel.SMS else f"7900{n}"
        texts = (f"NUMBER {tsc}", "3301") if channel is Channel.SMS else (f"NUMBER {tsc}",)
        before = process_time()
        for text in texts:
            hear(phones.engine, Inbound(channel, address, f"{tsc} {n} {text}", text), phones.simulation.now, World())
        return process_time() - before

    for_known = min(worked("812345", n) for n in range(4))
    for_nobody = min(worked("999999", n) for n in range(4, 8))
    assert for_nobody > 0.7 * for_known


def test_a_tsc_number_alone_is_taken_where_number_was_said_before(phones: Phones) -> None:
    says(phones, NEW, "NUMBER")
    assert told(says(phones, NEW, "812345"), NEW)[0].startswith("Thank you. If that number is registered")
    assert "yours" in told(says(phones, NEW, "4821"), NEW)[0]


@pytest.mark.parametrize("words", ["4821", "0"])
def test_a_pin_that_comes_too_late_is_answered(phones: Phones, words: str) -> None:
    says(phones, NEW, "hello")
    says(phones, NEW, "NUMBER 812345")
    phones.until(ClockMoved(phones.simulation.now + timedelta(minutes=20)))
    assert told(says(phones, NEW, words), NEW) == ["TIMEC: reply NUMBER and your TSC number, like NUMBER 812345."]


def test_a_stranger_s_sentence_with_the_pin_does_not_say_that_it_was_forgotten(phones: Phones) -> None:
    says(phones, NEW, "NUMBER 812345")
    assert told(says(phones, NEW, "my pin is 4821"), NEW)[0].startswith("Thank you. If that number is registered")


# which PIN


@pytest.mark.parametrize("language", ["en", "sw"])
def test_a_pin_that_is_guessed_first_is_refused_with_the_reason(lived: Engine, language: str) -> None:
    phones = speaking(lived, language)
    why = {
        "en": ("Digits that repeat", "Digits in a row", "Years of birth"),
        "sw": ("Tarakimu zinazojirudia", "Tarakimu zinazofuatana", "Miaka ya kuzaliwa"),
    }[language]
    phones.write("Faith", "PIN")
    phones.write("Faith", "4821")
    for which, pins in enumerate((("0000", "1212", "9999"), ("1234", "9876", "0123"), ("1940", "1984", "2010"))):
        for pin in pins:
            assert phones.write("Faith", pin)[0].startswith(why[which]), pin
    assert phones.write("Faith", "2011")[0].startswith(("PIN saved.", "PIN imehifadhiwa."))


def test_nobody_unlocks_twice_by_one_code(phones: Phones) -> None:
    lock(phones)
    code = code_for(phones, NEW)
    read_to(phones, "Jane", "2094", code)
    phones.write("Jane", "yes 2094")
    first = kept(phones)
    phones.write("Jane", "yes 2094")
    assert kept(phones) == first
