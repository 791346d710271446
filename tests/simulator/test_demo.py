"""The demo's beginning: what it makes, what it goes on from, and what it will not touch."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from bot.language import NAIROBI
from bot.settings import BadSettings
from bot.simulator import demo
from bot.store import pairs
from bot.store.engine import open_store
from bot.store.people import people
from bot.store.people.people import PersonState
from bot.store.sessions import sessions
from bot.store.talk import notices
from tests.simulator.conftest import Demo, settings_for


def test_faith_and_peter_have_met_twice_and_will_meet_twice_more(store_url: str, vault_keys: tuple[str, ...]) -> None:
    settings = settings_for(store_url, vault_keys)
    demo.prepare(settings)
    engine = open_store(store_url, vault_keys)
    with engine.connect() as db:
        faith = people.by_tsc(db, "812345")
        assert faith is not None
        pair = pairs.pairs_of(db, faith.id)[0]
        met = sessions.of_pair(db, pair.id)
        assert [(one.day.isoformat(), len(one.signers)) for one in met] == [
            ("2026-05-07", 2),
            ("2026-05-14", 2),
            ("2026-05-28", 0),
            ("2026-06-11", 0),
        ]
        assert met[2].objectives == "lesson notes\nclass control"
        last_plan = sessions.previous_plan(db, pair.id, 3)
        assert last_plan is not None
        assert len(last_plan.splitlines()) == 3
        assert notices.waiting_people(db) == []
        before = db.execute(select(func.count()).select_from(people.people)).scalar_one()
    demo.prepare(settings)
    with engine.connect() as db:
        assert db.execute(select(func.count()).select_from(people.people)).scalar_one() == before
        assert len(sessions.of_pair(db, pair.id)) == 4
    engine.dispose()


def test_a_demo_that_is_started_again_goes_on_where_it_stood(phones: Demo, vault_keys: tuple[str, ...]) -> None:
    phones.post("clock", to="2026-06-01T10:00")
    url = phones.simulation.engine.url.render_as_string(hide_password=False)
    again = demo.open_simulation(settings_for(url, vault_keys), demo.OPENING, seed=1)
    assert again.now == datetime(2026, 6, 1, 10, 0, tzinfo=NAIROBI)
    later = datetime(2026, 7, 1, 8, 0, tzinfo=NAIROBI)
    assert demo.open_simulation(settings_for(url, vault_keys), later, seed=1).now == later


def test_a_database_with_other_people_is_left_alone(store_url: str, vault_keys: tuple[str, ...]) -> None:
    engine = open_store(store_url, vault_keys)
    with engine.begin() as db:
        people.add(
            db,
            people.NewPerson(
                name="A Teacher", language="en", state=PersonState.ACTIVE, made_at=demo.OPENING, tsc_number="1"
            ),
        )
    engine.dispose()
    with pytest.raises(BadSettings, match="people whom no demo has made"):
        demo.prepare(settings_for(store_url, vault_keys))


def test_other_keys_are_named_as_the_fault(phones: Demo, tmp_path: Path) -> None:
    url = phones.simulation.engine.url.render_as_string(hide_password=False)
    with pytest.raises(BadSettings, match="FIELD_KEYS does not open"):
        demo.prepare(settings_for(url, (Fernet.generate_key().decode(),)))


@pytest.mark.slow
def test_six_weeks_pass_in_one_call_and_each_session_is_asked_about_on_its_day(small: Demo) -> None:
    assert small.post("clock", advance="6w") == {"now": "2026-07-09T16:10:00+03:00"}
    faith = [one for one in small.get("messages") if one["address"] == "+254712000001"]
    asked = [one["at"] for one in faith if "P. Otieno? Reply in one SMS" in one["text"]]
    assert asked == ["2026-05-28T16:15:00+03:00", "2026-06-11T16:15:00+03:00"]


def test_a_notice_waits_for_the_open_form_and_is_heard_an_hour_after_the_last_answer(phones: Demo) -> None:
    phones.say("+254712000001", "LOG")
    phones.post("clock", to="2026-05-28T16:30")
    mine = "messages?address=%2B254712000001"
    before = len(phones.get(mine))
    assert before == 1
    phones.post("clock", to="2026-05-28T18:00")
    prompt = phones.get(mine)[before]
    assert (
        timedelta()
        <= datetime.fromisoformat(prompt["at"]) - datetime.fromisoformat("2026-05-28T17:10:00+03:00")
        <= timedelta(minutes=10)
    )
