"""What is held of somebody is put right: a name at once, all else by a data officer within the statutory days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.correcting.pages import DataAnswered, DataPutRight, DataRequestMade
from bot.dialogs.correcting.rules import (
    AnsweredBefore,
    DataAnsweredCause,
    DataAsked,
    NotAName,
    NotATscNumber,
    PutRightCause,
)
from bot.dialogs.erasing import deeds as erasing
from bot.dialogs.redacting import deeds as redacting
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.dialogs.trail import deeds as trail
from bot.language import local_day, squeeze
from bot.store.people import people, roles
from bot.store.people.people import Person, PersonState
from bot.store.people.roles import Role
from bot.store.rights import data_requests, former_names
from bot.store.rights.data_requests import AboutData, DataAnswer, DataRequest, NewDataRequest, RequestedData
from bot.store.rights.terms import due
from bot.store.trail import TrailDeed

SHORTEST, LONGEST = 3, 80
_TSC = re.compile(r"(?<!\d)\d{5,8}(?!\d)")


def officers(db: Connection, today: date) -> list[int]:
    """Who answers what people ask of their own data: the data officers; where there is none, the operators."""
    return roles.holders(db, Role.DPO, today) or roles.holders(db, Role.OPERATOR, today)


def has_officer(db: Connection, today: date) -> bool:
    """Whether somebody is the data officer."""
    return bool(roles.holders(db, Role.DPO, today))


def rename(db: Connection, who: int, written: str, now: datetime) -> None:
    """Their name from now on; what they have signed keeps the one that they had. NotAName."""
    name, person = squeeze(written), people.get(db, who)
    letters = sum(letter.isalpha() for letter in name)
    if person is None or not SHORTEST <= letters <= LONGEST or any(letter.isdigit() for letter in name):
        raise NotAName
    if not former_names.rename(db, person, name, now):
        return
    new = NewDataRequest(
        person_id=who,
        kind=RequestedData.CORRECTION,
        made_at=now,
        due=due(RequestedData.CORRECTION, local_day(now)),
        about=AboutData.NAME,
        answer=DataAnswer.DONE,
        answered_by_id=who,
        answered_at=now,
    )
    data_requests.add(db, new)
    trail.own(db, who, who, "Renamed", TrailDeed.CHANGED, now)


def put_right(db: Connection, who: Person, what: Sequence[str], now: datetime) -> None:
    """Its owner is told what an operator has put right; who has not come in yet is invited by what is so now."""
    if who.state is PersonState.ACTIVE:
        tell(db, who.id, DataPutRight(what=".".join(what)), PutRightCause(person=who.id, at=now), now)


def ask(db: Connection, who: int, kind: RequestedData, about: AboutData, words: str | None, now: datetime) -> int:
    """A data officer is asked; the number of it. Who has asked the same and waits for it asks nothing new."""
    for known in data_requests.of_person(db, who):
        if known.answered_at is None and (known.kind, known.about, known.words) == (kind, about, words):
            return known.id
    today = local_day(now)
    number = data_requests.add(db, NewDataRequest(who, kind, now, due(kind, today), about, words))
    trail.own(db, who, who, f"Asked.{about}", TrailDeed.CHANGED, now)
    for officer in officers(db, today):
        tell(db, officer, DataRequestMade(request=number), DataAsked(request=number, officer=officer), now)
    return number


def to_answer(db: Connection, by: int, request_id: int, today: date) -> DataRequest:
    """A request, for an officer who answers such. NotYours for everybody else."""
    found = data_requests.get(db, request_id)
    if found is None or by not in officers(db, today):
        raise NotYours
    return found


def grant(db: Connection, by: int, request_id: int, now: datetime) -> None:
    """It is done: a TSC number is changed here, a learner's name struck, a record ends; all else the officer has done.

    NotYours; AnsweredBefore; NotATscNumber where what was asked for is none; StillRunning.
    """
    found = _open(db, by, request_id, now)
    if found.about is AboutData.TSC:
        _renumber(db, found)
    if found.about is AboutData.LEARNER:
        _strike(db, found.id, found.person_id, found.words or "", by, now)
    if found.about is AboutData.REST:
        erasing.erase_rest(db, found, by, now)
    _answer(db, found, DataAnswer.DONE, by, None, now)


def refuse(db: Connection, by: int, request_id: int, words: str, now: datetime) -> None:
    """It is not done, and why. NotYours; AnsweredBefore."""
    _answer(db, _open(db, by, request_id, now), DataAnswer.REFUSED, by, words, now)


def _open(db: Connection, by: int, request_id: int, now: datetime) -> DataRequest:
    found = to_answer(db, by, request_id, local_day(now))
    if found.person_id == by:
        raise NotYours  # nobody decides of their own
    if found.answered_at is not None:
        raise AnsweredBefore
    return found


def _renumber(db: Connection, found: DataRequest) -> None:
    named = _TSC.findall(found.words or "")
    if len(named) != 1 or people.by_tsc(db, named[0]) is not None:
        raise NotATscNumber
    people.set_tsc(db, found.person_id, named[0])


def _strike(db: Connection, request_id: int, whose: int, name: str, by: int | None, now: datetime) -> int:
    """The name is struck, also from the request; what knows it again is kept, for a database that is restored."""
    mark = redacting.known_again(db, name)
    data_requests.set_struck(db, request_id, mark)
    return redacting.strike(db, by, whose, request_id, mark, now)


def strike_on_report(db: Connection, whose: int, name: str, now: datetime) -> int:
    """An operator strikes a learner's name that somebody has told of; answers from how many texts. NotALearner."""
    redacting.demand_name(db, whose, name)
    kind = RequestedData.CORRECTION
    number = data_requests.add(db, NewDataRequest(whose, kind, now, due(kind, local_day(now)), AboutData.LEARNER))
    data_requests.answer(db, number, DataAnswer.DONE, None, now, None)
    return _strike(db, number, whose, name, None, now)


def _answer(db: Connection, found: DataRequest, given: DataAnswer, by: int, reply: str | None, now: datetime) -> None:
    data_requests.answer(db, found.id, given, by, now, reply)
    trail.own(db, by, found.person_id, f"Answered.{given}", TrailDeed.CHANGED, now)
    tell(db, found.person_id, DataAnswered(request=found.id), DataAnsweredCause(request=found.id), now)
