"""A copy of the database without the keys: no PIN is found in it, and the digits of one stand in no message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from sqlalchemy import Engine, select

from bot.dialogs.people import rules
from bot.dialogs.people.deeds import Given, check_pin, set_pin
from bot.dialogs.people.rules import pin_fits
from bot.dialogs.refusals import PinWrong
from bot.messages import Channel, Inbound
from bot.simulator.persons import give_ways
from bot.store.keys.pepper import WrongPepper, give_pepper, pepper
from bot.store.people import people
from bot.store.talk import inbox
from bot.talk import hear
from bot.talk.turn import World
from tests.stories.given import FAITH
from tests.talk.test_pins import NOW, PIN

SECRET, OTHER = "a long and random text", "another text, as long and random"
HERE = Given(Channel.SMS, FAITH, NOW)
IDS = count()


def faith(engine: Engine) -> people.Person:
    with engine.connect() as db:
        found = people.by_tsc(db, "812345")
    assert found is not None
    return found


@pytest.fixture(params=["hashed before there was a key", "hashed with the key"])
def house(request: pytest.FixtureRequest, lived: Engine) -> Iterator[Engine]:
    """The demo with SECRET_KEY: Faith's PIN as an older version kept it, or as this one does."""
    who = faith(lived).id
    give_pepper(lived, SECRET)
    if request.param == "hashed with the key":
        with lived.begin() as db:
            set_pin(db, who, PIN)
    yield lived
    give_pepper(lived, "")
    if lived.dialect.name == "postgresql":
        with lived.begin() as db:
            db.exec_driver_sql("ALTER TABLE outbox DROP CONSTRAINT IF EXISTS no_reply")


def tell(engine: Engine, text: str, address: str = FAITH) -> str:
    """One message; answers how it is kept."""
    inbound = Inbound(Channel.SMS, address, f"pepper {next(IDS)}", text)
    hear(engine, inbound, NOW, World())
    with engine.connect() as db:
        found = db.execute(select(inbox.inbox.c.text).where(inbox.inbox.c.provider_id == inbound.provider_id))
        return str(found.scalar_one())


def test_the_right_pin_is_right_and_from_then_on_hashed_with_the_key(house: Engine) -> None:
    who = faith(house).id
    with house.begin() as db:
        check_pin(db, who, PIN, HERE)
    assert (faith(house).pin_hash or "").startswith("peppered$")
    with house.begin() as db:
        check_pin(db, who, PIN, HERE)
        with pytest.raises(PinWrong):
            check_pin(db, who, "5932", HERE)


def test_a_wrong_pin_hashes_nothing_anew(house: Engine) -> None:
    before = faith(house)
    with house.begin() as db, pytest.raises(PinWrong):
        check_pin(db, before.id, "5932", HERE)
    assert faith(house).pin_hash == before.pin_hash


def test_of_all_ten_thousand_pins_none_fits_without_the_key(
    quick_copies: Callable[[], Engine],
) -> None:
    """The thief knows everything but SECRET_KEY, and takes every way: as hashed before, with a key of their own, by the
    mark. (scrypt is made cheap here: 10,000 of them cost a minute, to the thief as well.)"""
    engine = quick_copies()
    give_pepper(engine, SECRET)
    who = faith(engine).id
    with engine.begin() as db:
        mine = pepper(db)
        people.set_pin(db, who, rules.pin_hash(PIN, mine, cost=2))
        stored = people.by_tsc(db, "812345")
    assert stored is not None
    assert stored.pin_hash is not None
    assert pin_fits(PIN, stored.pin_hash, mine), "with the key it fits"
    give_pepper(engine, OTHER)
    with engine.connect() as db:
        theirs = pepper(db)
    assert theirs is not None
    _kind, *costs, _name, mark = stored.pin_hash.split("$")
    bare, renamed = "$".join(("scrypt", *costs)), "$".join(("peppered", *costs, theirs.name, mark))
    every = [f"{n:04}" for n in range(10_000)]
    assert not [pin for pin in every if pin_fits(pin, bare) or pin_fits(pin, renamed, theirs)]
    by_mark = [pin for pin in every if rules.may_be(pin, renamed, theirs)]
    assert len(by_mark) < 5, "two bytes fit by chance, as any others would"
    give_pepper(engine, "")


def test_with_another_secret_no_pin_is_right_or_wrong_and_no_try_is_counted(
    lived: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    give_pepper(lived, SECRET)
    who = faith(lived).id
    with lived.begin() as db:
        set_pin(db, who, PIN)
    give_pepper(lived, OTHER)
    with lived.begin() as db, pytest.raises(WrongPepper):
        check_pin(db, who, PIN, HERE)
    tell(lived, "PIN")
    assert PIN not in tell(lived, PIN)
    assert faith(lived).pin_tries == 0
    assert PIN not in caplog.text
    give_pepper(lived, "")


NO_REPLY = {
    "sqlite": "CREATE TRIGGER no_reply BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END",
    "postgresql": "ALTER TABLE outbox ADD CONSTRAINT no_reply CHECK (false) NOT VALID",
}
SPOKEN = (
    f"write down {PIN} for me please",
    f"room {PIN} and room 5932",
    "4 8 2 1 is what I send",
    f"1{PIN}",
    f"{PIN}812345",
    f"NUMBER 812345 {PIN}",
    f"SIGN {PIN}.",
    f"PIN {PIN} 5932",
    f"LOG 28/5 1 notes 2 class {PIN} 3 did 2 of 3",
)


@pytest.mark.parametrize("broken", [False, True], ids=["well", "the turn fails"])
def test_the_writer_s_own_pin_is_blanked_wherever_it_stands(house: Engine, *, broken: bool) -> None:
    if broken:
        with house.begin() as db:
            db.exec_driver_sql(NO_REPLY[db.dialect.name])
    for text in SPOKEN:
        kept = tell(house, text)
        assert PIN not in kept
        assert "4 8 2 1" not in kept


def test_other_numbers_are_kept(house: Engine) -> None:
    for text in ("we were 1500 in 2026", "call 0712345678", "room 4822 at 1430, 48 21 learners"):
        assert tell(house, text) == text.replace("48 21", "** **")


def test_on_a_shared_phone_the_pins_of_all_who_share_it_are_blanked(house: Engine) -> None:
    with house.begin() as db:
        amina = people.by_tsc(db, "812399")
        assert amina is not None
        set_pin(db, amina.id, "7305")
        give_ways(db, amina.id, [(Channel.SMS, FAITH)], NOW)
    assert tell(house, f"hers is 7305 and mine {PIN}, not 5932") == "hers is **** and mine ****, not 5932"
