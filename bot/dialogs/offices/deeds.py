"""Whose office it is: what it covers, whom it is above, who heads a school, which pairs it may mean."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.offices.rules import NATION, Office, called, number_in, office_in, sought, width
from bot.dialogs.refusals import NotYours
from bot.dialogs.visibility import Data, Viewer, may_see, relation_to, reports_to
from bot.language import local_day
from bot.store import areas, pairs
from bot.store.pairs import PairOf, PairState
from bot.store.people import lookup, people, roles
from bot.store.people.roles import Role

OF_ONE_NAME = 12
"""People of one name who are looked at."""


def office_of(db: Connection, who: int, today: date) -> Office | None:
    """What somebody oversees today."""
    return office_in(roles.of_person(db, who, today))


def covers(db: Connection, office: Office, school_id: int) -> bool:
    """Whether a school is this office's to look at; False, too, for one that does not exist."""
    above = areas.path(db, school_id)
    here = any(office.area_id in (area.id, NATION) for area in above)
    return here and above[0].level in office.levels


def is_above(db: Connection, who: int, person_id: int, today: date) -> bool:
    """Whether `who` heads the school of this person, or is an officer above it; nobody is above their own equals."""
    office = office_of(db, who, today)
    if office is None or who == person_id:
        return False
    theirs = roles.of_person(db, person_id, today)
    if any(width(held.role) >= width(office.role) for held in theirs):
        return False
    return works_within(db, person_id, office, today)


def works_within(db: Connection, person_id: int, office: Office, today: date) -> bool:
    """Whether somebody holds a role in the area of this office, or below it."""
    theirs = roles.of_person(db, person_id, today)
    return any(_lies_in(db, held.area_id, office) for held in theirs if held.area_id is not None)


def _lies_in(db: Connection, area_id: int, office: Office) -> bool:
    """Whether an area is this office's or below it, and reports there."""
    above = areas.path(db, area_id)
    return any(area.id == office.area_id for area in above) and above[0].level in (None, *office.levels)


def heads_of(db: Connection, person_id: int, today: date) -> list[int]:
    """Who heads the schools in which this person holds a role; for a head, the office that the school reports to."""
    held = roles.of_person(db, person_id, today)
    at = dict.fromkeys(one.area_id for one in held if one.area_id is not None)
    found: list[int] = []
    own = {one.area_id for one in held if one.role is Role.HEAD and one.until is None}
    for area_id in at:
        heads = [one.person_id for one in roles.at_area(db, area_id, Role.HEAD, today)]
        found += receivers(db, area_id, Role.HEAD, today) if area_id in own else heads
    return [one for one in dict.fromkeys(found) if one != person_id]


def heads_beside(db: Connection, pair: PairOf, today: date) -> list[int]:
    """Those above its mentee who hear of a pair as its head; not one of the two, who knows: a head may coach."""
    return [one for one in heads_of(db, pair.mentee_id, today) if one != pair.mentor_id]


def deciding_for(db: Connection, pair: PairOf, today: date) -> list[int]:
    """Whom a pair asks for what its head decides. A head who is one of the two does not decide it: then it is the
    office to which that school reports, where the matrix opens the pair to it; else nobody.
    """
    heads = heads_of(db, pair.mentee_id, today)
    others = heads_beside(db, pair, today)
    if others or not heads:
        return others
    above = [one for one in heads_of(db, pair.mentor_id, today) if pair.side(one) is None]
    return [one for one in above if may_see(relation_to(db, one, pair, today), Data.SESSION).opens]


def decided_above(db: Connection, pair: PairOf, today: date) -> bool:
    """Whether it is the office above that decides for a pair, as the head is one of the two."""
    return pair.mentor_id in heads_of(db, pair.mentee_id, today) and not heads_beside(db, pair, today)


def receivers(db: Connection, area_id: int, role: Role, today: date) -> list[int]:
    """Who receives the reports of such an office over this area."""
    above = areas.path(db, area_id)
    to = reports_to(role, above[0].level if above else None)
    if to is Role.DFS:
        return roles.holders(db, to, today)
    return [one.person_id for area in above[1:] for one in roles.at_area(db, area.id, to, today)] if to else []


def within_reach(
    db: Connection,
    who: int,
    office: Office | None,
    states: Collection[PairState],
    today: date,
    whom: str = "",
) -> list[PairOf]:
    """The pairs in these states that are one's own, or of one's own school; of them those of the TSC number in `whom`.

    An office over many schools names the person: it has too many pairs to list, so those are found who may be meant.
    """
    found = {pair.id: pair for pair in pairs.pairs_of(db, who, states)}
    if number := number_in(whom)[0]:
        named = people.by_tsc(db, number)
        theirs = pairs.pairs_of(db, named.id, states) if named else []
        return [pair for pair in theirs if pair.id in found or (office and _covered(db, office, pair, today))]
    if office is not None and office.role is Role.HEAD:
        found |= {pair.id: pair for pair in pairs.at_school(db, office.area_id, states, today)}
    elif office is not None and whom:
        found |= {
            one.id: one for one in pairs_there(db, office, whom, states, today) if _covered(db, office, one, today)
        }
    return list(found.values())


def pairs_there(db: Connection, office: Office, words: str, states: Collection[PairState], today: date) -> list[PairOf]:
    """The pairs of those in the area of an office whom the words name, one of the two or both."""
    those = sought(words)
    there = lookup.named_there(db, those, office.area_id, today, OF_ONE_NAME)
    for word in those if not there else ():
        there += lookup.named_there(db, [word], office.area_id, today, OF_ONE_NAME)
    found = {str(pair.id): pair for one in there for pair in pairs.pairs_of(db, one.id, states)}
    names = [(key, f"{pair.mentee_name} {pair.mentor_name}") for key, pair in found.items()]
    return [found[key] for key, _name in called(words, names)]


def _covered(db: Connection, office: Office, pair: PairOf, today: date) -> bool:
    held = roles.of_person(db, pair.mentee_id, today)
    return any(covers(db, office, one.area_id) for one in held if one.area_id is not None)


def holders(db: Connection, area_id: int, role: Role, who: int, today: date) -> list[int]:
    """Who holds an office now, to whom open items of it pass (requirement D331); `who` it was, where nobody does."""
    if area_id == NATION:
        return roles.holders(db, role, today) or [who]
    return [one.person_id for one in roles.at_area(db, area_id, role, today)] or [who]


def name_of(db: Connection, area_id: int) -> str:
    """How the area of an office is called."""
    area = areas.get(db, area_id)
    return area.name if area else "Kenya"


def own_school(db: Connection, head: int, now: datetime) -> int:
    """The school of a head. NotYours for everybody else."""
    office = office_of(db, head, local_day(now))
    if office is None or office.viewer is not Viewer.HEAD:
        raise NotYours
    return office.area_id
