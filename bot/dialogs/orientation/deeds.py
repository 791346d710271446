"""Orientation at a meeting of the school or by chat, and the induction, which is kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.agreement.deeds import begin_if_ready
from bot.dialogs.offices.deeds import office_of, own_school
from bot.dialogs.offices.rules import Office
from bot.dialogs.orientation.rules import TEACHERS, WORTH, ToOrient
from bot.dialogs.refusals import DayOutside, NotYours
from bot.dialogs.topics.deeds import oriented
from bot.dialogs.topics.rules import ORIENTATION, missing
from bot.language import local_day
from bot.store import pairs
from bot.store.matching import candidates, proposals
from bot.store.orientation import orientations, refreshers, topics
from bot.store.orientation.topics import Topic
from bot.store.pairs import PRESENT, PairOf, PairState
from bot.store.people import people, roles
from bot.store.people.roles import Role


def teachers(db: Connection, by: int, now: datetime) -> list[roles.Member]:
    """Whom somebody can orient. NotYours for who orients nobody.

    A head those of the own school; an office above schools who leads one there and is in a pair, and their mentors
    (requirement D196): of those whose pairs it may not list, those whom this person has matched.
    """
    office = _office(db, by, now)
    if not office.oversees_schools:
        return roles.staff(db, office.area_id, TEACHERS, local_day(now))
    found = {}
    for pair in _present(db, office, by, now):
        for who, role in ((pair.mentee_id, Role.MENTEE), (pair.mentor_id, Role.MENTOR)):
            person = people.get(db, who)
            assert person is not None, "one of a pair"
            found[who] = roles.Member(who, person.tsc_number or f"#{who}", person.name, role)
    return list(found.values())


def _office(db: Connection, by: int, now: datetime) -> Office:
    office = office_of(db, by, local_day(now))
    if office is None:
        raise NotYours
    return office


def _present(db: Connection, office: Office, by: int, now: datetime) -> list[PairOf]:
    """The pairs whose orientation this person records."""
    today = local_day(now)
    if not office.oversees_schools:
        return pairs.at_school(db, office.area_id, PRESENT, today)
    ids = candidates.pairs_of_leaders(db, office.area_id, tuple(office.levels), today)
    found = [pair for pair in (pairs.get(db, one) for one in ids) if pair is not None]
    if office.sees_pairs:
        return found
    made = proposals.of_people(db, [pair.mentee_id for pair in found])
    mine = {(one.mentee_id, one.mentor_id) for one in made if one.head_id == by}
    return [pair for pair in found if (pair.mentee_id, pair.mentor_id) in mine]


def groups(db: Connection, by: int, now: datetime) -> list[ToOrient]:
    """Whom somebody can orient and who is not oriented: each such pair, then all others together."""
    holders = {one.id: one for one in teachers(db, by, now)}
    done = oriented(db, list(holders))
    present = [
        pair
        for pair in _present(db, _office(db, by, now), by, now)
        if {pair.mentee_id, pair.mentor_id} <= holders.keys() and not {pair.mentee_id, pair.mentor_id} <= done
    ]
    paired = {who for pair in present for who in (pair.mentee_id, pair.mentor_id)}
    rest = tuple(one for who, one in holders.items() if who not in done and who not in paired)
    found = [ToOrient(pair, (holders[pair.mentee_id], holders[pair.mentor_id])) for pair in present]
    return [*found, ToOrient(None, rest)] if rest else found


def orient(db: Connection, by: int, who: Sequence[int], day: date, covered: Sequence[Topic], now: datetime) -> None:
    """A meeting of a school, or of an office, on which these people covered these topics. NotYours, DayOutside."""
    area, today = _office(db, by, now).area_id, local_day(now)
    if not {*who} <= {one.id for one in teachers(db, by, now)}:
        raise NotYours
    if day > today:
        raise DayOutside(None, today)
    meeting = orientations.held(db, area_id=area, day=day, by_id=by, now=now)
    for one in who:
        for topic in covered:
            topics.add(db, one, topic, day=day, by_id=by, now=now, at=meeting)
    _begin(db, who, now)


def _begin(db: Connection, who: Iterable[int], now: datetime) -> None:
    """The pairs of these that waited for nothing else may meet now (requirement D96)."""
    waiting = {pair.id for one in who for pair in pairs.pairs_of(db, one, (PairState.PREPARING,))}
    for pair_id in sorted(waiting):
        pair = pairs.get(db, pair_id, lock=True)
        assert pair is not None, "just found"
        begin_if_ready(db, pair, now)


def refreshed_by(db: Connection, by: int, now: datetime) -> list[roles.Member]:
    """For whom they may ask for it besides themselves: as head for those of their school."""
    try:
        return teachers(db, by, now)
    except NotYours:
        return []


def refresh(db: Connection, by: int, who: int, now: datetime) -> None:
    """Five messages, one a day, from the next school day on; one that is running is not begun twice. NotYours."""
    if by != who and who not in {one.id for one in refreshed_by(db, by, now)}:
        raise NotYours
    running = refreshers.latest(db, who)
    if running is None or local_day(now) - running.day > 2 * WORTH:
        refreshers.add(db, person_id=who, by_id=by, day=local_day(now), now=now)


def read(db: Connection, who: int, topic: Topic, now: datetime) -> int:
    """Somebody has read a topic of the refresher: they have covered it. How many of the five they have now."""
    topics.add(db, who, topic, day=local_day(now), by_id=who, now=now)
    _begin(db, [who], now)
    return len(ORIENTATION) - len(missing(topics.of_people(db, [who])[who], ORIENTATION))


# induction


def inducted_by(db: Connection, by: int, now: datetime) -> list[roles.Member]:
    """Whose induction this person ticks: their mentees', and as head that of mentees and deputies of the school."""
    mine = [
        roles.Member(mentee.id, mentee.tsc_number, mentee.name, Role.MENTEE)
        for pair in pairs.pairs_of(db, by, PRESENT)
        if pair.mentor_id == by and (mentee := people.get(db, pair.mentee_id)) is not None
    ]
    try:
        school = own_school(db, by, now)
    except NotYours:
        return mine
    here = roles.staff(db, school, (Role.MENTEE, Role.DEPUTY), local_day(now))
    return list({one.id: one for one in (*mine, *here)}.values())


def induct(db: Connection, by: int, who: int, covered: Iterable[Topic], now: datetime) -> None:
    """These topics of somebody's induction are done. NotYours for anybody but their mentor or head."""
    if who not in {one.id for one in inducted_by(db, by, now)}:
        raise NotYours
    for topic in covered:
        topics.add(db, who, topic, day=local_day(now), by_id=by, now=now)
