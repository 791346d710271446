"""CORRECT at the desk, and the requests on people's data at that of a data officer."""

from __future__ import annotations

from bot.dialogs.correcting import deeds
from bot.dialogs.correcting.pages import (
    ABOUT,
    DONE,
    ERASED,
    PUT_RIGHT,
    REFUSED,
    WAITS,
    ChangedByOffice,
    CorrectData,
    DataAnswered,
    DataAnswerSent,
    DataPutRight,
    DataRequestDue,
    DataRequested,
    DataRequestMade,
    DataRequests,
    DataRequestsOpen,
    MyRequests,
    NameChanged,
    OneDataRequest,
    OwnRequests,
    RequestAnswered,
    RequestMade,
    RequestSent,
)
from bot.dialogs.correcting.paper import AskCorrection, RefuseRequest, Rename, Renumber, StrikeName, ToCorrect, WhoAsked
from bot.dialogs.correcting.rules import AnsweredBefore, NotAName, NotATscNumber
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.erasing.rules import StillRunning
from bot.dialogs.handlers import does, facts, takes
from bot.dialogs.mydata.shared import own_pin, own_request
from bot.dialogs.people.pages import Mine
from bot.dialogs.redacting import deeds as redacting
from bot.dialogs.redacting.rules import NotALearner
from bot.dialogs.refusals import NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts
from bot.forms.page import Row
from bot.forms.saying import Said
from bot.language import Marked, Name, local_day, say
from bot.store.people import people
from bot.store.people.people import Person
from bot.store.rights import data_requests
from bot.store.rights.data_requests import AboutData, DataAnswer, DataRequest, RequestedData

# one's own


@facts
def correcting(asking: Asking, at: CorrectData | Rename | Renumber | StrikeName) -> Prepared:
    own_pin(asking)
    return Prepared(NoFacts())


@facts
def to_correct(asking: Asking, at: AskCorrection) -> Prepared:
    own_pin(asking)
    if at.about not in ABOUT:
        raise NotFound
    return Prepared(ToCorrect(ABOUT[at.about]))


@does(CorrectData.school)
def school(asking: Asking, at: CorrectData) -> Dialog:
    return AskCorrection(about=AboutData.SCHOOL.value)


@does(CorrectData.other)
def other(asking: Asking, at: CorrectData) -> Dialog:
    return AskCorrection(about=AboutData.OTHER.value)


@takes
def rename(asking: Asking, at: Rename, given: Answers) -> Dialog:
    """The name is changed at once."""
    try:
        deeds.rename(asking.db, asking.who.id, given["name"], asking.now)
    except NotAName:
        raise NotOpen(NotAName.says) from None
    return NameChanged()


@takes
def renumber(asking: Asking, at: Renumber, given: Answers) -> Dialog:
    return _asks(asking, AboutData.TSC, given["number"])


@takes
def ask_to_strike(asking: Asking, at: StrikeName, given: Answers) -> Dialog:
    """A learner's name, which a data officer strikes."""
    try:
        redacting.demand_name(asking.db, asking.who.id, given["name"])
    except NotALearner:
        raise NotOpen(NotALearner.says) from None
    return _asks(asking, AboutData.LEARNER, given["name"])


@takes
def ask(asking: Asking, at: AskCorrection, given: Answers) -> Dialog:
    return _asks(asking, AboutData(at.about), given["words"])


def _asks(asking: Asking, about: AboutData, words: str) -> Dialog:
    """A data officer is asked."""
    number = deeds.ask(asking.db, asking.who.id, RequestedData.CORRECTION, about, words, asking.now)
    return RequestSent(request=number)


@facts
def renamed(asking: Asking, at: NameChanged) -> Prepared:
    now = people.get(asking.db, asking.who.id)
    return Prepared(Mine(Name(now.name if now else asking.who.name)))


@facts
def sent(asking: Asking, at: RequestSent) -> Prepared:
    found = own_request(asking, at.request)
    return Prepared(RequestMade(found.reference, found.due, deeds.has_officer(asking.db, asking.today)))


@facts
def put_right(asking: Asking, at: DataPutRight) -> Prepared:
    what = at.what.split(".")
    if not set(what) <= set(PUT_RIGHT):
        raise NotFound
    return Prepared(ChangedByOffice(", ".join(say(PUT_RIGHT[one], asking.who.language) for one in what)))


@facts
def mine(asking: Asking, at: MyRequests) -> Prepared:
    """What one has asked, with what became of it."""
    own_pin(asking)
    found = reversed(data_requests.of_person(asking.db, asking.who.id))
    lines = " ".join(_line(one, asking.who.language) for one in found if one.kind is not RequestedData.COPY)
    return Prepared(OwnRequests(lines))


def _line(one: DataRequest, language: str) -> str:
    values = {"reference": one.reference, "what": ABOUT.get(one.about or "", ERASED), "due": one.due}
    if one.answered_at is None:
        return say(WAITS, language, **values)
    day = local_day(one.answered_at)
    return say(DONE if one.answer is DataAnswer.DONE else REFUSED, language, **values, day=day, reply=one.reply or "")


# the data officer


@facts
def waiting(asking: Asking, at: DataRequests) -> Prepared:
    """Those that wait, for an officer who answers them."""
    _officer(asking)
    found = [(one, people.get(asking.db, one.person_id)) for one in data_requests.waiting(asking.db)]
    rows = tuple(Row(_label(one, who), OneDataRequest(request=one.id)) for one, who in found if who is not None)
    return Prepared(DataRequestsOpen(rows))


def _label(one: DataRequest, who: Person) -> Said:
    return Said(Marked("{reference} {who}, {due:day}"), {
        "reference": one.reference, "who": Name(who.name), "due": one.due,
    })  # fmt: skip


def _officer(asking: Asking) -> None:
    if asking.who.id not in deeds.officers(asking.db, asking.today):
        raise NotFound


def _asked(asking: Asking, request_id: int) -> tuple[DataRequest, Person]:
    try:
        found = deeds.to_answer(asking.db, asking.who.id, request_id, asking.today)
    except NotYours:
        raise NotFound from None
    who = people.get(asking.db, found.person_id)
    assert who is not None, "somebody asked it"
    return found, who


@facts
def one(asking: Asking, at: OneDataRequest | DataRequestMade | DataRequestDue) -> Prepared:
    """A request; closed once it is answered."""
    found, who = _asked(asking, at.request)
    if found.answered_at is not None:
        raise NotOpen(AnsweredBefore.says)
    about = found.about or AboutData.OTHER
    late, rest = found.due < asking.today, about is AboutData.REST
    number, words = who.tsc_number or "-", found.words or ""
    return Prepared(DataRequested(Name(who.name), number, found.reference, ABOUT[about], words, found.due, late, rest))


@facts
def refusing(asking: Asking, at: RefuseRequest) -> Prepared:
    found, who = _asked(asking, at.request)
    if found.answered_at is not None:
        raise NotOpen(AnsweredBefore.says)
    return Prepared(WhoAsked(Name(who.name), found.reference))


@does(OneDataRequest.done)
def done(asking: Asking, at: OneDataRequest) -> Dialog:
    """It is done, by a named officer with their PIN."""
    try:
        deeds.grant(asking.db, asking.who.id, at.request, asking.now)
    except StillRunning:
        raise NotOpen(StillRunning.says) from None
    except NotATscNumber:
        raise NotOpen(NotATscNumber.says) from None
    return DataAnswerSent(request=at.request)


@takes
def refused(asking: Asking, at: RefuseRequest, given: Answers) -> Dialog:
    deeds.refuse(asking.db, asking.who.id, at.request, given["words"], asking.now)
    return DataAnswerSent(request=at.request)


@facts
def answered(asking: Asking, at: DataAnswered | DataAnswerSent) -> Prepared:
    """What became of it, to who asked and to the officer."""
    found = own_request(asking, at.request) if isinstance(at, DataAnswered) else _asked(asking, at.request)[0]
    who = people.get(asking.db, found.person_id)
    name = Name(who.name if who else "-")
    return Prepared(RequestAnswered(name, found.reference, found.answer is DataAnswer.DONE, found.reply or ""))
