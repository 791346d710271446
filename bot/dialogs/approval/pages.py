"""ITSD's queue: pairs that wait for approval one after the other, what heads answer, and TPD."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialogs.approval.paper import AnswerQuery, PairNamed, QueryHead, ReturnToHead, Word
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Go, Notice, Page, Prompt
from bot.forms.reasons import Rank, Reason
from bot.forms.words import If, Sized
from bot.language import Name, _


@dataclass(frozen=True)
class Case:
    """One pair that waits for approval, in figures; `waiting`: how many wait in all."""

    waiting: int
    mentee: Name
    mentor: Name
    school: str
    months: int
    planned: int
    held: int
    signed: int
    reviews_due: int
    reviews_done: int
    excused: int
    papers: bool
    """Whether agreement and declarations are signed."""
    trained: bool
    more: bool


_FIGURES = (
    Sized(
        short=_("{mentee} / {mentor}, {school}: {months:# month|# months}, {held}/{planned} held, {signed} signed,"),
        long=_(
            "{mentee} / {mentor}, {school}: {months:# month|# months}, {held}/{planned} held, {signed} signed by both,"
        ),
    ),
    _("reviews {reviews_done} of {reviews_due},"),
    If(Fact("excused"), Sized(short=_("{excused} excused,"), long=_("{excused} excused by the head,"))),
    If(
        Fact("papers"),
        Sized(short=_("papers signed,"), long=_("declaration and agreement signed,")),
        _("papers not signed,"),
    ),
    Sized(short=_("head: yes."), long=_("head: satisfactory.")),
    If(
        Fact("trained"),
        (),
        Sized(short=_("Training evaluation open."), long=_("The head has still to evaluate the training.")),
    ),
)
# a notice and the page behind it offer the same: each is one deed
_APPROVE = Do(_("approve"), when=Fact("trained"), synonyms=("yes", "ndiyo", "kubali"))
_QUERY = Go(_("query"), lambda: QueryHead)
_RETURN = Go(_("return"), lambda: ReturnToHead)
_NEXT = Do(_("next pair"), when=Fact("more"))


class ApprovalsWait(Prompt[Case]):
    """Once a day: how many pairs wait, and the first of them."""

    reason = Reason(
        "approval",
        Rank.REPORT,
        because=_("pairs wait for ITSD's approval"),
        watched=_("Prompt to {who}: pairs wait for ITSD's approval"),
    )

    pair: int

    shows = "completion"
    private = True
    brief = _("{waiting:# pair|# pairs} to approve")
    text = (_("TIMEC: {waiting:# pair awaits|# pairs await} approval."), *_FIGURES)
    template = "approvals_wait"
    buttons = (_("approve"), _("query"), _("return"))

    approve, query, back, following = _APPROVE, _QUERY, _RETURN, _NEXT


class Queue(Page[Case]):
    """The pairs that wait, the longest waiting first, one at a time (requirement D68)."""

    pair: int | None = None
    after: int | None = None

    keyword = _("QUEUE")
    shows = "completion"
    pin_for = _("to approve")
    private = True
    text = (_("{waiting:# pair awaits|# pairs await} approval."), *_FIGURES)

    approve, query, send_back, following = _APPROVE, _QUERY, _RETURN, _NEXT


class NobodyWaits(Page[NoFacts]):
    """The queue is empty."""

    text = _("No pair awaits approval.")


@dataclass(frozen=True)
class Issued:
    """Two certificates."""

    mentee_number: str
    mentor_number: str


class Approved(Page[Issued]):
    """The receipt of an approval; whether the points were awarded is ITSD's to say."""

    pair: int

    shows = "completion"
    behind_pin = False
    private = True
    text = _("Approved. Certificates {mentee_number} (mentee) and {mentor_number} (mentor) issued. TPD: mark as")

    today = Do(_("awarded today"), synonyms=("awarded",))
    later = Go(_("later"), lambda: TpdLater)


class TpdLater(Page[Issued]):
    """Both are eligible."""

    pair: int

    shows = "completion"
    behind_pin = False
    private = True
    text = _("TPD: both are eligible. When TSC has awarded it, reply TPD {mentee_number}.")


class TpdMarked(Page[Issued]):
    """The award is written down."""

    pair: int

    shows = "completion"
    behind_pin = False
    private = True
    text = _("TPD of {mentee_number} and {mentor_number} is marked as awarded today. Both are told.")


@dataclass(frozen=True)
class OneCertificate:
    """One certificate, as ITSD and its holder see its TPD."""

    certificate: str
    awarded: date | None
    may_award: bool


class Tpd(Page[OneCertificate]):
    """How TPD stands on one certificate; never a number of points (requirement D245)."""

    number: str | None = None

    behind_pin = True
    keyword = _("TPD")
    argument = "number"
    private = True
    text = If(
        Fact("awarded"),
        _("{certificate}: TPD awarded by TSC on {awarded:year}."),
        _("{certificate}: eligible for TPD. TSC awards it."),
    )

    award = Do(_("awarded today"), when=Fact("may_award"))


class WrittenToHead(Page[PairNamed]):
    """The receipt of both."""

    pair: int

    shows = "completion"
    behind_pin = False
    private = True
    text = _("Sent to the head of {mentee}. QUEUE shows the next pair.")


@dataclass(frozen=True)
class OneIssued:
    """One certificate, and whose."""

    holder: Name
    number: str


class MentorCertified(Page[OneIssued]):
    """The receipt of it."""

    pair: int

    shows = "completion"
    behind_pin = False
    private = True
    text = _("Certificate {number} is issued to {holder}.")


class DecisionForHead(Notice[Word]):
    """To the head: ITSD asks about a pair, or sends the statement back."""

    decision: int

    shows = "completion"
    text = If(
        Fact("returned"),
        _("TIMEC: ITSD returned your statement on {mentee}. You will be asked for it again."),
        _("TIMEC: ITSD asks you something about {mentee} and {mentor}."),
    )
    template = "decision_for_head"
    buttons = (_("read it"),)

    read = Go(_("read it"), lambda: DecisionRead, synonyms=("read", "soma"))


class DecisionRead(Page[Word]):
    """What ITSD wrote; a question can be answered."""

    decision: int

    shows = "completion"
    text = _("ITSD: {words}.")

    answer = Go(_("answer"), lambda: AnswerQuery, when=Fact("open"))


class QueryIsAnswered(Page[NoFacts]):
    """The receipt of an answer."""

    text = _("Sent to ITSD. Thank you.")


@dataclass(frozen=True)
class HeadsReply:
    """A head's answer to a query."""

    mentee: Name
    mentor: Name
    answer: str


class QueryAnswered(Notice[HeadsReply]):
    """To the officer who asked."""

    decision: int

    shows = "completion"
    text = _("TIMEC: the head of {mentee} and {mentor} has answered you.")
    template = "query_answered"
    buttons = (_("read it"),)

    read = Go(_("read it"), lambda: AnswerRead, synonyms=("read", "soma"))


class AnswerRead(Page[HeadsReply]):
    """The head's answer in full."""

    decision: int

    shows = "completion"
    private = True
    text = _("{mentee} and {mentor}: {answer}. QUEUE shows the pair.")
