"""docs/privacy.md says what is held as the program has it; `python -m tests.test_privacy` writes its tables anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Column

from bot.dialogs.retention.rules import KINDS
from bot.dialogs.visibility import MATRIX, Viewer
from bot.store.keys.confidential import Confidential
from bot.store.rights.held import HELD, OF_NOBODY, Held
from bot.store.rights.terms import terms

PAGE = Path(__file__).parent.parent / "docs" / "privacy.md"
VIEWERS = {
    Viewer.MENTEE: "mentee",
    Viewer.MENTOR: "mentor",
    Viewer.HEAD: "head",
    Viewer.SCD: "Sub-County Director",
    Viewer.CD: "County, Regional Director",
    Viewer.HQ: "headquarters",
    Viewer.OPERATOR: "operator",
}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def retention() -> str:
    """Each kind: what, why, who sees it, for how long, and what ERASE does."""
    times = terms().kept
    rows = (
        (
            f"**{kind}**: {words.what}",
            words.why,
            words.seen_by,
            f"{times[kind]} after {words.counted_from}: {words.way}",
            words.at_wish,
        )
        for kind, words in KINDS.items()
    )
    return _table(("what", "why", "who sees it", "for how long, and then", "ERASE"), rows)


def matrix() -> str:
    """Who sees what of a pair."""
    rows = ((data.value.replace("_", " "), *(row[viewer].value for viewer in VIEWERS)) for data, row in MATRIX.items())
    return _table(("", *VIEWERS.values()), rows)


def days() -> str:
    """Until when people are answered."""
    rows = [(kind.value, f"{count} days at most") for kind, count in terms().days.items()]
    rows += [("a code for `/m`", f"opens within {terms().open_days} days")]
    return _table(("request", "answered"), rows)


def held() -> str:
    """Every table with somebody in it."""
    return _table(("table", "kind", "whose", "in the copy", "ours"), map(_held, HELD))


def _held(one: Held) -> tuple[str, ...]:
    whose = [*(f"`{name}`" for name in one.mine.split()), *(["both of the pair"] if one.of_pair else [])]
    return (
        f"`{one.name}`", one.kind.value, ", ".join(whose) or "nobody's by name",
        one.shown.replace(" ", ", ") or "-", one.unseen.replace(" ", ", ") or "-",
    )  # fmt: skip


def where() -> str:
    """For each kind its tables, and which of their columns are sealed."""
    rows = []
    for kind in KINDS:
        tables = [one for one in HELD if one.kind is kind]
        sealed = [f"{one.name}.{column.name}" for one in tables for column in one.table.c if _is_sealed(column)]
        rows.append((kind.value, _listed(one.name for one in tables), _listed(sealed) or "-"))
    return _table(("kind", "tables", "sealed columns"), rows)


def _is_sealed(column: Column[Any]) -> bool:
    return isinstance(column.type, Confidential)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def nobody() -> str:
    """Every other table."""
    return _table(("table", "what"), ((f"`{name}`", what) for name, what in OF_NOBODY.items()))


TABLES = {"retention": retention, "where": where, "matrix": matrix, "days": days, "held": held, "nobody": nobody}


def page(now: str) -> str:
    """docs/privacy.md as it ought to be, from what it is."""
    for name, made in TABLES.items():
        before, _begin, rest = now.partition(f"<!-- {name} -->\n")
        _old, end, after = rest.partition(f"<!-- /{name} -->")
        now = f"{before}<!-- {name} -->\n{made()}\n{end}{after}"
    return now


def test_what_is_said_to_be_held_is_what_the_program_holds() -> None:
    now = PAGE.read_text(encoding="utf-8")
    assert now == page(now), "write it anew: python -m tests.test_privacy"
    assert all(f"<!-- {name} -->\n|" in now for name in TABLES)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
