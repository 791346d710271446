"""What an office calls people to or tells them: who is meant, that they are told, what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.figures import deeds as figures
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import NotYours
from bot.dialogs.sharing.pages import HeadsTold, SharingInvited
from bot.dialogs.sharing.rules import CalledTo
from bot.dialogs.telling import tell
from bot.store import areas
from bot.store.officers import calls
from bot.store.officers.calls import NewOfficeCall


def call(db: Connection, office: Office, meeting: NewOfficeCall, *, mentees: bool) -> int:
    """The mentors, and the mentees too, of the pairs of its area are called to share experiences. NotYours; its id."""
    if not any(area.id == office.area_id for area in areas.path(db, meeting.area_id)):
        raise NotYours
    now = meeting.made_at
    found = [pair for school in figures.with_pairs(db, meeting.area_id, now, office.levels) for pair in school.pairs]
    who = {pair.mentor_id for pair in found} | ({pair.mentee_id for pair in found} if mentees else set())
    asked = sorted(who - {meeting.by_id})
    made = calls.add(db, meeting, asked)
    for person in asked:
        tell(db, person, SharingInvited(call=made), CalledTo(call=made, person=person), now)
    return made


def tell_heads(db: Connection, office: Office, by: int, words: str, now: datetime) -> int:
    """Every head of an office's schools is told something; its id."""
    found = figures.schools(db, office.area_id, now, office.levels)
    heads = _heads(school.head_id for school in found)
    made = calls.add(db, NewOfficeCall(by, office.area_id, None, None, words, now), heads)
    for head in heads:
        tell(db, head, HeadsTold(call=made), CalledTo(call=made, person=head), now)
    return made


def _heads(found: Iterable[int | None]) -> list[int]:
    return sorted({one for one in found if one is not None})
