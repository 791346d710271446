"""What is held goes when its time is over, on the night that the table says and not on another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.exc import DBAPIError

from bot.dialogs.retention import deeds
from bot.language import NAIROBI, local_day
from bot.operator import rights
from bot.store import pairs, trail
from bot.store.pairs import PairState
from bot.store.people.roles import Role
from bot.store.rights import going, holds, retention_runs
from bot.store.rights.going import OLDEST_FIRST, Going
from bot.store.rights.held import HELD, Kind
from bot.store.rights.terms import terms
from bot.store.tables import metadata
from bot.store.trail import Trace, TrailDeed
from tests.store.cast import NOW, Cast
from tests.store.searching import found
from tests.store.test_base import SECRET, confide
from tests.store.test_held import OPENED, Opened, confided

NIGHT = timedelta(hours=3)


def counts(db: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: db.execute(select(func.count()).select_from(table)).scalar_one() for table in metadata.sorted_tables
    }


def whole_night(engine: Engine, day: date) -> int:
    """The clock ticks through a night until its run is over; how many rows went."""
    at = datetime.combine(day, time(), NAIROBI) + NIGHT
    gone = 0
    while not _is_over(engine, day):
        gone += deeds.step(engine, at)
        at += timedelta(seconds=30)
    return gone


def _is_over(engine: Engine, day: date) -> bool:
    with engine.connect() as db:
        return retention_runs.is_over(db, deeds.NIGHT, day)


def last_day(going: Going) -> date:
    """The last day on which what was made now is still kept."""
    return terms().kept[going.kind].after(local_day(NOW))


BY_AGE = [one for one in OLDEST_FIRST if one.name not in ("pairs", "people", "certificates", "trail")]


def _settled(db: Connection) -> Cast:
    """Everything of Faith and Peter, with nothing open."""
    cast = confided(db)
    db.execute(update(metadata.tables["notices"]).values(state="said"))
    return cast


def test_each_goes_on_its_own_night_of_the_year_and_no_night_before(store: Engine) -> None:
    """Two years in virtual time: what the table says of these years goes, on that night, and nothing else at all."""
    with store.begin() as db:
        _settled(db)
        before = counts(db)
    within = {one.name: last_day(one) for one in BY_AGE if last_day(one) < local_day(NOW) + timedelta(days=730)}
    assert set(within) >= {"inbox", "outbox", "drafts", "saves", "join_requests"}
    for day in sorted({*within.values(), *(one + timedelta(days=1) for one in within.values())}):
        whole_night(store, day)
        with store.begin() as db:
            after = counts(db)
        gone = {name for name, until in within.items() if until < day}
        for name, rows in before.items():
            if name not in ("retention_runs", "steps"):
                assert after[name] == (0 if name in gone else rows), (name, day)


def test_a_pair_s_record_goes_whole_and_the_two_keep_a_number_once_nothing_names_them(store: Engine) -> None:
    with store.begin() as db:
        cast = _settled(db)
        pairs.set_state(db, cast.pair, PairState.ENDED)
    record = terms().kept[Kind.RECORD].after(local_day(NOW))
    whole_night(store, record)
    with store.begin() as db:
        assert "versions.plan" in found(db, SECRET), "it is kept to that day"
    whole_night(store, record + timedelta(days=1))
    with store.begin() as db:
        left = {column.partition(".")[0] for column in found(db, SECRET)}
        kinds = {held.name: held.kind for held in HELD}
        assert {kinds[name] for name in left} <= {Kind.CERTIFICATES, Kind.PERSON}
        assert counts(db)["pairs"] == 1, "that there was one stays"
        assert found(db, "Peter Otieno"), "his certificate names him"
        assert not found(db, "Faith Mutua"), "nothing names her any more"
        assert not found(db, "812345")
    whole_night(store, terms().kept[Kind.CERTIFICATES].after(local_day(NOW)) + timedelta(days=1))
    with store.begin() as db:
        assert not found(db, SECRET)
        assert not found(db, "Peter Otieno")


def test_a_pair_that_goes_on_keeps_everything(store: Engine) -> None:
    with store.begin() as db:
        _settled(db)
        before = counts(db)
    whole_night(store, local_day(NOW) + timedelta(days=365 * 20))
    with store.begin() as db:
        after = counts(db)
    record = [held.name for held in HELD if held.kind in (Kind.RECORD, Kind.LETTERS, Kind.PICTURES)]
    assert {name: after[name] for name in record} == {name: before[name] for name in record}


HERS = {
    "versions.plan", "document_signatures.shown", "signatures.shown", "reviews.answers", "letters.words",
    "letters.about", "notes.words", "attachments.content", "goals.words", "plans.objectives", "sessions.missed_words",
    "observations.scores", "drafts.answers", "saves.answers", "inbox.text", "outbox.body", "cases.words",
    "case_steps.words",
}  # fmt: skip
"""Where Faith's words stand: what of these is there before an open matter is there after twenty years of it."""


@pytest.mark.parametrize("opened", OPENED)
def test_nothing_of_an_open_matter_goes_and_the_report_tells_of_no_complaint(store: Engine, opened: Opened) -> None:
    with store.begin() as db:
        cast = _settled(db)
        pairs.set_state(db, cast.pair, PairState.ENDED)
        close = opened(db, cast)
        there = HERS & set(found(db, SECRET))
    assert len(there) > len(HERS) / 2
    day = local_day(NOW) + timedelta(days=365 * 20)
    whole_night(store, day)
    with store.begin() as db:
        assert there <= set(found(db, SECRET))
    report = rights.went(store, day, NOW)
    told = opened is OPENED[0]
    assert any("1 on hold" in line for line in report) is told, "of a dispute; never that there is a complaint"
    with store.begin() as db:
        close(db)
    for years in range(1, 12):
        whole_night(store, day + timedelta(days=366 * years))
    with store.begin() as db:
        assert not found(db, SECRET)


def test_no_tick_does_more_than_its_part(store: Engine) -> None:
    rows = going.LOOKED_AT * deeds.LOOKS + 1
    with store.begin() as db:
        cast = confided(db)
        made = {"person_id": cast.faith, "channel": "sms", "address": "1", "own": False, "made_at": NOW}
        db.execute(metadata.tables["guesses"].insert(), [made] * rows)
    at = datetime.combine(local_day(NOW) + timedelta(days=800), time(), NAIROBI) + NIGHT
    most = 0
    while not _is_over(store, deeds.night_of(at)):
        with store.begin() as db:
            before = sum(counts(db).values())
        deeds.step(store, at)
        with store.begin() as db:
            most = max(most, before - sum(counts(db).values()))
    assert 0 < most <= going.LOOKED_AT * deeds.LOOKS
    with store.begin() as db:
        assert counts(db)["guesses"] == 0


def test_a_night_that_was_broken_off_goes_on_and_a_second_clock_does_no_harm(store: Engine) -> None:
    with store.begin() as db:
        _settled(db)
    day = local_day(NOW) + timedelta(days=800)
    at = datetime.combine(day, time(), NAIROBI) + NIGHT
    with store.begin() as db:
        retention_runs.begin(db, "outbox", day - timedelta(days=1))
    for _clock in range(2):
        deeds.step(store, at)
    whole_night(store, day)
    with store.begin() as db:
        assert not {"inbox.text", "outbox.body"} & set(found(db, SECRET))
    assert deeds.step(store, at) == 0


def test_the_trail_goes_from_its_old_end_and_is_whole_all_the_same(store: Engine) -> None:
    with store.begin() as db:
        cast = confide(db)
        for days in range(4):
            seen = Trace(cast.peter, Role.HEAD, TrailDeed.LOOKED, f"Page{days}", pair_id=cast.pair)
            trail.add(db, seen, NOW + timedelta(days=days))
    kept = terms().kept[Kind.TRAIL].after(local_day(NOW))
    whole_night(store, kept + timedelta(days=2))
    with store.begin() as db:
        assert [entry.what for entry in trail.all_entries(db)] == ["Page2", "Page3"]
        assert trail.check(db).broken is None
    with pytest.raises(DBAPIError, match="only added to"), store.begin() as db:
        db.execute(metadata.tables["trail"].delete())


def test_what_went_is_reported_night_by_night(store: Engine) -> None:
    with store.begin() as db:
        _settled(db)
    day = local_day(NOW) + timedelta(days=800)
    whole_night(store, day)
    report = rights.went(store, day, NOW)
    assert f"{day}  inbox               1 gone, 0 on hold" in report
    assert all("gone" in line for line in report)
    assert rights.went(store, day + timedelta(days=1), NOW) == ["Nothing went."]


def looked_at() -> Mapping[str, Going]:
    return {going.name: going for going in OLDEST_FIRST}


def test_each_look_may_be_asked_for(store: Engine) -> None:
    with store.connect() as db:
        hold = holds.on_hold(db)
        looks = {name: going.look(db, 0, NOW.date(), NOW, hold) for name, going in looked_at().items()}
    assert {name for name, found in looks.items() if found.goes or not found.over} == set()


@pytest.mark.parametrize("name", [one.name for one in OLDEST_FIRST])
def test_a_look_goes_by_a_table_s_numbers_and_sorts_nothing(sqlite_store: Engine, name: str) -> None:
    going = looked_at()[name]
    with sqlite_store.connect() as db:
        ready = going._found.ready(db)
        values = {"after": 0, "day": NOW.date(), "before": NOW}
        plan = db.exec_driver_sql(f"EXPLAIN QUERY PLAN {ready.sql}", ready.parameters(values)).all()
    steps = [row[-1] for row in plan]
    assert not any("TEMP B-TREE" in step for step in steps), steps
    assert not any(step.startswith("SCAN") for step in steps), steps
