"""When the clock asks a rule again that is asked of everybody: not before something comes of it or may have changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, select

from bot.store.base import Moment, metadata, put
from bot.store.statement import Query, several

rule_looks = Table(
    "rule_looks",
    metadata,
    Column("rule", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
_all = Query(select(rule_looks.c.rule, rule_looks.c.at), several)
_put_off = put(rule_looks, "at")


def rest(db: Connection, now: datetime) -> set[str]:
    """The rules that need not be asked yet, by name."""
    return {rule for rule, at in _all.rows(db) if at > now}


def put_off(db: Connection, until: Mapping[str, datetime]) -> None:
    """Each of these rules is asked again then."""
    for rule, at in until.items():
        _put_off.run(db, rule=rule, at=at)
