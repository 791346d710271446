"""`mshauri person redact`: a learner's name is struck on report, by whoever sees nothing of what was written."""

from __future__ import annotations

from sqlalchemy import Engine

from tests.operator.conftest import Run
from tests.stories.rights.test_learners_names import NAME, named, stands_in


def test_an_operator_strikes_it_on_report_and_sees_nothing_of_what_was_written(lived: Engine, command: Run) -> None:
    phones = named(lived)
    status, said, _ = command("person", "redact", "812345", "--name", NAME)
    assert status == 0
    assert said.startswith("The name was struck from ")
    assert "reading" not in said
    assert stands_in(phones) == set()
    assert command("person", "redact", "812345", "--name", "Peter Otieno")[0] == 1
