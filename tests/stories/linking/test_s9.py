"""Several phones and chats of one person: linking, moving to a new number, numbers that somebody else may hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.simulator.chat import ClockMoved
from bot.simulator.persons import give_ways
from bot.store import linking
from bot.store.cause import KeptCause
from bot.store.outbox import outbox
from bot.store.outbox.sent import SentMessage
from bot.store.people import addresses, people
from bot.store.talk import drafts, inbox, notices
from bot.talk import hear
from bot.talk.turn import World
from tests.offering import offered
from tests.stories.given import FAITH, PETER
from tests.stories.player import Phones, begun

CHAT, OTHER_CHAT, NEW = "79001", "79002", "+254799000418"
LINKED = "This is linked to a TIMEC account. Reply with its 4-digit PIN to use it here."
TG, SMS = (Channel.TELEGRAM, CHAT), (Channel.SMS, NEW)


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", "Thu 28 May 2026, 15:00")


IDS = iter(range(10**6))


def says(phones: Phones, way: tuple[Channel, str], text: str = "", **more: object) -> list[SentMessage]:
    """Somebody writes from an address, known or not; answers all that went out because of it."""
    inbound = replace(Inbound(*way, f"s9 {next(IDS)}", text), **more)  # type: ignore[arg-type]
    sent = phones.simulation.say(inbound)
    phones._look()
    return sent


def here(sent: list[SentMessage], way: tuple[Channel, str]) -> list[str]:
    return [one.outbound.text for one in sent if (one.channel, one.address) == way]


def ways(phones: Phones, tsc: str = "812345") -> list[tuple[Channel, str]]:
    with phones.engine.connect() as db:
        person = people.by_tsc(db, tsc)
        assert person is not None
        return [(way.channel, way.address) for way in addresses.of_person(db, person.id)]


def code_in(sent: list[SentMessage], address: str) -> str:
    [text] = [one.outbound.text for one in sent if one.address == address]
    found = re.search(r"CONTINUE (\w{10})|(\d{6}) is", text)
    assert found is not None, text
    return found[1] or found[2]


# linking


def test_a_chat_is_linked_by_a_code_that_comes_to_the_registered_phone(phones: Phones) -> None:
    [how] = here(says(phones, TG, "/start"), TG)
    assert "share your phone number" in how
    asked = says(phones, TG, "NUMBER 300415")
    assert here(asked, TG) == [
        "Thank you. If that number is registered, its phone now gets a code by SMS. Write the code here."
    ]
    code = code_in(asked, "+254712000004")
    linked = says(phones, TG, f" {code} ")
    assert here(linked, TG) == [LINKED]
    assert here(says(phones, TG, "6618"), TG)[0].startswith("Welcome, Ali. This is now linked")
    assert ways(phones, "300415")[-1] == TG
    assert here(says(phones, TG, "/status"), TG)[0].startswith("Mwala primary")
    assert here(linked, (Channel.SMS, "+254712000004"))[0].startswith("TIMEC: Ali, Telegram is now linked")


def test_who_only_types_a_number_gets_nothing_and_learns_nothing(phones: Phones) -> None:
    """The same words to a right and to a wrong TSC number, and after them to a wrong code, a PIN and a phone number."""
    told: dict[str, list[list[str]]] = {}
    for number, chat in (("300415", CHAT), ("999999", OTHER_CHAT)):
        way = (Channel.TELEGRAM, chat)
        lines = (f"NUMBER {number}", "6618", "000000", "+254712000004", "/status")
        told[number] = [here(says(phones, way, line), way) for line in lines]
    assert told["300415"] == told["999999"]
    assert told["300415"][1] == told["300415"][2]
    assert told["300415"][3:] == [[], []]
    assert TG not in ways(phones, "300415")


def test_five_wrong_codes_close_the_right_one_too(phones: Phones) -> None:
    code = code_in(says(phones, TG, "NUMBER 812345"), FAITH)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert here(says(phones, TG, wrong), TG)[0].startswith("That code is wrong")
    assert here(says(phones, TG, code), TG)[0].startswith("That code is wrong")
    assert TG not in ways(phones)


def test_a_code_is_good_for_ten_minutes_once_and_in_its_chat_only(phones: Phones) -> None:
    late = code_in(says(phones, TG, "NUMBER 812345"), FAITH)
    phones.until("Thu 28 May 2026, 15:11")
    assert here(says(phones, TG, late), TG)[0].startswith("That code is wrong")
    code = code_in(says(phones, TG, "NUMBER 812345"), FAITH)
    other = (Channel.TELEGRAM, OTHER_CHAT)
    says(phones, other, "NUMBER 999999")
    assert here(says(phones, other, code), other)[0].startswith("That code is wrong")
    assert here(says(phones, TG, code), TG) == [LINKED]
    assert here(says(phones, other, code), other)[0].startswith("That code is wrong")


@pytest.fixture
def anywhere(lived: Engine) -> Phones:
    """The same on each database."""
    return begun(lived, "the demo", "Thu 28 May 2026, 15:00")


@pytest.mark.parametrize(
    ("word", "limit"),
    [("NUMBER", "TIMEC: too many tries today."), ("NAMBARI", "TIMEC: umejaribu mara nyingi mno leo.")],
)
def test_whatever_is_written_in_between_a_stranger_tries_five_numbers_a_day(
    anywhere: Phones, word: str, limit: str
) -> None:
    told = here(says(anywhere, SMS, f"{word} 812340"), SMS)
    for filler in range(50):
        says(anywhere, SMS, f"hello {filler}")
    for number in range(1, 7):
        told += here(says(anywhere, SMS, f"{word} 81234{number}"), SMS)
    assert len(told) == 6
    assert all("PIN" in text for text in told[:5])
    assert told[5].startswith(limit)


def test_whatever_is_written_in_between_a_code_that_was_asked_for_links(anywhere: Phones) -> None:
    code = code_in(says(anywhere, TG, "NUMBER 812345"), FAITH)
    for filler in range(50):
        says(anywhere, TG, f"hello {filler}")
    assert here(says(anywhere, TG, code), TG) == [LINKED]


def test_whatever_is_written_in_between_a_pin_that_was_asked_for_is_heard_and_not_kept(anywhere: Phones) -> None:
    says(anywhere, SMS, "NUMBER 812345")
    for filler in range(6):
        says(anywhere, SMS, f"hello {filler}")
    assert here(says(anywhere, SMS, "4821"), SMS)[0].startswith("This number is now yours")
    with anywhere.engine.connect() as db:
        assert inbox.heard(db, NEW)[-1].text == "****"


def test_nobody_is_flooded_with_codes(phones: Phones) -> None:
    sent = [says(phones, (Channel.TELEGRAM, f"8{n}"), "NUMBER 812345") for n in range(8)]
    assert len([one for each in sent for one in each if one.address == FAITH]) == 5
    assert len({here(each, (Channel.TELEGRAM, f"8{n}"))[0] for n, each in enumerate(sent)}) == 1


def test_codes_are_kept_as_hashes(phones: Phones) -> None:
    codes = [code_in(says(phones, TG, "NUMBER 812345"), FAITH), code_in(phones.say_as("Faith", "LINK"), FAITH)]
    with phones.engine.connect() as db:
        kept = db.execute(select(linking.links.c.code_hash)).scalars().all()
    assert len(kept) == 2
    assert not any(code in one for code in codes for one in kept)


@pytest.mark.each_on_both
def test_a_contact_that_is_shared_twice_at_once_links_once(
    copies: Callable[[], Engine], beside: Callable[[Engine], Engine]
) -> None:
    """Telegram brings the same chat's two messages to two web processes in the same moment."""
    engine, start = copies(), Barrier(2)

    def share(web: Engine, number: int) -> None:
        start.wait()
        shared = Inbound(*TG, f"contact {number}", media=("contact",), contact=FAITH)
        hear(web, shared, datetime(2026, 5, 28, 15, 0, tzinfo=NAIROBI), World())

    with ThreadPoolExecutor(2) as both:
        list(both.map(share, (engine, beside(engine)), range(2)))
    with engine.connect() as db:
        assert [who.tsc_number for who, _way in people.at_address(db, *TG)] == ["812345"]
        assert inbox.counts(db)[1] == 0, "the second one finds what the first has done"


def test_a_shared_number_links_only_when_it_is_the_sender_s_own(phones: Phones) -> None:
    assert here(says(phones, TG, media=("contact",)), TG)[0].startswith("TIMEC: I do not know this chat.")
    assert TG not in ways(phones)
    assert here(says(phones, TG, contact="+254799123456"), TG)[0].startswith("That code is wrong")
    assert here(says(phones, TG, contact="254712000001"), TG) == [LINKED]
    assert ways(phones) == [(Channel.SMS, FAITH), TG]


def test_a_chat_that_was_linked_shows_and_does_nothing_before_the_pin(anywhere: Phones) -> None:
    for text in ("LOG 3", "28/5", "same"):
        anywhere.write("Faith", text)
    assert here(says(anywhere, TG, contact="+254712000001"), TG) == [LINKED]
    for text in ("STATUS", "lesson notes", "MENU", "1"):
        assert here(says(anywhere, TG, text), TG) == [LINKED]
    assert here(anywhere.until("Thu 28 May 2026, 16:20"), TG) == [], "nothing is pushed there either"
    given = here(says(anywhere, TG, "4821"), TG)[0]
    assert given.startswith("Welcome, Faith.")
    assert "3 of 6" in given


@pytest.mark.parametrize("hour", ["15:00", "23:00"])
def test_a_new_link_is_told_at_once_whatever_is_open_and_takes_over_no_question(anywhere: Phones, hour: str) -> None:
    anywhere.until(f"Thu 28 May 2026, {hour}")
    for text in ("LOG 3", "28/5"):
        anywhere.write("Faith", text)
    told = here(says(anywhere, TG, contact="+254712000001"), (Channel.SMS, FAITH))
    assert [text.partition(".")[0] for text in told] == ["TIMEC: Faith, Telegram is now linked to your account"]
    assert "3 of 6" in anywhere.write("Faith", "same")[0], "the form goes on"
    assert anywhere.write("Faith", "unlink 4821")[0].startswith("It is unlinked.")
    assert ways(anywhere) == [(Channel.SMS, FAITH)]


def test_wrong_pins_in_a_chat_that_somebody_linked_do_not_lock_its_owner(phones: Phones) -> None:
    says(phones, TG, contact="+254712000001")
    heard = [here(says(phones, TG, f"33{n}1"), TG)[0] for n in range(4)]
    assert heard[-1].startswith("Too many wrong PINs from here. Please wait 5 minutes")
    phones.write("Faith", "PIN")
    assert phones.write("Faith", "4821")[0].startswith("Choose a new 4-digit PIN")


def test_a_teacher_without_a_pin_links_without_one_and_an_office_does_not(phones: Phones) -> None:
    with phones.engine.begin() as db:
        db.execute(people.people.update(), {"pin_hash": None})
    assert here(says(phones, TG, contact="+254712000001"), TG)[0].startswith("Welcome, Faith.")
    other = (Channel.TELEGRAM, OTHER_CHAT)
    assert here(says(phones, other, contact="+254712000003"), other)[0].startswith("You have no PIN yet.")


def test_a_link_that_its_owner_did_not_make_is_cut_with_one_number_and_the_pin(phones: Phones) -> None:
    told = here(says(phones, TG, contact="+254712000001"), (Channel.SMS, FAITH))
    assert told == [
        "TIMEC: Faith, Telegram is now linked to your account. If this was not you: Reply 1 unlink it, and your PIN."
    ]
    assert phones.write("Faith", "1") == ["Reply with your 4-digit PIN to unlink it."]
    assert phones.write("Faith", "4821") == ["It is unlinked. Nobody can use your account from there."]
    assert ways(phones) == [(Channel.SMS, FAITH)]
    assert here(says(phones, TG, "STATUS"), TG) == [], "one neutral line a day was said before"


@pytest.mark.parametrize("words", ["{code}", "CONTINUE {code}", "endelea {code}", "/start {code}", "Continue {CODE}"])
def test_an_open_form_goes_on_where_the_code_is_given(phones: Phones, words: str) -> None:
    for text in ("LOG 3", "28/5", "same"):
        phones.write("Faith", text)
    code = code_in(phones.say_as("Faith", "LINK"), FAITH)
    assert here(says(phones, TG, words.format(code=code, CODE=code.upper())), TG) == [LINKED]
    given = here(says(phones, TG, "4821"), TG)
    assert given[0].startswith("Welcome, Faith.")
    assert "3 of 6" in given[0]
    assert "4 of 6" in here(says(phones, TG, "lesson notes"), TG)[0]
    assert "5 of 6" in phones.write("Faith", "class control")[0], "and back on the phone"
    assert "5 of 6" in here(says(phones, TG, f"CONTINUE {code}"), TG)[0], "where it is known, it only goes on"


def test_the_code_of_link_works_once_and_the_next_one_closes_it(phones: Phones) -> None:
    first, second = (code_in(phones.say_as("Faith", "LINK"), FAITH) for _ in range(2))
    assert here(says(phones, TG, first), TG)[0].startswith("That code is wrong")
    assert here(says(phones, TG, second), TG) == [LINKED]
    other = (Channel.TELEGRAM, OTHER_CHAT)
    assert here(says(phones, other, second), other)[0].startswith("That code is wrong")


@pytest.mark.parametrize("written", ["kwa2na3wa4", "CONTINUE kwa2na3wa4"])
def test_letters_that_a_code_has_by_chance_are_of_no_language(phones: Phones, written: str) -> None:
    assert here(says(phones, TG, written), TG)[0].startswith("That code is wrong")


def test_an_office_gives_its_pin_for_a_code(phones: Phones) -> None:
    assert "PIN" in phones.write("Ali", "LINK")[0]
    assert "CONTINUE" in phones.write("Ali", "6618")[0]


def test_the_telegram_bot_is_named_where_its_name_is_known(phones: Phones) -> None:
    object.__setattr__(phones.simulation.house, "world", World(telegram_bot="MshauriBot"))
    text = phones.write("Faith", "LINK")[0]
    assert re.search(r"t\.me/MshauriBot\?start=\w{10}\.", text)
    assert len(text) <= 160


# where messages come first


def test_messages_come_first_where_one_has_chosen(phones: Phones) -> None:
    assert phones.write("Faith", "CHANNEL")[0].startswith("Messages reach you by SMS ..001 only.")
    says(phones, TG, contact="+254712000001")
    says(phones, TG, "4821")
    asked = phones.write("Faith", "CHANNEL")[0]
    assert asked.startswith("Messages come by SMS ..001 first. Where shall they come first?")
    assert phones.write("Faith", "2")[0].startswith("From now on messages come by Telegram first.")
    prompted = phones.until("Thu 28 May 2026, 16:20")
    assert [one.channel for one in prompted if one.address in (FAITH, CHAT)] == [Channel.TELEGRAM]


def test_a_blocked_chat_is_passed_over_until_its_owner_writes_from_it(phones: Phones) -> None:
    with phones.engine.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        give_ways(db, faith.id, (TG, (Channel.SMS, FAITH)), phones.simulation.now)
        addresses.undelivered(db, Channel.TELEGRAM, CHAT, phones.simulation.now, gone=True)
    prompted = phones.until("Thu 28 May 2026, 16:20")
    assert [one.address for one in prompted if one.address in (FAITH, CHAT)] == [FAITH]
    assert here(says(phones, TG, "MENU"), TG)[0].startswith("TIMEC menu")
    with phones.engine.connect() as db:
        chat = next(way for way in addresses.of_person(db, faith.id) if way.address == CHAT)
    assert (chat.dead_at, chat.failures) == (None, 0)


def test_whatsapp_is_not_written_to_first_before_its_owner_has_written_from_it(phones: Phones) -> None:
    with phones.engine.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        now = phones.simulation.now
        addresses.add(db, person_id=faith.id, channel=Channel.WHATSAPP, address=FAITH, rank=-1, now=now)
    prompted = phones.until("Thu 28 May 2026, 16:20")
    assert [one.channel for one in prompted if one.address == FAITH] == [Channel.SMS]
    says(phones, (Channel.WHATSAPP, FAITH), "MENU")
    with phones.engine.connect() as db:
        assert all(way.may_be_written_to for way in addresses.of_person(db, faith.id))


# a new number


def moved(phones: Phones) -> list[SentMessage]:
    """Faith moves her account to a new SIM."""
    says(phones, SMS, "NUMBER 812345")
    return says(phones, SMS, "4821")


def test_a_new_number_goes_on_and_everybody_who_must_is_told_once(phones: Phones) -> None:
    for text in ("LOG 3", "28/5", "same"):
        phones.write("Faith", text)
    says(phones, TG, contact="+254712000001")
    sent = moved(phones)
    assert here(sent, SMS)[0].startswith(
        "This number is now yours in TIMEC. The old number no longer works. No longer linked: Telegram."
    )
    assert "3 of 6" in here(sent, SMS)[0]
    left = "TIMEC: your account was moved to a new number. If this was not you, reply 1 or tell your head at once."
    assert here(sent, (Channel.SMS, FAITH)) == [left]
    assert here(sent, TG) == [left], "the chat that was linked to the old number is cut too"
    assert here(sent, (Channel.SMS, "+254712000003")) == [
        "TIMEC: F. Mutua has changed the phone number. If that cannot be: Reply 1 stop the new number."
    ]
    assert ways(phones) == [SMS]
    assert "4 of 6" in here(says(phones, SMS, "lesson notes"), SMS)[0]
    assert here(says(phones, (Channel.SMS, FAITH), "STATUS"), (Channel.SMS, FAITH)) == [], "a stranger's number now"


@pytest.mark.parametrize("who", ["the old number", "the head"])
def test_a_move_that_was_not_the_teacher_s_is_stopped(phones: Phones, who: str) -> None:
    moved(phones)
    objector = (Channel.SMS, FAITH if who == "the old number" else "+254712000003")
    sent = says(phones, objector, "1")
    assert here(sent, objector)[0].startswith("Thank you. Nobody can use that account now.")
    told = [text for text in here(sent, (Channel.SMS, "+254712000003")) if "says it was not its owner" in text]
    assert bool(told) is (who == "the old number")
    for text in ("STATUS", "4821", "LOG"):
        assert "Sessions held" not in (answer := here(says(phones, SMS, text), SMS)[0])
        assert "PIN" in answer
    assert "1" not in here(says(phones, (Channel.SMS, "+254700000001"), "1"), (Channel.SMS, "+254700000001"))[0]


def test_another_head_cannot_stop_a_move(phones: Phones) -> None:
    moved(phones)
    with phones.engine.connect() as db:
        faith = people.by_tsc(db, "812345")
    assert faith is not None
    way, dispute = (Channel.WHATSAPP, PETER), f"NumberChanged?who={faith.id}#dispute"
    for press in (dispute, offered(phones.engine, *way, dispute, phones.simulation.now)):
        assert here(says(phones, way, press=press), way) == ["That question is closed. MENU shows what waits for you."]


# numbers that somebody else may hold


def silent(phones: Phones, days: int) -> None:
    """Faith wrote, and then nothing was heard of her for so long."""
    phones.write("Faith", "MENU")
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=days)))


def test_after_ninety_days_of_silence_the_pin_comes_before_anything_else(phones: Phones) -> None:
    silent(phones, 91)
    gate = phones.write("Faith", "STATUS")
    assert gate[0].startswith(
        "TIMEC: we have not heard from this number for a long time. Please reply with your 4-digit PIN."
    )
    assert phones.write("Faith", "LOG") == gate, "no word opens anything"
    assert phones.write("Faith", "1111")[0].startswith("That PIN is wrong.")
    assert "Sessions held" in phones.write("Faith", "4821")[0], "what was asked at first is answered"
    assert "Sessions held" in phones.write("Faith", "STATUS")[0]


@pytest.mark.parametrize("channel", [Channel.SMS, Channel.USSD, Channel.WHATSAPP, Channel.TELEGRAM])
@pytest.mark.parametrize("why", ["silent", "failing", "objected", "linked"])
def test_every_way_in_asks_whether_the_address_is_still_its_owner_s(
    anywhere: Phones, channel: Channel, why: str
) -> None:
    """Where another may hold it, a menu is not opened: whatever channel it comes by, whatever is the doubt."""
    phones, now = anywhere, anywhere.simulation.now
    way = (channel, CHAT if channel is Channel.TELEGRAM else NEW)
    with phones.engine.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        row = addresses.add(db, person_id=faith.id, channel=channel.book, address=way[1], rank=1, now=now)

    def answer(text: str) -> str:
        says(phones, way, text)
        newest = select(outbox.outbox.c.body).where(outbox.outbox.c.address == way[1])
        with phones.engine.connect() as db:  # by USSD it is said in the answer to the request itself
            body = db.execute(newest.order_by(outbox.outbox.c.id.desc()).limit(1)).scalar_one()
        return str(body["text"])

    assert "PIN" not in answer("MENU")
    with phones.engine.begin() as db:
        if why == "failing":
            addresses.undelivered(db, channel.book, way[1], now, gone=True)
        if why in ("objected", "linked"):
            addresses.doubt(db, [row], now)
    days = 91 if why in ("silent", "failing") else 0
    phones.until(ClockMoved(now + timedelta(days=days, minutes=1)))
    assert "PIN" in answer("MENU")
    assert "PIN" in answer("STATUS")


@pytest.mark.parametrize(("days", "asks"), [(89, False), (91, True)])
def test_a_number_that_was_never_reached_is_in_doubt_after_90_days(anywhere: Phones, days: int, *, asks: bool) -> None:
    """Nothing was ever heard from there, so it is not its silence that tells."""
    phones, now, way = anywhere, anywhere.simulation.now, (Channel.SMS, NEW)
    with phones.engine.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        addresses.add(db, person_id=faith.id, channel=way[0], address=way[1], rank=1, now=now)
        addresses.undelivered(db, way[0], way[1], now, gone=True)
    phones.until(ClockMoved(now + timedelta(days=days, minutes=1)))
    texts = [one.outbound.text for one in says(phones, way, "MENU") if one.address == way[1]]
    assert ("PIN" in texts[-1]) is asks


def test_until_the_pin_nothing_is_said_there_unasked(phones: Phones) -> None:
    silent(phones, 91)
    phones.write("Faith", "hello")
    with phones.engine.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        notices.add(
            db,
            notices.NewNotice(
                faith.id, "Menu", KeptCause(text="something"), notices.NoticeKind.NOTICE, phones.simulation.now
            ),
        )
        [way] = addresses.of_person(db, faith.id)
    assert not way.may_be_written_to
    assert phones.write("Faith", "still me") == [phones.write("Faith", "x")[0]]


def test_within_ninety_days_nothing_is_asked(phones: Phones) -> None:
    silent(phones, 89)
    assert "PIN" not in phones.write("Faith", "STATUS")[0]


def test_stop_is_heard_from_a_silent_number_too(phones: Phones) -> None:
    silent(phones, 91)
    assert phones.write("Faith", "STOP")[0].startswith("Done, no more TIMEC messages.")


def test_without_a_pin_a_silent_number_is_sent_to_the_head(phones: Phones) -> None:
    with phones.engine.begin() as db:
        db.execute(people.people.update().where(people.people.c.tsc_number == "812345"), {"pin_hash": None})
    silent(phones, 91)
    assert phones.write("Faith", "STATUS") == ["You have no PIN yet. Please see your head to get one."]
    with phones.engine.connect() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        assert drafts.latest_open(db, faith.id) is None


def test_stop_that_the_provider_answered_is_recorded_without_a_second_answer(phones: Phones) -> None:
    assert here(says(phones, (Channel.SMS, FAITH), "STOP", answered=True), (Channel.SMS, FAITH)) == []
    assert here(says(phones, (Channel.SMS, NEW), "STOP", answered=True), (Channel.SMS, NEW)) == []
    with phones.engine.connect() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        assert faith.muted_at is not None


# strangers are answered in the language of their words


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("Habari, hii ni namba ya nani?", "TIMEC: Siijui nambari hii."),
        ("nimebadilisha simu", "TIMEC: Siijui nambari hii."),
        ("Hello, what is this number?", "TIMEC: I do not know this number."),
        ("Amina Yusuf", "TIMEC: I do not know this number."),
    ],
)
def test_a_stranger_is_answered_in_the_language_of_their_words(phones: Phones, words: str, starts: str) -> None:
    (told,) = says(phones, SMS, words)
    assert told.outbound.text.startswith(starts)
