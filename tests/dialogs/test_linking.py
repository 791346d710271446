"""Codes and shared numbers that link another phone or chat, and moves that somebody objects to, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.dialogs.linking import deeds as linking_deeds
from bot.dialogs.linking import rules as linking_rules
from bot.dialogs.people import deeds as people_deeds
from bot.dialogs.people import rules as people_rules
from bot.dialogs.people.deeds import Given, check_pin, move_number, set_pin
from bot.dialogs.refusals import NotYours, PinLocked, PinNeeded
from bot.messages import Channel
from bot.store import linking
from bot.store.people import addresses, moves, people
from bot.store.signing import Evidence, Method
from tests.dialogs.cast import NOW, School, waiting

CHAT = (Channel.TELEGRAM, "79001")
NEW = (Channel.SMS, "+254799000001")


def reached(db: Connection, who: int) -> list[tuple[Channel, str]]:
    return [(way.channel, way.address) for way in addresses.of_person(db, who)]


def test_a_code_links_once_wherever_it_is_given_and_its_owner_is_told(db: Connection, school: School) -> None:
    code = linking_deeds.invite(db, school.faith, NOW)
    assert linking_rules.said(f"CONTINUE {code.upper()}") == code
    assert linking_deeds.accept(db, code, *CHAT, NOW) == school.faith
    assert reached(db, school.faith)[-1] == CHAT
    assert [notice.place.partition("?")[0] for notice in waiting(db, school.faith)] == ["NewLink"]
    assert linking_deeds.accept(db, code, Channel.TELEGRAM, "79002", NOW) is None


@pytest.mark.parametrize(
    "words", ["", "classroom", "mathematics", "h7kqm2xw9", "h7kqm2xw9rr", "abcdefghjk", "1234567890"]
)
def test_usual_words_are_no_code(words: str) -> None:
    assert linking_rules.said(words) is None
    assert linking_rules.said(f"continue {words}") is None


def test_a_code_by_phone_is_good_in_its_chat_for_ten_minutes(db: Connection, school: School) -> None:
    (sms,) = addresses.of_person(db, school.faith)
    sent = linking_deeds.send_code(db, _tsc(db, school.faith), *CHAT, NOW)
    assert sent is not None
    assert sent.to == sms
    assert linking_deeds.prove(db, sent.code, Channel.TELEGRAM, "79002", NOW) is None
    assert linking_deeds.prove(db, sent.code, *CHAT, NOW + linking_rules.LIVES) is None
    assert linking_deeds.prove(db, sent.code, *CHAT, NOW + linking_rules.LIVES - timedelta(seconds=1)) == school.faith
    assert linking.made_since(db, school.faith, NOW) == 1


def test_the_fifth_wrong_code_closes_it(db: Connection, school: School) -> None:
    sent = linking_deeds.send_code(db, _tsc(db, school.faith), *CHAT, NOW)
    assert sent is not None
    for _ in range(linking_rules.TRIES):
        assert linking_deeds.prove(db, "x", *CHAT, NOW) is None
    assert linking_deeds.prove(db, sent.code, *CHAT, NOW) is None


def test_a_shared_number_links_nobody_where_two_hold_it(db: Connection, school: School) -> None:
    (sms,) = addresses.of_person(db, school.faith)
    addresses.add(db, person_id=school.brian, channel=Channel.SMS, address=sms.address, rank=1, now=NOW)
    assert linking_deeds.by_number(db, sms.address, *CHAT, NOW) is None


def test_only_one_s_own_ways_can_be_cut_or_preferred(db: Connection, school: School) -> None:
    (theirs,) = addresses.of_person(db, school.peter)
    (own,) = addresses.of_person(db, school.faith)
    by_pin = Evidence(*NEW, Method.PIN, "en", read=True)
    with pytest.raises(NotYours):
        linking_deeds.prefer(db, school.faith, theirs.id)
    for way in (theirs, own):
        with pytest.raises(NotYours):
            linking_deeds.unlink(db, school.faith, way.id, by_pin)


def test_a_link_is_cut_by_the_pin_and_never_from_where_it_leads(db: Connection, school: School) -> None:
    set_pin(db, school.faith, "4821")
    (own,) = addresses.of_person(db, school.faith)
    linking_deeds.accept(db, linking_deeds.invite(db, school.faith, NOW), *CHAT, NOW)
    (chat,) = (way for way in addresses.of_person(db, school.faith) if way.id != own.id)
    here = Evidence(own.channel, own.address, Method.PIN, "en", read=True)
    with pytest.raises(PinNeeded):
        linking_deeds.unlink(db, school.faith, chat.id, replace(here, method=Method.REPLY))
    with pytest.raises(NotYours):
        linking_deeds.unlink(db, school.faith, chat.id, replace(here, channel=CHAT[0], address=CHAT[1]))
    linking_deeds.unlink(db, school.faith, chat.id, here)
    assert reached(db, school.faith) == [(own.channel, own.address)]


def test_a_disputed_move_closes_the_account_and_tells_the_head_once(db: Connection, school: School) -> None:
    set_pin(db, school.faith, "4821")
    (old,) = addresses.of_person(db, school.faith)
    assert move_number(db, school.faith, *NEW, NOW) == [old]
    assert people_deeds.dispute_from(db, old.channel, old.address, NOW)
    assert people_deeds.dispute_from(db, old.channel, old.address, NOW)
    told = [notice.place.partition("?")[0] for notice in waiting(db, school.jane)]
    assert told == ["NumberChanged", "MoveDisputed"]
    with pytest.raises(PinLocked):
        check_pin(db, school.faith, "4821", Given(*NEW, NOW))
    assert not any(way.may_be_written_to for way in addresses.of_person(db, school.faith))
    assert moves.of_person(db, school.faith, NOW)[0].disputed_at == NOW
    with pytest.raises(NotYours):
        people_deeds.dispute(db, school.peter, school.faith, NOW)


def test_a_move_can_be_objected_to_for_two_weeks(db: Connection, school: School) -> None:
    (old,) = addresses.of_person(db, school.faith)
    move_number(db, school.faith, *NEW, NOW)
    assert not people_deeds.dispute_from(
        db, old.channel, old.address, NOW + people_rules.OPEN_FOR + timedelta(minutes=1)
    )
    assert not people_deeds.dispute_from(db, *NEW, NOW)


def test_the_sms_number_stays_beside_whatsapp_of_the_same_number(db: Connection, school: School) -> None:
    (old,) = addresses.of_person(db, school.faith)
    assert move_number(db, school.faith, Channel.WHATSAPP, old.address, NOW) == []
    assert {channel for channel, _address in reached(db, school.faith)} == {Channel.SMS, Channel.WHATSAPP}


def _tsc(db: Connection, who: int) -> str:
    person = people.get(db, who)
    assert person is not None
    assert person.tsc_number is not None
    return person.tsc_number
