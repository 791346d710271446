"""The figures that Prometheus collects: counted in the store, so that every web process says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, Engine

from bot.language import local_day
from bot.messages import Channel
from bot.store import calendar
from bot.store.engine import reading
from bot.store.health import beats, passed_over, watching
from bot.store.outbox import lines, undelivered
from bot.store.talk import misses

TYPE = "text/plain; version=0.0.4; charset=utf-8"
LATELY = timedelta(hours=1)
NEEDED = timedelta(days=60)
"""So long before it begins, the calendar of a school year should be there."""


class StoreFigures(Collector):
    """Reads the store anew at each collection."""

    def __init__(self, engine: Callable[[], Engine], clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    def collect(self) -> Iterator[Metric]:
        """Every figure, as at one moment. They cost what the last hour brought, however much is kept."""
        with reading(self._engine()) as db:
            now = self._clock()
            yield from _messages(db, now - LATELY)
            yield from _queues(db, now)
            yield _beats(db, now)
            yield _passed_over(db)
            yield _misses(db, now)
            yield _calendar(db, now)


def text(engine: Callable[[], Engine], clock: Callable[[], datetime]) -> bytes:
    """All figures in Prometheus's text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(StoreFigures(engine, clock))
    return generate_latest(registry)


def _messages(db: Connection, since: datetime) -> Iterator[Metric]:
    heard = GaugeMetricFamily("mshauri_heard", "Messages heard in the last hour.", labels=("channel", "outcome"))
    for one in watching.heard(db, since):
        heard.add_metric((one.channel, "handled"), one.count - one.failed)
        heard.add_metric((one.channel, "failed"), one.failed)
    yield heard
    said = GaugeMetricFamily("mshauri_said", "Messages made in the last hour.", labels=("channel", "state"))
    segments = GaugeMetricFamily("mshauri_segments", "SMS segments of messages made in the last hour.")
    made = watching.made(db, since)
    for each in made:
        said.add_metric((each.channel, each.state), each.count)
    segments.add_metric((), sum(each.segments for each in made))
    yield from (said, segments)
    average, longest = watching.lateness(db, since)
    late = GaugeMetricFamily(
        "mshauri_prompt_lateness_seconds",
        "From when a prompt fell due to sending it, in the last hour, where its reader did not hold it back.",
        labels=("of",),
    )
    late.add_metric(("average",), average)
    late.add_metric(("longest",), longest)
    yield late


def _queues(db: Connection, now: datetime) -> Iterator[Metric]:
    ages = GaugeMetricFamily(
        "mshauri_queue_age_seconds", "For how long the oldest message waits that could go out.", labels=("channel",)
    )
    oldest = undelivered.oldest_waiting(db, now)
    stopped = GaugeMetricFamily("mshauri_line_stopped", "1 where a provider refuses our account.", labels=("channel",))
    down = GaugeMetricFamily(
        "mshauri_line_down_seconds", "For how long a provider has failed for everybody.", labels=("channel",)
    )
    known = lines.every(db)
    halted = {line.channel for line in known if line.stopped}
    failing = {line.channel: line.down_since for line in known if line.is_down and line.down_since}
    for channel in Channel:
        ages.add_metric((channel,), (now - oldest[channel]).total_seconds() if channel in oldest else 0)
        stopped.add_metric((channel,), float(channel in halted))
        down.add_metric((channel,), (now - failing[channel]).total_seconds() if channel in failing else 0)
    dead = GaugeMetricFamily("mshauri_dead_letters", "Messages that will not go out by themselves.", labels=("state",))
    for state, count in undelivered.dead(db).items():
        dead.add_metric((state,), count)
    yield from (ages, stopped, down, dead)


def _beats(db: Connection, now: datetime) -> Metric:
    seen = GaugeMetricFamily("mshauri_beat_age_seconds", "Since a process last showed itself.", labels=("process",))
    for name, at in beats.last(db).items():
        seen.add_metric((name,), max(0.0, (now - at).total_seconds()))
    return seen


def _passed_over(db: Connection) -> Metric:
    failed = CounterMetricFamily(
        "mshauri_passed_over",
        "Rules, pages and people passed over because they failed.",
        labels=("what",),
    )
    for what, count in passed_over.counts(db).items():
        failed.add_metric((what,), count)
    return failed


def _misses(db: Connection, now: datetime) -> Metric:
    missed = GaugeMetricFamily("mshauri_misses", "Messages not understood this month.", labels=("language",))
    for language, count in misses.by_language(db, local_day(now)).items():
        missed.add_metric((language,), count)
    return missed


def _calendar(db: Connection, now: datetime) -> Metric:
    missing = GaugeMetricFamily(
        "mshauri_school_calendar_missing", "Kinds of school whose terms of a year are not loaded.", labels=("year",)
    )
    for year in sorted({now.year, (now + NEEDED).year}):
        missing.add_metric((str(year),), len(calendar.unknown_levels(db, year)))
    return missing
