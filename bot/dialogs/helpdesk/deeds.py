"""What becomes of a talk with a person: asked for, taken, written in, given back, ended; also by the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.helpdesk.pages import (
    HelpGaveBack,
    HelpIsOver,
    HelpTakenBy,
    HelpWanted,
    HelpWords,
    NobodyCame,
)
from bot.dialogs.helpdesk.rules import (
    FORGOTTEN,
    GIVES_UP,
    HelpAsked,
    HelpEnded,
    HelpGivenBack,
    HelpSaid,
    HelpTaken,
    HelpWaits,
    after,
    on_duty,
    opens,
)
from bot.dialogs.refusals import Moved, NotYours
from bot.dialogs.telling import tell
from bot.language import local_day
from bot.store import pairs
from bot.store.health.passed_over import passing_over
from bot.store.helpdesk import talks
from bot.store.helpdesk.talks import HelpTalk, NewHelpTalk, NewHelpWord, TalkEnd
from bot.store.outbox import tidying
from bot.store.people import roles
from bot.store.people.roles import HeldRole, Role
from bot.store.talk import not_sent, notices
from bot.store.talk.notices import NewNotice, NoticeKind


@dataclass(frozen=True)
class OnCall:
    """Who may answer somebody: the champions of their schools, and after those the operators."""

    champions: tuple[int, ...]
    operators: tuple[int, ...]

    def first(self) -> tuple[int, ...]:
        """Who is called at once."""
        return self.champions or self.operators


def staff_of(db: Connection, person_id: int, now: datetime) -> OnCall:
    """Who may answer this person: nobody who is in a pair with them, of whom their question may be."""
    today = local_day(now)
    theirs = {person_id, *(pair.partner_id(person_id) for pair in pairs.pairs_of(db, person_id, pairs.PRESENT))}
    schools = {one.area_id for one in roles.of_person(db, person_id, today) if one.area_id is not None}
    held = [one for at in sorted(schools) for one in roles.at_area(db, at, Role.CHAMPION, today)]
    here = [one.person_id for one in held if one.person_id not in theirs and _works_there(db, one, today)]
    champions = tuple(dict.fromkeys(here))
    operators = tuple(one for one in roles.holders(db, Role.OPERATOR, today) if one not in theirs)
    return OnCall(champions, operators)


def _works_there(db: Connection, champion: HeldRole, today: date) -> bool:
    """Whether a champion still has a part at the school: who was transferred answers there no more."""
    held = roles.of_person(db, champion.person_id, today)
    return any(one.area_id == champion.area_id and one.role is not Role.CHAMPION for one in held)


def ask(db: Connection, who: int, now: datetime) -> int:
    """Somebody asks for a person: the talk waits, and whoever is first in line is called. NotYours: nobody is there."""
    staff = staff_of(db, who, now)
    if not staff.first():
        raise NotYours
    passed_on = None if staff.champions else now
    talk_id = talks.add(db, NewHelpTalk(who, made_at=now, waits_since=now, touched_at=now, passed_on_at=passed_on))
    _call(db, talk_id, staff.first(), now, now)
    return talk_id


def _call(db: Connection, talk_id: int, whom: Iterable[int], since: datetime, now: datetime) -> None:
    """These are told that somebody waits, when they are on duty; whoever talks with another hears it too."""
    at, first = str(HelpWanted(talk=talk_id)), opens(now, SchoolDays.around(db, local_day(now)))
    for person in whom:
        cause = HelpAsked(talk=talk_id, person=person, since=since)
        notices.add(db, NewNotice(person, at, cause, NoticeKind.NOTICE, now, held_until=first))


def may_take(db: Connection, who: int, talk: HelpTalk, now: datetime) -> bool:
    """Whether somebody is on duty for who asked: their champion, or an operator once it was passed on."""
    staff = staff_of(db, talk.person_id, now)
    return who in staff.champions or (who in staff.operators and talk.passed_on_at is not None)


def for_helper(db: Connection, who: int, now: datetime) -> list[HelpTalk]:
    """What this person may take, the longest waiting first."""
    return [one for one in talks.all_open(db) if one.helper_id is None and may_take(db, who, one, now)]


def take(db: Connection, who: int, talk_id: int, now: datetime) -> None:
    """Somebody on duty takes a talk. NotYours; Moved where another was faster, or they are in a talk already."""
    talk = talks.get(db, talk_id, lock=True)
    if talk is None or not may_take(db, who, talk, now):
        raise NotYours
    if talk.ended_at is not None or talk.helper_id is not None or talks.of_person(db, who) is not None:
        raise Moved
    talks.change(db, talk_id, helper_id=who, taken_at=now, touched_at=now)
    notices.drop(db, HelpAsked.beginning(talk=talk_id))
    tell(db, talk.person_id, HelpTakenBy(talk=talk_id), HelpTaken(talk=talk_id, at=now), now)


def write(db: Connection, who: int, talk_id: int, inbox_id: int, now: datetime) -> HelpTalk:
    """One of the two writes: it goes to the other, or waits for whoever takes the talk. Moved where it is over."""
    talk = talks.get(db, talk_id, lock=True)
    if talk is None or talk.ended_at is not None or who not in (talk.person_id, talk.helper_id):
        talks.forget(db)
        raise Moved
    word = talks.say(db, NewHelpWord(talk_id, who, inbox_id, now))
    to = talk.other(who)
    if to is not None:
        tell(db, to, HelpWords(word=word), HelpSaid(talk=talk_id, word=word, person=to), now)
    return talk


def end(db: Connection, who: int, talk_id: int, now: datetime) -> None:
    """One of the two ends it; the other is told. It may be over already."""
    talk = talks.get(db, talk_id, lock=True)
    if talk is None or talk.ended_at is not None or who not in (talk.person_id, talk.helper_id):
        talks.forget(db)
        return
    _end(db, talk, TalkEnd.ASKER if who == talk.person_id else TalkEnd.HELPER, now)
    _tell(db, talk, talk.other(who), HelpIsOver(talk=talk_id), now)


def _end(db: Connection, talk: HelpTalk, how: TalkEnd, now: datetime) -> None:
    talks.change(db, talk.id, ended_at=now, how=how)
    notices.drop(db, HelpAsked.beginning(talk=talk.id))
    for came in not_sent.told_of(db, HelpTaken.beginning(talk=talk.id)):
        tidying.settle(db, came, now)  # where it has not gone out yet: nobody answers there now


def _tell(db: Connection, talk: HelpTalk, whom: int | None, at: HelpIsOver | NobodyCame, now: datetime) -> None:
    if whom is not None:
        tell(db, whom, at, HelpEnded(talk=talk.id, person=whom), now)


# by the clock


def look_after(db: Connection, waits: HelpWaits, now: datetime) -> None:
    """What nobody does for a talk: it is passed on to the operators, given back, or ended with a word to both."""
    found = talks.all_open(db)
    if not found:
        return
    speakers, duty = talks.last_speakers(db, [one.id for one in found]), _Duty(db, waits, now)
    for seen in found:
        if duty.moves(seen, last := speakers.get(seen.id)):
            passing_over(db, "talk", now, partial(_move_again, db, seen, last, duty, now), None)


def _move_again(db: Connection, seen: HelpTalk, last: int | None, duty: _Duty, now: datetime) -> None:
    talk = talks.get(db, seen.id, lock=True)
    if talk == seen:  # nobody has written since we looked
        _move(db, talk, last, duty, now)


class _Duty:
    """How long talks have waited by now, counted in hours in which people are on duty."""

    def __init__(self, db: Connection, waits: HelpWaits, now: datetime) -> None:
        self.waits, self.now, self.days = waits, now, SchoolDays.around(db, local_day(now))

    def waited(self, talk: HelpTalk) -> timedelta:
        return on_duty(talk.waits_since, self.now, self.days)

    def is_late(self, talk: HelpTalk) -> bool:
        """Whether it is to be passed on to the operators."""
        return talk.passed_on_at is None and self.waited(talk) >= self.waits.champion

    def moves(self, talk: HelpTalk, last: int | None) -> bool:
        """Whether something is to become of a talk by itself."""
        if talk.helper_id is None:
            return self.is_late(talk) or self.waited(talk) >= GIVES_UP
        return self.now - talk.touched_at >= (FORGOTTEN if last == talk.helper_id else self.waits.helper)

    def looks(self, talk: HelpTalk) -> tuple[datetime, datetime]:
        """When something may."""
        if talk.helper_id is not None:
            return talk.touched_at + self.waits.helper, talk.touched_at + FORGOTTEN
        since = talk.waits_since
        return after(since, self.waits.champion, self.days), after(since, GIVES_UP, self.days)


def _move(db: Connection, talk: HelpTalk, last: int | None, duty: _Duty, now: datetime) -> None:
    if talk.helper_id is not None:
        (_forget if last == talk.helper_id else _give_back)(db, talk, now)
    elif duty.is_late(talk):
        talks.change(db, talk.id, passed_on_at=now)
        _call(db, talk.id, staff_of(db, talk.person_id, now).operators, now, now)
    else:
        _end(db, talk, TalkEnd.NOBODY, now)
        _tell(db, talk, talk.person_id, NobodyCame(talk=talk.id), now)


def _forget(db: Connection, talk: HelpTalk, now: datetime) -> None:
    """Who asked has the answer, and says nothing more."""
    _end(db, talk, TalkEnd.SILENCE, now)
    for whom in (talk.person_id, talk.helper_id):
        _tell(db, talk, whom, HelpIsOver(talk=talk.id), now)


def _give_back(db: Connection, talk: HelpTalk, now: datetime) -> None:
    """The helper fell silent: the talk waits again, both hear it, and everybody on duty is called."""
    assert talk.helper_id is not None, "somebody has taken it"
    talks.change(db, talk.id, helper_id=None, waits_since=now, touched_at=now, passed_on_at=talk.passed_on_at or now)
    for whom in (talk.person_id, talk.helper_id):
        at = HelpGaveBack(talk=talk.id, by=talk.helper_id)
        tell(db, whom, at, HelpGivenBack(talk=talk.id, at=now, person=whom), now)
    staff = staff_of(db, talk.person_id, now)
    _call(db, talk.id, [one for one in (*staff.champions, *staff.operators) if one != talk.helper_id], now, now)


def next_look(db: Connection, waits: HelpWaits, now: datetime) -> datetime | None:
    """When, later than `now`, something may become of a talk by itself."""
    duty = _Duty(db, waits, now)
    found = [at for talk in talks.all_open(db) for at in duty.looks(talk)]
    return min((at for at in found if at > now), default=None)
