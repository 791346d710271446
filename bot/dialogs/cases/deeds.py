"""A complaint is sent, read, answered, moved on, closed or withdrawn; nobody hears of it but its writer and reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.dialogs.case_reading.pages import CaseCame
from bot.dialogs.cases.pages import CaseNews
from bot.dialogs.cases.rules import (
    SEATS,
    UPWARDS,
    CaseAbout,
    CaseGiven,
    CaseMoves,
    CaseOver,
    KnownPerson,
    NobodyReads,
    Seat,
    about,
    named_in,
    next_up,
    readers,
    still_reads,
)
from bot.dialogs.harm.rules import HelpLines
from bot.dialogs.pausing import deeds as pausing
from bot.dialogs.refusals import NotYours
from bot.dialogs.telling import tell
from bot.dialogs.visibility import SCD_LEVELS
from bot.language import Name, local_day
from bot.store import areas, pairs
from bot.store.areas import Area
from bot.store.pairs import PairState
from bot.store.pausing.pauses import WhyPaused
from bot.store.people import people, roles
from bot.store.people.roles import Role
from bot.store.rights import cases
from bot.store.rights.cases import CaseState, NewCase, NewStep, PrivateCase, StepKind


@dataclass(frozen=True)
class CaseAround:
    """Somebody who complains, with the offices above them and whom they may name."""

    person_id: int
    area_id: int | None
    chain: tuple[Seat, ...]
    known: tuple[KnownPerson, ...]
    partners: tuple[int, ...]


def around(db: Connection, who: int, today: date) -> CaseAround:
    """The offices above somebody from where they serve today, and the people there."""
    held = [one for one in roles.of_person(db, who, today) if one.area_id is not None]
    area_id = held[0].area_id if held else None
    return from_place(db, who, area_id, today)


def from_place(db: Connection, who: int, area_id: int | None, today: date) -> CaseAround:
    path = areas.path(db, area_id) if area_id is not None else []
    chain = tuple(seat for area in path if (seat := _seat(db, area, path[0], today)) is not None)
    headquarters = _people(db, roles.holders(db, Role.DFS, today))
    chain += (Seat(Role.DFS, None, tuple(headquarters), tuple(headquarters.values())),) if headquarters else ()
    partners = tuple(pair.partner_id(who) for pair in pairs.pairs_of(db, who, pairs.PRESENT))
    return CaseAround(who, area_id, chain, tuple(_known(db, chain, partners, path, today)), partners)


def _seat(db: Connection, area: Area, school: Area, today: date) -> Seat | None:
    """The office over an area for whoever serves at this school; None where it has none, or nobody holds it."""
    role = SEATS.get(area.kind)
    if role is None or (role is Role.SCD and school.level not in (None, *SCD_LEVELS)):
        return None
    held = _people(db, [one.person_id for one in roles.at_area(db, area.id, role, today)])
    return Seat(role, area.id, tuple(held), tuple(held.values())) if held else None


def _people(db: Connection, ids: Sequence[int]) -> dict[int, Name]:
    return {one: Name(found.name) for one in ids if (found := people.get(db, one)) is not None}


def _known(
    db: Connection, chain: Sequence[Seat], partners: Sequence[int], path: Sequence[Area], today: date
) -> list[KnownPerson]:
    """Whom somebody may name: those above them, their partners, and whoever works at their place."""
    here = [one.id for one in roles.staff(db, path[0].id, list(Role), today)] if path else []
    ids = dict.fromkeys([*(one for seat in chain for one in seat.people), *partners, *here])
    found = [people.get(db, one) for one in ids]
    return [KnownPerson(one.id, one.tsc_number or "", one.name) for one in found if one is not None]


def officer(
    db: Connection, near: CaseAround, named: frozenset[int], lines: HelpLines, today: date
) -> tuple[Seat, int] | None:
    """To whom the law sends a report of abuse as well: as it is set, or else whoever is above."""
    known = readers(near.chain, named, near.person_id, near.partners)
    if lines.officer.isdecimal():
        person = people.by_tsc(db, lines.officer)
        if person is not None and person.id not in {near.person_id, *named}:
            held = roles.of_person(db, person.id, today)
            role, area_id = (held[0].role, held[0].area_id) if held else (Role.DPO, None)
            return Seat(role, area_id, (person.id,), (Name(person.name),)), person.id
        return known[-1] if known else None
    wanted = UPWARDS.index(Role(lines.officer))
    return next(((seat, who) for seat, who in known if UPWARDS.index(seat.role) >= wanted), None)


# its writer


def file(
    db: Connection, who: int, answers: Mapping[str, str], reader: int, lines: HelpLines, now: datetime, *, abuse: bool
) -> int:
    """A complaint is sent to its reader, who is told that there is one. NobodyReads where they may not read it.

    `abuse`: it goes to the law's officer as well.
    """
    near = around(db, who, local_day(now))
    whom = about(answers, near.known)
    may = {one: seat for seat, one in readers(near.chain, whom.named, who, near.partners)}
    if reader not in may:
        raise NobodyReads
    seat = may[reader]
    new = NewCase(who, near.area_id, whom.as_written(), answers["words"], reader, seat.role, seat.area_id, None, now)
    case_id = cases.add(db, replace(new, owed_since=now))
    _tell_reader(db, case_id, reader, 0, now)
    if abuse:
        pass_on(db, case_id, near, lines, now)
    return case_id


def of_writer(db: Connection, who: int, case_id: int, *, lock: bool = False) -> PrivateCase:
    """A case, for who wrote it. NotYours for everybody else."""
    case = cases.get(db, case_id, lock=lock)
    if case is None or case.complainant_id != who:
        raise NotYours
    return case


def add(db: Connection, who: int, case_id: int, words: str, lines: HelpLines, now: datetime, *, abuse: bool) -> None:
    """Its writer adds something; where its reader is named in it, it moves up. `abuse`: the law passes it on as well.

    CaseOver.
    """
    case = of_writer(db, who, case_id, lock=True)
    if not case.is_open:
        raise CaseOver
    near, whom = from_place(db, who, case.area_id, local_day(now)), CaseAbout.read(case.about)
    named = whom.named | named_in(words, near.known)
    step = cases.step(db, NewStep(case_id, StepKind.ADDED, who, now, words))
    about_now = CaseAbout(whom.kind, frozenset(named), whom.who).as_written()
    cases.change(db, case_id, about=about_now, owed_since=case.owed_since or now)
    reads = still_reads(near.chain, case, named, near.partners)
    if not reads:
        move(db, case_id, near, now)
    elif case.state is not CaseState.OPENED:
        cases.change(db, case_id, state=CaseState.OPENED)
        _tell_reader(db, case_id, case.recipient_id, step, now)
    if abuse or case.passed_to_id is not None:
        pass_on(db, case_id, near, lines, now)
        if case.passed_to_id is not None and case.passed_to_id not in named:
            _tell_reader(db, case_id, case.passed_to_id, step, now)


def _tell_reader(db: Connection, case_id: int, reader: int, step: int, now: datetime) -> None:
    tell(db, reader, CaseCame(), CaseGiven(case=case_id, person=reader, step=step), now)


def pass_on(db: Connection, case_id: int, near: CaseAround, lines: HelpLines, now: datetime) -> None:
    """The law's officer, as they are found today, has it as well, and is told once; nobody twice."""
    case = cases.get(db, case_id)
    assert case is not None, "it was looked at just now"
    law = officer(db, near, CaseAbout.read(case.about).named, lines, local_day(now))
    also = law[1] if law is not None and law[1] != case.recipient_id else None
    if law is not None and also is None and not _is_passed_on(db, case_id):
        cases.step(db, NewStep(case_id, StepKind.PASSED_ON, None, now))  # they read it already, and it stays with them
    if also != case.passed_to_id:
        cases.change(db, case_id, passed_to_id=also)
        if also is not None:
            _tell_reader(db, case_id, also, cases.step(db, NewStep(case_id, StepKind.PASSED_ON, None, now)), now)


def _is_passed_on(db: Connection, case_id: int) -> bool:
    return any(one.kind is StepKind.PASSED_ON for one in cases.steps(db, case_id))


def withdraw(db: Connection, who: int, case_id: int, now: datetime) -> None:
    """Its writer takes it back; what the law has passed on stays with its officer. CaseOver."""
    case = of_writer(db, who, case_id, lock=True)
    if not case.is_open:
        raise CaseOver
    if case.passed_to_id is None and _is_passed_on(db, case_id):
        cases.change(db, case_id, passed_to_id=case.recipient_id)
    end(db, case_id, CaseState.WITHDRAWN, StepKind.WITHDRAWN, who, now)


def settle(db: Connection, who: int, case_id: int, now: datetime, *, settled: bool) -> bool:
    """Its writer says whether it was settled; if not it goes one level up. Whether it is open again.

    CaseOver unless its reader has closed it.
    """
    case = of_writer(db, who, case_id, lock=True)
    if case.state is not CaseState.CLOSED:
        raise CaseOver
    if settled:
        end(db, case_id, CaseState.SETTLED, StepKind.SETTLED, who, now)
        return False
    cases.step(db, NewStep(case_id, StepKind.UNSETTLED, who, now))
    return move(db, case_id, from_place(db, who, case.area_id, local_day(now)), now, tells=False)


def end(db: Connection, case_id: int, state: CaseState, kind: StepKind, who: int, now: datetime) -> int:
    cases.change(db, case_id, state=state, closed_at=now, owed_since=None)
    return cases.step(db, NewStep(case_id, kind, who, now))


def pause(db: Connection, who: int, case_id: int, now: datetime) -> None:
    """Its writer's sessions rest, with whom it is about or else with all: a pause like any other."""
    named = CaseAbout.read(of_writer(db, who, case_id).about).named
    running = may_pause(db, who)
    chosen = [pair for pair in running if pair.partner_id(who) in named] or running
    for pair in chosen:
        pausing.pause(db, who, pair.id, WhyPaused.ASKED, now)


def may_pause(db: Connection, who: int) -> list[pairs.PairOf]:
    """The pairs of somebody that can stand still."""
    return pairs.pairs_of(db, who, (PairState.ACTIVE,))


def joined(db: Connection, gone: int, kept: int) -> None:
    """One entry of somebody has become another: whatever names the one names the other."""
    for case in cases.every(db):
        before = CaseAbout.read(case.about)
        if (after := before.joined(gone, kept)) != before:
            cases.change(db, case.id, about=after.as_written())


# to whoever reads it next


def move(
    db: Connection, case_id: int, near: CaseAround, now: datetime, *, same: bool = False, tells: bool = True
) -> bool:
    """It goes to whoever reads it next, who is told, and its writer where it `tells`; False: nobody is above."""
    case = cases.get(db, case_id)
    assert case is not None, "it was looked at just now"
    found = next_up(near.chain, case, near.partners, same=same)
    if found is None:
        return False
    seat, reader = found
    step = cases.step(db, NewStep(case_id, StepKind.MOVED, None, now))
    where = {"recipient_id": reader, "role": seat.role, "seat_id": seat.area_id}
    also = None if case.passed_to_id == reader else case.passed_to_id
    cases.change(db, case_id, **where, passed_to_id=also, state=CaseState.OPENED, owed_since=now, closed_at=None)
    _tell_reader(db, case_id, reader, step, now)
    if tells:
        tell(db, case.complainant_id, CaseNews(case=case_id), CaseMoves(step=step), now)
    return True
