"""Complaints at the desk: whom one may choose, how a case stands for its writer, and what its reader is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.dialogs.case_reading.pages import Cases, ReadCase
from bot.dialogs.cases import deeds
from bot.dialogs.cases.pages import (
    CareFirst,
    CaseAdded,
    CaseAnswerRead,
    CaseAnswers,
    CaseAtTheTop,
    CaseEnded,
    CaseNews,
    CaseNoted,
    CaseOf,
    CaseSent,
    CaseShown,
    CaseWithdrawn,
    Commission,
    Complain,
    MyCase,
    OwnCases,
    OwnNews,
    ToCommission,
    WasItSettled,
)
from bot.dialogs.cases.paper import (
    CASE_READER,
    AddingToCase,
    AddToCase,
    Complaining,
    Complaint,
    tells_of_abuse,
)
from bot.dialogs.cases.rules import CaseAbout, Seat, person_of
from bot.dialogs.cases.shared import OFFICES, MayRead, abouts, called_as, case_row, officers
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, finds, routes, takes
from bot.dialogs.harm.paper import EitherOf
from bot.forms.dialog import Dialog
from bot.forms.facts import Finder
from bot.forms.page import Row
from bot.forms.saying import Label, Said
from bot.forms.words import InFull
from bot.language import Name, local_day
from bot.store import pairs
from bot.store.pairs import PRESENT
from bot.store.people import people
from bot.store.people.roles import Role
from bot.store.rights import cases
from bot.store.rights.cases import CaseDone, CaseState, PrivateCase, StepKind

# its writer


@facts
def complaining(asking: Asking, at: Complain | CareFirst | Complaint) -> Prepared:
    """Of whom they can choose; the numbers to call before all else."""
    near = deeds.around(asking.db, asking.who.id, asking.today)
    law = deeds.officer(asking.db, near, frozenset(), asking.lines, asking.today)
    return Prepared(
        Complaining(
            unkept=isinstance(at, Complain) and at.unkept,
            danger=EitherOf(asking.lines.danger),
            child=EitherOf((asking.lines.child,)),
            abouts=abouts(asking, near.chain),
            officers=officers(asking, near.chain),
            officer=_officer(law),
        )
    )


def _officer(law: tuple[Seat, int] | None) -> Label:
    return called_as(*law) if law is not None else "TSC"


@finds(CASE_READER)
def may_read(asking: Asking) -> Finder:
    return MayRead(asking)


@takes
def take_complaint(asking: Asking, at: Complaint, given: Answers) -> Dialog:
    """It is sent; or nothing is, where the Commission is to be written to."""
    reader = person_of(given["reader"])
    if reader is None:
        return ToCommission()
    abuse = tells_of_abuse(given)
    made = deeds.file(asking.db, asking.who.id, given, reader, asking.lines, asking.now, abuse=abuse)
    return CaseSent(case=made)


@facts
def to_commission(asking: Asking, at: ToCommission) -> Prepared:
    return Prepared(Commission(asking.lines.commission))


@facts
def own(asking: Asking, at: CaseSent | CaseNoted | MyCase | CaseAdded | CaseWithdrawn | CaseEnded) -> Prepared:
    """A case to who wrote it."""
    paused = isinstance(at, CaseNoted) and at.paused
    return Prepared(replace(_shown(asking, _own(asking, at.case)), paused=paused))


def _own(asking: Asking, case_id: int) -> PrivateCase:
    case = cases.get(asking.db, case_id)
    if case is None or case.complainant_id != asking.who.id:
        raise NotFound
    return case


def _shown(asking: Asking, case: PrivateCase) -> CaseShown:
    done = cases.steps(asking.db, case.id)
    named = CaseAbout.read(case.about).named
    mentors = {pair.mentor_id for pair in pairs.pairs_of(asking.db, asking.who.id, PRESENT)} - {asking.who.id}
    answered = [one for one in done if one.kind is StepKind.ANSWERED]
    by_reader = [one for one in done if one.by_id == case.recipient_id]
    return CaseShown(
        reference=case.reference,
        reader=_reader(asking, case.role, case.recipient_id),
        also=_name(asking, case.passed_to_id),
        of_mentor=bool(named & mentors),
        may_pause=bool(deeds.may_pause(asking.db, asking.who.id)),
        days=asking.lines.days,
        opened=local_day(case.opened_at),
        read=_day(by_reader, StepKind.READ) if case.state is not CaseState.OPENED else None,
        answered=_day(answered, StepKind.ANSWERED) if case.state is CaseState.ANSWERED else None,
        closed=local_day(case.closed_at) if case.closed_at else None,
        withdrawn=case.state is CaseState.WITHDRAWN,
        paused=False,
        is_open=case.is_open,
        has_answer=bool(answered),
    )


def _day(done: Iterable[CaseDone], kind: StepKind) -> date | None:
    return next((local_day(one.made_at) for one in reversed(list(done)) if one.kind is kind), None)


def _reader(asking: Asking, role: Role, who: int | None) -> Label:
    name = _name(asking, who) or Name("")
    return Said(OFFICES[role], {"name": name}) if role in OFFICES else name.short


def _name(asking: Asking, who: int | None) -> Name | None:
    found = people.get(asking.db, who) if who is not None else None
    return Name(found.name) if found else None


@does(CaseSent.pause)
def pause(asking: Asking, at: CaseSent) -> Dialog:
    deeds.pause(asking.db, asking.who.id, at.case, asking.now)
    return CaseNoted(case=at.case, paused=True)


@does(MyCase.withdraw)
def withdraw(asking: Asking, at: MyCase) -> Dialog:
    deeds.withdraw(asking.db, asking.who.id, at.case, asking.now)
    return CaseWithdrawn(case=at.case)


@does(MyCase.answer)
def read_answer(asking: Asking, at: MyCase) -> Dialog:
    _own(asking, at.case)
    return CaseAnswerRead(case=at.case)


@facts
def answers(asking: Asking, at: CaseAnswerRead) -> Prepared:
    """All that whoever answered last has answered, to its writer, who has given the PIN to come here."""
    case = _own(asking, at.case)
    given = [one for one in cases.steps(asking.db, case.id) if one.kind is StepKind.ANSWERED and one.words]
    if not given:
        raise NotFound
    by = given[-1].by_id
    said = "\n".join(one.words for one in given if one.by_id == by and one.words)
    who = _reader(asking, case.role if by == case.recipient_id else Role.DPO, by)
    return Prepared(CaseAnswers(case.reference, who, InFull(said)))


@facts
def to_add(asking: Asking, at: AddToCase) -> Prepared:
    case = _own(asking, at.case)
    near = deeds.from_place(asking.db, asking.who.id, case.area_id, asking.today)
    law = deeds.officer(asking.db, near, CaseAbout.read(case.about).named, asking.lines, asking.today)
    return Prepared(AddingToCase(case.reference, EitherOf((asking.lines.child,)), _officer(law)))


@takes
def take_added(asking: Asking, at: AddToCase, given: Answers) -> Dialog:
    """Its writer adds something."""
    abuse = tells_of_abuse(given)
    deeds.add(asking.db, asking.who.id, at.case, given["words"], asking.lines, asking.now, abuse=abuse)
    return CaseAdded(case=at.case)


@does(WasItSettled.settled)
def settled(asking: Asking, at: WasItSettled) -> Dialog:
    deeds.settle(asking.db, asking.who.id, at.case, asking.now, settled=True)
    return CaseEnded(case=at.case)


@does(WasItSettled.unsettled)
def unsettled(asking: Asking, at: WasItSettled) -> Dialog:
    goes_up = deeds.settle(asking.db, asking.who.id, at.case, asking.now, settled=False)
    return CaseEnded(case=at.case) if goes_up else CaseAtTheTop(case=at.case)


@facts
def at_the_top(asking: Asking, at: CaseAtTheTop) -> Prepared:
    return Prepared(Commission(asking.lines.commission, _own(asking, at.case).reference))


@facts
def news(asking: Asking, at: CaseNews | WasItSettled) -> Prepared:
    """To its writer; closed once it is over, or was answered."""
    case = _own(asking, at.case)
    if isinstance(at, WasItSettled) and case.state is not CaseState.CLOSED:
        raise NotOpen
    return Prepared(OwnNews(case.reference))


# CASE and CASES


@routes
def to_case(asking: Asking, at: CaseOf) -> Dialog:
    """Its writer's own, or what its reader may read; somebody else's and none are refused in the same words."""
    digits = re.sub(r"\D", "", at.number or "")
    mine = cases.of_complainant(asking.db, asking.who.id)
    if not digits:
        waiting = [one for one in mine if one.is_open]
        if not mine and asking.office is not None:
            return Cases()  # an office that has written none means those that it reads, whether there are any or not
        return MyCase(case=waiting[0].id) if len(waiting) == 1 else at
    number = int(digits[:9])
    if any(one.id == number for one in mine):
        return MyCase(case=number)
    return ReadCase(case=number)


@facts
def mine(asking: Asking, at: CaseOf) -> Prepared:
    """All that they have written, the newest first."""
    found = cases.of_complainant(asking.db, asking.who.id)
    return Prepared(OwnCases(tuple(Row(_row(one), MyCase(case=one.id)) for one in found)))


def _row(case: PrivateCase) -> Label:
    return case_row(case, new=case.state is CaseState.OPENED)
