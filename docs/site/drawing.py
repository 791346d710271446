"""Drawings without a library in the reader's browser: what Mermaid would draw, as lists that any page can show.

Three kinds are known, those that the docs have: a form's flow, who may know whom, and a sequence of calls.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import groupby

_BOX = re.compile(r'^ +(\w+)(\(\[|\[|\{\{|\()"(.*)"')
_ARROW = re.compile(r'^ +([\w.]+) -->(?:\|"?(.*?)"?\|)? ([\w.]+)$')
_CALL = re.compile(r"^ +(\w+)-?->>(\w+): (.*)$")
_NOTE = re.compile(r"^ +Note over ([\w,]+): (.*)$")
_NAMED = re.compile(r"^ +participant (\w+) as (.*)$")
_SHAPES = {"([": "end", "[": "question", "{{": "echo", "(": "way"}


def drawn(mermaid: str) -> str:
    """The drawing as HTML. ValueError where it is of another kind."""
    lines = mermaid.rstrip("\n").split("\n")
    if lines[0] == "sequenceDiagram":
        return _sequence(lines[1:])
    if lines[0] != "flowchart TD":
        raise ValueError(f"a drawing of a kind that this site cannot show: {lines[0]}")
    boxes = {found[1]: (_plain(found[3]), _SHAPES[found[2]]) for line in lines if (found := _BOX.match(line))}
    arrows = [(found[1], _plain(found[2] or ""), found[3]) for line in lines if (found := _ARROW.match(line))]
    if len(boxes) + len(arrows) != len(lines) - 1:
        raise ValueError(f"a line of a drawing that this site cannot show, in {lines[:2]}")
    return _flow(boxes, arrows) if boxes else _groups(arrows)


def _plain(text: str) -> str:
    """A text without Mermaid's own way of writing marks."""
    return unescape(re.sub(r"#(\w+);", r"&\1;", text)).replace("<br/>", " ").replace("<br>", " ")


def _flow(boxes: dict[str, tuple[str, str]], arrows: list[tuple[str, str, str]]) -> str:
    """The boxes in their order, numbered; under each where it leads: to the next one by itself, elsewhere in words."""
    number = {name: count for count, name in enumerate(boxes, 1)}
    items = []
    for name, (text, shape) in boxes.items():
        ways = [(says, to) for start, says, to in arrows if start == name]
        onward = [(says, to) for says, to in ways if says or number[to] != number[name] + 1]
        told = "".join(_way(says, number[to], boxes[to][0]) for says, to in onward)
        more = f"<ul>{told}</ul>" if told else ""
        kind = shape if len(onward) == len(ways) else f"{shape} on"
        items.append(f'<li class="{kind}"><p>{escape(text)}</p>{more}</li>')
    return f'<ol class="flow">{"".join(items)}</ol>'


def _way(says: str, number: int, text: str) -> str:
    when = f"<i>{escape(says)}</i> " if says else ""
    return f"<li>{when}&rarr; <b>{number}</b> {escape(_short(text))}</li>"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38].rstrip()}…"


def _groups(arrows: list[tuple[str, str, str]]) -> str:
    rows = "".join(
        f"<tr><th>{escape(start)}</th><td>{', '.join(escape(to) for _start, _says, to in group)}</td></tr>"
        for start, group in groupby(arrows, key=lambda one: one[0])
    )
    return f"<table><thead><tr><th>room</th><th>may know</th></tr></thead><tbody>{rows}</tbody></table>"


def _sequence(lines: list[str]) -> str:
    names = {found[1]: found[2] for line in lines if (found := _NAMED.match(line))}
    items = []
    for line in lines:
        if call := _CALL.match(line):
            start, to = (escape(names.get(one, one)) for one in call.groups()[:2])
            items.append(f'<li class="question on"><p><b>{start} &rarr; {to}</b> {escape(call[3])}</p></li>')
        elif note := _NOTE.match(line):
            items.append(f'<li class="way"><p>{escape(note[2])}</p></li>')
        elif not line.lstrip().startswith("participant "):
            raise ValueError(f"a line of a sequence that this site cannot show: {line.strip()}")
    return f'<ol class="flow">{"".join(items)}</ol>'
