"""What teachers really write is heard as what it means: a phrase of each sort at each moment of a talk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.hearing.judge import Judge, Verdict
from bench.hearing.moments import BadFile, moments, rows
from bench.hearing.stage import Stage

PHRASES = Path(__file__).parent / "heard.tsv"
LEAST = 0.94
"""The share of these that must pass."""


@pytest.fixture(scope="module")
def verdicts(sqlite_lived: Path, vault_keys: tuple[str, ...]) -> list[Verdict]:
    """Without neighbours: what they write is heard alike; a day of a sub-county takes ten times as long."""
    stage = Stage(sqlite_lived, vault_keys)
    judge = Judge(stage)
    found = [judge.verdict(row) for row in rows(PHRASES)]
    stage.close()
    return found


@pytest.mark.slow
def test_most_of_what_teachers_write_is_heard_as_what_it_means(verdicts: list[Verdict]) -> None:
    missed = [f"{one.row.given}: {one.row.said!r} -> {one.reply!r}" for one in verdicts if not one.passed]
    assert len(missed) <= (1 - LEAST) * len(verdicts), "\n".join(missed)


@pytest.mark.slow
def test_nothing_is_done_that_was_not_meant(verdicts: list[Verdict]) -> None:
    assert not [f"{one.row.given}: {one.row.said!r} -> {one.reply!r}" for one in verdicts if one.misread]


@pytest.mark.slow
def test_the_phrases_are_of_every_moment(verdicts: list[Verdict]) -> None:
    assert {one.row.given for one in verdicts} == moments().keys()


def test_a_file_with_other_columns_says_which_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "other.tsv"
    file.write_text("words\tmeaning\n", encoding="utf-8")
    with pytest.raises(BadFile, match="given, language, said, like, kind, note"):
        list(rows(file))
