"""What sounds like an act and is none, at the moment where it would be one, does nothing and tells nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.hearing.moments import moments
from bench.hearing.stage import Stage

SAID = Path(__file__).with_name("unmeant.tsv")
"""Questions, conditions, another's act, refusals that are denied: by whom has not seen the code."""


@pytest.mark.slow
def test_what_is_asked_supposed_denied_or_anothers_does_nothing(
    sqlite_lived: Path, vault_keys: tuple[str, ...]
) -> None:
    stage = Stage(sqlite_lived, vault_keys)
    done = []
    for line in SAID.read_text(encoding="utf-8").splitlines()[1:]:
        given, said = line.split("\t")
        moment = moments()[given]
        now, before = stage.play(moment, (said,)), stage.play(moment, ())
        marks = {one for one in now.answers if one[3].startswith("=")} - set(before.answers)
        if now.facts != before.facts or now.told or marks:
            done.append(f"{given}: {said!r} -> {now.text!r}")
    stage.close()
    assert not done, "\n".join(done)
