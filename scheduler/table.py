"""What is due, as one table for whoever runs the service: made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogs.due import DueRow, Rule
from scheduler.due import RULES

HEAD = (
    "who",
    "counted from",
    "when",
    "again",
    "means something until",
    "unless",
    "and then",
    "matters as",
    "opens",
    "rule",
)


def table() -> str:
    """The table in Markdown, in the order of the subjects."""
    return "\n".join(map(_line, [HEAD, tuple("---" for _ in HEAD), *_cells()])) + "\n"


def _cells() -> Iterator[tuple[str, ...]]:
    for rule in RULES:
        for row in rule.rows:
            yield _of(rule, row)


def _of(rule: Rule, row: DueRow) -> tuple[str, ...]:
    rank = f"{row.opens.reason.rank.value} {row.opens.reason.rank.name.lower()}"
    return (
        row.to,
        row.since,
        row.at,
        row.again,
        row.until,
        row.unless,
        row.then,
        rank,
        f"`{row.opens.__name__}`",
        rule.name,
    )


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
