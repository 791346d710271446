"""What a turn knows already: read once in its transaction, and forgotten by whoever changes it.

Only a turn remembers, from its first statement to its commit: it holds its person locked, so nobody else changes what
is theirs meanwhile. Whoever reads asks as ever, and need not know whether somebody asked before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection

Value = TypeVar("Value")

_KNOWN = "known"


def begin(db: Connection) -> None:
    """From now on this connection remembers, for the one transaction that it lives for."""
    db.__dict__[_KNOWN] = {}


def remembers(db: Connection) -> bool:
    """Whether this is a turn's connection."""
    return _KNOWN in db.__dict__


def recalled(db: Connection, subject: str, key: Hashable, read: Callable[[], Value]) -> Value:
    """What is known of it; else what `read` answers, which is known from then on."""
    known: dict[str, dict[Hashable, Any]] | None = db.__dict__.get(_KNOWN)
    if known is None:
        return read()
    of_subject = known.setdefault(subject, {})
    if key not in of_subject:
        of_subject[key] = read()
    value: Value = of_subject[key]
    return value


def found(db: Connection, subject: str, key: Hashable, otherwise: Value) -> Value:
    """What is known of it; `otherwise` where nothing is."""
    known = db.__dict__.get(_KNOWN)
    value: Value = known.get(subject, {}).get(key, otherwise) if known is not None else otherwise
    return value


def learn(db: Connection, subject: str, key: Hashable, value: object) -> None:
    """This was just read."""
    known = db.__dict__.get(_KNOWN)
    if known is not None:
        known.setdefault(subject, {})[key] = value


def every(db: Connection, subject: str) -> Iterable[Any]:
    """All that is known of a subject."""
    known = db.__dict__.get(_KNOWN)
    return known.get(subject, {}).values() if known is not None else ()


def amend(db: Connection, subject: str, which: Callable[[Any], bool], change: Callable[[Any], Any]) -> None:
    """Of the lists that are known of a subject, those entries have just been changed so."""
    known = db.__dict__.get(_KNOWN)
    of_subject = known.get(subject, {}) if known else {}
    for key, entries in of_subject.items():
        of_subject[key] = [change(one) if which(one) else one for one in entries]


def forget(db: Connection, *subjects: str) -> None:
    """This has changed, or may have changed while we waited for a lock: it is read anew when it is asked for."""
    known = db.__dict__.get(_KNOWN)
    if known:
        for subject in subjects:
            known.pop(subject, None)
