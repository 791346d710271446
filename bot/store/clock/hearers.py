"""Reads at once what saying something to each of many people needs: seven questions, however many they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select

from bot.store.among import among
from bot.store.base import Moment, columns, literal
from bot.store.clock import gathered
from bot.store.helpdesk.talks import help_talks
from bot.store.helpdesk.talks import is_open as goes_on
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
_in_talk = (goes_on, help_talks.c.helper_id.is_not(None))
_talking = Query(
    select(help_talks.c.person_id, help_talks.c.helper_id).where(
        *_in_talk, or_(among(help_talks.c.person_id, "people"), among(help_talks.c.helper_id, "people"))
    ),
    several,
)


def is_talking(db: Connection, person_id: int) -> bool:
    """Whether somebody talks with a person just now, or is that person: they are asked nothing meanwhile."""
    return gathered.one(
        db, "talking", person_id, lambda: any(person_id in two for two in _talking.rows(db, people=[person_id]))
    )


def gather(db: Connection, person_ids: Collection[int], since: datetime) -> list[str]:
    """Reads all of it, and the prompts said since then; answers the places that wait to be opened."""
    waits = _waiting.rows(db, people=person_ids)
    gathered.gather(db, "waiting", gathered.by_person(person_ids, waits))
    gathered.gather(db, "addresses", gathered.by_person(person_ids, _addresses.rows(db, people=person_ids)))
    drafts_of = gathered.by_person(person_ids, _drafts.rows(db, people=person_ids))
    gathered.gather(db, "draft", {person: next(iter(theirs), None) for person, theirs in drafts_of.items()})
    gathered.gather(db, "level", dict(_levels.rows(db, people=person_ids)))
    talking = {one for two in _talking.rows(db, people=person_ids) for one in two}
    gathered.gather(db, "talking", {person: person in talking for person in person_ids})
    said: dict[int, list[datetime]] = {person: [] for person in person_ids}
    for person, at in _said.rows(db, people=person_ids, since=since):
        said[person].append(at)
    gathered.gather(db, ("said", since, NoticeKind.PROMPT), said)
    return [one.place for one in waits]
