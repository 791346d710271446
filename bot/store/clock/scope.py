"""Questions over all pairs, which the clock asks of those alone that it is looking at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, true

from bot.store.among import among
from bot.store.statement import Query

Row = TypeVar("Row")

_SCOPE = "scope"
_NAME = "only_pairs"


@contextmanager
def only(db: Connection, pair_ids: Collection[int]) -> Iterator[None]:
    """Meanwhile what is asked of all pairs on this connection is asked of these."""
    db.__dict__[_SCOPE] = list(pair_ids)
    try:
        yield
    finally:
        del db.__dict__[_SCOPE]


def is_narrow(db: Connection) -> bool:
    """Whether only some pairs are asked for now."""
    return _SCOPE in db.__dict__


def values(db: Connection) -> dict[str, Any]:
    """The parameter of `within`, where it stands in a statement."""
    return {_NAME: db.__dict__[_SCOPE]} if is_narrow(db) else {}


def within(pair: ColumnElement[Any], *, narrow: bool) -> ColumnElement[bool]:
    """Whether a pair is one of those that are asked for."""
    return among(pair, _NAME) if narrow else true()


class PairQuery(Generic[Row]):
    """A query over all pairs; `pair` are the columns by which it is narrowed to some, `others`: what it asks of all.

    More than one where a database would else look for the way to these pairs from the wrong end.
    """

    def __init__(
        self,
        written: Select[Any],
        row: Callable[..., Row],
        *pair: ColumnElement[Any],
        others: ColumnElement[bool] | None = None,
    ) -> None:
        self._all = Query(written if others is None else written.where(others), row)
        self._some = Query(written.where(*(within(each, narrow=True) for each in pair)), row)

    def rows(self, db: Connection, **given: Any) -> list[Row]:
        """All that it finds."""
        return (self._some if is_narrow(db) else self._all).rows(db, **given, **values(db))
