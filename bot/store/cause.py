"""What a notice comes of: there is never a second one. Each cause is written once, as text and for queries in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import Any, ClassVar, dataclass_transform

from sqlalchemy import BindParameter, ColumnElement, Text, cast, literal


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Cause:
    """One kind of cause, with the parts that tell one from another; `written`: how it reads, “sign:{version}”."""

    pattern: ClassVar[str]

    def __init_subclass__(cls, *, written: str) -> None:
        super().__init_subclass__()
        dataclass(frozen=True, kw_only=True)(cls)
        cls.pattern = written
        if set(cls.__annotations__) != {name for _text, name in _parts(written) if name}:
            raise TypeError(f"{cls.__name__} is written with other parts than it has: {written}")

    def __str__(self) -> str:
        return self.pattern.format(**vars(self))

    @classmethod
    def in_sql(cls, **parts: object) -> ColumnElement[str]:
        """The same text in a query, its parts columns, parameters or plain values."""
        if parts.keys() != set(cls.__annotations__):
            raise TypeError(f"{cls.__name__} has other parts: {cls.pattern}")
        found: ColumnElement[str] = literal("")
        for text, name in _parts(cls.pattern):
            found = found + text if text else found
            found = found + _as_text(parts[name]) if name else found
        return found

    @classmethod
    def beginning(cls, **first: object) -> str:
        """How those causes begin that have these parts, which stand first."""
        begins = ""
        for text, name in _parts(cls.pattern):
            begins += text
            if name not in first:
                return begins
            begins += str(first[name])
        return begins


def _parts(written: str) -> list[tuple[str, str]]:
    """The text before each part, and the part's name; "" after the last."""
    return [(text, name or "") for text, name, _spec, _conversion in Formatter().parse(written)]


def _as_text(part: Any) -> ColumnElement[str]:
    if isinstance(part, BindParameter) and isinstance(part.type, Text):
        return part
    return cast(part, Text) if isinstance(part, ColumnElement) else literal(str(part))


class KeptCause(Cause, written="{text}"):
    """A cause as it was kept, whichever it is."""

    text: str
