"""The moments of a talk, and the phrases that are tried there: read from their files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.messages import Channel

MOMENTS = Path(__file__).parent / "moments.md"
COLUMNS = ["given", "language", "said", "like", "kind", "note"]
_BLOCK = re.compile(r"^## (\S+)\n.*?^```\n(.*?)^```", re.DOTALL | re.MULTILINE)
_CHECK = re.compile(r"(phone|probes|answer|resume|instead|free|asks): ?(.*)")


@dataclass(frozen=True)
class Moment:
    """Whose phone it is, the steps that lead there from the opening of the demo, and what a check may use."""

    name: str
    phone: str
    channel: Channel
    steps: tuple[str, ...]
    probes: tuple[str, ...] = ()
    answer: str = ""
    resume: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    """What is said for a canonical message whose number is another now."""
    free: bool = False
    asks: bool = False


@dataclass(frozen=True)
class Row:
    """One phrase: what is said at a moment, what it must do (any one of `like`), and what sort it is of."""

    given: str
    language: str
    said: str
    like: tuple[str, ...]
    kind: str


class BadFile(ValueError):
    """A file of phrases that cannot be read; its sentence says why."""


@cache
def moments() -> dict[str, Moment]:
    """Every moment by its name."""
    return {name: _moment(name, block) for name, block in _BLOCK.findall(MOMENTS.read_text(encoding="utf-8"))}


def _moment(name: str, block: str) -> Moment:
    steps: list[str] = []
    checks: dict[str, str] = {}
    for line in block.splitlines():
        found = _CHECK.fullmatch(line)
        if found:
            checks[found[1]] = found[2].strip()
        else:
            steps.append(line)
    phone, channel = checks["phone"].split()
    probes = tuple(probe.strip() for probe in checks.get("probes", "").split(";") if probe.strip())
    resume = tuple(filter(None, checks.get("resume", "").split(" // ")))
    instead = dict(one.split(" = ") for one in checks.get("instead", "").split("; ") if one)
    yes = {key for key, value in checks.items() if value == "yes"}
    answer = instead.get(checks.get("answer", ""), checks.get("answer", ""))
    return Moment(
        name, phone, Channel(channel), tuple(steps), probes, answer, resume, instead, "free" in yes, "asks" in yes
    )


def rows(path: Path) -> Iterator[Row]:
    """The phrases of one file; raises BadFile."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        first = next(lines, [])
        if first[:5] != COLUMNS[:5]:
            raise BadFile(f"{path}: its first line must name the columns {', '.join(COLUMNS)}.")
        for number, line in enumerate(lines, 2):
            yield _row(path, number, line)


def _row(path: Path, number: int, line: Sequence[str]) -> Row:
    if len(line) < 5 or line[0] not in moments():
        raise BadFile(f"{path}, line {number}: it needs a known moment, a language, the words, like and kind.")
    given, language, said, like, kind = line[:5]
    return Row(given, language, said.replace("\\n", "\n"), tuple(one.strip() for one in like.split(" | ")), kind)
