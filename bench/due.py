"""What a tick of the clock costs among a nation's pairs: on a quiet night, and when fifty thousand prompts are due."""

from __future__ import annotations

import logging
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import click
from cryptography.fernet import Fernet
from sqlalchemy import Engine, event, func, select, text, update
from tqdm import tqdm

from bench.nation import DUE_DAY, LONG_AGO, Nation, vacuum
from bench.turns import _names, engine_name, stores
from bot import app
from bot.dialogs.calendar import MORNING, SchoolDays, moment
from bot.dialogs.ending.rules import YEAR
from bot.dialogs.reminders.pages import SessionReminder
from bot.language import local_day, months_after
from bot.store.cause import KeptCause
from bot.store.clock import scope
from bot.store.engine import open_store, reading, retrying, upgrade
from bot.store.outbox.outbox import outbox
from bot.store.pairs import pairs
from bot.store.talk.notices import NewNotice, NoticeKind, NoticeState, add, is_waiting, notices
from scheduler import due
from tests.forked import FORKING

NIGHT = moment(DUE_DAY, MORNING) - timedelta(hours=1)
"""When nobody is written to."""
AIM, IDLE = 60.0, 0.050
"""Seconds: until all that is due on one morning is in the outbox, and of a tick that has nothing to do."""
LOOKS, QUICK_LOOKS = 21, 3
"""Idle ticks of which the middle one counts."""
QUICK = 100


@dataclass(frozen=True)
class Asked:
    """One rule: what it found, the rows that its statements read for that, how long they took, and by which indexes."""

    rule: str
    by_pair: bool
    found: int
    rows: int
    seconds: float
    by: tuple[str, ...]


def idle(engine: Engine, now: datetime, looks: int) -> str:
    """How long a tick takes that finds nothing to do, and how much CPU."""
    took: list[float] = []
    ours, servers = time.process_time(), _cpu_of_server(engine)
    for look in range(looks):
        at = now + look * timedelta(seconds=app.TICK)
        began = time.perf_counter()
        said = app.tick(engine, at)
        took.append(time.perf_counter() - began)
        if said:
            raise click.ClickException(f"{said} prompts were said at night")
    cpu = (time.process_time() - ours + _cpu_of_server(engine) - servers) / looks
    return f"{1000 * statistics.median(took):.1f} ms, CPU {1000 * cpu:.1f} ms"


def settle(engine: Engine, now: datetime) -> None:
    """What is due until now was said long ago."""
    due.open_due(engine, now)
    with engine.begin() as db:
        db.execute(update(notices).where(is_waiting).values(state=NoticeState.SAID, said_at=now - LONG_AGO))
    vacuum(engine)


@dataclass(frozen=True)
class Worked:
    """How much a clock has said, and the CPU that it and its connection took for that: what others do adds nothing."""

    said: int
    ours: float
    servers: float


def tick_until_done(url: str, key: str, now: datetime, ready: Barrier) -> Worked:
    """What one clock process does before there is nothing left."""
    engine = open_store(url, (key,))
    app.tick(engine, NIGHT)  # statements are prepared as in a clock that runs
    ready.wait()
    said, ours, servers = 0, time.process_time(), _cpu_of_server(engine)
    while more := app.tick(engine, now):
        said += more
    worked = Worked(said, time.process_time() - ours, _cpu_of_server(engine) - servers)
    engine.dispose()
    return worked


def _cpu_of_server(engine: Engine) -> float:
    """Seconds of CPU that the server of our one connection has taken, where it runs on this machine and can be seen."""
    if engine.dialect.name != "postgresql":
        return 0
    with engine.connect() as db:
        file = Path(f"/proc/{db.execute(text('SELECT pg_backend_pid()')).scalar_one()}/stat")
    if not file.exists():
        return 0
    user, system = file.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def morning(url: str, key: str, now: datetime, clocks: int) -> tuple[float, list[Worked]]:
    """Seconds until so many clocks have said all that is due, and what each has done."""
    with FORKING.Manager() as manager, FORKING.Pool(clocks) as pool:
        ready = manager.Barrier(clocks + 1)
        said = pool.starmap_async(tick_until_done, [(url, key, now, ready)] * clocks)
        ready.wait()
        began = time.perf_counter()
        worked = said.get()
        return time.perf_counter() - began, worked


def rules(engine: Engine, now: datetime) -> Iterator[Asked]:
    """What each rule costs, asked as a tick asks it: of one part of the pairs, or of all that is open."""
    with reading(engine) as db:
        days = SchoolDays.around(db, local_day(now))
        for rule in tqdm(due.RULES, desc="rules", disable=None, leave=False):
            part = scope.only(db, range(1, due.PART + 1)) if rule.by_pair else nullcontext()
            with _recorded(engine) as ran, part:
                began = time.perf_counter()
                found = due._ahead(rule, db, now, days) or []
                took = time.perf_counter() - began
            read = [_explained(db, *one) for one in ran if one[0].startswith(("SELECT", "WITH"))]
            by = sorted({name for _rows, names in read for name in names})
            yield Asked(rule.name, rule.by_pair, len(found), sum(rows for rows, _names in read), took, tuple(by))


@contextmanager
def _recorded(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    ran: list[tuple[str, Any]] = []

    def note(_db: object, _cursor: object, statement: str, parameters: Any, _context: object, _many: bool) -> None:
        ran.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield ran
    event.remove(engine, "before_cursor_execute", note)


def _explained(db: Any, statement: str, parameters: Any) -> tuple[int, list[str]]:
    """Rows that a statement reads, and from which tables by which indexes."""
    raw: Any = db.connection.dbapi_connection
    plan = raw.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters).fetchone()[0][0]["Plan"]
    nodes = list(_nodes(plan))
    read = sum(
        int((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"])
        for node in nodes
        if "Relation Name" in node
    )
    whole = [f"all of {node['Relation Name']}" for node in nodes if node["Node Type"] == "Seq Scan"]
    return read, [*whole, *(node["Index Name"] for node in nodes if "Index Name" in node)]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


def put_off(engine: Engine, count: int, at: datetime) -> None:
    """So many notices are made this evening, and wait for the morning."""

    def work(db: Any) -> None:
        for number in range(1, count + 1):
            page = str(SessionReminder(session=1))
            add(db, NewNotice(number, page, KeptCause(text=f"bench:{number}"), NoticeKind.NOTICE, at))

    retrying(engine, work)


def end_all(engine: Engine, now: datetime) -> None:
    """The year of every pair ends within the week that begins now."""
    began = months_after(local_day(now), -YEAR)
    with engine.begin() as db:
        last = db.execute(select(func.max(pairs.c.id))).scalar_one()
        for day in range(5):
            these = pairs.c.id.between(last * day // 5 + 1, last * (day + 1) // 5)
            db.execute(update(pairs).where(these).values(start=began + timedelta(days=day)))
    vacuum(engine)


def run(engine: Engine, url: str, key: str, nation: Nation, clocks: int) -> Iterator[str]:
    """The lines of the table."""
    looks = LOOKS if nation.count > QUICK else QUICK_LOOKS
    upgrade(engine)
    began = time.perf_counter()
    nation.fill(engine)
    yield f"{nation.count:,} pairs made in {time.perf_counter() - began:.0f} s"
    settled = time.perf_counter()
    before = time.process_time(), _cpu_of_server(engine)
    settle(engine, NIGHT)
    ours, servers = time.process_time() - before[0], _cpu_of_server(engine) - before[1]
    yield f"all looked at once in {time.perf_counter() - settled:.1f} s; {_cpu(ours, servers)}"
    yield f"idle tick at night: {idle(engine, NIGHT, looks)}; aim: {1000 * IDLE:.0f}"
    if engine.dialect.name == "postgresql":
        yield from _rule_lines(engine, NIGHT)
    now = moment(DUE_DAY, MORNING)
    clocks = clocks if engine.dialect.name == "postgresql" else 1
    took, worked = morning(url, key, now, clocks)
    said = sum(one.said for one in worked)
    with reading(engine) as db:
        queued = db.execute(select(func.count()).select_from(outbox)).scalar_one()
    yield f"{said:,} prompts of one morning in the outbox after {took:.1f} s, {clocks} clock(s); aim: {AIM:.0f}"
    each = ", ".join(f"{one.said:,}" for one in worked)
    yield f"  {_cpu(sum(one.ours for one in worked), sum(one.servers for one in worked))}; each said {each}"
    if (said, queued) != (nation.due, nation.due):
        raise click.ClickException(f"{nation.due} were due, {said} said, {queued} in the outbox")
    vacuum(engine)
    yield f"idle tick after it: {idle(engine, now + timedelta(minutes=1), looks)}"
    evening = now + timedelta(hours=13)
    settle(engine, evening)
    app.tick(engine, evening)
    put_off(engine, nation.due, evening)
    first = time.perf_counter()
    app.tick(engine, evening)
    yield f"{nation.due:,} notices wait for the morning: first tick {time.perf_counter() - first:.2f} s"
    yield f"idle tick of that night: {idle(engine, evening + timedelta(minutes=1), looks)}"
    with engine.begin() as db:
        db.execute(update(notices).where(is_waiting).values(state=NoticeState.SUPPRESSED))
    end_all(engine, NIGHT + timedelta(days=4))
    yield from _year_end(engine, NIGHT + timedelta(days=4), looks)


def _year_end(engine: Engine, monday: datetime, looks: int) -> Iterator[str]:
    """The week in which the year of every pair ends."""
    for day in range(5):
        night = monday + timedelta(days=day)
        began = time.perf_counter()
        due.open_due(engine, night)
        opened = time.perf_counter() - began
        quiet = idle(engine, night + timedelta(minutes=1), looks)
        began = time.perf_counter()
        count = due.open_due(engine, night + timedelta(hours=10))
        took = time.perf_counter() - began
        yield (
            f"every year ends, {local_day(night):%a}: looked through in {opened:.1f} s, idle tick"
            f" {quiet}; {count:,} opened in the afternoon in {took:.1f} s"
        )
        with engine.begin() as db:
            db.execute(update(notices).where(is_waiting).values(state=NoticeState.SUPPRESSED))
        vacuum(engine)


def _cpu(ours: float, servers: float) -> str:
    return f"CPU {ours:.1f} s of the clock, {servers:.1f} s of the database for it"


def _rule_lines(engine: Engine, now: datetime) -> Iterator[str]:
    yield f"{'rule':<14}{'asked of':<14}{'found':>8}{'rows read':>12}{'ms':>9}  by"
    for one in rules(engine, now):
        of = f"{due.PART} pairs" if one.by_pair else "all"
        yield f"{one.rule:<14}{of:<14}{one.found:8,}{one.rows:12,}{1000 * one.seconds:9.1f}  {', '.join(one.by)}"


@click.command(help=__doc__)
@click.option(
    "--pairs", "count", type=click.IntRange(100), default=20_000, show_default=True, help="Ten sessions each."
)
@click.option("--clocks", default=2, show_default=True, help="Processes on PostgreSQL; SQLite has one.")
@click.option("--databases", callback=_names, default="postgresql", show_default=True)
@click.option("--quick", is_flag=True, help="A handful of pairs.")
def main(count: int, clocks: int, databases: Sequence[str], quick: bool) -> None:
    with ExitStack() as stack:
        logging.disable(logging.ERROR)
        stack.callback(logging.disable, logging.NOTSET)
        for urls in stores(databases, stack).values():
            url, key = next(urls), Fernet.generate_key().decode()
            engine = open_store(url, (key,))
            click.echo(engine_name(engine))
            for line in run(engine, url, key, Nation(QUICK if quick else count), clocks):
                click.echo(line)
            engine.dispose()


if __name__ == "__main__":
    main()
