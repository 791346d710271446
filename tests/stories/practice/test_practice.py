"""What must be true of a rehearsal: it leaves nothing, says so in every line, and reaches no record."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, func, select

from bot.store.tables import metadata
from tests.stories.given import record
from tests.stories.player import Phones, begun

LOG = "LOG 1 lesson notes 2 seat plan by Friday"
STEPS = ("TRY", "mambo", LOG, "1", "SIGN", "1", LOG, "sign")


@pytest.fixture
def phones(quick_copies: Callable[[], Engine]) -> Phones:
    return begun(quick_copies(), "the demo", "Thu 28 May 2026, 10:00")


def rows(engine: Engine) -> dict[str, int]:
    """How many rows each table has, but for what is heard and said."""
    with engine.connect() as db:
        return {
            table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name not in ("inbox", "outbox")
        }


def test_a_rehearsal_leaves_nothing(phones: Phones) -> None:
    before = rows(phones.engine)
    for text in STEPS:
        phones.write("Faith", text)
    after = rows(phones.engine)
    assert {name for name in before if after[name] != before[name]} <= {"beats"}
    with phones.engine.connect() as db:
        places = db.execute(select(metadata.tables["addresses"].c.place)).scalars().all()
    assert not [place for place in places if place and "lesson" in place], "not even in the place last said"


def test_every_line_of_a_rehearsal_says_so(phones: Phones) -> None:
    assert all(phones.write("Faith", text)[0].startswith("PRACTICE") for text in STEPS)


def test_log_and_sign_in_a_rehearsal_reach_no_record(phones: Phones) -> None:
    phones.write("Faith", "TRY")
    assert phones.write("Faith", LOG)[0].startswith("PRACTICE: Saved: session 1.")
    assert phones.write("Faith", "SIGN")[0].startswith("PRACTICE: Signed.")
    assert phones.write("Faith", "SIGN") == ["Nothing waits for your signature."], "and after it they are meant"
    phones.write("Faith", f"{LOG} 3 done")
    assert record(phones.engine, 3).areas == "lesson notes"


def test_menu_leaves_a_rehearsal(phones: Phones) -> None:
    phones.write("Faith", "TRY")
    assert phones.write("Faith", "MENU")[0].startswith("TIMEC menu:")
    assert phones.write("Faith", f"{LOG} 3 done")[0].startswith("Thank you, Faith. Session 3")


def test_an_hour_later_a_log_is_meant(phones: Phones) -> None:
    phones.write("Faith", "TRY")
    phones.until("Thu 28 May 2026, 11:01")
    assert phones.write("Faith", "1 lesson notes 2 seat plan 3 done")[0].startswith("Thank you, Faith. Session 3")
