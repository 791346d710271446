"""The end of a pair's time at the desk: self-assessments, the head's statement, an extension, the training."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from bot.desk.base import Args, Asking, Closed, Prepared, Subject, allowed
from bot.desk.completion import gaps
from bot.desk.records import names
from bot.dialogs.assessment import MentorAssessment, Waiting, YearDone
from bot.dialogs.place import Place
from bot.dialogs.saying import Said
from bot.dialogs.statement import Extended, Stated, TimeServed
from bot.language import Name, _, items_of
from bot.programme import behalf, completion, finishing, status
from bot.programme.completion import Item
from bot.store import pairs, people, plans, statements
from bot.store.pairs import Kind, PairOf, Side
from bot.store.statements import Statement, Verdict

FORMS = {Side.MENTOR: "MentorAssessment", Side.MENTEE: "MenteeAssessment"}
LATER = (Item.TRAINING, Item.APPROVAL)
"""What a receipt need not name: it comes of itself once the statement is there."""


def _pair(asking: Asking, pair_id: str, shows: str) -> PairOf:
    pair = pairs.get(asking.db, int(pair_id))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, shows)
    return pair


# self-assessments


def year_done(asking: Asking, args: Args) -> Prepared:
    """What a self-assessment knows, as form and as prompt; closed before the day and once it is saved."""
    if "for" not in args:
        return Prepared(_year_done(asking, _pair(asking, args["pair"], MentorAssessment.shows), asking.who.id))
    pair, person_id = _pair(asking, args["pair"], "session"), int(args["for"])
    if not behalf.may_enter(asking.db, asking.who.id, pair, person_id, asking.today):
        raise Closed(_("That is not open to you."))
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
    now = finishing.progress(asking.db, pair, asking.today)
    side = pair.side(person_id)
    if side is None or pair.kind is Kind.COACHING or now.approved:
        raise Closed(_("No self-assessment waits for you."))
    if now.today < now.last_day:
        raise Closed(_("Your time is served on {day:year}. I will ask you then."), day=now.last_day)
    if side in now.assessed:
        raise Closed(_("Your self-assessment is saved already. CERT shows what is still open."))
    return now.last_day


def to_assess(asking: Asking, words: str) -> list[Subject]:
    """The pairs whose self-assessment waits for this person, as mentor or as mentee."""
    found: list[Subject] = []
    why: Closed | None = None
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        try:
            _awaited(asking, pair, asking.who.id)
        except Closed as closed:
            why = why or closed
            continue
        label = Said(_("self-assessment with {partner}"), {"partner": names(asking, pair)[1]})
        side = pair.side(asking.who.id)
        assert side is not None, "one of their own pairs"
        found.append(Subject({"pair": str(pair.id), "form": FORMS[side]}, label))
    if not found:
        raise why or Closed(_("No self-assessment waits for you."))
    return found


def take_assessment(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """A self-assessment is complete; somebody else's was entered from paper."""
    if "for" in args:
        behalf.assess(asking.db, asking.who.id, int(args["pair"]), int(args["for"]), given, asking.now)
        return Place("EnteredFor", {"pair": args["pair"], "person": args["for"]})
    finishing.assess(asking.db, asking.who.id, int(args["pair"]), given, asking.now)
    return Place("AssessmentSaved", {"pair": args["pair"]})


def waiting(asking: Asking, args: Args) -> Prepared:
    """What the pair still waits for, to one who has done their part."""
    pair = _pair(asking, args["pair"], "journal")
    return Prepared(Waiting(*names(asking, pair), gaps(asking, pair, LATER)))


# the statement


def time_served(asking: Asking, args: Args) -> Prepared:
    """What the head is asked; closed once a statement stands."""
    pair = _pair(asking, args["pair"], "completion")
    found = {gap.item: gap for gap in completion.open_items(finishing.progress(asking.db, pair, asking.today))}
    if Item.STATEMENT not in found or found.keys() - finishing.HEADS:
        raise Closed(_("There is no statement to make about this pair now."))
    undone = found[Item.REVIEWS].count if Item.REVIEWS in found else 0
    extended = statements.extensions(statements.of_pair(asking.db, pair.id)) > 0
    return Prepared(TimeServed(Name(pair.mentee_name), Name(pair.mentor_name), extended, undone))


def satisfactory(asking: Asking, args: Args) -> Place:
    return Place("StatementSaved", {"statement": _state(asking, args, Verdict.SATISFACTORY)})


def extend(asking: Asking, args: Args) -> Place:
    """Three months more: the head's words to the pair come next."""
    return Place("Extension", {"statement": _state(asking, args, Verdict.EXTEND)})


def _state(asking: Asking, args: Args, verdict: Verdict) -> str:
    evidence = asking.evidence(read=True)
    return str(finishing.state(asking.db, asking.who.id, int(args["pair"]), verdict, evidence, asking.now))


def _own(asking: Asking, args: Args) -> tuple[Statement, PairOf]:
    """One's own statement, with its pair."""
    said = statements.get(asking.db, int(args["statement"]))
    if said is None or said.by_id != asking.who.id:
        raise Closed(_("That is not open to you."))
    return said, _pair(asking, str(said.pair_id), "completion")


def stated(asking: Asking, args: Args) -> Prepared:
    """A head's own statement."""
    _said, pair = _own(asking, args)
    return Prepared(Stated(Name(pair.mentee_name), Name(pair.mentor_name)))


def unrated(asking: Asking, args: Args) -> Prepared:
    """The same while the training is not evaluated."""
    said, _pair = _own(asking, args)
    if said.training is not None or said.returned_at is not None:
        raise Closed(_("The training is evaluated already. Thank you."))
    return stated(asking, args)


def unexplained(asking: Asking, args: Args) -> Prepared:
    """The same while the pair has not been told why it goes on."""
    said, _pair = _own(asking, args)
    if said.words is not None:
        raise Closed(_("The pair is told already."))
    return stated(asking, args)


def take_rating(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """The training is evaluated."""
    finishing.rate(asking.db, asking.who.id, int(args["statement"]), int(given["mark"]))
    return Place("TrainingRated", {"statement": args["statement"]})


def take_extension(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """The head's words to the pair."""
    finishing.explain(asking.db, asking.who.id, int(args["statement"]), given["words"], asking.now)
    return Place("ExtensionSaved", {"statement": args["statement"]})


def extended_by_me(asking: Asking, args: Args) -> Prepared:
    """The receipt of one's own extension."""
    said, pair = _own(asking, args)
    return Prepared(Extended(Name(asking.who.name), finishing.ends_on(asking.db, pair), said.words or ""))


def extended(asking: Asking, args: Args) -> Prepared:
    """An extension as the pair reads it."""
    said = statements.get(asking.db, int(args["statement"]))
    if said is None or said.words is None:
        raise Closed(_("That is not open to you."))
    pair = _pair(asking, str(said.pair_id), "journal")
    head = people.get(asking.db, said.by_id)
    assert head is not None, "somebody stated it"
    return Prepared(Extended(Name(head.name), finishing.ends_on(asking.db, pair), said.words))


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "MentorAssessment": year_done,
    "MentorAssessmentDue": year_done,
    "MenteeAssessment": year_done,
    "MenteeAssessmentDue": year_done,
    "AssessmentSaved": waiting,
    "StatementAsked": time_served,
    "StatementSaved": unrated,
    "TrainingAsked": unrated,
    "TrainingRating": unrated,
    "TrainingRated": stated,
    "Extension": unexplained,
    "ExtensionSaved": extended_by_me,
    "PairExtended": extended,
    "ExtensionNote": extended,
}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"MentorAssessment": to_assess}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "MentorAssessment": take_assessment,
    "MenteeAssessment": take_assessment,
    "TrainingRating": take_rating,
    "Extension": take_extension,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"state_satisfactory": satisfactory, "extend_pair": extend}
