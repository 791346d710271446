"""Coming in: the answer to the privacy notice, and inviting somebody once more.

How far a person has come is derived: invited, once a notice has gone; in, once they said yes; oriented, once they
have covered the topics; matched, once they are in a pair. Only whether the clock may write to them is kept, as the
state of the person, because every prompt looks at it: enrolled (not yet, or no), active (yes, or taken on paper).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.dialogs.joining.pages import NOTICE_VERSION, ChatRefused, ConsentAgain, Invitation
from bot.dialogs.joining.rules import (
    AlreadyIn,
    InvitedAgain,
    NoticeChangedCause,
    NoticeShown,
    WantsNoMessages,
    WantsNone,
)
from bot.dialogs.offices.deeds import heads_of, office_of, works_within
from bot.dialogs.offices.rules import Office
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import prompt, tell
from bot.language import local_day
from bot.store.joining import consents, newcomers
from bot.store.joining.consents import ConsentAnswer, NewConsent
from bot.store.joining.newcomers import Outside
from bot.store.people import people
from bot.store.people.people import PersonState


def answered(db: Connection, who: int) -> ConsentAnswer | None:
    """What somebody said to the notice last; None: nothing yet."""
    known = consents.of_person(db, who)
    return known[0].answer if known else None


def accept(db: Connection, who: int, shown: NoticeShown, now: datetime) -> None:
    """Yes to messages by chat: from now on the clock may write to them."""
    _record(db, who, ConsentAnswer.YES, shown, now)
    people.set_state(db, who, PersonState.ACTIVE)


def has_answered(db: Connection, who: int) -> bool:
    """Whether somebody has answered the notice as it reads now."""
    known = consents.of_person(db, who)
    return bool(known) and known[0].version == NOTICE_VERSION


def ask_again(db: Connection, who: int, now: datetime) -> None:
    """Whoever said yes to another version of the notice is asked once whether that still holds (requirement D325)."""
    if consents.last_version(db, who) not in (None, NOTICE_VERSION):
        tell(db, who, ConsentAgain(), NoticeChangedCause(person=who, version=NOTICE_VERSION), now)


def refuse(db: Connection, who: int, shown: NoticeShown, now: datetime) -> None:
    """No to messages: they stay in the programme, without prompts, and their head is asked to reach them in person."""
    _record(db, who, ConsentAnswer.NO, shown, now)
    people.set_state(db, who, PersonState.ENROLLED)
    for head in heads_of(db, who, local_day(now)):
        tell(db, head, ChatRefused(person=who), WantsNoMessages(person=who, head=head), now)


def _record(db: Connection, who: int, answer: ConsentAnswer, shown: NoticeShown, now: datetime) -> None:
    consent = NewConsent(
        person_id=who,
        answer=answer,
        version=shown.version,
        language=shown.language,
        channel=shown.channel,
        shown=shown.text,
        made_at=now,
    )
    consents.add(db, consent)


# inviting again


def may_invite(db: Connection, by: int, now: datetime) -> Office:
    """The office of somebody who enrols people. NotYours for all others."""
    office = office_of(db, by, local_day(now))
    if office is None:
        raise NotYours
    return office


def outside(db: Connection, by: int, now: datetime) -> list[Outside]:
    """Who of this head's school or this director's area has not come in yet."""
    return newcomers.outside(db, may_invite(db, by, now).area_id, local_day(now))


def to_invite(db: Connection, by: int, number: str, now: datetime) -> Outside:
    """The one meant by a TSC number. NotYours for a number that is not theirs or not known; AlreadyIn, WantsNone."""
    office = may_invite(db, by, now)
    found = next((one for one in newcomers.outside(db, office.area_id, local_day(now)) if one.number == number), None)
    if found is None:
        person = people.by_tsc(db, number)
        theirs = person is not None and works_within(db, person.id, office, local_day(now))
        raise AlreadyIn if person is not None and theirs and person.state is PersonState.ACTIVE else NotYours
    if found.refused:
        raise WantsNone
    return found


def invite(db: Connection, by: int, who: int, now: datetime) -> None:
    """The first message goes once more, in the hours of prompts, at most once a day."""
    person = people.get(db, who)
    if person is None:
        raise NotYours
    to_invite(db, by, person.tsc_number or "", now)
    prompt(db, who, Invitation(), InvitedAgain(person=who, day=local_day(now)), now)
