"""The shape of what a provider said: names and types, for a log that must hold nobody's words or number."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]{0,39}\d{0,2}")
"""How providers call things; a number or anybody's words would not be called so."""
MOST = 300
"""Letters of a shape that are logged."""


def shape(said: str | bytes) -> str:
    """`{SMSMessageData: {Message: str, Recipients: [{number: str}]}}`; what is no JSON is told by its length only."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    try:
        return _of(json.loads(text))[:MOST]
    except (ValueError, RecursionError):
        kind = "HTML" if text.lstrip()[:1] == "<" else "text"
        return f"{kind} of {len(text)} letters" if text else "nothing"


def form_shape(said: str | bytes, query: str = "") -> str:
    """The names of a form's parameters, or the shape of its body where that is JSON."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    if text.lstrip()[:1] in ("{", "["):
        return shape(text)
    names = [_called(name) for name, _value in parse_qsl(f"{text}&{query}".strip("&"), keep_blank_values=True)]
    return f"form of {', '.join(sorted(set(names))) or 'nothing'}"[:MOST]


def _of(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_called(name)}: {_of(one)}" for name, one in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(dict.fromkeys(_of(one) for one in value)) + "]"
    return "null" if value is None else type(value).__name__


def _called(name: str) -> str:
    return name if _NAME.fullmatch(name) else "?"
