"""Harm as people tell it, kind by kind, and what teachers write that only sounds like it (`harm_by_kind.tsv`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language import harm

ROWS = [line.split("\t") for line in Path(__file__).with_name("harm_by_kind.tsv").read_text("utf-8").splitlines()]


def of(kind: str) -> list[str]:
    return [words for meant, words in ROWS if meant == kind]


@pytest.mark.parametrize("text", of("told"))
def test_what_is_done_to_somebody_is_told(text: str) -> None:
    assert harm.tells(text) is not None


@pytest.mark.parametrize("text", of("asked"))
def test_what_only_its_writer_knows_is_asked_about(text: str) -> None:
    assert harm.tells(text) is None
    assert harm.may_tell(text)


@pytest.mark.parametrize("text", of("neither"))
def test_what_teachers_write_of_lessons_money_and_meetings_is_neither(text: str) -> None:
    assert harm.tells(text) is None
    assert not harm.may_tell(text)


def test_every_row_is_tried() -> None:
    assert len(ROWS) == sum(len(of(kind)) for kind in ("told", "asked", "neither"))
