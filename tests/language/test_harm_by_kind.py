"""Harm as people tell it, kind by kind, and what teachers write that only sounds like it (`harm_by_kind.tsv`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language import harm

ROWS = [line.split("\t") for line in Path(__file__).with_name("harm_by_kind.tsv").read_text("utf-8").splitlines()]
KINDS = {"told": (True, None), "asked": (False, True), "neither": (False, False)}
"""What is done to somebody; what only its writer knows; what teachers write of lessons, money and meetings."""


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_heard_as_its_kind(kind: str) -> None:
    told, asked = KINDS[kind]
    there = [text for meant, text in ROWS if meant == kind]
    heard = [text for text in there if (harm.tells(text) is not None) is told]
    assert there == [text for text in heard if asked is None or harm.may_tell(text) is asked]


def test_there_is_no_other_kind() -> None:
    assert {kind for kind, _text in ROWS} == KINDS.keys()
