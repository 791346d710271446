"""STATUS of each level over a generated country on PostgreSQL: time and rows read, beside plain SQL for its figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from time import perf_counter
from typing import Any

import click
from cryptography.fernet import Fernet
from sqlalchemy import Connection, Engine, event

from bench.country import Country
from bench.turns import engine_name
from bot.dialogs.figures import deeds, rules
from bot.dialogs.figures.rules import Total
from bot.dialogs.offices.rules import NATION
from bot.language import NAIROBI
from bot.store.areas import Level
from bot.store.engine import open_store, upgrade
from scheduler import figures
from tests.cluster import DURABLE, running_cluster

NOW = datetime(2026, 6, 17, 10, 2, tzinfo=NAIROBI)
LEVELS = tuple(Level)
AREAS = {"sub-county": (1001, 50), "county": (101, 300), "region": (1, 1000), "nation": (NATION, 2000)}
"""One area of each level, and the aim in milliseconds."""
PLAIN = """
WITH RECURSIVE tree AS (
  SELECT id FROM areas WHERE id = {area} OR ({area} = 0 AND parent_id IS NULL)
  UNION ALL SELECT a.id FROM areas a JOIN tree t ON a.parent_id = t.id)
SELECT count(*) FILTER (WHERE s.scheduled OR v.id IS NOT NULL), count(v.id),
  count(*) FILTER (WHERE v.refused_at IS NULL AND (SELECT count(*) FROM signatures g WHERE g.version_id = v.id) > 1)
FROM tree JOIN roles r ON r.area_id = tree.id AND r.role = 'mentee' AND r.until IS NULL
JOIN pairs p ON p.mentee_id = r.person_id AND p.kind = 'mentorship' AND p.state = 'active' AND p.start <= '2026-06-17'
JOIN sessions s ON s.pair_id = p.id AND s.day <= '2026-06-17'
LEFT JOIN versions v ON v.session_id = s.id
  AND v.number = (SELECT max(number) FROM versions w WHERE w.session_id = s.id)
"""
"""Planned, held and signed in mentorship: of three of the figures of STATUS, as one writes them by hand."""
SETTINGS = f"{DURABLE} -c shared_buffers=1GB -c work_mem=64MB -c max_wal_size=4GB"


@dataclass(frozen=True)
class Measured:
    """Milliseconds, and the rows that the statements read."""

    took: float
    rows: int
    figures: tuple[int, ...]


def status(area: int) -> Callable[[Connection], Total]:
    """What STATUS of a level asks: its schools up to a county, what lies in it above."""
    by_school = area in (AREAS["sub-county"][0], AREAS["county"][0])

    def ask(db: Connection) -> Total:
        if by_school:
            return rules.total(deeds.schools(db, area, NOW, LEVELS))
        return deeds.total(db, area, NOW, LEVELS)

    return ask


def measured(db: Connection, area: int, times: int) -> Measured:
    """The median of some, and the rows read of one more."""
    ask = status(area)
    spans = [_timed(lambda: ask(db)) for _time in range(times)]
    found = ask(db).now
    return Measured(median(spans), _rows(db, lambda: ask(db)), (found.planned, found.held, found.signed))


def by_hand(db: Connection, area: int, times: int) -> Measured:
    """The same by the plain query."""
    sql = PLAIN.format(area=area)
    spans = [_timed(lambda: db.exec_driver_sql(sql).all()) for _time in range(times)]
    row = db.exec_driver_sql(sql).one()
    return Measured(median(spans), _read(_plan(db, sql, None)), tuple(row))


def _timed(do: Callable[[], Any]) -> float:
    began = perf_counter()
    do()
    return 1000 * (perf_counter() - began)


def _rows(db: Connection, do: Callable[[], Any]) -> int:
    """The rows that its statements read of tables and indexes."""
    ran: list[tuple[str, Any]] = []

    def note(_db: object, _cursor: object, sql: str, values: Any, *_rest: object) -> None:
        ran.append((sql, values))

    event.listen(db.engine, "before_cursor_execute", note)
    do()
    event.remove(db.engine, "before_cursor_execute", note)
    return sum(_read(_plan(db, sql, values)) for sql, values in ran)


def _plan(db: Connection, sql: str, values: Any) -> Any:
    explained = db.connection.dbapi_connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)  # type: ignore[union-attr]
    found = explained.fetchone()[0]
    return (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]


def _read(plan: Any) -> int:
    own = plan["Actual Rows"] * plan["Actual Loops"] if "Scan" in plan["Node Type"] and "Relation Name" in plan else 0
    return int(own) + sum(_read(one) for one in plan.get("Plans", ()))


def counted(engine: Engine) -> str:
    """The clock counts every school, as it does after midnight."""
    began = perf_counter()
    schools = figures.count(engine, NOW)
    return f"the clock counted {schools:,} schools in {perf_counter() - began:,.1f} s"


def lines(db: Connection, times: int) -> Iterator[str]:
    """One for each level; AssertionError where the two do not say the same."""
    for name, (area, aim) in AREAS.items():
        ours, plain = measured(db, area, times), by_hand(db, area, times)
        assert ours.figures == plain.figures, (name, ours, plain)
        yield (
            f"{name:<11} {ours.took:>8,.0f} ms, {ours.rows:>10,} rows read (aim {aim:,} ms);"
            f"  plain SQL for three of its figures {plain.took:>8,.0f} ms, {plain.rows:>10,} rows"
        )


@click.command()
@click.option("--share", default=1.0, help="How large a part of Kenya: 0.1 is 3,000 schools and 20,000 pairs.")
@click.option("--times", default=5, help="How often each is asked; the median counts.")
def main(share: float, times: int) -> None:
    """Makes the country and asks STATUS of each level."""
    with running_cluster(SETTINGS) as cluster:
        engine = open_store(cluster.create().render_as_string(hide_password=False), (Fernet.generate_key().decode(),))
        upgrade(engine)
        country = Country.at(share)
        country.fill(engine)
        click.echo(f"{engine_name(engine)}; {country}")
        click.echo(counted(engine))
        with engine.connect() as db:
            for line in lines(db, times):
                click.echo(line)
        engine.dispose()


if __name__ == "__main__":
    main()
