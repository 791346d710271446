"""Which of the product's statements met which database: what SQLite was asked, PostgreSQL is asked too.

The words of people are tried on SQLite, and a conversation runs on PostgreSQL where it brings a statement of its own.
That nothing is left out so is seen at the end of a whole run, over all its processes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import Dialect

from bot.store.statement import ChangingStatement

MET = "met"
MISSED = pytest.StashKey[list[str]]()


class Meetings:
    """The statements that met each database, in this process and in those that told theirs."""

    def __init__(self) -> None:
        self.here: dict[str, set[ChangingStatement]] = {"sqlite": set(), "postgresql": set()}
        self.elsewhere: dict[str, set[str]] = {"sqlite": set(), "postgresql": set()}

    def listen(self) -> None:
        """From now on: a statement is compiled when it first meets a database."""
        compiled = ChangingStatement._compiled

        def heard(one: ChangingStatement, dialect: Dialect, columns: list[str]) -> Any:
            self.here[dialect.name].add(one)
            return compiled(one, dialect, columns)

        ChangingStatement._compiled = heard  # type: ignore[assignment,method-assign]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker tells what it met; whoever heard of all says what only SQLite did, if the whole suite was run."""
        config = session.config
        if hasattr(config, "workeroutput"):
            config.workeroutput[MET] = {name: sorted(met) for name, met in self.met().items()}
        elif is_whole(config) and (missed := self.missed()):
            config.stash[MISSED] = missed
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """What a worker told; one that died told nothing."""
        for name, met in getattr(node, "workeroutput", {}).get(MET, {}).items():
            self.elsewhere[name] |= set(met)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Which they are, and what to do."""
        missed = terminalreporter.config.stash.get(MISSED, [])
        if missed:
            terminalreporter.section("met SQLite only", red=True, bold=True)
            for name in missed:
                terminalreporter.line(name)
            terminalreporter.line("PostgreSQL must be asked these too: mark a test of each `each_on_both`.")

    def met(self) -> dict[str, set[str]]:
        """By their names, wherever it was."""
        known = dict(named())
        return {
            name: self.elsewhere[name] | {known[id(one)] for one in here if id(one) in known}
            for name, here in self.here.items()
        }

    def missed(self) -> list[str]:
        """What SQLite alone was asked."""
        met = self.met()
        return sorted(met["sqlite"] - met["postgresql"])


def is_whole(config: pytest.Config) -> bool:
    """Whether nothing was chosen."""
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not (
        config.option.markexpr or config.option.keyword or config.getoption("lf", default=False)
    )


def named() -> Iterator[tuple[int, str]]:
    """Every statement of the product, and the name it has in its module."""
    for module in [one for name, one in sorted(sys.modules.items()) if name.startswith("bot.store.")]:
        for name, value in vars(module).items():
            for place, one in inside(value):
                yield id(one), f"{module.__name__}.{name}{place}"


def inside(value: Any) -> Iterator[tuple[str, ChangingStatement]]:
    """The statements in this, and where."""
    match value:
        case ChangingStatement():
            yield "", value
        case Mapping():
            for key, one in value.items():
                yield from ((f"[{key}]{place}", found) for place, found in inside(one))
        case list() | tuple():
            yield from inside(dict(enumerate(value)))
        case object(__dict__=parts) if type(value).__module__.startswith("bot.store."):
            yield from inside(parts)
