"""What must be true after sample*.chat: the day draws, and nothing tells of anybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, select

from bot.dialogs.sampling.rules import BEGUN, FEW, IN_TIME, Process, process_of
from bot.messages import Channel
from bot.store.areas import AreaKind, areas
from bot.store.officers import sample
from bot.store.officers.sample import SampledSession
from bot.store.people.people import people
from tests.stories.player import begun

DAY = date(2026, 7, 6)


def test_the_day_draws_and_no_name_is_told(quick_copies: Callable[[], Engine]) -> None:
    phones = begun(quick_copies(), "Ruth is a National Trainer", "Mon 6 Jul 2026, 10:00")
    told = [phones.write(name, "SAMPLE", Channel.TELEGRAM)[0] for name in ("Ruth", "Grace")]
    assert told[0] == told[1]
    with phones.engine.connect() as db:
        names = {part for name in db.execute(select(people.c.name)).scalars() for part in name.split()}
        schools = set(db.execute(select(areas.c.name).where(areas.c.kind == AreaKind.INSTITUTION)).scalars())
        assert not {one for one in names | schools if one in told[0]}
        days = [DAY + timedelta(days=step) for step in range(20)]
        drawn = [{one.pair_id for one in sample.drawn(db, day.toordinal(), DAY - BEGUN, day, FEW)} for day in days]
    assert all(len(one) == FEW for one in drawn)
    assert len(set().union(*drawn)) > 5 * FEW, "each day draws others"


def test_a_session_counts_as_signed_in_time_by_its_own_day() -> None:
    def at(days: int) -> datetime:
        return datetime(2026, 6, 1, 12, tzinfo=UTC) + timedelta(days=days)

    day, late = date(2026, 6, 1), IN_TIME.days + 1
    rows = [
        SampledSession(day, True, at(0), at(1)),
        SampledSession(day, True, at(0), at(late)),
        SampledSession(day, True, at(0), None),
        SampledSession(day, True, None, None),
        SampledSession(day, False, at(0), at(0)),
        SampledSession(day, False, None, None),
    ]
    assert process_of(rows) == Process(planned=5, held=4, in_time=2)
