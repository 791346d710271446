"""CORRECT, its receipts, and the requests on people's data as a data officer sees and answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.dialogs.correcting.paper import TO_CORRECT, RefuseRequest, Rename, Renumber, StrikeName
from bot.dialogs.people.pages import Mine
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Go, Notice, Page, Prompt, Row
from bot.forms.reasons import Rank, Reason
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Marked, Name, _

ABOUT: Mapping[str, Marked] = {
    "name": _("name"),
    "tsc": _("TSC no."),
    "school": _("school"),
    "learner": _("learner's name"),
    "other": _("what we hold"),
    "rest": _("erase the record"),
}
"""What a request is about."""

ERASED = _("erasing")
WAITS, DONE, REFUSED = (
    _("{reference} ({what}): answered by {due:day}."),
    _("{reference} ({what}): done {day:day}."),
    _("{reference} ({what}): not granted {day:day}: {reply}"),
)
"""How one's own request stands."""


class CorrectData(Page[NoFacts]):
    """What is wrong with what is held of its reader (requirement D324)."""

    behind_pin = True
    keyword = _("CORRECT")
    pin_for = TO_CORRECT
    text = _("What is wrong?")
    asks = Style.LIST

    name = Go(_("name"), Rename, synonyms=("names",))
    tsc = Go(_("TSC no."), Renumber, synonyms=("tsc",))
    school = Do(_("school"), synonyms=("shule",))
    session = Go(_("a record"), lambda: CorrectSession, synonyms=("record",))
    learner = Go(_("a learner's name"), StrikeName, synonyms=("learner", "pupil", "mwanafunzi"))
    other = Do(_("other"), synonyms=("something else", "nyingine"))


class CorrectSession(Page[NoFacts]):
    """A signed record is followed by a new version, never written over."""

    text = _("EDIT and its number, like EDIT 3, corrects a session: as a new version, which you both sign again.")


class NameChanged(Page[Mine]):
    """The receipt: it is changed at once; what was signed keeps the name that was then."""

    behind_pin = False
    text = _("Changed to {me:full}. Signed forms keep the name used when signed, with a note.")


@dataclass(frozen=True)
class RequestMade:
    """A request of one's own: its reference, until when it is answered, and by whom."""

    reference: str
    due: date
    officer: bool
    """Whether there is a data officer; else operators pass it on."""


class RequestSent(Page[RequestMade]):
    """The receipt: who decides, and by when."""

    request: int

    behind_pin = False
    text = If(
        Fact("officer"),
        _("Sent to the data officer, ref {reference}. You get an answer by {due:day}."),
        _("Sent to the TSC office, ref {reference}. You get an answer by {due:day}."),
    )


@dataclass(frozen=True)
class DataRequested:
    """One request as an officer sees it; `late`: it should have been answered."""

    who: Name
    number: str
    reference: str
    what: Marked
    words: str
    due: date
    late: bool
    rest: bool
    """Whether all that the law keeps is to go."""


class OneDataRequest(Page[DataRequested]):
    """One request on somebody's data, to a data officer."""

    request: int

    private = True
    behind_pin = True
    text = (
        _("{reference}, {who:full}, TSC no. {number}: {what}, by {due:day}."),
        If(Fact("words"), _("{words}")),
        If(Fact("rest"), _("Granting it ends their record, also for the partner; it cannot be undone.")),
    )
    asks = Style.LIST

    done = Do(_("done"), synonyms=("grant", "granted"), pinned=True)
    refuse = Go(_("refuse"), RefuseRequest, synonyms=("no", "hapana"))


@dataclass(frozen=True)
class DataRequestsOpen:
    """Those that wait for an answer, what is due first before all."""

    rows: tuple[Row, ...]


class DataRequests(Page[DataRequestsOpen]):
    """The requests that wait for a data officer."""

    private = True
    behind_pin = True
    keyword = _("DATA REQUESTS")
    text = If(
        Fact("rows"),
        _("{rows:# request waits|# requests wait}, first due first:"),
        _("No request on anybody's data waits for an answer."),
    )
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: OneDataRequest)


@dataclass(frozen=True)
class RequestAnswered:
    """What became of a request."""

    who: Name
    reference: str
    done: bool
    reply: str


class DataAnswerSent(Page[RequestAnswered]):
    """The receipt of the officer."""

    request: int

    private = True
    behind_pin = False
    text = _("{reference} is answered. {who} is told.")


class DataRequestMade(Notice[DataRequested]):
    """To each data officer: somebody asks something of their own data."""

    request: int

    text = _("TIMEC: {who} asks something of their own data, ref {reference}. To be answered by {due:day}.")
    template = "data_request_made"

    open = Go(_("open"), OneDataRequest, synonyms=("open", "fungua"))


class DataRequestDue(Prompt[DataRequested]):
    """To each data officer: the last days have come, or are over; every day until it is answered."""

    reason = Reason(
        "data_request",
        Rank.REPORT,
        because=_("somebody's request on their own data must be answered"),
        watched=_("To {who}: a request on somebody's data must be answered"),
    )

    request: int

    alarms = True
    brief = _("data request {reference}")
    text = If(
        Fact("late"),
        _("TIMEC: {reference} of {who} is overdue: the law gave until {due:day}. DATA REQUESTS shows it."),
        _("TIMEC: {reference} of {who} must be answered by {due:day}. DATA REQUESTS shows it."),
    )
    template = "data_request_due"


class DataAnswered(Notice[RequestAnswered]):
    """To who asked: what became of it, and who can be asked if that will not do."""

    request: int

    text = If(
        Fact("done"),
        _(
            "TIMEC: your request {reference} is done. Not satisfied? Office of the Data Protection Commissioner, odpc"
            ".go.ke"
        ),
        _(
            "TIMEC: your request {reference} was not granted; MY REQUESTS says why. Not satisfied? Office of the Data"
            " Protection Commissioner, odpc.go.ke"
        ),
    )
    template = "data_answered"


PUT_RIGHT: Mapping[str, Marked] = {
    "name": ABOUT["name"],
    "tsc": ABOUT["tsc"],
    "phone": _("phone"),
    "language": _("language"),
    "work": _("employment or subject"),
    "role": _("role"),
    "pair": _("start or kind of your pair"),
}
"""What an operator may put right at the command line."""


@dataclass(frozen=True)
class ChangedByOffice:
    """What was put right, named and not told: it may be read on a locked screen."""

    what: str


class DataPutRight(Notice[ChangedByOffice]):
    """To its owner: an operator has put right what is held of them, by the keys of `PUT_RIGHT` between dots."""

    what: str

    text = _("TIMEC: our office has changed what we hold of you: {what}. Wrong? Send CORRECT, or HUMAN for a person.")
    template = "data_put_right"


@dataclass(frozen=True)
class OwnRequests:
    """What one has asked of one's own data, the last first, each in a line."""

    lines: str


class MyRequests(Page[OwnRequests]):
    """What became of what one has asked of one's own data."""

    behind_pin = True
    keyword = _("MY REQUESTS")
    text = If(Fact("lines"), _("{lines}"), _("You have asked nothing of your data yet. MYDATA shows what we hold."))
