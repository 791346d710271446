"""What each printed paper says, as plain facts; and the way from them to a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.messages import Channel
from bot.store.signing import Method


@dataclass(frozen=True)
class SignatureProof:
    """How somebody signed, as a paper tells it; `digits`: the last of the number or account that they signed from.

    `hash`: of the text that they signed; `seen_by`: the head who saw it signed on paper; `now_called`: their name,
    where it was another when they signed; `struck`: when a learner's name was struck from that text since.
    """

    at: datetime
    channel: Channel
    digits: str
    method: Method
    hash: str
    seen_by: str = ""
    now_called: str = ""
    struck: datetime | None = None


@dataclass(frozen=True)
class Signatory:
    """Whose signature a paper has room for, and the one that was given in chat."""

    name: str
    proof: SignatureProof | None = None


@dataclass(frozen=True)
class AgreementPaper:
    """Annex I: the text as it was signed, else as it would be; `code`: by which anybody can check it."""

    text: str
    mentor: Signatory
    mentee: Signatory
    code: str


@dataclass(frozen=True)
class LoggedMeeting:
    """One session of Annex II; `objectives`: None where the reader may not see them.

    `missed`: why it was not held, for those who may know it; `day`: held or planned.
    """

    number: int
    objectives: tuple[str, ...] | None
    day: date | None
    venue: str
    mentor: Signatory
    mentee: Signatory
    code: str = ""
    missed: bool = False


@dataclass(frozen=True)
class LogPaper:
    """Annex II of one pair."""

    mentor: str
    mentee: str
    meetings: tuple[LoggedMeeting, ...]


@dataclass(frozen=True)
class JournalPage:
    """Annex III of one session."""

    number: int
    day: date
    venue: str
    areas: tuple[str, ...]
    plan: tuple[str, ...]
    review: tuple[str, ...]
    made: tuple[str, ...]
    """What a coaching pair modelled or made together, and what it used: the annex has no part for it."""
    mentor: Signatory
    mentee: Signatory
    code: str


@dataclass(frozen=True)
class JournalPaper:
    """Annex III of one pair, a page a session."""

    mentor: str
    mentee: str
    pages: tuple[JournalPage, ...]


@dataclass(frozen=True)
class FeedbackPaper:
    """Annex IV: the answers by the numbers of the form, "" where nothing was said; `why`: the counts differ."""

    mentor: Signatory
    mentee: str
    scheduled: str
    covered: str
    why: str
    answers: tuple[str, ...]
    """Those to questions 3 to 11."""
    code: str = ""


@dataclass(frozen=True)
class EvaluationRow:
    """One of the fourteen rows of Annex V."""

    timeline: str = ""
    status: str = ""


@dataclass(frozen=True)
class EvaluationPaper:
    """Annex V of one institution."""

    region: str
    county: str
    sub_county: str
    institution: str
    rows: tuple[EvaluationRow, ...]
    supervisor: Signatory
    tsc_number: str = ""
    designation: str = ""
    code: str = ""


@dataclass(frozen=True)
class ReportPaper:
    """A report that was sent: its figures as they were then, each with its name."""

    area: str
    period: str
    to: str
    version: int
    author: str
    day: date
    figures: tuple[tuple[str, str], ...]
    words: str
    stands: str
    """What has become of it."""
    code: str = ""


@dataclass(frozen=True)
class CertificatePaper:
    """A certificate of completion, the mentor's or the mentee's."""

    holder: str
    partner: str
    mentor: bool
    number: str
    since: date
    until: date
    issued: date
    institution: str
    approver: str


@dataclass(frozen=True)
class BlankPaper:
    """An empty Annex II and III for a session, to be filled with a pen; `reference`: what its QR says."""

    mentor: str
    mentee: str
    number: int
    day: date | None
    reference: str


@dataclass(frozen=True)
class WayIn:
    """One way to begin on a poster: how it is called, what is to be done, and the link that its QR opens."""

    name: str
    how: str
    link: str


@dataclass(frozen=True)
class PosterPaper:
    """The poster of a school, by which teachers come in."""

    institution: str
    place: str
    code: str
    ways: tuple[WayIn, ...]
    rings: str = ""
    """The number to ring without being answered, for an SMS of what waits."""


@dataclass(frozen=True)
class CopyPaper:
    """Everything that is held of somebody: a title and its lines for each kind."""

    holder: str
    chapters: tuple[tuple[str, tuple[str, ...]], ...]


Printable = (
    AgreementPaper
    | LogPaper
    | JournalPaper
    | FeedbackPaper
    | EvaluationPaper
    | CertificatePaper
    | ReportPaper
    | BlankPaper
    | PosterPaper
    | CopyPaper
)


def codes(paper: Printable) -> list[str]:
    """The codes of the records on a paper, in their order."""
    match paper:
        case LogPaper():
            found = [one.code for one in paper.meetings]
        case JournalPaper():
            found = [one.code for one in paper.pages]
        case AgreementPaper() | FeedbackPaper():
            found = [paper.code]
        case _:
            found = []
    return [code for code in found if code]


def pdf(papers: Sequence[Printable], language: str, at: datetime) -> bytes:
    """These papers of one form as one PDF, in the reader's language; `at`: when it is printed."""
    from bot.reports.papers import layout  # what lays out is heavy, and few turns print

    return layout.laid_out(papers, language, at)
