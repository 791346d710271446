"""Drawings in the docs are made from what the code holds; `python -m tests.test_docs` redraws a stale one."""

from __future__ import annotations

import re
from pathlib import Path

from tests.law import EVERYTHING, MAY_KNOW

PAGE = Path(__file__).parent.parent / "docs" / "architecture.md"
MARKED = re.compile(r"(?<=<!-- rooms -->\n).*?(?=<!-- /rooms -->)", re.DOTALL)


def drawing() -> str:
    """Who may know whom, as a Mermaid flowchart."""
    lines = ["```mermaid", "flowchart TD"]
    for room, known in MAY_KNOW.items():
        if known is not EVERYTHING:
            lines += [f"    {room} --> {other}" for other in sorted(known) if other in MAY_KNOW]
    return "\n".join([*lines, "```", ""])


def test_the_drawing_of_the_rooms_is_the_table_that_the_code_is_held_to() -> None:
    found = MARKED.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == drawing(), "redraw it: python -m tests.test_docs"


if __name__ == "__main__":
    PAGE.write_text(MARKED.sub(lambda _found: drawing(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
