"""What forms and pages have in common: the arguments that they declare, and how an opened one is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field
from datetime import date, time
from enum import Enum
from typing import Any, ClassVar, dataclass_transform, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl, urlencode

from bot.language import Marked

MOST = 2**31 - 1
"""The largest number that a row can have."""


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


class Misread(ValueError):
    """A written place that this version does not know: its dialog, or one of its arguments, is another's."""


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Dialog:
    """A form or a page. Its annotated fields are what it is about; one with values for them is an opened place."""

    keyword: ClassVar[Marked | None] = None
    shows: ClassVar[str] = ""
    """The row of the visibility matrix that opening it reads."""
    behind_pin: ClassVar[bool | None] = None
    """Whether it tells of the work of a pair, or holds words that somebody wrote: under LOCK it is shown after the
    PIN only. Unsaid: where it reads a row of the matrix. What has facts and no row must say it."""
    private: ClassVar[bool] = False
    """Whether it is an office's: on a phone number the PIN is asked for it once a day (requirement D372)."""
    offices: ClassVar[tuple[str, ...]] = ()
    """The roles that a private one is for; none: its facts say. Other offices are told so before their PIN is asked."""
    not_theirs: ClassVar[Marked | None] = None
    """What those are told; unsaid: that they cannot open it."""
    names_whom: ClassVar[bool] = False
    """Whether its keyword takes the names of people that it is about: “INDUCT Faith”."""
    pin_for: ClassVar[Marked | None] = None
    """What the PIN is asked for, where that is more than reading it."""
    says_freely: ClassVar[bool] = False
    """Whether the words after its keyword are free words: then it is no command over an open form."""
    confides: ClassVar[bool] = False
    """Whether nobody may learn that it was opened or said: it is in no trail, cannot be taken back, and what is
    written in it is kept in it alone, and heard as nothing else."""
    facts: ClassVar[type]
    """The dataclass that it declares in its brackets."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if any(not str(kind).startswith("ClassVar") for kind in vars(cls).get("__annotations__", {}).values()):
            dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)

    def __str__(self) -> str:
        args = self.as_written()
        return f"{type(self).__name__}?{written(args)}" if args else type(self).__name__

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def as_written(self) -> dict[str, str]:
        """Its arguments as they are written, those that are not given left out."""
        given = ((argument.written, getattr(self, name)) for name, argument in arguments(type(self)).items())
        return {name: _written(value) for name, value in given if value is not None and value is not False}


@dataclass(frozen=True)
class Argument:
    """One argument of a dialog: the name under which it is written, its kind, and whether it must be given."""

    written: str
    kind: Any
    needed: bool


_ARGUMENTS: dict[type[Dialog], Mapping[str, Argument]] = {}


def arguments(dialog: type[Dialog]) -> Mapping[str, Argument]:
    """What a dialog is about, by the names of its fields; those that are words of Python end in `_`."""
    if dialog not in _ARGUMENTS:
        kinds = get_type_hints(dialog)
        own: Mapping[str, Field[Any]] = getattr(dialog, "__dataclass_fields__", {})
        given = {name: one for name, one in own.items() if get_origin(kinds[name]) is not ClassVar}
        _ARGUMENTS[dialog] = {name: _argument(one, kinds[name]) for name, one in given.items()}
    return _ARGUMENTS[dialog]


def _argument(own: Field[Any], hint: Any) -> Argument:
    return Argument(own.name.rstrip("_"), _kind(hint), own.default is MISSING)


def _kind(hint: Any) -> Any:
    """What an argument is where it is given: `int` of `int | None`."""
    return (
        next((one for one in get_args(hint) if one is not type(None)), hint) if type(None) in get_args(hint) else hint
    )


def _written(value: object) -> str:
    match value:
        case True:
            return "1"
        case Enum():
            return str(value.value)
        case tuple():
            return ".".join(map(str, value))
        case date() | time():
            return value.isoformat()
    return str(value)


def read(dialog: type[Dialog], written: Mapping[str, str]) -> Dialog:
    """An opened dialog of its written arguments: nothing else makes numbers, days or keys of them. Misread."""
    given = {
        name: _read(argument.kind, written[argument.written])
        for name, argument in arguments(dialog).items()
        if argument.written in written
    }
    if len(given) < len(written):
        raise Misread(f"{dialog.__name__} has other arguments")
    try:
        return dialog(**given)
    except TypeError:
        raise Misread(f"{dialog.__name__} needs more arguments") from None


def _read(kind: Any, text: str) -> Any:
    """What is written, as this kind of argument. Misread."""
    try:
        return READERS.get(kind, kind)(text)  # else one of an Enum
    except ValueError:
        raise Misread("no such value") from None


def number(text: str) -> int:
    """A number as it is written in a place. Misread."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST)) and int(text) <= MOST):
        raise Misread("no number")
    return int(text)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(number, _several(text.replace(",", "."))))


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split(".")) if text else ()


def _yes(text: str) -> bool:
    if text != "1":
        raise Misread("neither given nor left out")
    return True


READERS: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: number,
    bool: _yes,
    date: date.fromisoformat,
    time: time.fromisoformat,
    tuple[int, ...]: _numbers,
    tuple[str, ...]: _several,
}
"""How each kind of argument is read."""


Target = type[Dialog]
To = Target | Callable[[], Target]
"""Where something leads: a dialog, or what answers it where that stands further down or in a module that knows this."""


def target(to: To) -> Target:
    """The dialog that is meant."""
    return to if isinstance(to, type) else to()
