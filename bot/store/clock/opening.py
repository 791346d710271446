"""Opens many notices in one statement, each once for its cause."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

from bot.store.base import written
from bot.store.statement import Query, only
from bot.store.talk.notices import NewNotice, NoticeState

_FIELDS = {
    "person_id": "integer",
    "place": "text",
    "cause": "text",
    "kind": "text",
    "made_at": "timestamptz",
    "state": "text",
    "reason": "text",
    "until": "timestamptz",
}
_into = f"INSERT INTO notices ({', '.join(_FIELDS)}) SELECT"
_once = "ON CONFLICT (cause) DO NOTHING RETURNING cause"
_typed = ", ".join(f"{name} {kind}" for name, kind in _FIELDS.items())
_each = ", ".join(f"json_extract(value, '$.{name}')" for name in _FIELDS)
_open = Query(
    {
        "postgresql": text(f"{_into} * FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS new ({_typed}) {_once}"),
        "sqlite": text(f"{_into} {_each} FROM json_each(:rows) WHERE true {_once}"),
    },
    only,
)
"""Each database reads the rows from JSON in its own way."""


def open_all(db: Connection, new: Iterable[NewNotice]) -> set[str]:
    """The causes of these that have made no notice before: now they have."""
    rows = [_as_json(db, one) for one in new]
    return set(_open.rows(db, rows=json.dumps(rows))) if rows else set()


def _as_json(db: Connection, one: NewNotice) -> dict[str, object]:
    moments = {"made_at": written(db.dialect, one.made_at), "until": written(db.dialect, one.until)}
    known = {name: value for name, value in vars(one).items() if name in _FIELDS}
    return {**known, "cause": str(one.cause), "state": NoticeState.WAITING, **moments}
