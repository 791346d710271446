"""A school year that is needed and not loaded: who runs the service hears of it until it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot import app, metrics
from bot.language import NAIROBI
from bot.messages import Channel
from bot.operator import load
from bot.store import areas, calendar
from bot.store.areas import AreaKind, Level
from bot.store.outbox import outbox
from bot.store.people import addresses, people, roles
from bot.store.people.roles import Role

NOW = datetime(2026, 10, 1, tzinfo=UTC)
TERMS = "year,level,kind,name,from,to\n2027,all,term,Term I,2027-01-11,2027-04-09\n"


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=NAIROBI)


@pytest.fixture
def operated(store: Engine) -> Engine:
    """A primary school, and Ruth, who runs the service and is to hear of what is amiss."""
    with store.begin() as db:
        areas.add(db, kind=AreaKind.INSTITUTION, name="Mango", parent_id=None, code="MWL01", level=Level.PRIMARY)
        ruth = people.NewPerson("Ruth Kirui", "en", people.PersonState.ACTIVE, NOW, tsc_number="1")
        ruth_id = people.add(db, ruth)
        addresses.add(db, person_id=ruth_id, channel=Channel.SMS, address="+254712000001", rank=0, now=NOW)
        roles.add(db, person_id=ruth_id, role=Role.OPERATOR, area_id=None, since=NOW.date())
    return store


def told(engine: Engine, moment: datetime) -> list[str]:
    """What the clock says at this moment, and nothing that it has said before."""
    app.tick(engine, moment)
    with engine.connect() as db:
        bodies = db.execute(select(outbox.outbox.c.body).where(outbox.outbox.c.made_at == moment)).scalars().all()
    return [body["text"] for body in bodies]


def missing(engine: Engine, moment: datetime) -> str:
    said = metrics.text(lambda: engine, lambda: moment).decode().splitlines()
    return next(line for line in said if line.startswith('mshauri_school_calendar_missing{year="2027"}'))


def test_a_year_that_is_not_loaded_is_said_each_week_from_sixty_days_before_until_it_is(
    operated: Engine, tmp_path: Path
) -> None:
    assert told(operated, at("2026-10-30 16:15")) == []
    [first] = told(operated, at("2026-11-02 16:15"))
    assert first == (
        "TIMEC: the school calendar of 2027 is not loaded yet. Until it is, its terms are a guess. "
        "Load it: mshauri load calendar.csv. More: mshauri doctor."
    )
    assert told(operated, at("2026-11-05 16:15")) == []
    assert len(told(operated, at("2026-11-09 16:15"))) == 1
    assert missing(operated, at("2026-11-09 17:00")).endswith(" 1.0")
    table = tmp_path / "calendar.csv"
    table.write_text(TERMS, "utf-8")
    assert load.run(operated, [table], dry_run=False, now=at("2026-11-10 09:00")).ok
    assert missing(operated, at("2026-11-10 17:00")).endswith(" 0.0")
    assert told(operated, at("2026-11-16 16:15")) == []


def test_in_the_year_itself_it_is_said_that_terms_are_guessed(operated: Engine) -> None:
    [said] = told(operated, at("2027-03-08 16:15"))
    assert said.startswith("TIMEC: the school calendar of 2027 is not loaded. Terms are guessed from the last one")


def test_what_was_shipped_is_what_the_demo_loads() -> None:
    sample = Path(load.__file__).parents[1] / "simulator" / "sample" / "calendar.csv"
    assert sample.read_bytes() == (Path(calendar.__file__).parent / "school_years" / "2026.csv").read_bytes()
