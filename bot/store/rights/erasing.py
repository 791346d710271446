"""What somebody may have erased at their own wish: what they wrote that is no part of a signed record.

Nothing that was made after `before` goes, so that the same erasure can be done again in a database that is restored.
What is on hold stays until that is over; the answer says whether something has stayed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Integer, Text, bindparam, delete, exists, or_, select, type_coerce, update

from bot.store.among import among
from bot.store.base import Moment
from bot.store.helpdesk.talks import help_talks, help_words
from bot.store.joining.join_requests import join_requests
from bot.store.joining.myself import personal
from bot.store.letters import letters
from bot.store.outbox.outbox import is_open, outbox
from bot.store.pairs import pairs
from bot.store.people.addresses import addresses
from bot.store.pictures import attachments
from bot.store.preparing.plan_drafts import plan_drafts
from bot.store.rights import removing
from bot.store.rights.holds import OnHold
from bot.store.row_change import RowChange
from bot.store.session_rows import sessions
from bot.store.sessions.notes import notes
from bot.store.statement import ChangingStatement, Query, only, several
from bot.store.talk import inbox as heard
from bot.store.talk.drafts import drafts
from bot.store.talk.inbox import inbox
from bot.store.talk.notices import notices
from bot.store.talk.saves import saves

RECENT = timedelta(days=1)
"""For so long a message is known again when its provider brings it once more; its row stays, without its words."""
_WHO = bindparam("who", type_=Integer)
_BEFORE = bindparam("before", type_=Moment)
_OLD = bindparam("old", type_=Moment)
_at_once = tuple(
    ChangingStatement(delete(table).where(whose == _WHO, made <= _BEFORE))
    for table, whose, made in (
        (personal, personal.c.person_id, personal.c.made_at),
        (drafts, drafts.c.person_id, drafts.c.opened_at),
        (plan_drafts, plan_drafts.c.person_id, plan_drafts.c.made_at),
        (saves, saves.c.person_id, saves.c.saved_at),
    )
)
_way = select(addresses.c.id).where(
    addresses.c.person_id == _WHO,
    addresses.c.channel == join_requests.c.channel,
    addresses.c.address == join_requests.c.address,
)
_asked_to_join = ChangingStatement(delete(join_requests).where(_way.exists(), join_requests.c.made_at <= _BEFORE))
_old_inbox = ChangingStatement(delete(inbox).where(inbox.c.person_id == _WHO, inbox.c.received_at <= _OLD))
_new_inbox = Query(select(inbox.c.id).where(inbox.c.person_id == _WHO, inbox.c.received_at <= _BEFORE), only)
_old_outbox = ChangingStatement(delete(outbox).where(outbox.c.person_id == _WHO, outbox.c.made_at <= _OLD, ~is_open))
_new_outbox = Query(select(outbox.c.id).where(outbox.c.person_id == _WHO, outbox.c.made_at <= _BEFORE, ~is_open), only)
_waits = Query(select(exists().where(outbox.c.person_id == _WHO, outbox.c.made_at <= _BEFORE, is_open)), only)
_letters = Query(
    select(letters.c.id, letters.c.pair_id, letters.c.words, letters.c.about).where(
        letters.c.from_id == _WHO, letters.c.made_at <= _BEFORE
    ),
    several,
)
_take_back = ChangingStatement(
    update(letters)
    .where(letters.c.id == bindparam("row"), letters.c.taken_back_at.is_(None))
    .values(taken_back_at=bindparam("at", type_=Moment))
)
_notes = Query(
    select(notes.c.id, sessions.c.pair_id, notes.c.words, type_coerce(None, Text))
    .join_from(notes, sessions)
    .where(notes.c.author_id == _WHO, notes.c.made_at <= _BEFORE),
    several,
)
_pictures = Query(
    select(attachments.c.id, sessions.c.pair_id, type_coerce(None, Text), type_coerce(None, Text))
    .join_from(attachments, sessions)
    .where(attachments.c.by_id == _WHO, attachments.c.made_at <= _BEFORE),
    several,
)
_theirs = or_(pairs.c.mentor_id == _WHO, pairs.c.mentee_id == _WHO)
_told = Query(
    select(outbox.c.id, outbox.c.body)
    .where(
        outbox.c.person_id.in_(
            select(pairs.c.mentor_id).where(_theirs).union(select(pairs.c.mentee_id).where(_theirs))
        ),
        outbox.c.person_id != _WHO,
        outbox.c.made_at <= _BEFORE,
        ~is_open,
    )
    .order_by(outbox.c.id),
    several,
)
_talked = Query(
    select(inbox.c.text)
    .join_from(help_words, inbox)
    .where(help_words.c.from_id == _WHO, help_words.c.made_at <= _BEFORE),
    only,
)
_talks = Query(
    select(help_talks.c.id, help_talks.c.person_id, help_talks.c.made_at, help_talks.c.ended_at).where(
        help_talks.c.id.in_(select(help_words.c.talk_id).where(help_words.c.from_id == _WHO))
    ),
    several,
)
_called = Query(
    select(notices.c.person_id).where(notices.c.cause.startswith(bindparam("prefix"), autoescape=False)).distinct(),
    only,
)
_told_between = Query(
    select(outbox.c.id, outbox.c.body).where(
        among(outbox.c.person_id, "readers"),
        outbox.c.person_id != _WHO,
        outbox.c.made_at.between(bindparam("since", type_=Moment), bindparam("until", type_=Moment)),
        ~is_open,
    ),
    several,
)
_change = RowChange(outbox)
_BLANK: dict[str, Any] = {"text": heard.BLANK}


def erase(db: Connection, person_id: int, before: datetime, hold: OnHold) -> tuple[list[str], bool]:
    """All of it; answers the words that went, for whoever looks where else they were said, and whether some stayed."""
    for statement in (*_at_once, _asked_to_join):
        statement.run(db, who=person_id, before=before)
    written, stayed = _beside_the_record(db, person_id, before, hold)
    if person_id in hold.people:
        return written, True
    _messages(db, person_id, before)
    return written, stayed or bool(_waits.sure(db, who=person_id, before=before))


def _beside_the_record(db: Connection, person_id: int, before: datetime, hold: OnHold) -> tuple[list[str], bool]:
    """Letters, notes and pictures of theirs. The letters of a pair on hold are taken back instead: nobody sees them,
    nor that they are kept."""
    written: list[str] = []
    stayed = False
    for table, query in ((letters, _letters), (notes, _notes), (attachments, _pictures)):
        found = query.rows(db, who=person_id, before=before)
        held = [row for row in found if table is letters and row[1] in hold.pairs]
        goes = [row for row in found if row not in held]
        for row in held:
            _take_back.run(db, row=row[0], at=before)
        stayed |= bool(held)
        written += [words for _id, _pair, *both in goes for words in both if words]
        removing.delete_rows(db, table, [row[0] for row in goes])
    return written, stayed


def _messages(db: Connection, person_id: int, before: datetime) -> None:
    _old_inbox.run(db, who=person_id, old=before - RECENT)
    for number in _new_inbox.rows(db, who=person_id, before=before):
        heard.blank(db, number)
    _old_outbox.run(db, who=person_id, old=before - RECENT)
    _blank(db, _new_outbox.rows(db, who=person_id, before=before))


def _blank(db: Connection, message_ids: Iterable[int]) -> None:
    for number in message_ids:
        _change.run(db, number, body=_BLANK)


def told_to_others(db: Connection, person_id: int, before: datetime) -> list[tuple[int, str]]:
    """The messages by which the others of their pairs were told something, with their texts."""
    return [(number, str(body.get("text", ""))) for number, body in _told.rows(db, who=person_id, before=before)]


def talked(db: Connection, person_id: int, before: datetime) -> list[str]:
    """What somebody has written in talks with a person."""
    return _talked.rows(db, who=person_id, before=before)


def told_in_talks(db: Connection, person_id: int, before: datetime) -> list[tuple[int, str]]:
    """The messages that others of these talks had meanwhile, with their texts: whoever helped, for however long."""
    found: list[tuple[int, str]] = []
    for talk, asker, since, ended in _talks.rows(db, who=person_id):
        readers = {asker, *_called.rows(db, prefix=f"help:{talk}:")}
        told = _told_between.rows(
            db, who=person_id, readers=list(readers), since=since, until=min(ended or before, before)
        )
        found += [(number, str(body.get("text", ""))) for number, body in told]
    return found


def forget_told(db: Connection, message_ids: Collection[int]) -> None:
    """These messages to others keep nothing of what they said."""
    _blank(db, message_ids)
