"""PINs, silence and new numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.dialogs.people.deeds import Given, check_pin, move_number, mute, set_pin, unmute
from bot.dialogs.people.rules import PIN_TRIES, pin_fits, pin_hash
from bot.dialogs.refusals import NotANumber, NotYours, PinLocked, PinNotSet, PinUnfit, PinWrong
from bot.messages import Channel
from bot.store import pairs
from bot.store.pairs import PairKind
from bot.store.people import addresses, people
from tests.dialogs.cast import NOW, START, School, told, waiting

HERE = Given(Channel.SMS, "+254712000001", NOW)


def test_the_hash_is_memory_hard_salted_and_does_not_hold_the_pin() -> None:
    one, other = pin_hash("4821"), pin_hash("4821")
    assert one.startswith("scrypt$16384$8$1$")
    assert one != other
    assert "4821" not in one
    assert pin_fits("4821", one)
    assert not pin_fits("4822", one)


def test_the_right_pin_passes_and_is_never_stored_in_the_clear(db: Connection, school: School) -> None:
    set_pin(db, school.faith, "4821")
    check_pin(db, school.faith, "4821", HERE)
    person = people.get(db, school.faith)
    assert person
    assert "4821" not in repr(person)


def test_a_person_without_a_pin_is_told_so(db: Connection, school: School) -> None:
    with pytest.raises(PinNotSet):
        check_pin(db, school.faith, "4821", HERE)


@pytest.mark.parametrize("pin", ["", "482", "48210", "48a1", "48 1", "٤٨٢١", "-482"])
def test_a_pin_is_four_digits(db: Connection, school: School, pin: str) -> None:
    with pytest.raises(PinUnfit):
        set_pin(db, school.faith, pin)


def test_five_wrong_tries_lock_it_for_the_right_pin_too(db: Connection, school: School) -> None:
    set_pin(db, school.faith, "4821")
    for left in range(PIN_TRIES - 1, 0, -1):
        with pytest.raises(PinWrong) as wrong:
            check_pin(db, school.faith, "0000", HERE)
        assert wrong.value.tries_left == left
    with pytest.raises(PinLocked):
        check_pin(db, school.faith, "0000", HERE)
    with pytest.raises(PinLocked):
        check_pin(db, school.faith, "4821", HERE)
    with pytest.raises(PinLocked):
        set_pin(db, school.faith, "1111")


def test_the_right_pin_makes_earlier_tries_forgotten(db: Connection, school: School) -> None:
    set_pin(db, school.faith, "4821")
    for _ in range(3):
        for _ in range(PIN_TRIES - 1):
            with pytest.raises(PinWrong):
                check_pin(db, school.faith, "0000", HERE)
        check_pin(db, school.faith, "4821", HERE)


def test_after_stop_each_partner_is_told_once_to_agree_dates_in_person(db: Connection, school: School) -> None:
    second = pairs.add(db, mentor_id=school.peter, mentee_id=school.brian, kind=PairKind.COACHING, start=START, now=NOW)
    assert mute(db, school.peter, NOW)
    assert not mute(db, school.peter, NOW)
    assert [notice.place for notice in waiting(db, school.faith)] == [f"PartnerUnreachable?pair={school.pair}"]
    assert [notice.place for notice in waiting(db, school.brian)] == [f"PartnerUnreachable?pair={second}"]
    assert told(db, school.peter) == []
    assert told(db, school.jane) == []


def test_start_takes_back_what_the_partner_has_not_yet_been_told(db: Connection, school: School) -> None:
    mute(db, school.faith, NOW)
    assert unmute(db, school.faith)
    assert not unmute(db, school.faith)
    assert told(db, school.peter) == []
    person = people.get(db, school.faith)
    assert person
    assert person.muted_at is None


def test_a_second_stop_on_a_later_day_is_told_again(db: Connection, school: School) -> None:
    mute(db, school.faith, NOW)
    unmute(db, school.faith)
    mute(db, school.faith, NOW + timedelta(days=1))
    assert told(db, school.peter) == ["PartnerUnreachable"]


def test_a_new_number_replaces_all_that_hung_on_the_old_one(db: Connection, school: School) -> None:
    addresses.add(db, person_id=school.faith, channel=Channel.TELEGRAM, address="70001", rank=1, now=NOW)
    move_number(db, school.faith, Channel.SMS, "+254799000001", NOW)
    move_number(db, school.faith, Channel.SMS, "+254799000001", NOW)
    (only,) = addresses.of_person(db, school.faith)
    assert (only.channel, only.address, only.rank) == (Channel.SMS, "+254799000001", 0)
    assert only.verified_at == NOW


def test_the_other_teacher_on_a_shared_phone_keeps_it(db: Connection, school: School) -> None:
    (shared,) = addresses.of_person(db, school.faith)
    addresses.add(db, person_id=school.brian, channel=Channel.SMS, address=shared.address, rank=1, now=NOW)
    move_number(db, school.faith, Channel.SMS, "+254799000001", NOW)
    assert shared.address in {one.address for one in addresses.of_person(db, school.brian)}


def test_a_telegram_chat_is_not_a_number(db: Connection, school: School) -> None:
    with pytest.raises(NotANumber):
        move_number(db, school.faith, Channel.TELEGRAM, "70001", NOW)


@pytest.mark.parametrize(
    "deed",
    [
        lambda db: set_pin(db, 999_999, "4821"),
        lambda db: check_pin(db, 999_999, "4821", HERE),
        lambda db: mute(db, 999_999, NOW),
        lambda db: unmute(db, 999_999),
        lambda db: move_number(db, 999_999, Channel.SMS, "+254799000001", NOW),
    ],
)
def test_a_person_who_does_not_exist_has_no_account(
    db: Connection, school: School, deed: Callable[[Connection], object]
) -> None:
    with pytest.raises(NotYours):
        deed(db)
