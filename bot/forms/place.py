"""The address of a place: a page with its arguments (`School?id=1207`), or a question of an open form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.forms.dialog import MOST, Dialog, args_of, number, written

SHOWN = frozenset({"from", "of", "part", "at", "draft", "answer", "chosen", "half"})
"""How a place was shown or come to, or where a form is opened: kept with it, and no part of what it is about."""


@dataclass(frozen=True)
class Place:
    """Where somebody is, as it is written: the name of a dialog, what it is about, and how it was shown.

    Any text can be one; `page.opened` makes the dialog of it, or says that this version knows none such.
    """

    name: str
    args: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.name}?{written(self.args)}" if self.args else self.name

    @classmethod
    def read(cls, written: str) -> Place:
        name, _mark, args = written.partition("?")
        return cls(name, args_of(args))

    @classmethod
    def of(cls, dialog: Dialog | type[Dialog]) -> Place:
        """An opened page or form; or one about something that it will ask."""
        if isinstance(dialog, type):
            return cls(dialog.__name__)
        return cls(type(dialog).__name__, dialog.as_written())

    def stands_on(self, *dialogs: type[Dialog]) -> bool:
        """Whether it is one of these."""
        return self.name in {dialog.__name__ for dialog in dialogs}

    @property
    def begins(self) -> int:
        """From which row on its list is shown."""
        return number(self.args.get("from", "0"))

    @property
    def part(self) -> int:
        """Which part of a long text was shown."""
        return number(self.args.get("part", "0"))

    @property
    def draft(self) -> int | None:
        """The draft of an open form, where it is a question of one; None for anything else."""
        kept = self.args.get("draft", "")
        return number(kept) if kept.isdecimal() and len(kept) < len(str(MOST)) else None

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
