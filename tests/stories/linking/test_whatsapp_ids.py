"""A WhatsApp account has a number, which it may hide and which others may get, and an id: both are one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.messages import Channel, Inbound
from bot.simulator.chat import ClockMoved
from bot.store.outbox.sent import SentMessage
from bot.store.people import addresses, people
from bot.store.talk import inbox
from tests.stories.given import FAITH, PETER
from tests.stories.player import Phones, begun

ID, OTHER_ID, NEW, CHAT, JANE = "KE.1349120865", "KE.77", "+254799000418", "79001", "+254712000003"
GATE = "TIMEC: we have not heard from this number for a long time. Please reply with your 4-digit PIN."
IDS = iter(range(10**6))


@pytest.fixture
def phones(lived: Engine) -> Phones:
    return begun(lived, "the demo", "Thu 28 May 2026, 15:00")


def says(phones: Phones, name: str, text: str, also: str = "", channel: Channel = Channel.WHATSAPP) -> list[str]:
    """What somebody is told there who writes under a name of their account, or under two that come together."""
    return [one.outbound.text for one in sent(phones, name, text, also, channel) if one.address in (name, also)]


def sent(
    phones: Phones, name: str, text: str, also: str = "", channel: Channel = Channel.WHATSAPP
) -> list[SentMessage]:
    """All that goes out because of it."""
    heard = replace(Inbound(channel, name, f"id {next(IDS)}", text), also=also)
    out = phones.simulation.say(heard)
    phones._look()
    return out


def ways(phones: Phones, tsc: str = "534210") -> list[str]:
    """Where Peter is reached, or whoever has this number."""
    with phones.engine.connect() as db:
        person = people.by_tsc(db, tsc)
        assert person is not None
        return [way.address for way in addresses.of_person(db, person.id)]


def later(phones: Phones, days: int) -> None:
    phones.until(ClockMoved(phones.simulation.now + timedelta(days=days)))


def linked(phones: Phones) -> None:
    """Peter has shown by his PIN that an account with a hidden number is his."""
    says(phones, ID, "NUMBER 534210")
    assert says(phones, ID, "7730")[0].startswith("Welcome, Peter.")


def test_a_message_under_either_name_finds_the_same_person_without_another_pin(phones: Phones) -> None:
    before = ways(phones)
    menu = says(phones, PETER, "MENU", also=ID)[0]
    assert says(phones, ID, "MENU")[0] == menu
    assert says(phones, PETER, "MENU")[0] == menu
    assert says(phones, ID, "NUMBER 534210")[0].startswith("This number is known in TIMEC already.")
    assert ways(phones) == [*before, ID]


def test_a_number_that_nobody_has_is_known_by_the_id_that_comes_with_it(phones: Phones) -> None:
    linked(phones)
    before = ways(phones)
    assert says(phones, NEW, "STATUS", also=ID)[0].startswith("Sessions held: 2 of 3")
    assert ways(phones) == [*before, NEW], "it is bound while both are shown"
    assert says(phones, NEW, "STATUS")[0].startswith("Sessions held: 2 of 3")
    assert says(phones, NEW, "STATUS", also=ID)[0].startswith("Sessions held: 2 of 3")
    assert ways(phones) == [*before, NEW]


def test_in_doubt_an_id_brings_no_number(phones: Phones) -> None:
    linked(phones)
    later(phones, 1)
    with phones.engine.begin() as db:
        [(_peter, way)] = people.at_address(db, Channel.WHATSAPP, ID)
        addresses.doubt(db, [way.id], phones.simulation.now)
    before = ways(phones)
    assert says(phones, NEW, "STATUS", also=ID) == [f"{GATE} If you are not in TIMEC, ignore this message."]
    assert ways(phones) == before
    assert says(phones, NEW, "7730", also=ID)[0].startswith("Sessions held: 2 of 3")
    assert ways(phones) == [*before, NEW]


def test_another_account_at_a_known_number_is_asked_for_the_pin_once(phones: Phones) -> None:
    says(phones, PETER, "MENU", also=ID)
    before = ways(phones)
    for text in ("STATUS", "MENU", "hello"):
        assert says(phones, PETER, text, also=OTHER_ID)[0].startswith(GATE), "its owner may be another by now"
    assert says(phones, PETER, "0000", also=OTHER_ID)[0].startswith("That PIN is wrong")
    assert ways(phones) == before
    assert says(phones, PETER, "7730", also=OTHER_ID)[0].startswith("Sessions held: 2 of 3")
    assert ways(phones) == [*before, OTHER_ID]
    for name, also in ((PETER, OTHER_ID), (OTHER_ID, ""), (ID, "")):
        assert says(phones, name, "STATUS", also=also)[0].startswith("Sessions held: 2 of 3")


def test_a_number_goes_to_the_account_that_has_it_now_and_nobody_reads_another_s(phones: Phones) -> None:
    """Peter's account comes with the number that was Faith's on WhatsApp."""
    linked(phones)
    says(phones, FAITH, "MENU", also=OTHER_ID)  # as a stranger: she is known there by SMS only
    with phones.engine.begin() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        now = phones.simulation.now
        addresses.add(db, person_id=faith.id, channel=Channel.WHATSAPP, address=FAITH, rank=1, now=now, verified_at=now)
    assert says(phones, FAITH, "STATUS", also=ID)[0].startswith("Sessions held: 2 of 3")
    assert FAITH not in ways(phones), "it is not taken from her for that"
    assert says(phones, FAITH, "STATUS")[0].startswith(GATE)
    assert says(phones, FAITH, "7730")[0].startswith("That PIN is wrong"), "hers is awaited there"


def test_a_number_was_not_silent_whose_account_was_heard_by_its_id(phones: Phones) -> None:
    says(phones, PETER, "MENU", also=ID)
    later(phones, 60)
    assert "PIN" not in says(phones, ID, "MENU")[0]
    later(phones, 60)
    assert "PIN" not in says(phones, PETER, "MENU", also=ID)[0]
    later(phones, 60)
    assert "PIN" not in says(phones, PETER, "MENU", also=ID)[0]
    later(phones, 60)
    assert "PIN" not in says(phones, ID, "MENU")[0], "and so the other way about"


def test_a_number_that_comes_alone_after_long_silence_may_be_another_s(phones: Phones) -> None:
    says(phones, PETER, "MENU", also=ID)
    later(phones, 60)
    says(phones, ID, "MENU")
    later(phones, 60)
    assert says(phones, PETER, "MENU")[0].startswith(GATE)
    assert "PIN" not in says(phones, ID, "MENU")[0]


def test_a_pin_that_is_written_before_its_turn_fails_is_not_kept(phones: Phones) -> None:
    """A message under a number that nobody has is blanked as its account's owner's."""
    linked(phones)
    says(phones, NEW, "my PIN is 7730 ok", also=ID)
    with phones.engine.connect() as db:
        assert [one.text for one in inbox.heard(db, ID)][-1] == "my PIN is **** ok"
        assert inbox.heard(db, NEW) == []


# NUMBER and the PIN


@pytest.mark.each_on_both
@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("NUMBER", "{} The old number no longer works. Your PIN comes first on WhatsApp, Telegram."),
        ("NAMBARI", "{} Ya zamani haitumiki tena. PIN yako ni ya kwanza kwenye WhatsApp, Telegram."),
    ],
)
def test_a_move_keeps_what_has_no_number_and_says_what_it_changed(phones: Phones, word: str, told: str) -> None:
    says(phones, PETER, "MENU", also=ID)
    says(phones, CHAT, "CONTINUE " + _code(phones), channel=Channel.TELEGRAM)
    assert says(phones, CHAT, "7730", channel=Channel.TELEGRAM)[0].startswith("Welcome, Peter.")
    if word == "NAMBARI":
        says(phones, PETER, "KISWAHILI", also=ID)
    says(phones, NEW, f"{word} 534210", channel=Channel.SMS)
    out = sent(phones, NEW, "7730", channel=Channel.SMS)
    [moved] = [one.outbound.text for one in out if one.address == NEW]
    yours = "This number is now yours in TIMEC." if word == "NUMBER" else "Nambari hii sasa ni yako kwenye TIMEC."
    assert moved.startswith(told.format(yours))
    assert ways(phones) == [NEW, ID, CHAT]
    warned = [
        one.address for one in out if one.outbound.text.startswith("TIMEC: ") and one.address in (PETER, ID, CHAT)
    ]
    assert sorted(warned) == sorted([PETER, PETER, CHAT]), "by SMS, on WhatsApp under its number, and in the chat"
    for name, channel in ((ID, Channel.WHATSAPP), (CHAT, Channel.TELEGRAM)):
        assert "PIN" in says(phones, name, "STATUS", channel=channel)[0], "it may be on a phone that is lost"
        held = "Sessions held: 2 of 3" if word == "NUMBER" else "Mmefanya vikao 2 kati ya 3"
        assert says(phones, name, "7730", channel=channel)[0].startswith(held)
        assert "PIN" not in says(phones, name, "STATUS", channel=channel)[0]


def _code(phones: Phones) -> str:
    [text] = says(phones, PETER, "LINK", also=ID)
    return text.partition("CONTINUE ")[2].partition(" ")[0]


def test_a_move_that_changed_nothing_else_says_so(phones: Phones) -> None:
    with phones.engine.begin() as db:
        peter = people.by_tsc(db, "534210")
        assert peter is not None
        for way in addresses.of_person(db, peter.id):
            addresses.remove(db, way.id)
    says(phones, NEW, "NUMBER 534210", channel=Channel.SMS)
    [moved] = says(phones, NEW, "7730", channel=Channel.SMS)
    assert moved.startswith("This number is now yours in TIMEC. Reply MENU to continue.")


@pytest.mark.each_on_both
def test_who_holds_a_chat_that_was_kept_may_object_to_the_move(phones: Phones) -> None:
    says(phones, PETER, "MENU", also=ID)
    says(phones, NEW, "NUMBER 534210", channel=Channel.SMS)
    says(phones, NEW, "7730", channel=Channel.SMS)
    assert says(phones, ID, "1")[0].startswith("Thank you. Nobody can use that account now.")
    for name, channel in ((NEW, Channel.SMS), (ID, Channel.WHATSAPP)):
        says(phones, name, "STATUS", channel=channel)
        assert says(phones, name, "7730", channel=channel)[0].startswith("This account is closed")


@pytest.mark.each_on_both
def test_a_pin_that_was_forgotten_is_chosen_anew_on_an_account_whose_number_is_hidden(phones: Phones) -> None:
    before = ways(phones, "812345")
    assert "Forgotten? Reply 0." in says(phones, ID, "NUMBER 812345")[0]
    code = says(phones, ID, "0")[0].partition("UNLOCK ")[2][:5]
    says(phones, JANE, f"UNLOCK {code}", channel=Channel.SMS)
    [asked] = says(phones, JANE, "2094", channel=Channel.SMS)
    assert "Faith Mutua, 812345, Mwangaza Primary: WhatsApp without a number." in asked
    assert "That phone is approved." in says(phones, JANE, "YES 2094", channel=Channel.SMS)[0]
    assert ways(phones, "812345") == [*before, ID]
    assert "Choose a new 4-digit PIN" in says(phones, ID, "PIN")[0]
