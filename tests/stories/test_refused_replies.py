"""A reply that one address refuses for good goes to its person's next one, where nobody else reads it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from bot.dialogs.people import deeds
from bot.language import is_gsm7, septets
from bot.messages import CAPABILITIES, Channel
from bot.simulator.chat import Typed
from bot.simulator.world import SendFault
from bot.store.outbox.sent import SentMessage
from bot.store.people import addresses, people
from tests.stories.given import PETER, the_pair
from tests.stories.player import Phones, begun

SMS, WHATSAPP, TELEGRAM = Channel.SMS, Channel.WHATSAPP, Channel.TELEGRAM


def refuses(phones: Phones, channel: Channel, address: str, times: int = 1) -> None:
    phones.simulation.phones.fail(channel, address, SendFault.REFUSED, times)


def gets(phones: Phones, name: str, text: str, on: Channel) -> list[SentMessage]:
    """What somebody's own addresses are sent when they write there."""
    ways = {way for way, who in phones.names.items() if who == name}
    return [one for one in phones.say(on, Typed(name, text)) if (one.channel, one.address) in ways]


@pytest.mark.parametrize(("language", "menu"), [("en", "MENU"), ("sw", "MENYU")])
def test_a_reply_that_whatsapp_refuses_comes_by_sms_with_numbers_that_can_be_answered(
    lived: Engine, language: str, menu: str
) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00", language)
    [shown] = gets(phones, "Peter", menu, WHATSAPP)
    refuses(phones, WHATSAPP, PETER)
    found = gets(phones, "Peter", menu, WHATSAPP)
    assert {(one.channel, one.address) for one in found} == {(SMS, PETER)}
    words = " ".join(one.outbound.text for one in found)
    assert "1 " in words
    assert "2 " in words
    assert all(is_gsm7(one.outbound.text) for one in found)
    assert all(septets(one.outbound.text) <= CAPABILITIES[SMS].text for one in found)
    assert all(not one.outbound.choices for one in found)
    [answer] = gets(phones, "Peter", "1", SMS)
    assert answer.outbound.text != shown.outbound.text


@pytest.mark.each_on_both
def test_a_reply_that_sms_refuses_comes_by_whatsapp_where_they_write_there(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00")
    gets(phones, "Peter", "MENU", WHATSAPP)
    refuses(phones, SMS, PETER)
    [found] = gets(phones, "Peter", "STATUS", SMS)
    assert (found.channel, found.address) == (WHATSAPP, PETER)


def test_where_every_address_refuses_it_ends(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00")
    gets(phones, "Peter", "MENU", WHATSAPP)
    for channel in (SMS, WHATSAPP):
        refuses(phones, channel, PETER, times=9)
    assert gets(phones, "Peter", "STATUS", SMS) == []
    waiting = phones.simulation.phones.failing
    assert {channel: len(waiting[channel, PETER]) for channel in (SMS, WHATSAPP)} == {SMS: 8, WHATSAPP: 8}


def test_it_does_not_come_to_a_phone_that_others_share(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00")
    with lived.begin() as db:
        faith = the_pair(db).mentee_id
        addresses.add(db, person_id=faith, channel=SMS, address=PETER, rank=3, now=phones.simulation.now)
    refuses(phones, WHATSAPP, PETER)
    assert gets(phones, "Peter", "STATUS", WHATSAPP) == []


def test_it_does_not_come_to_a_phone_that_is_in_doubt_or_to_somebody_who_asked_for_silence(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00")
    with lived.begin() as db:
        peter = the_pair(db).mentor_id
        [by_sms] = [way for way in addresses.of_person(db, peter) if way.channel is SMS]
        addresses.doubt(db, [by_sms.id], phones.simulation.now)
    refuses(phones, WHATSAPP, PETER)
    assert gets(phones, "Peter", "STATUS", WHATSAPP) == []
    with lived.begin() as db:
        addresses.passed(db, by_sms.id, phones.simulation.now)
        deeds.mute(db, peter, phones.simulation.now)
    refuses(phones, WHATSAPP, PETER)
    assert gets(phones, "Peter", "STATUS", WHATSAPP) == []


@pytest.mark.each_on_both
def test_an_offices_reply_comes_by_sms_only_on_a_day_when_its_pin_was_given_there(lived: Engine) -> None:
    phones = begun(lived, "the demo", "Mon 1 Jun 2026, 09:00")
    with lived.begin() as db:
        officer = people.by_tsc(db, "300416")
        assert officer is not None
        ways = {way.channel: way for way in addresses.of_person(db, officer.id)}
    name = officer.name.split()[0]
    refuses(phones, TELEGRAM, "70005")
    assert gets(phones, name, "STATUS", TELEGRAM) == []
    with lived.begin() as db:
        addresses.passed(db, ways[SMS].id, phones.simulation.now)
    refuses(phones, TELEGRAM, "70005")
    assert {one.channel for one in gets(phones, name, "STATUS", TELEGRAM)} == {SMS}
