"""The sample at the desk: for headquarters alone."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotOpen, Prepared
from bot.dialogs.ending import deeds as ending
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import facts
from bot.dialogs.sampling.pages import DaysSample, Sample, SampledPair, SampledPairs
from bot.dialogs.sampling.rules import BEGUN, FEW, process_of
from bot.dialogs.visibility import Viewer
from bot.store import areas, pairs
from bot.store.areas import AreaKind
from bot.store.officers import sample
from bot.store.officers.sample import DrawnPair


@facts
def drawn(asking: Asking, at: Sample) -> Prepared:
    """The pairs of the day."""
    if office(asking).viewer is not Viewer.HQ:
        raise NotOpen(Sample.not_theirs)
    today = asking.today
    found = sample.drawn(asking.db, today.toordinal(), today - BEGUN, today, FEW)
    lines = tuple(_line(asking, one) for one in found)
    return Prepared(DaysSample(today, len(lines), SampledPairs(lines)))


def _line(asking: Asking, one: DrawnPair) -> SampledPair:
    pair = pairs.get(asking.db, one.pair_id)
    assert pair is not None, "just drawn"
    process = process_of(sample.sessions_of(asking.db, pair.id, asking.today))
    done, due = ending.reviews_done(asking.db, pair, asking.today)
    above = areas.path(asking.db, one.school_id)
    return SampledPair(
        county=next((area.name for area in above if area.kind is AreaKind.COUNTY), above[-1].name),
        month=ending.months_served(asking.db, pair, asking.today) + 1,
        planned=process.planned,
        held=process.held,
        in_time=process.in_time,
        reviews=done,
        reviews_due=due,
    )
