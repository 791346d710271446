"""The benchmark runs from end to end; how fast is its own business."""

from __future__ import annotations

import random
import re
from itertools import count

from click.testing import CliRunner
from cryptography.fernet import Fernet

from bench import plain, turns
from bench.crowd import member, seed
from bench.turns import Bench, main
from bot.store.engine import open_store


def test_the_benchmark_prints_a_line_for_each_kind_of_turn() -> None:
    done = CliRunner().invoke(main, ["--people", "20", "--databases", "sqlite", "--turns", "3"])
    assert done.exit_code == 0, done.output
    lines = [line.split() for line in done.output.splitlines() if line.strip().startswith("20 ")]
    assert [line[1] for line in lines] == ["answer", "log", "status"]
    assert all(len(line) == 9 and all(float(figure) > 0 for figure in line[2:]) for line in lines)


def test_bad_sizes_and_databases_are_wrong_usage() -> None:
    for words in (["--people", "many"], ["--people", "3"], ["--databases", "oracle"], ["--turns", "0"]):
        assert CliRunner().invoke(main, words).exit_code == 2


def test_plain_sql_writes_what_a_turn_writes(store_url: str) -> None:
    """Same tables, same columns filled, same sizes: else the two could not be compared."""
    key = Fernet.generate_key().decode()
    engine = open_store(store_url, (key,))
    seed(engine, 20, random.Random(1))
    bench = Bench(engine, plain.driver(engine), count(1))
    for kind, first in (("answer", 3), ("log", 1), ("status", 1)):
        ours, theirs = member(first), member(2 * first)
        for words in turns.SCRIPTS[kind][:3]:
            bench.ours(ours, words)
            left = plain.rows_of(bench.raw, ours)
            bench.plain(kind, theirs, left)
            assert _shape(plain.rows_of(bench.raw, theirs)) == _shape(left), (kind, words)
    bench.raw.close()
    engine.dispose()


IDENTITY = {"id", "tsc_number", "name", "language", "number", "seal"}
"""What tells one person or row from another, whoever writes."""
SEALED = re.compile(r"[-\w]{8}\.[-\w]{30,}=*")


def _shape(rows: plain.Rows) -> dict[str, dict[str, object]]:
    """Which columns are filled, and with what: words whatever their numbers, encrypted ones by their length."""
    return {
        table: {name: _size(value) for name, value in row.items() if name not in IDENTITY}
        for table, row in rows.items()
    }


def _size(value: object) -> object:
    if not isinstance(value, str):
        return type(value)
    return len(value) if SEALED.fullmatch(value) else re.sub(r"\d+", "7", value)
