"""An operator enters, corrects and ends people, pairs and schools one at a time; refused as a row would be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.__main__ import cli
from bot.operator.couples import REASONS
from bot.operator.entering import Corrections, correct
from bot.operator.not_meant import NotMeant
from bot.simulator import demo
from bot.store import areas, pairs
from bot.store.areas import AreaKind, Level
from bot.store.pairs import PairKind, PairState
from bot.store.pausing import closings
from bot.store.pausing.closings import WhyClosed
from bot.store.people import addresses, people, roles
from bot.store.rights import former_names
from bot.store.talk import notices
from tests.operator.conftest import Run

JAMES = ("person", "add", "Mwangi, James", "--tsc", "0845001", "--phone", "0712 000 055", "--role", "mentor")


@pytest.fixture
def mshauri(command: Run) -> Run:
    """`mshauri …`."""
    return command


def by_tsc(engine: Engine, number: str) -> people.Person:
    with engine.connect() as db:
        found = people.by_tsc(db, number)
    assert found is not None, number
    return found


# people


def test_somebody_is_entered_as_a_row_would_enter_them_and_invited_by_their_first_message(
    lived: Engine, mshauri: Run
) -> None:
    assert mshauri(*JAMES, "--school", "MWL01") == (0, "James Mwangi (845001): entered.\n", "")
    assert mshauri(*JAMES, "--school", "mwl 01")[1].endswith("known already, just so; nothing is changed.\n")
    james = by_tsc(lived, "845001")
    assert james.state is people.PersonState.ENROLLED
    line = "James Mwangi, TSC 845001; mentor Mwangaza Primary; sms …055; no PIN"
    assert line in mshauri("person", "find", "james")[1]
    assert "an operator changed person add: James Mwangi" in mshauri("trail", "--person", "845001")[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((*JAMES, "--school", "ZZZ9"), "school_code: no school has the code “ZZZ9”"),
        ((*JAMES,), "a mentor needs a school_code"),
        ((*JAMES[:3], "--role", "mentor", "--school", "MWL01"), "tsc_number or local_id is needed"),
        (("person", "add", "Faith Mutua", "--tsc", "845002", "--role", "mentee", "--school", "MWL01"), "--apart"),
        ((*JAMES[:6], "020 2222222", "--role", "mentor", "--school", "MWL01"), "cannot receive SMS"),
        (("person", "correct", "812345", "--tsc", "534210"), "534210 is the TSC number of Peter Otieno."),
        (("person", "correct", "812345", "--tsc", "12"), "“12” is not a TSC number: 4 to 8 digits."),
        (("person", "correct", "812345", "--name", "0712"), "“0712” is not a name."),
        (("person", "correct", "812345", "--phone", "0712000099"), "only they can change it, by NUMBER in chat"),
        (("person", "correct", "999999", "--name", "Nobody"), "There is nobody with the id or TSC number 999999."),
        (("person", "end", "999999"), "There is nobody with the id or TSC number 999999."),
        (("pair", "find", "999999"), "There is nobody with the id or TSC number 999999."),
        (("pair", "add", "534210", "534210", "--start", "2026-05-04"), "mentor and mentee are the same person"),
        (("pair", "add", "534210", "812399", "--start", "soon"), "“soon” is not a date"),
        (("pair", "correct", "812345", "--start", "2026-05-11"), "has sessions"),
        (("pair", "correct", "812399", "--start", "2026-05-11"), "Amina Yusuf has no pair that goes on."),
        (("pair", "correct", "pair:99999", "--kind", "coaching"), "There is no pair:99999."),
        (("pair", "end", "812345", "--why", "death", "--by", "401122"), "--of mentor or --of mentee"),
        (("pair", "end", "812345", "--why", "transfer", "--by", "534210"), "Peter Otieno may not close this pair"),
        (("pair", "end", "812345", "--why", "need_met", "--by", "401122"), "A mentorship is not closed by need."),
        (("school", "find", "qqqq", "xxxx"), "No school has that name or code."),
        (("school", "rename", "ZZZ9", "Other"), "No school has the code ZZZ9."),
        (("school", "add", "N1", "New", "--level", "junior", "--zone", "Z", "--sub-county", "Nowhere"), "--county"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    lived: Engine, mshauri: Run, words: tuple[str, ...], says: str
) -> None:
    faith = by_tsc(lived, "812345")
    status, said, error = mshauri(*words)
    assert (status, said) == (1, "")
    assert says in error
    assert by_tsc(lived, "812345") == faith
    with lived.connect() as db:
        assert people.by_tsc(db, "845001") is None
        assert areas.by_code(db, "N1") is None
    assert "changed" not in mshauri("trail")[1].replace("changed load", "")


@pytest.mark.parametrize(
    "words",
    [
        ["person", "add"],
        ["person", "add", "A B", "--role", "king"],
        ["person", "correct", "812345"],
        ["pair", "correct", "812345"],
        ["pair", "end", "812345", "--why", "discipline", "--by", "401122"],
        ["school", "level", "MWL01", "university"],
    ],
)
def test_wrong_usage_exits_with_2(mshauri: Run, words: list[str]) -> None:
    assert mshauri(*words)[0] == 2


def test_what_is_known_is_put_right_and_what_was_signed_keeps_its_name(lived: Engine, mshauri: Run) -> None:
    status, said, _ = mshauri(
        "person", "correct", "812345", "--name", "Kioko, Faith Mutua", "--tsc", "812346", "--subject", "Physics"
    )
    assert (status, said.partition(". ")[0]) == (
        0,
        "Faith Mutua Kioko: put right: name, TSC no., employment or subject",
    )
    faith = by_tsc(lived, "812346")
    with lived.connect() as db:
        assert [one.name for one in former_names.of_person(db, faith.id)] == ["Faith Mutua"]
        assert "DataPutRight?what=name.tsc.work" in [one.place for one in notices.waiting(db, faith.id)]
    assert mshauri("person", "correct", "812346", "--name", "Faith Mutua Kioko")[1].endswith("stands so already.\n")


def test_a_phone_is_corrected_as_long_as_nobody_wrote_from_it(lived: Engine, mshauri: Run) -> None:
    assert mshauri(*JAMES, "--school", "MWL01")[0] == 0
    assert mshauri("person", "correct", "845001", "--phone", "0712 000 056", "--language", "sw")[0] == 0
    james = by_tsc(lived, "845001")
    assert james.language == "sw"
    with lived.connect() as db:
        assert [way.address for way in addresses.of_person(db, james.id)] == ["+254712000056"]


def test_who_leaves_holds_no_role_and_the_pairs_that_go_on_are_named(lived: Engine, mshauri: Run) -> None:
    status, said, _ = mshauri("person", "end", "534210")
    assert status == 0
    assert said.startswith("Peter Otieno holds no role from today on (was mentor).")
    assert "1 of their pairs go on: mshauri pair find 534210" in said
    peter = by_tsc(lived, "534210")
    with lived.connect() as db:
        assert not roles.of_person(db, peter.id, date.max)
    assert mshauri("person", "end", "534210")[2] == "Peter Otieno holds no role today.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("person", "correct", "812345", "--name", "Faith Mutua", "--tsc", "812345"),
        ("school", "rename", "MWL01", "Mwangaza Primary"),
        ("school", "level", "MWL01", "primary"),
        ("pair", "correct", "812345", "--start", "2026-05-04"),
        ("pair", "add", "534210", "812345", "--start", "2026-05-04"),
    ],
)
def test_what_is_so_already_leaves_no_trace(mshauri: Run, words: tuple[str, ...]) -> None:
    before = mshauri("trail")[1]
    status, said, error = mshauri(*words)
    assert (status, error) == (0, "")
    assert "already" in said
    assert "changed" not in mshauri("trail")[1].removeprefix(before)


ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=ANYTHING, number=ANYTHING, phone=ANYTHING, subject=ANYTHING)
def test_whatever_is_written_leaves_a_name_a_number_and_a_kenyan_phone(
    quick_copies: Callable[[], Engine], name: str, number: str, phone: str, subject: str
) -> None:
    engine = quick_copies()
    who = by_tsc(engine, "812399").id
    for wanted in (Corrections(name=name, subject=subject), Corrections(tsc_number=number), Corrections(phone=phone)):
        with suppress(NotMeant):
            correct(engine, f"id:{who}", wanted, demo.OPENING)
    with engine.connect() as db:
        kept = people.get(db, who)
        ways = addresses.of_person(db, who)
    assert kept is not None
    assert any(letter.isalpha() for letter in kept.name)
    assert kept.tsc_number is not None
    assert kept.tsc_number.isascii()
    assert kept.tsc_number.isdigit()
    assert all(way.address.startswith("+254") for way in ways)


# pairs


def test_a_pair_is_entered_corrected_and_ended_by_who_may(lived: Engine, mshauri: Run) -> None:
    assert mshauri("pair", "add", "534777", "812399", "--start", "2026-05-11")[1] == "812399 with 534777: entered.\n"
    listed = mshauri("pair", "find", "812399")[1]
    number = listed.split()[0]
    assert listed == f"{number}  Amina Yusuf with Brian Kilonzo, mentorship from 2026-05-11, active\n"
    assert mshauri("pair", "correct", number, "--start", "2026-05-18")[1].endswith("now mentorship from 2026-05-18.\n")
    status, said, _ = mshauri("pair", "end", number, "--why", "transfer", "--by", "401122")
    assert (status, said) == (
        0,
        "Amina Yusuf with Brian Kilonzo: ended from today. Both and their head are told, not why.\n",
    )
    assert "it is over already" in mshauri("pair", "end", number, "--why", "transfer", "--by", "401122")[2]
    amina, jane = by_tsc(lived, "812399"), by_tsc(lived, "401122")
    with lived.connect() as db:
        (pair,) = pairs.pairs_of(db, amina.id, tuple(PairState))
        closing = closings.of_pair(db, pair.id)
        told = [one.place for one in notices.waiting(db, amina.id)]
    assert (pair.state, pair.start, pair.kind) == (PairState.ENDED, date(2026, 5, 18), PairKind.MENTORSHIP)
    assert closing is not None
    assert (closing.why, closing.by_id) == (WhyClosed.TRANSFER, jane.id)
    assert f"PairClosed?pair={pair.id}" in told
    assert "DataPutRight?what=pair" in told
    assert "pair end" in mshauri("trail", "--person", "812399")[1]


def test_no_end_for_conduct_and_none_in_somebodys_own_name_is_entered_here() -> None:
    assert not {WhyClosed.DISCIPLINE, WhyClosed.LEFT} & set(REASONS)
    (option,) = [one for one in cli.commands["pair"].commands["end"].params if one.name == "why"]  # type: ignore[attr-defined] # a group
    assert set(option.type.choices) == set(REASONS)


# schools


def test_a_school_is_found_added_renamed_and_of_another_level(lived: Engine, mshauri: Run) -> None:
    found = "MWL01: Mwangaza Primary, primary; Mbiuni, Mwala, Machakos, Eastern\n"
    assert mshauri("school", "find", "MWL01")[1] == mshauri("school", "find", "mwangasa")[1] == found
    add = ("school", "add", "MWL99", "Kithangaini Primary", "--level", "primary", "--zone", "Mbiuni")
    assert mshauri(*add, "--sub-county", "mwala")[1] == "Kithangaini Primary (MWL99): entered.\n"
    assert mshauri("school", "rename", "MWL99", "Kithangaini  Comprehensive")[0] == 0
    assert mshauri("school", "level", "MWL99", "junior")[1].endswith("it is now Kithangaini Comprehensive, junior.\n")
    with lived.connect() as db:
        school = areas.by_code(db, "MWL99")
        assert school is not None
        assert (school.name, school.level) == ("Kithangaini Comprehensive", Level.JUNIOR)
        lies_in = [area.name for area in areas.path(db, school.id)[1:]]
        assert lies_in == ["Mbiuni", "Mwala", "Machakos", "Eastern"]


def test_a_school_of_a_new_sub_county_says_where_that_lies(lived: Engine, mshauri: Run) -> None:
    add = (
        "school",
        "add",
        "KTU01",
        "Kitui Central",
        "--level",
        "junior",
        "--zone",
        "Township",
        "--sub-county",
        "Kitui",
    )
    assert mshauri(*add, "--county", "Kitui", "--region", "Eastern")[0] == 0
    with lived.connect() as db:
        school = areas.by_code(db, "KTU01")
        assert school is not None
        assert AreaKind.COUNTY in [area.kind for area in areas.path(db, school.id)]


@pytest.mark.parametrize("group", ["person", "pair", "school"])
def test_every_command_shows_an_example(mshauri: Run, group: str) -> None:
    for name in cli.commands[group].commands:  # type: ignore[attr-defined] # each of the three is a group
        assert f"mshauri {group} {name}" in mshauri(group, name, "--help")[1], name
