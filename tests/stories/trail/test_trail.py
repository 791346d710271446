"""The trail (D330): what offices open and change is entered, the pair can ask who did, and a gap or a change shows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from bot.__main__ import cli
from bot.messages import Channel
from bot.store import trail
from bot.store.engine import retrying
from bot.store.people import roles
from bot.store.people.roles import Role
from bot.store.trail import Trace, TrailDeed, TrailEntry
from tests.copies import written
from tests.store.cast import NOW
from tests.stories.given import the_pair
from tests.stories.player import Phones, begun, play
from tests.stories.test_stories import story

DAY_ONE = date(2026, 5, 4)
DAY = "Thu 28 May 2026, 16:15"
NEXT_DAY = "Fri 29 May 2026, 10:00"
LOGGED = "1 lesson notes 2 mark books daily 3 done"
UNSEEN = "Session 3: nobody but you two has opened anything of it."
Trail = Callable[..., tuple[int, str, str]]


@pytest.fixture
def mshauri(lived: Engine, vault_keys: tuple[str, ...]) -> Trail:
    """Runs a command on this store: its exit status, what was said, and what on standard error."""
    env = {"DATABASE_URL": written(lived.url), "FIELD_KEYS": vault_keys[0], "SECRET_KEY": "long and random 12"}

    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, words, env=env)
        return done.exit_code, done.stdout, done.stderr

    return run


def entries(engine: Engine) -> list[TrailEntry]:
    """What was entered since the people were loaded."""
    with engine.connect() as db:
        return [one for one in trail.all_entries(db) if one.what != "load"]


def signed_on_paper(engine: Engine) -> Phones:
    """Peter logs session 3, and Jane vouches for Faith's signature on paper: she has opened their pair."""
    return play(engine, story("on_behalf"))


def test_what_a_head_opens_and_does_is_entered_with_whose_it_is_and_no_word_of_it(lived: Engine) -> None:
    signed_on_paper(lived)
    with lived.connect() as db:
        pair = the_pair(db)
    found = entries(lived)
    assert {(one.deed, one.what) for one in found if one.pair_id == pair.id} >= {
        (TrailDeed.LOOKED, "OnBehalf"),
        (TrailDeed.LOOKED, "SeenOnPaper"),
        (TrailDeed.CHANGED, "SeenOnPaper.yes"),
    }
    assert {one.role.value for one in found} == {"head"}
    with lived.connect() as db:
        raw = str([tuple(row) for row in db.execute(text("SELECT * FROM trail"))])
    assert not [word for word in ("lesson notes", "mark books", "staffroom", "+2547", "2094") if word in raw]


def test_the_two_of_a_pair_leave_no_entry(lived: Engine) -> None:
    phones = begun(lived, "the demo", DAY)
    phones.write("Peter", LOGGED, Channel.WHATSAPP)
    for words in ("SHOW 3", "STATUS", "NEXT", "GOALS", "MENU"):
        phones.write("Faith", words)
    assert entries(lived) == []


def test_whoever_has_an_office_and_is_of_a_pair_leaves_no_entry_in_it(lived: Engine) -> None:
    with lived.begin() as db:
        pair = the_pair(db)
        school = roles.of_person(db, pair.mentor_id, DAY_ONE)[0].area_id
        roles.add(db, person_id=pair.mentor_id, role=Role.DEPUTY, area_id=school, since=DAY_ONE)
    phones = begun(lived, "the demo", DAY)
    phones.write("Peter", LOGGED, Channel.WHATSAPP)
    for words in ("SHOW 3", "STATUS", "NEXT", "GOALS", "ASK can we meet on Monday?"):
        assert phones.write("Peter", words, Channel.WHATSAPP)
    assert entries(lived) == []


@pytest.mark.each_on_both
def test_the_pair_is_told_who_opened_their_session_and_when(lived: Engine) -> None:
    phones = signed_on_paper(lived)
    others = "Session 3, opened by others (not your words, those open only to you two)"
    assert phones.write("Peter", "WHO READ 3", Channel.WHATSAPP) == [f"{others}: J. Wambua, head, Thu 28 May 16:15."]


def test_nobody_else_opened_it_in_both_languages(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", DAY)
    assert phones.write("Faith", "WHO READ 3") == ["Session 3 has no record yet. LOG records it."]
    phones.write("Peter", LOGGED, Channel.WHATSAPP)
    assert phones.write("Faith", "WHO READ 3") == [UNSEEN]
    assert phones.write("Faith", "WHO READ") == [UNSEEN]
    phones.write("Faith", "KISWAHILI")
    assert phones.write("Faith", "NANI AMESOMA 3") == [
        "Kikao cha 3: hakuna mwingine aliyefungua chochote chake ila ninyi wawili."
    ]


def test_an_office_is_not_told_who_opened_what_is_not_its_own(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "the demo", DAY)
    phones.write("Peter", LOGGED, Channel.WHATSAPP)
    [told] = phones.write("Jane", "WHO READ 3")
    assert "Session 3" not in told


def test_looking_at_the_same_again_is_one_entry_a_day(lived: Engine) -> None:
    phones = begun(lived, "the demo", DAY)
    for _time in range(3):
        phones.write("Jane", "STATUS")
        phones.write("Jane", "2094")
        phones.write("Jane", "STATUS")
    looked = [one for one in entries(lived) if one.what == "HeadStatus"]
    assert [(one.deed, one.data) for one in looked] == [(TrailDeed.LOOKED, "session")]
    phones.until(NEXT_DAY)
    phones.write("Jane", "STATUS")
    phones.write("Jane", "2094")
    assert len([one for one in entries(lived) if one.what == "HeadStatus"]) == 2


def test_what_a_director_opens_of_an_area_and_of_a_school_is_entered_with_it(lived: Engine, mshauri: Trail) -> None:
    phones = begun(lived, "the demo", DAY)
    phones.write("Ali", "STATUS", Channel.TELEGRAM)
    phones.write("Ali", "1", Channel.TELEGRAM)
    found = entries(lived)
    assert found
    assert {(one.role.value, one.deed) for one in found} == {("scd", TrailDeed.LOOKED)}
    assert all(one.area_id or one.pair_id for one in found)
    assert "Ali Hassan (scd) looked" in mshauri("trail")[1]


@pytest.mark.each_on_both
def test_the_database_lets_nobody_change_or_take_out_an_entry(lived: Engine) -> None:
    signed_on_paper(lived)
    for change in ("UPDATE trail SET what = 'nothing'", "DELETE FROM trail"):
        with pytest.raises(DBAPIError, match="only added to"), lived.begin() as db:
            db.execute(text(change))


def unlocked(engine: Engine, change: str) -> None:
    """As somebody does who owns the database and takes its lock off first."""
    with engine.begin() as db:
        if db.dialect.name == "sqlite":
            db.execute(text("DROP TRIGGER IF EXISTS trail_no_update"))
            db.execute(text("DROP TRIGGER IF EXISTS trail_no_delete"))
        else:
            db.execute(text("ALTER TABLE trail DISABLE TRIGGER ALL"))
        db.execute(text(change))


@pytest.mark.each_on_both
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM trail WHERE id = {second}",
        "DELETE FROM trail WHERE id = {first}",
        "UPDATE trail SET by_id = 1 WHERE id = {second}",
        "UPDATE trail SET what = 'Menu' WHERE id = {first}",
        "UPDATE trail SET pair_id = NULL, session_id = 7 WHERE pair_id IS NOT NULL",
    ],
)
def test_a_gap_or_a_change_shows(lived: Engine, mshauri: Trail, change: str) -> None:
    signed_on_paper(lived)
    with lived.connect() as db:
        first, second, *_more = (one.id for one in trail.all_entries(db))
    assert mshauri("trail", "--check")[0] == 0
    unlocked(lived, change.format(first=first, second=second))
    status, said, wrong = mshauri("trail", "--check")
    assert (status, said) == (1, "")
    assert wrong.startswith("Broken a")


def test_a_trail_that_was_cut_off_shows_by_what_was_noted(lived: Engine, mshauri: Trail) -> None:
    signed_on_paper(lived)
    noted = mshauri("trail", "--check")[1].split()[-1]
    assert mshauri("trail", "--check", "--noted", noted)[0] == 0
    number = noted.partition(":")[0]
    assert mshauri("trail", "--check", "--noted", f"{number}:000000")[0] == 1
    unlocked(lived, f"DELETE FROM trail WHERE id = {number}")
    assert mshauri("trail", "--check")[0] == 0, "nothing is missing between those that are left"
    assert mshauri("trail", "--check", "--noted", noted) == (
        1,
        "",
        f"Entry {number} is missing: the trail was cut off before it.\n",
    )


def test_the_data_officer_sees_who_did_what_by_person_and_by_day(lived: Engine, mshauri: Trail) -> None:
    signed_on_paper(lived)
    everything = mshauri("trail")[1]
    assert "2026-05-28" in everything
    assert "Jane Wambua (head) changed SeenOnPaper.yes [agreement]" not in everything
    assert "Jane Wambua (head) changed SeenOnPaper.yes" in everything
    assert "Faith Mutua and Peter Otieno" in everything
    assert "OnBehalf" in mshauri("trail", "--person", "812345")[1], "about Faith's pair"
    assert mshauri("trail", "--person", "812399")[1] == "Nothing is entered there.\n"
    assert "OnBehalf" in mshauri("trail", "--day", "2026-05-28")[1]
    assert mshauri("trail", "--day", "2026-05-27")[1] == "Nothing is entered there.\n"
    assert mshauri("trail", "--most", "1")[1].startswith("There are older ones: --most 2 shows more.\n")
    assert mshauri("trail", "--person", "999")[::2] == (
        1,
        "There is nobody with the id or TSC number 999. mshauri person find NAME lists people.\n",
    )
    assert mshauri("trail", "--noted", "1:ab")[0] == 2
    assert mshauri("trail", "--check", "--noted", "one")[0] == 2


def test_what_an_operator_does_and_lists_is_entered(lived: Engine, mshauri: Trail) -> None:
    mshauri("person", "find", "Mutua")
    mshauri("person", "unlock", "812345")
    mshauri("trail")
    _loaded, *lines = mshauri("trail")[1].splitlines()
    assert [line.split("an operator ")[1] for line in lines] == [
        "looked person find [phone]: Faith Mutua",
        "changed person unlock: Faith Mutua",
        "exported trail",
    ]


@pytest.mark.each_on_both
@pytest.mark.slow
def test_those_who_are_entered_at_once_are_all_in_the_chain(
    lived: Engine, beside: Callable[[Engine], Engine], mshauri: Trail
) -> None:
    """The later one finds that the chain has gone on, and its turn is done again."""

    def enter(engine: Engine) -> None:
        for number in range(5):
            seen = Trace(None, Role.OPERATOR, TrailDeed.LOOKED, str(number))
            retrying(engine, partial(trail.add, seen=seen, now=NOW))

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(enter, [beside(lived) for _thread in range(3)]))
    assert mshauri("trail", "--check")[1].startswith("16 entries, each as it was written")
