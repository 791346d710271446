"""What a story leaves in the store, without what belongs to the channel it was told on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from bot.dialogs.sessions.rules import Record
from bot.store import signing
from bot.store.people import people
from bot.store.sessions import notes, sessions, versions
from bot.store.sessions.versions import Version
from bot.store.talk import drafts, notices
from tests.stories.given import Pair, the_pair


@dataclass(frozen=True)
class Left:
    """Sessions, versions, signatures, notes, drafts, notices and people as they stand."""

    sessions: tuple[object, ...]
    versions: tuple[object, ...]
    signatures: tuple[object, ...]
    notes: tuple[object, ...]
    drafts: tuple[object, ...]
    notices: tuple[object, ...]
    people: tuple[tuple[str, str, bool], ...]


def left(engine: Engine) -> Left:
    """Everything that Faith's and Peter's conversation is about."""
    with engine.connect() as db:
        pair = the_pair(db)
        known = sessions.of_pair(db, pair.id)
        written = [version for session in known for version in versions_of(db, session.id)]
        signed = [signature for version in written for signature in signing.of_version(db, version.id)]
        both = [people.get(db, person_id) for person_id in (pair.mentee_id, pair.mentor_id)]
        return Left(
            tuple(known),
            tuple((one.session_id, one.number, Record.of(one), one.author_id, one.refused_at) for one in written),
            tuple((one.version_id, one.person_id, one.role, one.method, one.hash, one.language) for one in signed),
            tuple(note.words for session in known for note in notes.of_session(db, session.id)),
            tuple(
                (draft.form, draft.about, tuple(sorted(draft.answers.items())))
                for person in both
                if person is not None
                for draft in drafts.all_open(db, person.id)
            ),
            _told(db, pair),
            tuple((one.name, one.language, one.muted_at is not None) for one in both if one is not None),
        )


def _told(db: Connection, pair: Pair) -> tuple[object, ...]:
    """What the two were told, or are still to be told."""
    columns = notices.notices.c
    of_both = columns.person_id.in_((pair.mentee_id, pair.mentor_id))
    found = select(columns.place, columns.state, columns.person_id).where(of_both).order_by(columns.id)
    return tuple(tuple(row) for row in db.execute(found))


def versions_of(db: Connection, session_id: int) -> list[Version]:
    """Every version of a session's record, the first one first."""
    latest = versions.latest(db, session_id)
    numbers = range(1, latest.number + 1) if latest else ()
    return [version for number in numbers if (version := versions.numbered(db, session_id, number))]
