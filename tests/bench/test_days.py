"""Days and hours as people say them, and what only looks like one: every row is heard, and nothing else is done."""

from __future__ import annotations

from pathlib import Path

from bench.hearing.judge import Judge
from bench.hearing.moments import rows
from bench.hearing.stage import Stage

PHRASES = Path(__file__).parent / "days.tsv"


def test_a_day_is_heard_as_it_is_said(sqlite_lived: Path, vault_keys: tuple[str, ...]) -> None:
    stage = Stage(sqlite_lived, vault_keys)
    judge = Judge(stage)
    found = [judge.verdict(row) for row in rows(PHRASES)]
    stage.close()
    assert not [f"{one.row.given}: {one.row.said!r} -> {one.reply!r}" for one in found if one.misread or not one.passed]
