"""What a release promises: one version everywhere, and the same checks before a commit as in continuous integration."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.test_main import mshauri

ROOT = Path(__file__).parent.parent
CHECK = re.compile(r'"\$python" -m (ruff check|ruff format|mypy|pytest)')
HEADING = re.compile(r"^## (?:(Unreleased)|(\d+)\.(\d+)\.(\d+), (\d+ \w+ \d{4}))$", re.MULTILINE)


def version() -> str:
    """The version of the project file."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return found


def test_the_command_says_the_version_of_the_project() -> None:
    assert mshauri("--version") == (0, f"mshauri, version {version()}\n", "")


def test_the_changes_are_told_by_version_the_newest_first() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = [one.groups() for one in HEADING.finditer(text)]
    assert len(found) == len(re.findall(r"^## ", text, re.MULTILINE)), (
        "a heading is Unreleased, or 0.2.0, 30 November 2026"
    )
    told = [tuple(map(int, one[1:4])) for one in found if one[0] is None]
    assert told == sorted(told, reverse=True)
    assert all(one[0] is None for one in found[1:]), "only what comes first is not released"
    now = tuple(map(int, version().split(".")))
    assert told[:1] in ([], [now]) or (found[0][0] and told[0] < now)


def before_a_commit() -> list[str]:
    """The checks of pre-commit by what they run."""
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    return [re.sub(r"^\.venv/bin/python -m ", "", one) for one in re.findall(r"^ +entry: (.*)$", text, re.MULTILINE)]


def test_before_a_commit_runs_what_continuous_integration_runs_before_the_suite() -> None:
    runner = (ROOT / "run").read_text(encoding="utf-8")
    suite = runner[runner.index("run_tests() {") : runner.index("run_benchmarks() {")]
    checks = CHECK.findall(suite)
    assert checks == ["ruff check", "ruff format", "mypy", "pytest"]
    assert len(re.findall(r'"\$python" -m ', suite)) == len(checks), "a check that this test does not know"
    commits = before_a_commit()
    assert [next(one for one in commits if one.startswith(check)) for check in checks[:-1]] == commits[:-1]
    assert commits[-1] == "bash -n"
    assert "exec ./run test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "template", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md")), ids=lambda one: one.stem
)
def test_an_issue_template_has_a_name_and_asks_for_nobodys_data(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    front = re.match(r"---\nname: \S.*\nabout: \S.*\nlabels: \w+\n---\n", text)
    assert front is not None
    assert "Write nobody's name, number or message here" in text


def test_a_weakness_is_told_how_and_by_when() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "Do not open an issue" in text
    assert re.findall(r"^\| (\d+) days", text, re.MULTILINE) == ["3", "14", "90"]
