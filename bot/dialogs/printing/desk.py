"""Papers at the desk: who may have which, each filled as far as the matrix lets its reader see."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialogs import visibility
from bot.dialogs.agreement.paper import AGREEMENT
from bot.dialogs.agreement.shared import facts_of, text_of
from bot.dialogs.certificates.pages import CertificateFile
from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared, allowed, open_pair
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import does, facts, routes
from bot.dialogs.offices import deeds as offices
from bot.dialogs.offices.rules import Office
from bot.dialogs.offices.shared import pairs_named
from bot.dialogs.posters.pages import SchoolPoster
from bot.dialogs.printing import deeds
from bot.dialogs.printing.pages import (
    CALLED,
    AnnexI,
    AnnexII,
    AnnexIII,
    AnnexIVFilled,
    AnnexVPrinted,
    EmptyLog,
    HeadAsked,
    PairPapers,
    PaperToPrint,
    PrintAsked,
    PrintPapers,
    ReadyPaper,
    SchoolPapers,
    ToPrint,
    WantedPaper,
    names_papers,
)
from bot.dialogs.printing.rules import BY_HEAD, READS, Annex
from bot.dialogs.schools.rules import matching
from bot.dialogs.visibility import Data, may_see
from bot.forms.dialog import Dialog
from bot.forms.page import Page, Picture, Row
from bot.language import Name, _
from bot.messages import CAPABILITIES, Media
from bot.reports.papers import facts as papers
from bot.reports.papers import filled
from bot.reports.papers.facts import Printable
from bot.store import areas, certificates, pairs
from bot.store import figures as supervision
from bot.store.pairs import PairOf, PairState
from bot.store.people import people

PRINTED = (*pairs.PRESENT, PairState.COMPLETED)
"""The pairs that have papers: those that ended early have theirs too, for who asks for one of them."""
OF_PAIR: dict[Annex, type[Page[ReadyPaper]]] = {
    Annex.I: AnnexI,
    Annex.II: AnnexII,
    Annex.III: AnnexIII,
    Annex.IV: AnnexIVFilled,
    Annex.BLANK: EmptyLog,
}
OF_SCHOOL: dict[Annex, type[Page[ReadyPaper]]] = {
    Annex.I: AnnexI,
    Annex.II: AnnexII,
    Annex.IV: AnnexIVFilled,
    Annex.V: AnnexVPrinted,
}
ANNEXES = {type_: annex for annex, type_ in (*OF_PAIR.items(), *OF_SCHOOL.items())}


# which there are


@routes
def route(asking: Asking, at: PrintPapers) -> Dialog:
    """PRINT leads to the papers of one's pair or school; to a choice where there are several."""
    found = _offered(asking, at.words or "")
    if not found:
        raise NotOpen(_("There is no paper for you yet. STATUS shows where you stand."))
    return found[0].to if len(found) == 1 and isinstance(found[0].to, PairPapers | SchoolPapers) else at


@facts
def choice(asking: Asking, at: PrintPapers) -> Prepared:
    return Prepared(ToPrint("", tuple(_offered(asking, at.words or ""))))


def _offered(asking: Asking, words: str) -> list[Row]:
    """One's own pairs, and the school or the schools that one oversees, as they are named."""
    mine = pairs.pairs_of(asking.db, asking.who.id, PRINTED)
    here = asking.office
    if here is not None and here.oversees_schools:
        return [*_named(asking, here, words), *map(_papers, mine)]
    theirs = pairs.at_school(asking.db, here.area_id, PRINTED, asking.today) if here else []
    others = [pair for pair in theirs if pair.side(asking.who.id) is None]
    school = areas.get(asking.db, here.area_id) if here else None
    own = [Row(school.name, SchoolPapers(school=school.id))] if school else []
    if words and not names_papers(words):
        if school and matching(words, (school,)).schools:
            return own
        return [_papers(pair) for pair in pairs_named(words, [*mine, *others])]
    return [*map(_papers, mine), *own, *map(_papers, others)]


def _papers(pair: PairOf) -> Row:
    return Row(_both(pair), PairPapers(pair=pair.id))


def _named(asking: Asking, here: Office, words: str) -> list[Row]:
    """The schools that are meant, of those that this office oversees; or the pairs of who is called so there."""
    if not words:
        raise NotOpen(_("Which school? Write PRINT and its name."))
    known = supervision.schools(asking.db, here.area_id, here.levels, asking.today)
    found = matching(words, known)
    theirs = [] if found.exact else deeds.pairs_there(asking.db, asking.who.id, here, words, PRINTED, asking.today)
    if not found.schools and not theirs:
        raise NotOpen(_("Not in your area."))
    return [_papers(pair) for pair in theirs] or [Row(one.name, SchoolPapers(school=one.id)) for one in found.schools]


def _both(pair: PairOf) -> str:
    return f"{Name(pair.mentor_name).short}, {Name(pair.mentee_name).short}"


@facts
def of_pair(asking: Asking, at: PairPapers) -> Prepared:
    """The papers of a pair that the matrix opens to whoever asks."""
    pair = open_pair(asking, at.pair, at.shows)
    viewer = visibility.relation_to(asking.db, asking.who.id, pair, asking.today)
    open_ = [annex for annex in OF_PAIR if may_see(viewer, READS[annex]).opens]
    rows = [Row(CALLED[annex.value], _page_of(annex, pair)) for annex in open_]
    if may_see(viewer, Data.COMPLETION).opens:
        issued = certificates.of_pair(asking.db, pair.id)
        rows = [*[Row(one.number, CertificateFile(number=one.number)) for one in issued], *rows]
    return Prepared(ToPrint(_both(pair), tuple(rows)))


def _page_of(annex: Annex, pair: PairOf) -> Dialog:
    return OF_PAIR[annex](pair=pair.id)  # type: ignore[call-arg] # each of them is about a pair


@facts
def of_school(asking: Asking, at: SchoolPapers) -> Prepared:
    """The papers of a school that the matrix opens to its office."""
    here, name = _overseen(asking, at.school)
    open_ = [annex for annex in OF_SCHOOL if may_see(here.viewer, READS[annex]).opens]
    rows = [Row(CALLED[annex.value], _page_at(annex, at.school)) for annex in open_]
    return Prepared(ToPrint(name, (*rows, Row(_("poster, to join"), SchoolPoster(school=at.school)))))


def _page_at(annex: Annex, school_id: int) -> Dialog:
    return OF_SCHOOL[annex](school=school_id)  # type: ignore[call-arg] # each of them is about a school


def _overseen(asking: Asking, school_id: int, reads: Data | None = None) -> tuple[Office, str]:
    """The office of whoever asks, if it covers this school and the matrix opens what is read; and the school's name."""
    here = office(asking)
    school = areas.get(asking.db, school_id)
    if school is None or not offices.covers(asking.db, here, school_id):
        raise NotOpen(_("Not in your area."))
    if reads is not None and not may_see(here.viewer, reads).opens:
        raise NotFound
    return here, school.name


# each paper

Fill = Callable[[PairOf], Sequence[Printable]]


def _of(asking: Asking, at: AnnexI | AnnexII | AnnexIVFilled, fill: Fill) -> Prepared:
    """A paper of one pair, or of all pairs of a school."""
    if at.pair is not None:
        pair = open_pair(asking, at.pair, at.shows)
        return _ready(asking, at, _both(pair), lambda: fill(pair), pair)
    if at.school is None:
        raise NotFound
    _here, name = _overseen(asking, at.school, READS[ANNEXES[type(at)]])
    found = pairs.at_school(asking.db, at.school, PRINTED, asking.today)
    if not found:
        raise NotOpen(_("There is no pair at this school yet."))
    for pair in found:
        allowed(asking, pair, at.shows)
    return _ready(asking, at, name, lambda: [paper for pair in found for paper in fill(pair)])


def _ready(
    asking: Asking, at: Page[ReadyPaper], of: str, fill: Callable[[], Sequence[Printable]], pair: PairOf | None = None
) -> Prepared:
    """The paper as a file where the channel carries one; it is filled and laid out when it is said."""
    annex = ANNEXES[type(at)]
    carries = asking.channel is not None and CAPABILITIES[asking.channel].media
    own = pair is not None and pair.side(asking.who.id) is not None
    codes = [] if carries or not own else [code for paper in fill() for code in papers.codes(paper)]
    return Prepared(
        ReadyPaper(
            paper=CALLED[annex.value],
            of=of,
            document=_document(asking, annex, fill) if carries else None,
            code=codes[-1] if codes else "",
            head=own and annex in BY_HEAD and not carries,
        )
    )


def _document(asking: Asking, annex: Annex, fill: Callable[[], Sequence[Printable]]) -> Picture:
    name = f"annex-{annex.value}.pdf" if annex.value.isdigit() else f"{annex.value}.pdf"
    language, now = asking.who.language, asking.now
    return Picture(lambda: Media(name, "application/pdf", papers.pdf(fill(), language, now)))


@facts
def agreement(asking: Asking, at: AnnexI) -> Prepared:
    """Annex I."""

    def fill(pair: PairOf) -> Sequence[Printable]:
        text = text_of(asking, AGREEMENT, facts_of(asking, pair), asking.who.language)
        return [filled.agreement(asking.db, pair, text)]

    return _of(asking, at, fill)


@facts
def log(asking: Asking, at: AnnexII) -> Prepared:
    """Annex II; the objectives only for whom the matrix opens them."""

    def fill(pair: PairOf) -> Sequence[Printable]:
        viewer = visibility.relation_to(asking.db, asking.who.id, pair, asking.today)
        open_ = may_see(viewer, Data.OBJECTIVES).opens
        return [filled.log(asking.db, pair, asking.today, asking.who.language, objectives=open_)]

    return _of(asking, at, fill)


@facts
def journal(asking: Asking, at: AnnexIII) -> Prepared:
    """Annex III."""
    pair = open_pair(asking, at.pair, at.shows)
    paper = filled.journal(asking.db, pair, asking.who.language)
    if not paper.pages:
        raise NotOpen(_("There is no record yet. LOG records a session."))
    return _ready(asking, at, _both(pair), lambda: [paper], pair)


@facts
def feedback(asking: Asking, at: AnnexIVFilled) -> Prepared:
    """Annex IV."""
    return _of(asking, at, lambda pair: filled.feedback(asking.db, pair, asking.who.language))


@facts
def evaluation(asking: Asking, at: AnnexVPrinted) -> Prepared:
    """Annex V."""
    _here, name = _overseen(asking, at.school, READS[Annex.V])
    return _ready(asking, at, name, lambda: [filled.evaluation(asking.db, at.school, asking.now, asking.who.language)])


@facts
def empty(asking: Asking, at: EmptyLog) -> Prepared:
    """The log of the next session, for a pen."""
    pair = open_pair(asking, at.pair, at.shows)
    return _ready(asking, at, _both(pair), lambda: [filled.empty_log(asking.db, pair)], pair)


# the head prints


@does(AnnexI.print)
def ask_head(asking: Asking, at: AnnexI | AnnexII | AnnexIVFilled | EmptyLog) -> Dialog:
    """The heads of the school are asked to print this paper."""
    if at.pair is None:
        raise NotFound
    asked = deeds.ask_head(asking.db, asking.who.id, at.pair, ANNEXES[type(at)], asking.now)
    if not asked:
        raise NotOpen(_("No head is recorded for your school; please ask your Sub-County Director for a copy."))
    return PrintAsked(head=asked[0])


@facts
def head_asked(asking: Asking, at: PrintAsked) -> Prepared:
    head = people.get(asking.db, at.head)
    if head is None or at.head not in offices.heads_of(asking.db, asking.who.id, asking.today):
        raise NotFound
    return Prepared(HeadAsked(Name(head.name)))


@facts
def to_print(asking: Asking, at: PaperToPrint) -> Prepared:
    """A paper that one of a pair has asked their head for."""
    pair, who = open_pair(asking, at.pair, at.shows), people.get(asking.db, at.by)
    if who is None or pair.side(who.id) is None or at.annex not in {one.value for one in BY_HEAD}:
        raise NotFound
    return Prepared(WantedPaper(Name(who.name), CALLED[at.annex]))


@does(PaperToPrint.show)
def show_paper(asking: Asking, at: PaperToPrint) -> Dialog:
    """The paper that was asked for."""
    return _page_of(Annex(at.annex), open_pair(asking, at.pair, at.shows))
