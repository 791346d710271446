"""The reader's side of a complaint at the desk."""

from __future__ import annotations

from bot.dialogs.case_reading import deeds
from bot.dialogs.case_reading.pages import (
    CaseAnswered,
    CaseCame,
    CaseNowClosed,
    Cases,
    CaseStillWaits,
    CasesWait,
    CaseToRead,
    ReadCase,
)
from bot.dialogs.case_reading.paper import AnswerCase
from bot.dialogs.cases.pages import CaseOf, OwnCases
from bot.dialogs.cases.paper import PROGRAMME, OwnCase
from bot.dialogs.cases.rules import CaseAbout, person_of
from bot.dialogs.cases.shared import case_row
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, opens, routes, takes
from bot.dialogs.mydata.shared import own_pin
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.page import Row
from bot.forms.saying import Label
from bot.forms.words import InFull
from bot.language import Name, _, local_day
from bot.store.people import people
from bot.store.rights import cases
from bot.store.rights.cases import PrivateCase, StepKind


@routes
def of_whom(asking: Asking, at: Cases) -> Dialog:
    """Who holds no office, reads none and has written one means that: KESI ZANGU is “my cases”."""
    me = asking.who.id
    reads = asking.office is not None or cases.with_reader(asking.db, me)
    return CaseOf() if not reads and cases.of_complainant(asking.db, me) else at


@facts
def to_me(asking: Asking, at: Cases) -> Prepared:
    """The open cases that this person reads."""
    own_pin(asking)
    found = deeds.to_read(asking.db, asking.who.id, asking.now)
    return Prepared(OwnCases(tuple(Row(_row(asking, one), ReadCase(case=one.id)) for one in found)))


def _row(asking: Asking, case: PrivateCase) -> Label:
    return case_row(case, new=deeds.is_new(asking.db, asking.who.id, case))


@facts
def to_read(asking: Asking, at: ReadCase | CaseAnswered | CaseNowClosed) -> Prepared:
    """All of a case to who may read it."""
    case = reading(asking, at.case)
    writer = people.get(asking.db, case.complainant_id)
    assert writer is not None, "somebody wrote it"
    further = [one.words for one in cases.steps(asking.db, case.id) if one.kind is StepKind.ADDED and one.words]
    return Prepared(
        CaseToRead(
            reference=case.reference,
            opened=local_day(case.opened_at),
            writer=Name(writer.name),
            whom=_whom(asking, CaseAbout.read(case.about)),
            words=InFull("\n".join([case.words, *further])),
            by_law=case.passed_to_id is not None,
            is_open=case.is_open,
            may_close=case.is_open and case.recipient_id == asking.who.id,
        )
    )


def reading(asking: Asking, case_id: int) -> PrivateCase:
    """A case for its reader; whoever may not read it is told what everybody is, before any PIN is asked."""
    try:
        case = deeds.of_reader(asking.db, asking.who.id, case_id, asking.now)
    except NotYours:
        raise NotFound from None
    own_pin(asking)
    return case


def _whom(asking: Asking, whom: CaseAbout) -> Label:
    if whom.kind == PROGRAMME:
        return _("the programme")
    chosen = person_of(whom.kind)
    ids = [chosen] if chosen is not None else sorted(whom.named)
    names = [str(found.name) for one in ids if (found := people.get(asking.db, one)) is not None]
    return whom.who or ", ".join(names) or _("other person")


@opens
def read_case(asking: Asking, at: ReadCase) -> Dialog | None:
    """Its reader opens it."""
    reading(asking, at.case)
    deeds.read(asking.db, asking.who.id, at.case, asking.now)
    return None


@facts
def to_answer(asking: Asking, at: AnswerCase) -> Prepared:
    return Prepared(OwnCase(reading(asking, at.case).reference))


@takes
def take_answer(asking: Asking, at: AnswerCase, given: Answers) -> Dialog:
    """Its reader answers."""
    deeds.answer(asking.db, asking.who.id, at.case, given["words"], asking.now)
    return CaseAnswered(case=at.case)


@does(ReadCase.close)
def close(asking: Asking, at: ReadCase) -> Dialog:
    deeds.close(asking.db, asking.who.id, at.case, asking.now)
    return CaseNowClosed(case=at.case)


@facts
def waiting(asking: Asking, at: CaseCame | CaseStillWaits) -> Prepared:
    """How many wait for them; closed where none does any more."""
    me, found = asking.who.id, deeds.to_read(asking.db, asking.who.id, asking.now)
    owes = isinstance(at, CaseStillWaits)
    found = [
        one
        for one in found
        if deeds.is_new(asking.db, me, one) or (owes and me == one.recipient_id and one.owed_since is not None)
    ]
    if not found:
        raise NotOpen
    return Prepared(CasesWait(len(found)))
