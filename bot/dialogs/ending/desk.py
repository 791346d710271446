"""The end of a pair's time at the desk: self-assessments, the head's statement, an extension, the training."""

from __future__ import annotations

from datetime import date

from bot.dialogs.behalf import deeds as behalf
from bot.dialogs.behalf.pages import EnteredFor
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, open_pair
from bot.dialogs.ending import deeds, rules
from bot.dialogs.ending.pages import (
    AssessmentSaved,
    ExtendedTo,
    ExtensionNote,
    ExtensionSaved,
    MenteeAssessmentDue,
    MentorAssessmentDue,
    PairExtended,
    StatementAsked,
    StatementSaved,
    StillToCome,
    TimeServed,
    TrainingAsked,
    TrainingRated,
)
from bot.dialogs.ending.paper import Extension, MenteeAssessment, MentorAssessment, StatedOn, TrainingRating, YearDone
from bot.dialogs.ending.rules import CompletionItem
from bot.dialogs.ending.shared import gaps
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.pairs import deeds as status
from bot.dialogs.pairs.shared import names
from bot.forms.dialog import Dialog
from bot.forms.saying import Said
from bot.language import Name, _, items_of
from bot.store import pairs, plans
from bot.store.ending import statements
from bot.store.ending.statements import Statement, Verdict
from bot.store.pairs import PairKind, PairOf, Side
from bot.store.people import people

ASSESSMENTS = {Side.MENTOR: MentorAssessment, Side.MENTEE: MenteeAssessment}
LATER = (CompletionItem.TRAINING, CompletionItem.APPROVAL)
"""What a receipt need not name: it comes of itself once the statement is there."""


# self-assessments


@facts
def year_done(
    asking: Asking, at: MentorAssessment | MentorAssessmentDue | MenteeAssessment | MenteeAssessmentDue
) -> Prepared:
    """What a self-assessment knows, as form and as prompt; closed before the day and once it is saved."""
    person_id = at.for_ if isinstance(at, MentorAssessment | MenteeAssessment) else None
    if person_id is None:
        return Prepared(_year_done(asking, open_pair(asking, at.pair, MentorAssessment.shows), asking.who.id))
    pair = open_pair(asking, at.pair, "session")
    if not behalf.may_enter(asking.db, asking.who.id, pair, person_id, asking.today):
        raise NotFound
    return Prepared(_year_done(asking, pair, person_id))


def _year_done(asking: Asking, pair: PairOf, person_id: int) -> YearDone:
    me, partner = Name(pair.partner_name(pair.partner_id(person_id))), Name(pair.partner_name(person_id))
    due = _awaited(asking, pair, person_id)
    figures = status.pair_figures(asking.db, pair.id, asking.today)
    plan = plans.latest(asking.db, pair.id)
    return YearDone(
        me=me,
        partner=partner,
        day=due,
        is_today=due == asking.today,
        extended=statements.extensions(statements.of_pair(asking.db, pair.id)) > 0,
        held=figures.held,
        planned=figures.due,
        goals=items_of(plan.objectives if plan else ""),
    )


def _awaited(asking: Asking, pair: PairOf, person_id: int) -> date:
    """The day on which the time was served; closed unless this person's self-assessment is awaited now."""
    now = deeds.progress(asking.db, pair, asking.today)
    side = pair.side(person_id)
    if side is None or pair.kind is PairKind.COACHING or now.approved:
        raise NotOpen(_("No self-assessment waits for you."))
    if now.today < now.last_day:
        raise NotOpen(_("Your time is served on {day:year}. I will ask you then."), day=now.last_day)
    if side in now.assessed:
        raise NotOpen(_("Your self-assessment is saved already. CERT shows what is still open."))
    return now.last_day


@subjects
def to_assess(asking: Asking, form: type[MentorAssessment], words: str) -> list[Subject]:
    """The pairs whose self-assessment waits for this person, as mentor or as mentee."""
    found: list[Subject] = []
    why: NotOpen | None = None
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        try:
            _awaited(asking, pair, asking.who.id)
        except NotOpen as closed:
            why = why or closed
            continue
        label = Said(_("self-assessment with {partner}"), {"partner": names(asking, pair)[1]})
        side = pair.side(asking.who.id)
        assert side is not None, "one of their own pairs"
        found.append(Subject(ASSESSMENTS[side](pair=pair.id), label))
    if not found:
        raise why or NotOpen(_("No self-assessment waits for you."))
    return found


@takes
def take_assessment(asking: Asking, at: MentorAssessment | MenteeAssessment, given: Answers) -> Dialog:
    """A self-assessment is complete; somebody else's was entered from paper."""
    if at.for_ is not None:
        behalf.assess(asking.db, asking.who.id, at.pair, at.for_, given, asking.now)
        return EnteredFor(pair=at.pair, person=at.for_)
    deeds.assess(asking.db, asking.who.id, at.pair, given, asking.now)
    return AssessmentSaved(pair=at.pair)


@facts
def waiting(asking: Asking, at: AssessmentSaved) -> Prepared:
    """What the pair still waits for, to one who has done their part."""
    pair = open_pair(asking, at.pair, "journal")
    return Prepared(StillToCome(*names(asking, pair), gaps(asking, pair, LATER)))


# the statement


@facts
def time_served(asking: Asking, at: StatementAsked) -> Prepared:
    """What the head is asked; closed once a statement stands."""
    pair = open_pair(asking, at.pair, "completion")
    found = {gap.item: gap for gap in rules.open_items(deeds.progress(asking.db, pair, asking.today))}
    if CompletionItem.STATEMENT not in found or found.keys() - rules.HEADS:
        raise NotOpen(_("There is no statement to make about this pair now."))
    undone = found[CompletionItem.REVIEWS].count if CompletionItem.REVIEWS in found else 0
    extended = statements.extensions(statements.of_pair(asking.db, pair.id)) > 0
    return Prepared(TimeServed(Name(pair.mentee_name), Name(pair.mentor_name), extended, undone))


@does(StatementAsked.yes)
def satisfactory(asking: Asking, at: StatementAsked) -> Dialog:
    return StatementSaved(statement=_state(asking, at, Verdict.SATISFACTORY))


@does(StatementAsked.extend)
def extend(asking: Asking, at: StatementAsked) -> Dialog:
    """Three months more: the head's words to the pair come next."""
    return Extension(statement=_state(asking, at, Verdict.EXTEND))


def _state(asking: Asking, at: StatementAsked, verdict: Verdict) -> int:
    evidence = asking.evidence(read=True)
    return deeds.state(asking.db, asking.who.id, at.pair, verdict, evidence, asking.now)


def _own(asking: Asking, statement_id: int) -> tuple[Statement, PairOf]:
    """One's own statement, with its pair."""
    said = statements.get(asking.db, statement_id)
    if said is None or said.by_id != asking.who.id:
        raise NotFound
    return said, open_pair(asking, said.pair_id, "completion")


@facts
def stated(asking: Asking, at: TrainingRated) -> Prepared:
    """A head's own statement."""
    return _stated(_own(asking, at.statement)[1])


def _stated(pair: PairOf) -> Prepared:
    return Prepared(StatedOn(Name(pair.mentee_name), Name(pair.mentor_name)))


@facts
def unrated(asking: Asking, at: StatementSaved | TrainingAsked | TrainingRating) -> Prepared:
    """The same while the training is not evaluated."""
    said, pair = _own(asking, at.statement)
    if said.training is not None or said.returned_at is not None:
        raise NotOpen(_("The training is evaluated already. Thank you."))
    return _stated(pair)


@facts
def unexplained(asking: Asking, at: Extension) -> Prepared:
    """The same while the pair has not been told why it goes on."""
    said, pair = _own(asking, at.statement)
    if said.words is not None:
        raise NotOpen(_("The pair is told already."))
    return _stated(pair)


@takes
def take_rating(asking: Asking, at: TrainingRating, given: Answers) -> Dialog:
    """The training is evaluated."""
    deeds.rate(asking.db, asking.who.id, at.statement, int(given["mark"]))
    return TrainingRated(statement=at.statement)


@takes
def take_extension(asking: Asking, at: Extension, given: Answers) -> Dialog:
    """The head's words to the pair."""
    deeds.explain(asking.db, asking.who.id, at.statement, given["words"], asking.now)
    return ExtensionSaved(statement=at.statement)


@facts
def extended_by_me(asking: Asking, at: ExtensionSaved) -> Prepared:
    """The receipt of one's own extension."""
    said, pair = _own(asking, at.statement)
    return Prepared(ExtendedTo(Name(asking.who.name), deeds.ends_on(asking.db, pair), said.words or ""))


@facts
def extended(asking: Asking, at: PairExtended | ExtensionNote) -> Prepared:
    """An extension as the pair reads it."""
    said = statements.get(asking.db, at.statement)
    if said is None or said.words is None:
        raise NotFound
    pair = open_pair(asking, said.pair_id, "journal")
    head = people.get(asking.db, said.by_id)
    assert head is not None, "somebody stated it"
    return Prepared(ExtendedTo(Name(head.name), deeds.ends_on(asking.db, pair), said.words))
