"""docs/operators.md: each of its commands is run as it is written, in order, on the sample sub-county."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from sqlalchemy import Engine

from tests.operator.conftest import commands_on

PAGE = (Path(__file__).parents[2] / "docs" / "operators.md").read_text(encoding="utf-8")
COMMANDS = [line or span for line, span in re.findall(r"^(mshauri .*)$|`(mshauri [^`]+)`", PAGE, re.MULTILINE)]
TO_MEND = {
    "mshauri doctor": "the sample has no channel, and no process works with it",
    "mshauri poster MWL01 --language sw": "nobody can write to the sample: it has no number",
    "mshauri person merge 812345 id:77": "these are two people",
}
"""What ends with 1 there, and why."""


def test_every_command_of_the_page_does_what_it_says(
    quick_copies: Callable[[], Engine], vault_keys: tuple[str, ...], tmp_path: Path
) -> None:
    run = commands_on(quick_copies(), vault_keys[0])
    with chdir(tmp_path):
        for command in COMMANDS:
            status, said, error = run(*shlex.split(command, comments=True)[1:])
            expected = command.partition("#")[0].strip() in TO_MEND
            assert status == expected, f"{command}\n{said}\n{error}"
            assert said + error, f"{command} says nothing"
    assert len(COMMANDS) > len(TO_MEND) + 30, "the page is read"
