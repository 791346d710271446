"""The suite's own databases are what the tests believe them to be."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, func, select

from bot.store.base import metadata
from bot.store.outbox import sent
from bot.store.statement import Query, only
from bot.store.tables import metadata as everything
from tests.copies import Places, lived_once
from tests.meeting import MET, Meetings, text_of
from tests.stories.player import begun


@pytest.mark.parametrize("round_", [1, 2])
def test_a_store_has_all_tables_and_no_rows(store: Engine, round_: int) -> None:
    with store.begin() as db:
        assert len(metadata.sorted_tables) > 10
        for table in metadata.sorted_tables:
            assert db.execute(select(func.count()).select_from(table)).scalar_one() == 0


def test_postgresql_is_a_real_server(postgresql_url: str) -> None:
    assert postgresql_url.startswith("postgresql+psycopg://")


def rows(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with engine.connect() as db:
        tables = everything.sorted_tables
        return {one.name: db.execute(select(func.count()).select_from(one)).scalar_one() for one in tables}


@pytest.mark.parametrize("demos", ["sqlite_demos", pytest.param("postgresql_demos", marks=pytest.mark.postgresql)])
def test_what_was_lived_once_is_put_back_and_goes_on_as_the_first_time(
    demos: str, request: pytest.FixtureRequest
) -> None:
    places: Places = request.getfixturevalue(demos)
    found = []
    for _ in range(3):
        with places.taking() as take:
            phones = begun(take(), "session 3 is signed", "Thu 11 Jun 2026, 16:20")
            shown = [str(line) for _, line in phones.waiting]
            before = (rows(phones.engine), shown, len(phones.sent), phones.seen, phones.simulation.now)
            told = phones.write("Faith", "STATUS")
            phones.until("Fri 19 Jun 2026, 10:00")
            with phones.engine.connect() as db:
                out = [(one.seq, one.address, one.outbound.text) for one in sent.sent(db, 0)]
            found.append((before, told, out, rows(phones.engine)))
    assert found[0] == found[1] == found[2]


def test_what_was_touched_is_not_put_back(lived: Engine) -> None:
    """Whoever writes something beforehand, or begins twice, gets what they wrote."""
    lives = []
    for _ in range(2):
        lived_once(lived, "a name of this test", lambda: lives.append(rows(lived)))
        with lived.begin() as db:
            db.exec_driver_sql("DELETE FROM calendar")
    assert len(lives) == 2


def test_what_sqlite_alone_was_asked_is_missed_whichever_process_asked() -> None:
    here, there = Meetings(), Meetings()
    first, second = (Query(select(which(5)), only) for which in (func.max, func.min))
    here.met["sqlite"] = {text_of(first), text_of(second)}
    assert len(here.missed()) == 2
    there.met["postgresql"] = {text_of(second)}
    here.pytest_testnodedown(SimpleNamespace(workeroutput={MET: there.met}))
    assert here.missed() == ["SELECT max(?) AS max"]
