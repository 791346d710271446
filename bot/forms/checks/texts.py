"""Every text that people read, found in the source where it is marked: what a catalogue must hold, and no more."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2]
"""The package whose texts these are."""
_CALL = re.compile(r"\b_\s*\(")
"""What half of the files do not have: they need not be parsed."""


@cache
def marked(folder: Path = SOURCE) -> Mapping[str, str]:
    """Every text in `_("…")` under a folder, with the file that says it first, in the order of files and lines."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        where, source = path.relative_to(folder.parent).as_posix(), path.read_text(encoding="utf-8")
        for text in _marked(ast.parse(source)) if _CALL.search(source) else ():
            found.setdefault(text, where)
    return found


def _marked(tree: ast.AST) -> Iterator[str]:
    """Texts in the order they are written; strings that stand side by side are one already."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(call.func, ast.Name) and call.func.id == "_" and len(call.args) == 1:
            text = call.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value
