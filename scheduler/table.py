"""What is due, as one table for whoever runs the service: made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogs.due import Row, Rule
from bot.forms.reasons import Rank
from scheduler.due import RULES

HEAD = ("who", "counted from", "when", "again", "means something until", "unless", "matters as", "opens", "rule")
RANKS = {
    Rank.SESSION: "1 session",
    Rank.SIGN: "2 sign",
    Rank.REVIEW: "3 review",
    Rank.REPORT: "4 report",
    Rank.TIP: "5 tip",
}
"""How much a prompt matters, the most important first (requirement D349)."""


def table() -> str:
    """The table in Markdown, in the order of the subjects."""
    return "\n".join(map(_line, [HEAD, tuple("---" for _ in HEAD), *_cells()])) + "\n"


def _cells() -> Iterator[tuple[str, ...]]:
    for rule in RULES:
        for row in rule.rows:
            yield _of(rule, row)


def _of(rule: Rule, row: Row) -> tuple[str, ...]:
    rank = RANKS[row.opens.reason.rank]
    return row.to, row.since, row.at, row.again, row.until, row.unless, rank, f"`{row.opens.__name__}`", rule.name


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
