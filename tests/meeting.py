"""Which of the product's statements met which database: what SQLite was asked, PostgreSQL is asked too.

The words of people are tried on SQLite, and a conversation runs on PostgreSQL where it brings a statement of its own.
That nothing is left out so is seen at the end of a whole run, over all its processes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import sqlite

from bot.store.statement import ChangingStatement

MET = "met"
MISSED = pytest.StashKey[list[str]]()
SQLITE = sqlite.dialect()
_NUMBER, _UNION = re.compile(r"_\d+\b"), " UNION ALL "


class Meetings:
    """The statements that met each database, in this process and in those that told theirs, as SQLite takes them."""

    def __init__(self) -> None:
        self.met: dict[str, set[str]] = {"sqlite": set(), "postgresql": set()}

    def listen(self) -> None:
        """From now on: a statement is compiled when it first meets a database."""
        compiled = ChangingStatement._compiled

        def heard(one: ChangingStatement, dialect: Dialect, columns: list[str]) -> Any:
            self.met[dialect.name].add(text_of(one))
            return compiled(one, dialect, columns)

        ChangingStatement._compiled = heard  # type: ignore[assignment,method-assign]

    def missed(self) -> list[str]:
        """What SQLite alone was asked."""
        return sorted(self.met["sqlite"] - self.met["postgresql"])

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker tells what it met; whoever heard of all says what only SQLite did, if the whole suite was run."""
        config = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput[MET] = {name: sorted(met) for name, met in self.met.items()}
        elif is_whole(config) and (missed := self.missed()):
            config.stash[MISSED] = missed
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """What a worker told; one that died told nothing."""
        for name, met in getattr(node, "workeroutput", {}).get(MET, {}).items():
            self.met[name] |= set(met)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Which they are, and what to do."""
        missed = terminalreporter.config.stash.get(MISSED, [])
        if missed:
            terminalreporter.section("asked of SQLite only", red=True, bold=True)
            for text in missed:
                terminalreporter.line(text)
            terminalreporter.line("PostgreSQL must be asked these too: mark a test of each `each_on_both`.")


def is_whole(config: pytest.Config) -> bool:
    """Whether nothing was chosen."""
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not (
        config.option.markexpr or config.option.keyword or config.getoption("lf", default=False)
    )


def text_of(one: ChangingStatement) -> str:
    """What names a statement: how SQLite takes it; a union, which may grow with the years, by its different parts."""
    written = one._written["sqlite"] if isinstance(one._written, Mapping) else one._written
    text = _NUMBER.sub("", " ".join(str(written.compile(dialect=SQLITE)).split()))
    return _UNION.join(dict.fromkeys(text.split(_UNION)))
