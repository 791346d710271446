"""`mshauri person`: an operator finds somebody and opens their PIN again, and sees no full number and no words."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, update

from bot.dialogs.people import deeds as moving
from bot.dialogs.people.deeds import Given, check_pin, move_number
from bot.dialogs.people.rules import PIN_TRIES
from bot.dialogs.unlocking.deeds import may_choose
from bot.messages import Channel
from bot.simulator import demo
from bot.store import unlocking
from bot.store.people import addresses, people
from bot.store.talk import notices
from tests.operator.conftest import Run
from tests.stories.given import FAITH


@pytest.fixture
def mshauri(command: Run) -> Run:
    """`mshauri person …`."""
    return partial(command, "person")


def faith(engine: Engine) -> people.Person:
    with engine.connect() as db:
        found = people.by_tsc(db, "812345")
    assert found is not None
    return found


def lock(engine: Engine) -> None:
    with engine.begin() as db:
        db.execute(update(people.people).where(people.people.c.tsc_number == "812345"), {"pin_tries": PIN_TRIES})


def test_people_are_found_by_name_or_number_without_a_full_phone_number(lived: Engine, mshauri: Run) -> None:
    lock(lived)
    line = f"id {faith(lived).id}: Faith Mutua, TSC 812345; mentee Mwangaza Primary; sms …001; PIN locked\n"
    for words in (["mutua"], ["Faith", "Mutua"], ["MUTUA", "f"], ["812345"]):
        assert mshauri("find", *words) == (0, line, "")
    status, said, _ = mshauri("find", "a")
    assert status == 0
    assert len(said.splitlines()) >= 5
    assert "+2547" not in said
    assert mshauri("find", "nobody", "here") == (1, "", "Nobody has that name or number.\n")
    assert mshauri("find", "%") == (1, "", "Nobody has that name or number.\n")


@pytest.mark.parametrize("key", ["812345", "id:{}", "tsc:812345"])
def test_a_locked_pin_works_again_and_its_owner_is_told(lived: Engine, mshauri: Run, key: str) -> None:
    lock(lived)
    status, said, _ = mshauri("unlock", key.format(faith(lived).id))
    assert (status, said.partition(".")[0]) == (0, "The PIN of Faith Mutua works again")
    with lived.begin() as db:
        person = people.by_tsc(db, "812345")
        assert person is not None
        done = unlocking.newest(db, person.id)
        assert done is not None
        check_pin(db, person.id, "4821", Given(Channel.SMS, FAITH, done.made_at))
        assert done.by_id is None
        assert may_choose(db, person, done.made_at + timedelta(hours=23))
        assert not may_choose(db, person, done.made_at + timedelta(hours=25))
        assert f"PinUnlocked?unlock={done.id}" in [one.place for one in notices.waiting(db, person.id)]


def test_who_is_meant_must_be_one_person(lived: Engine, mshauri: Run) -> None:
    for key in ("999999", "id:999999999", "id:99999999999999999999", "Faith", "id:x", "tsc:1"):
        status, said, error = mshauri("unlock", key)
        assert (status, said) == (1, "")
        assert error.startswith(f"There is nobody with the id or TSC number {key}.")
    number = str(faith(lived).id)
    with lived.begin() as db:
        db.execute(update(people.people).where(people.people.c.tsc_number == "812399"), {"tsc_number": number})
    assert mshauri("unlock", number)[2].endswith(f"Write tsc:{number} or id:{number}.\n")
    assert mshauri("unlock", f"id:{number}")[1].startswith("The PIN of Faith Mutua")
    assert mshauri("unlock", f"tsc:{number}")[1].startswith("The PIN of Amina Yusuf")


def test_after_an_objection_it_must_be_said_which_number_is_theirs(lived: Engine, mshauri: Run) -> None:
    who = faith(lived).id
    assert mshauri("unlock", "812345", "--number", "old")[0] == 1
    with lived.begin() as db:
        move_number(db, who, Channel.SMS, "+254799000418", demo.OPENING)
        assert moving.dispute_from(db, Channel.SMS, FAITH, demo.OPENING)
    assert mshauri("unlock", "812345") == (
        1,
        "",
        "The account of Faith Mutua moved to a new number, and somebody objected."
        " Say which number is theirs: --number old or --number new.\n",
    )
    assert "somebody objected" in mshauri("find", "mutua")[1]
    assert mshauri("unlock", "812345", "--number", "old")[0] == 0
    with lived.connect() as db:
        assert [way.address for way in addresses.of_person(db, who)] == [FAITH]
    assert "no PIN" in mshauri("find", "mutua")[1]


@pytest.mark.parametrize("words", [[], ["find"], ["unlock"], ["unlock", "1", "--number", "other"]])
def test_wrong_usage_exits_with_2(mshauri: Run, words: list[str]) -> None:
    assert mshauri(*words)[0] == 2


def test_help_shows_examples(mshauri: Run) -> None:
    assert "mshauri person find Faith Mutua" in mshauri("--help")[1]
    assert "mshauri person find Mutua" in mshauri("find", "--help")[1]
    assert "mshauri person unlock id:12" in mshauri("unlock", "--help")[1]
