"""The reviews at the desk: what forms, prompts and receipts are told, and to whom words are shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.dialogs import calendar
from bot.dialogs.calendar import SchoolDays
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, Subject, open_pair
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.pairs import deeds as pairs_deeds
from bot.dialogs.pairs import rules as pairs_rules
from bot.dialogs.pairs.shared import names, unmatched
from bot.dialogs.refusals import NotYours
from bot.dialogs.reviews import deeds, rules
from bot.dialogs.reviews.pages import (
    MenteeAnswers,
    MenteeQuarterReviewDue,
    MenteeReviewDue,
    MenteeReviewSaved,
    MentorQuarterReviewDue,
    MentorReviewDue,
    MentorReviewSaved,
    Readable,
    ReadReview,
    ReviewIsKept,
    ReviewIsShared,
    Reviews,
    ReviewShared,
    Saved,
    ToldReview,
)
from bot.dialogs.reviews.paper import (
    PLAN,
    PROGRESS,
    WORKS,
    MenteeQuarterReview,
    MenteeReview,
    MentorQuarterReview,
    MentorReview,
    Stage,
)
from bot.dialogs.reviews.rules import ReviewToSave
from bot.dialogs.reviews.shared import CALLED, FORMS, reflection
from bot.forms.dialog import Dialog
from bot.forms.form import Form
from bot.forms.page import Row
from bot.forms.saying import Option, Said
from bot.language import Item, Marked, Name, _, items_of, months_after
from bot.store import pairs, plans
from bot.store.pairs import PairKind, PairOf, Side
from bot.store.people import levels, people
from bot.store.reviews import reviews
from bot.store.reviews.reviews import ReviewKind, SavedReview

MIDPOINT = _("3-month midpoint review")


def _of(form: type[Form[Any]] | None) -> tuple[Side, ReviewKind]:
    return next(which for which, one in FORMS.items() if one is form)


@facts
def to_fill(asking: Asking, at: MentorReview | MenteeReview | MentorQuarterReview | MenteeQuarterReview) -> Prepared:
    """One side's review, as a form."""
    return _stage(asking, at, *_of(type(at)))


@facts
def due(
    asking: Asking, at: MentorReviewDue | MenteeReviewDue | MentorQuarterReviewDue | MenteeQuarterReviewDue
) -> Prepared:
    """The same as a prompt."""
    return _stage(asking, at, *_of(at.opens))


def _stage(asking: Asking, at: MentorReview | MenteeReview | MentorReviewDue, side: Side, kind: ReviewKind) -> Prepared:
    """One side's review of a quarter, as form and as prompt; closed once it is saved."""
    pair, quarter = open_pair(asking, at.pair, MentorReview.shows), at.quarter
    if pair.side(asking.who.id) is not side:
        raise NotFound
    waits = _waiting(asking, pair)
    found = next((one for one in waits if (one.review.quarter, one.review.kind) == (quarter, kind)), None)
    if found is None:
        raise NotOpen(_("This review is saved already. REVIEWS shows it."))
    me, partner = names(asking, pair)
    planned, held = _figures(asking, pair, quarter)
    called = MIDPOINT if (kind, quarter) == (ReviewKind.THREE_MONTH, 1) else CALLED[kind]
    also = found.also.due if found.also else None
    shifted, coaching = _shifted(asking, found.review.due), pair.kind is PairKind.COACHING
    return Prepared(Stage(me, partner, called, planned, held, shifted, also, coaching, _goals(asking, pair)))


def _goals(asking: Asking, pair: PairOf) -> tuple[Item, ...]:
    """Those of the plan, where a coachee reflects against it."""
    coachee = pair.kind is PairKind.COACHING and pair.mentee_id == asking.who.id
    plan = plans.latest(asking.db, pair.id) if coachee else None
    return items_of(plan.objectives) if plan else ()


def _waiting(asking: Asking, pair: PairOf) -> list[ReviewToSave]:
    """What this person has still to save of this pair, the oldest first."""
    saved = reviews.of_pair(asking.db, pair.id)
    days, level = SchoolDays.around(asking.db, asking.today), levels.level(asking.db, asking.who.id)
    return rules.waiting(pair, asking.who.id, saved, asking.today, level, days)


def _figures(asking: Asking, pair: PairOf, quarter: int) -> tuple[int, int]:
    """Sessions planned and held in this quarter so far, counted as everywhere."""
    end = calendar.three_month(pair.cycle, quarter) - timedelta(days=1)
    until_now = pairs_deeds.pair_figures(asking.db, pair.id, min(asking.today, end))
    if quarter == 1:
        return until_now.due, until_now.held
    began = months_after(pair.cycle, calendar.QUARTER * (quarter - 1))
    before = pairs_deeds.pair_figures(asking.db, pair.id, began - timedelta(days=1))
    return until_now.due - before.due, until_now.held - before.held


def _shifted(asking: Asking, due: date) -> date | None:
    """The due day, where schools were closed then and it is asked later."""
    if asking.today == due:
        return None
    return due if _asked(asking, due) != due else None


def _asked(asking: Asking, due: date) -> date:
    """The first school day from the due day on, at this person's school."""
    days = SchoolDays.around(asking.db, due)
    return days.first_from(due, levels.level(asking.db, asking.who.id))


@subjects
def to_review(asking: Asking, form: type[MentorReview], words: str) -> list[Subject]:
    """The last review that this person has still to save of each pair, as mentor or as mentee."""
    mine = pairs.pairs_of(asking.db, asking.who.id)
    found = [_subject(asking, pair, waits[-1]) for pair in mine if (waits := _waiting(asking, pair))]
    if not found and mine:
        coming = min(_coming(asking, pair) for pair in mine)
        raise NotOpen(_("No review waits for you. The next one is due {due}. REVIEWS shows the last ones."), due=coming)
    if not found:
        raise unmatched(asking, _("You are not matched yet, so there is nothing to review."))
    return found


def _coming(asking: Asking, pair: PairOf) -> date:
    """When the review falls due that comes next for this side, or fell due."""
    return pairs_rules.next_review(pair, reviews.saved_by(asking.db, pair.id, asking.who.id), asking.today).due


def _subject(asking: Asking, pair: PairOf, waits: ReviewToSave) -> Subject:
    side = pair.side(asking.who.id)
    assert side is not None, "one of their own pairs"
    label = Said(_("review with {partner}"), {"partner": names(asking, pair)[1]})
    form = FORMS[side, waits.review.kind]
    return Subject(form(pair=pair.id, quarter=waits.review.quarter), label)


# handing in


@takes
def save(
    asking: Asking, at: MentorReview | MenteeReview | MentorQuarterReview | MenteeQuarterReview, given: Answers
) -> Dialog:
    """One side's review is complete; a mentee is asked next whether it may be shared."""
    side, kind = _of(type(at))
    review_id = deeds.save(asking.db, asking.who.id, at.pair, kind, at.quarter, given, asking.now)
    return MentorReviewSaved(review=review_id) if side is Side.MENTOR else MenteeReviewSaved(review=review_id)


@does(MenteeReviewSaved.share, Reviews.share)
def share(asking: Asking, at: MenteeReviewSaved | Reviews) -> Dialog:
    """The mentee lets the mentor read this review; without its number, the last one."""
    review_id = at.review if isinstance(at, MenteeReviewSaved) else _unshared(asking)
    if review_id is None:
        raise NotYours
    deeds.share(asking.db, asking.who.id, review_id, asking.now)
    return ReviewIsShared(review=review_id)


@does(MenteeReviewSaved.keep)
def keep(asking: Asking, at: MenteeReviewSaved) -> Dialog:
    """It stays with the mentee."""
    return ReviewIsKept(review=at.review)


# what is said of them


def _readable(asking: Asking, review_id: int) -> tuple[SavedReview, PairOf]:
    """A review with its pair, to one of the two who may read it."""
    review = reviews.get(asking.db, review_id)
    if review is None:
        raise NotFound
    pair = open_pair(asking, review.pair_id, MentorReview.shows)
    if not rules.may_read(review, pair, asking.who.id):
        raise NotFound
    return review, pair


@facts
def answers(asking: Asking, at: ReviewIsShared | ReviewIsKept | ReviewShared) -> Prepared:
    """A mentee's saved answers, to one of the two who may read them."""
    review, pair = _readable(asking, at.review)
    return _shared(asking, review, pair)


def _shared(asking: Asking, review: SavedReview, pair: PairOf) -> Prepared:
    return Prepared(MenteeAnswers(*names(asking, pair), CALLED[review.kind]))


@facts
def unshared(asking: Asking, at: MenteeReviewSaved) -> Prepared:
    """The same while they may still be shared: what the partner may read stays readable."""
    review, pair = _readable(asking, at.review)
    if review.shared_at is not None:
        raise NotOpen(_("You have shared it with {partner}."), partner=names(asking, pair)[1])
    return _shared(asking, review, pair)


@facts
def saved(asking: Asking, at: MentorReviewSaved) -> Prepared:
    """The receipt of a saved review, and what comes next."""
    review, pair = _readable(asking, at.review)
    me, partner = names(asking, pair)
    closed = max(one.due for one in reviews.of_pair(asking.db, pair.id) if review.id in (one.id, one.merged_into))
    following = calendar.next_review(pair.cycle, pair.kind, closed + timedelta(days=1))
    asked, revise = _asked(asking, following.due), review.answers.get("plan") == "revise"
    called = CALLED[following.kind]
    return Prepared(Saved(me, partner, called, following.due, asked, asked != following.due, revise))


@facts
def readable(asking: Asking, at: Reviews) -> Prepared:
    """The last reviews of each of this person's pairs, as far as they may read them."""
    rows: list[Row] = []
    coming: list[date] = []
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        last = _last(asking, pair)
        rows += [_row(asking, pair, one) for one in last if rules.may_read(one, pair, asking.who.id)]
        coming.append(_coming(asking, pair))
    return Prepared(Readable(tuple(rows), min(coming, default=None), _unshared(asking) is not None))


def _row(asking: Asking, pair: PairOf, review: SavedReview) -> Row:
    mine = review.person_id == asking.who.id
    values = {"partner": names(asking, pair)[1]}
    label = Said(_("yours, with {partner}") if mine else _("of {partner}"), values)
    return Row(label, ReadReview(review=review.id))


def _last(asking: Asking, pair: PairOf) -> list[SavedReview]:
    """Both sides' last reviews: those that fell due on one day."""
    known = [one for one in reviews.of_pair(asking.db, pair.id) if one.merged_into is None]
    return [one for one in known if one.due == known[-1].due]


def _unshared(asking: Asking) -> int | None:
    """The number of one's own last review as a mentee that the mentor may not read yet."""
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        if pair.side(asking.who.id) is Side.MENTEE:
            mine = [one for one in _last(asking, pair) if one.person_id == asking.who.id and one.shared_at is None]
            return mine[-1].id if mine else None
    return None


@facts
def told(asking: Asking, at: ReadReview) -> Prepared:
    """One review in its author's words."""
    review, pair = _readable(asking, at.review)
    by_mentor = review.person_id == pair.mentor_id
    said = review.answers
    programme = said.get("programme")
    head = people.get(asking.db, review.seen_by_id) if review.seen_by_id is not None else None
    return Prepared(
        ToldReview(
            who=_("You")
            if review.person_id == asking.who.id
            else Name(pair.mentor_name if by_mentor else pair.mentee_name),
            by_mentor=by_mentor,
            progress=_label(PROGRESS, said.get("progress")) or Marked(""),
            challenge=said.get("challenge") or _("none"),
            support=said.get("support", ""),
            plan=_label(PLAN, said.get("plan")),
            programme=WORKS[int(programme) - 1] if programme else None,
            reflection=reflection(review, asking.now),
            seen_by=Name(head.name) if head else None,
        )
    )


def _label(options: tuple[Option, ...], key: str | None) -> Marked | None:
    """What one of these options is called."""
    return next((one.label for one in options if one.key == key and isinstance(one.label, Marked)), None)
