"""Reads at once what saying something to each of many people needs: six questions, however many they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.store.among import among
from bot.store.base import Moment, columns, literal
from bot.store.clock import gathered
from bot.store.people.addresses import Address, addresses
from bot.store.people.levels import level_of
from bot.store.people.people import people
from bot.store.statement import Query, several
from bot.store.talk.drafts import Draft, drafts, is_open
from bot.store.talk.notices import NoticeKind, QueuedNotice, is_waiting, notices

_theirs = {table: among(table.c.person_id, "people") for table in (addresses, drafts, notices)}
_addresses = Query(
    select(*columns(addresses, Address)).where(_theirs[addresses]).order_by(addresses.c.rank, addresses.c.id), Address
)
_drafts = Query(
    select(*columns(drafts, Draft))
    .where(is_open, _theirs[drafts])
    .order_by(drafts.c.touched_at.desc(), drafts.c.id.desc()),
    Draft,
)
_levels = Query(select(people.c.id, level_of(people.c.id)).where(among(people.c.id, "people")), several)
_waiting = Query(
    select(*columns(notices, QueuedNotice)).where(_theirs[notices], is_waiting).order_by(notices.c.id), QueuedNotice
)
_said = Query(
    select(notices.c.person_id, notices.c.said_at)
    .where(
        _theirs[notices],
        notices.c.said_at >= bindparam("since", type_=Moment),
        notices.c.kind == literal(NoticeKind.PROMPT),
    )
    .distinct(),
    several,
)


def gather(db: Connection, person_ids: Collection[int], since: datetime) -> list[str]:
    """Reads all of it, and the prompts said since then; answers the places that wait to be opened."""
    waits = _waiting.rows(db, people=person_ids)
    gathered.gather(db, "waiting", gathered.by_person(person_ids, waits))
    gathered.gather(db, "addresses", gathered.by_person(person_ids, _addresses.rows(db, people=person_ids)))
    drafts_of = gathered.by_person(person_ids, _drafts.rows(db, people=person_ids))
    gathered.gather(db, "draft", {person: next(iter(theirs), None) for person, theirs in drafts_of.items()})
    gathered.gather(db, "level", dict(_levels.rows(db, people=person_ids)))
    said: dict[int, list[datetime]] = {person: [] for person in person_ids}
    for person, at in _said.rows(db, people=person_ids, since=since):
        said[person].append(at)
    gathered.gather(db, ("said", since, NoticeKind.PROMPT), said)
    return [one.place for one in waits]
