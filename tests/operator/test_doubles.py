"""`mshauri person merge`, `addresses` and `end-role`: nothing is lost or read, and it is in the trail."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import Engine, func, select

from bot.dialogs.people.deeds import Given, check_pin
from bot.language import local_day
from bot.messages import Channel
from bot.operator import trail as entered
from bot.store.people import addresses, merging, people, roles
from bot.store.people.people import NewPerson, PersonState
from bot.store.people.roles import Role
from bot.store.tables import metadata
from bot.store.talk import notices
from tests.operator.conftest import Run
from tests.stories.cases.complaining import complains
from tests.stories.given import FAITH, the_pair
from tests.stories.player import Phones, begun

NOW = datetime(2026, 6, 18, 11, 0, tzinfo=UTC)
SECRET = "nataka mshauri wa kike"


@pytest.fixture
def mshauri(command: Run) -> Run:
    """`mshauri person …`."""
    return partial(command, "person")


def double(engine: Engine) -> int:
    """Faith, entered a second time by her head, with another phone."""
    new = NewPerson("Faith M. Mutua", "en", PersonState.ENROLLED, NOW, None, "MWL01-1")
    with engine.begin() as db:
        made = people.add(db, new)
        addresses.add(db, person_id=made, channel=Channel.SMS, address="+254799000001", rank=0, now=NOW)
        school = roles.of_person(db, the_pair(db).mentee_id, NOW.date())[0].area_id
        roles.add(db, person_id=made, role=Role.MENTEE, area_id=school, since=NOW.date())
    return made


def counted(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as db:
        return {
            name: db.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
            if name not in ("trail", "doubles", "passed_over", "school_changes")
        }


def lived_through(engine: Engine) -> Phones:
    """Faith has a record, a letter, a draft and what only she knows."""
    phones = begun(engine, "session 5 is planned", "Thu 18 Jun 2026, 14:00", "en")
    for words in ("LOG today library 1 group work 2 seat plan by 25/6 3 done", f"ASK {SECRET}", "REVIEW", "ABOUT"):
        phones.write("Faith", words)
    phones.write("Peter", "SIGN 5")
    complains(phones)
    return phones


def test_everything_goes_over_opens_and_is_as_it_was(lived: Engine, mshauri: Run) -> None:
    phones = lived_through(lived)
    status, messages = phones.write("Faith", "STATUS"), phones.write("Faith", "MESSAGES")
    kept, before = double(lived), counted(lived)
    with lived.connect() as db:
        faith = the_pair(db).mentee_id
    shown = mshauri("merge", f"id:{kept}", "812345")
    assert shown[0] == 0
    assert "  versions: " in shown[1]
    assert "case" not in shown[1], "nobody can tell that there is one"
    assert "Its PIN goes over." in shown[1]
    assert counted(lived) == before, "it is only shown"
    done = mshauri("merge", f"id:{kept}", "812345", "--yes")
    assert done[0] == 0, done
    assert SECRET not in shown[1] + done[1]
    assert counted(lived) == before, "no record is lost"
    with lived.connect() as db:
        assert merging.rows_of(db, faith) == {}
        for table in metadata.tables.values():
            db.execute(select(table)).all()  # each confidential text opens where it stands now
        owner = people.by_tsc(db, "812345")
        assert owner is not None
        assert owner.id == kept
        assert owner.state is PersonState.ACTIVE, "the clock goes on writing to them"
        assert [way.address for way in addresses.of_person(db, kept)] == ["+254799000001", FAITH]
        again = people.by_local_id(db, "MWL01-1")
        assert again is not None
        assert again.id == kept
        today = local_day(datetime.now(UTC))
        assert [one.role for one in roles.of_person(db, kept, today)] == [Role.MENTEE], "held once"
    with lived.begin() as db:
        check_pin(db, kept, "4821", Given(Channel.SMS, FAITH, phones.simulation.now))  # hers as before
    assert phones.write("Faith", "STATUS") == status
    assert phones.write("Faith", "MESSAGES") == messages
    joined = f"id {faith} was joined to id {kept}: write id:{kept}.\n"
    assert mshauri("merge", f"id:{kept}", f"id:{faith}") == (1, "", joined)
    told = entered.listed(lived, f"id:{kept}", None, 100, datetime.now(UTC))
    assert sum("person merge" in line for line in told) == 2, "of both entries, found by the one that stays"


def test_who_are_two_people_are_not_joined(lived: Engine, mshauri: Run) -> None:
    before = counted(lived)
    with lived.connect() as db:
        faith = the_pair(db).mentee_id
    for two, why in (
        (("812345", "534210"), "They have two TSC numbers"),
        (("812345", f"id:{faith}"), "Both are the same entry already."),
    ):
        code, _said, wrong = mshauri("merge", *two, "--yes")
        assert code == 1
        assert wrong.startswith(why)
    assert counted(lived) == before


def test_a_role_ends_today_its_pairs_are_named_and_its_owner_is_told(lived: Engine, mshauri: Run) -> None:
    ended = "Peter Otieno is no mentor of Mwangaza Primary from today on. 1 of their pairs go on; the head ends them"
    assert mshauri("end-role", "534210", "mentor")[1].startswith(ended)
    with lived.connect() as db:
        peter = people.by_tsc(db, "534210")
        assert peter is not None
        assert "DataPutRight?what=role" in [one.place for one in notices.waiting(db, peter.id)]
    assert mshauri("end-role", "534210", "mentor")[2].startswith("Peter Otieno does not hold that role today.")
    assert mshauri("end-role", "534210", "king")[0] == 2


def test_addresses_are_listed_without_a_full_number(mshauri: Run) -> None:
    code, said, _wrong = mshauri("addresses", "534210")
    assert code == 0
    assert [line.partition(":")[0] for line in said.splitlines()] == ["1. whatsapp …002", "2. sms …002"]
    assert "+2547" not in said
