"""How the databases find rows: nothing that grows is read from end to end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import URL, Connection, Engine, event, select, text

from bot import app, outbox, web
from bot.channels.ussd import UssdHook
from bot.language import NAIROBI
from bot.messages import Channel, Inbound
from bot.operator import became, bills
from bot.settings import Prices, Settings
from bot.simulator import demo
from bot.store.engine import open_store
from bot.store.tables import metadata
from tests.channels.africastalking_api import SECRET
from tests.cluster import Cluster
from tests.copies import written
from tests.stories.given import FAITH, PETER, begin
from tests.talk.walk import Walk

REFERENCES = [column for table in metadata.sorted_tables for column in table.columns if column.foreign_keys]


def plan(db: Connection, statement: str) -> str:
    """What the database means to do, where it takes an index if it has one."""
    if db.dialect.name == "sqlite":
        return "\n".join(str(row[3]) for row in db.execute(text(f"EXPLAIN QUERY PLAN {statement}")))
    db.execute(text("SET LOCAL enable_seqscan = off"))
    return "\n".join(str(row[0]) for row in db.execute(text(f"EXPLAIN {statement}")))


def test_every_foreign_key_is_found_by_an_index(store: Engine) -> None:
    """An officer's page, a deletion that takes rows along and a screen of USSD all look rows up by one."""
    with store.begin() as db:
        for column in REFERENCES:
            statement = (
                select(column.table.c[column.name])
                .where(column == 1)
                .compile(db, compile_kwargs={"literal_binds": True})
            )
            found = plan(db, str(statement))
            assert "SEARCH" in found or "Index Cond" in found, f"{column}: {found}"


SMALL = {"alembic_version", "beats", "calendar", "lines", "passed_over", "rule_looks"}
"""Tables that do not grow with the people of the programme or with time."""
GROWING = {table.name for table in metadata.sorted_tables} - SMALL
PARTIAL = {
    str(index.name)
    for table in metadata.sorted_tables
    for index in table.indexes
    if index.dialect_options["sqlite"].get("where") is not None
}
"""Indexes that hold only some rows: what waits, what is open, what has failed."""
JANE, ALI, STRANGER = "+254712000003", "+254712000004", "+254799000418"
HOOK = UssdHook(SECRET)
IDS = count()
PROMPTED = datetime(2026, 6, 18, 16, 14, tzinfo=NAIROBI)
"""Session 5 is asked about in a minute."""
FIRST = re.compile(r"\bFROM (\w+) ORDER BY \1\.\w+\s+LIMIT")
"""A table of which only the first row is looked at, in the order of its key."""
MANY = 90
"""So many different statements at least are looked at."""
Ran = dict[str, Any]
"""The parameters of each statement that ran, by its text."""


@contextmanager
def recorded(engine: Engine) -> Iterator[Ran]:
    """What the product asks the database meanwhile."""
    ran: Ran = {}

    def note(_db: object, _cursor: object, statement: str, parameters: Any, _context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            ran.setdefault(statement, parameters[0] if many else parameters)

    event.listen(engine, "before_cursor_execute", note)
    yield ran
    event.remove(engine, "before_cursor_execute", note)


def play(walk: Walk) -> None:
    """A day of everybody's: talks on every channel, the clock, the sender, and who keeps the service running."""
    page = web.make(lambda: walk.engine, lambda: walk.now).test_client()

    def say(address: str, *texts: str, channel: Channel = Channel.SMS, also: str = "") -> None:
        for words in texts:
            walk._hear(Inbound(channel, address, f"plan {next(IDS)}", words, also=also))

    def all_else() -> None:
        walk.now += timedelta(minutes=2)
        app.tick(walk.engine, walk.now)
        for _round in range(2):
            outbox.deliver(walk.engine, walk.sender, walk.now, batch=50)
        outbox.tidy(walk.engine, walk.now)

    all_else()
    say(FAITH, "NO", "3", "tue 1pm", "UNDO", "0", "MENU")
    say(FAITH, "LOG", "today", "same", "same", "lesson notes", "mambo vipi", "BACK", "group work", "STATUS", "MENU")
    say(FAITH, "MORE", "HELP", "WHY", "NEXT", "GOALS", "SENT", "TRY", "GLOSSARY coach", "MENU", "zzz")
    all_else()
    say(FAITH, "1 lesson notes 2 group work 3 did 2 of 3", "1", "ASK can we meet?", "UNDO", "PLAN", "STOP", "START")
    say(FAITH, "LOG today library 1 group work 2 seat plan by 25/6 3 done")
    all_else()
    say(PETER, "2", "SIGN", "1", "STATUS", "HALI", "EDIT 3", "2", "PAIRS")
    say(PETER, "", "MENU", channel=Channel.WHATSAPP)
    say(JANE, "STATUS", "7730", "MENU", "MATCH", "FIND Faith", "1")
    say(ALI, "STATUS", "6618", "1", "MENU", "LIST")
    say(STRANGER, "hello", "NUMBER 812345", "1234", "VERIFY ABC123")
    say("79001", "NUMBER 812345", "000000", "CONTINUE abcdefgh23", channel=Channel.TELEGRAM)
    say(FAITH, "", "1", "2", channel=Channel.USSD)
    all_else()
    for address in (FAITH, PETER):
        say(address, "MENU", channel=Channel.WHATSAPP, also="KE.1349120865")
    list(bills.of_month(walk.engine, walk.now.date(), Prices()))
    became.report(walk.engine, 1)
    for path in ("/health", "/health?all", "/metrics"):
        page.get(path)


def scans(db: Connection, statement: str, parameters: Any) -> list[str]:
    """Which tables a statement would read from end to end, however much is in them."""
    if db.dialect.name == "sqlite":
        plan = db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        looked_at = set(FIRST.findall(statement))
        return [str(row[3]) for row in plan if _reads_all(str(row[3])) and str(row[3]).split()[1] not in looked_at]
    db.execute(text("SET LOCAL enable_seqscan = off"))
    found = db.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
    return list(_all_read(found[0]["Plan"]))


def _reads_all(line: str) -> bool:
    """SQLite: a scan, but of what is still to be done (a partial index), and of what the statement itself has made."""
    words = line.split()
    return words[0] == "SCAN" and words[1] in GROWING and not PARTIAL & set(words)


def _all_read(node: dict[str, Any], limited: bool = False) -> Iterator[str]:
    """PostgreSQL: the same. An index is read in order, too, where only its beginning is wanted."""
    limited = limited or node["Node Type"] == "Limit"
    if node.get("Relation Name") in GROWING and node["Node Type"] in ("Seq Scan", "Index Scan", "Index Only Scan"):
        by = node.get("Index Name")
        if by is None or not (by in PARTIAL or "Index Cond" in node or limited):
            yield f"{node['Node Type']} of {node['Relation Name']}: {node.get('Filter')}"
    for below in node.get("Plans", ()):
        yield from _all_read(below, limited)


def read_whole(engine: Engine) -> dict[str, list[str]]:
    """The statements of a day that read a growing table from end to end."""
    begin(engine, "session 5 is planned", None)
    walk = Walk(engine, PROMPTED)
    with recorded(engine) as ran:
        play(walk)
    assert len(ran) > MANY
    with engine.begin() as db:
        return {asked: whole for asked, parameters in ran.items() if (whole := scans(db, asked, parameters))}


def read_whole_there(cluster: Cluster, url: URL, keys: tuple[str, ...]) -> dict[str, list[str]]:
    """The same of a database of PostgreSQL that is dropped afterwards. In one that others have filled and emptied, its
    plans are those of tables as large as their files: a test of every other order would find others.
    """
    engine = open_store(written(url), keys)
    try:
        return read_whole(engine)
    finally:
        engine.dispose()
        cluster.drop(url)


def test_no_frequent_statement_reads_a_growing_table_from_end_to_end(quick_copies: Callable[[], Engine]) -> None:
    assert read_whole(quick_copies()) == {}


@pytest.mark.postgresql
def test_none_of_postgresql_does(cluster: Cluster, postgresql_lived: URL, vault_keys: tuple[str, ...]) -> None:
    assert read_whole_there(cluster, cluster.create(postgresql_lived), vault_keys) == {}


RECORDS = {"sessions", "versions", "signatures", "reviews", "feedbacks", "assessments", "statements", "plans"}
"""What a nation has most of, and what the clock's questions are about."""


def test_a_tick_that_has_nothing_to_do_asks_for_no_record(lived: Engine) -> None:
    """What is open is found by when it has to be looked at; so a quiet night costs the same however much there is."""
    night = datetime(2026, 6, 18, 22, 0, tzinfo=NAIROBI)
    app.tick(lived, night)
    with recorded(lived) as ran:
        app.tick(lived, night + timedelta(seconds=app.TICK))
    assert ran
    assert not {table for asked in ran for table in re.findall(r"\b(?:FROM|JOIN) (\w+)", asked)} & RECORDS


def test_a_rule_that_is_dear_to_ask_is_not_asked_at_every_tick(lived: Engine) -> None:
    """On a Friday those who oversee pairs are counted with their pairs: once, and again when their hour has come."""
    friday = datetime(2026, 6, 19, 9, 0, tzinfo=NAIROBI)
    asked = {}
    for at in (friday, friday + timedelta(minutes=1), friday.replace(hour=16, minute=15)):
        with recorded(lived) as ran:
            app.tick(lived, at)
        asked[at] = any("no_fridays" in statement for statement in ran)
    assert list(asked.values()) == [True, False, True]


@pytest.mark.postgresql
@pytest.mark.slow
def test_nor_where_texts_are_in_the_order_of_a_language(cluster: Cluster, vault_keys: tuple[str, ...]) -> None:
    """There the beginning of a text is found by no plain index."""
    where = cluster.create_collated("en-KE")
    demo.prepare(Settings(database_url=written(where), secret_key="", field_keys=vault_keys), neighbours=False)
    assert read_whole_there(cluster, where, vault_keys) == {}
