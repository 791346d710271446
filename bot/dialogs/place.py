"""The address of a place: a page with its arguments (`School?id=1207`), or a question of an open form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode


@dataclass(frozen=True)
class Place:
    """Where somebody is: the name of a dialog, and what it is about. Written `Name?key=value&…`."""

    name: str
    args: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name}?{urlencode(self.args)}" if self.args else self.name

    @classmethod
    def read(cls, written: str) -> Place:
        name, _mark, args = written.partition("?")
        return cls(name, dict(parse_qsl(args, keep_blank_values=True)))

    def having(self, **args: object) -> Place:
        """The same place with these arguments set; None takes one away."""
        kept = {**self.args, **{key: None if value is None else str(value) for key, value in args.items()}}
        return Place(self.name, {key: value for key, value in kept.items() if value is not None})


def button(place: Place, key: str) -> str:
    """What a button means, as the outbox keeps it: the place it stands on and the choice."""
    return f"{place}#{key}"


def pressed(data: str) -> tuple[Place, str]:
    """Reads it back."""
    place, _mark, key = data.rpartition("#")
    return Place.read(place), key
