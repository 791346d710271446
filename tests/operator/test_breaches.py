"""`mshauri breach`: the hours are counted, and everybody whom one may have touched is listed, each once."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, update

from bot.messages import Channel, Inbound
from bot.operator import breaches, trail
from bot.store.people import people
from bot.store.talk import inbox
from tests.operator.conftest import Run
from tests.stories.given import FAITH, the_pair


@pytest.fixture
def mshauri(command: Run) -> Run:
    """`mshauri breach …`."""
    return partial(command, "breach")


def ago(hours: int) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat()


def rows(said: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(said)))


def test_the_hours_are_counted_and_doctor_says_them(lived: Engine, mshauri: Run) -> None:
    code, said, _ = mshauri("open", "a laptop with exports was stolen", "--found", ago(50))
    assert code == 0
    first, tsc, commissioner, _next = said.splitlines()
    assert first == "Entered as breach 1."
    assert "tell TSC by" in tsc
    assert tsc.endswith("2 h late.")
    assert "tell the Data Commissioner by" in commissioner
    assert commissioner.endswith("21 h left.")
    with lived.connect() as db:
        assert [term.line(datetime.now(UTC)) for term in breaches.open_terms(db)] == [tsc, commissioner]
    assert mshauri("close", "1")[2].startswith("First tell TSC and the Data Commissioner")
    assert mshauri("told", "1", "controller", "--at", ago(60))[2] == "That is before it was found, or still to come.\n"
    for who in ("controller", "commissioner"):
        assert mshauri("told", "1", who)[0] == 0
    assert mshauri("close", "1")[1] == "Breach 1 is closed.\n"
    assert "a laptop with exports was stolen" in mshauri("list")[1]
    with lived.connect() as db:
        assert breaches.open_terms(db) == []
        kept = db.exec_driver_sql("SELECT what FROM breaches").scalar_one()
    assert "laptop" not in kept, "what happened is sealed"
    told = "\n".join(trail.listed(lived, None, None, 100, datetime.now(UTC)))
    for what in ("breach open", "breach told 1", "breach close 1", "breach list"):
        assert what in told


def test_whom_it_touched_is_listed_once_by_what_and_where_and_when(lived: Engine, mshauri: Run, tmp_path: Path) -> None:
    mshauri("open", "test", "--found", ago(1))
    assert mshauri("people", "1")[2] == "It is not said yet whom it touched: mshauri breach add 1.\n"
    assert mshauri("people", "7")[2].startswith("There is no breach 7.")
    with lived.begin() as db:
        pair, before = the_pair(db), datetime(2020, 1, 1, tzinfo=UTC)
        inbox.record(db, Inbound(Channel.SMS, FAITH, "touched", "hello"), pair.mentee_id, before)
        table = people.people
        db.execute(update(table).where(table.c.id == pair.mentee_id), {"name": "=Faith Mutua"})
    span = ("--from", "2019-12-31", "--until", "2020-01-02")
    assert "may have touched 1 people" in mshauri("add", "1", "--kind", "messages", *span)[1]
    header, faith = rows(mshauri("people", "1")[1])
    assert header == ["number", "name", "school", "language", "phones"]
    assert faith == ["812345", "'=Faith Mutua", "Mwangaza Primary", "en", "sms …001"]
    records = ("--kind", "records", "--from", "2026-05-01", "--until", "2026-05-20", "--area", "Mwala")
    assert "may have touched 2 people" in mshauri("add", "1", *records)[1]
    entries = ("add", "1", "--kind", "entries", "--from", "2026-01-01", "--area")
    assert mshauri(*entries, "nowhere")[2].startswith("No area")
    assert mshauri(*entries, "Mwangaza")[0] == 0
    file = tmp_path / "affected.csv"
    assert mshauri("people", "1", "--out", str(file))[0] == 0
    found = rows(file.read_text(encoding="utf-8-sig"))
    assert len(found) == len({row[0] for row in found}), "each once"
    assert {"812345", "534210", "401122"} <= {row[0] for row in found}
    assert "+2547" not in str(found)
    assert "breach people 1" in "\n".join(trail.listed(lived, None, None, 100, datetime.now(UTC)))
