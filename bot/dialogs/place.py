"""The address of a place: a page with its arguments (`School?id=1207`), or a question of an open form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode


@dataclass(frozen=True)
class Place:
    """Where somebody is: the name of a dialog, and what it is about. Written `Name?key=value&…`."""

    name: str
    args: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name}?{written(self.args)}" if self.args else self.name

    @classmethod
    def read(cls, written: str) -> Place:
        name, _mark, args = written.partition("?")
        return cls(name, args_of(args))

    def having(self, **args: object) -> Place:
        """The same place with these arguments set; None takes one away."""
        kept = {**self.args, **{key: None if value is None else str(value) for key, value in args.items()}}
        return Place(self.name, {key: value for key, value in kept.items() if value is not None})


_PLAIN = re.compile(r"[\w.~-]*", re.ASCII)
"""What is written as it is: nearly all of them are numbers and names of ours."""


def written(args: Mapping[str, str]) -> str:
    """Arguments as they are kept: `id=1207&at=day`."""
    if all(map(_PLAIN.fullmatch, args.values())) and all(map(_PLAIN.fullmatch, args)):
        return "&".join([f"{key}={value}" for key, value in args.items()])
    return urlencode(args)


def args_of(kept: str) -> dict[str, str]:
    """Reads them back."""
    if "%" in kept or "+" in kept:
        return dict(parse_qsl(kept, keep_blank_values=True))
    return dict([pair.partition("=")[::2] for pair in kept.split("&")]) if kept else {}


def button(place: Place, key: str) -> str:
    """What a button means, as the outbox keeps it: the place it stands on and the choice."""
    return f"{place}#{key}"


def pressed(data: str) -> tuple[Place, str]:
    """Reads it back."""
    place, _mark, key = data.rpartition("#")
    return Place.read(place), key
