"""The 6-week reviews at the desk: what forms, prompts and receipts are told, and to whom words are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.desk.base import Args, Asking, Closed, Prepared, Subject, allowed
from bot.desk.records import names
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.review import PROGRESS, Answers, MentorReview, Readable, Saved, SixWeeks, Told
from bot.dialogs.saying import Said
from bot.language import Name, Text, _
from bot.programme import calendar, status
from bot.programme import reviews as rules
from bot.programme.calendar import ReviewKind, SchoolDays, six_week
from bot.programme.refusals import NotYours
from bot.store import levels, pairs, reviews
from bot.store.pairs import PairOf, Side
from bot.store.reviews import Review

FORMS = {Side.MENTOR: "MentorReview", Side.MENTEE: "MenteeReview"}
CALLED = {ReviewKind.SIX_WEEK: _("6-week review"), ReviewKind.THREE_MONTH: _("3-month review")}


def _pair(asking: Asking, pair_id: str) -> PairOf:
    pair = pairs.get(asking.db, int(pair_id))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, MentorReview.shows)
    return pair


def mentor(asking: Asking, args: Args) -> Prepared:
    """The mentor's review of a quarter, as form and as prompt; closed once it is saved."""
    return _review(asking, args, Side.MENTOR)


def mentee(asking: Asking, args: Args) -> Prepared:
    """The mentee's review of a quarter, as form and as prompt; closed once it is saved."""
    return _review(asking, args, Side.MENTEE)


def _review(asking: Asking, args: Args, side: Side) -> Prepared:
    pair, quarter = _pair(asking, args["pair"]), int(args["quarter"])
    if pair.side(asking.who.id) is not side:
        raise Closed(_("That is not open to you."))
    saved = reviews.of_pair(asking.db, pair.id)
    if any(one.quarter == quarter and one.person_id == asking.who.id for one in saved):
        raise Closed(_("This review is saved already. REVIEWS shows it."))
    me, partner = names(asking, pair)
    planned, held = _figures(asking, pair, quarter)
    return Prepared(SixWeeks(me, partner, planned, held, _shifted(asking, six_week(pair.start, quarter))))


def _figures(asking: Asking, pair: PairOf, quarter: int) -> tuple[int, int]:
    """Sessions planned and held in this quarter so far, counted as everywhere."""
    until_now = status.pair_figures(asking.db, pair.id, asking.today)
    if quarter == 1:
        return until_now.due, until_now.held
    began = calendar.months_after(pair.start, calendar.QUARTER * (quarter - 1))
    before = status.pair_figures(asking.db, pair.id, began - timedelta(days=1))
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


def to_review(asking: Asking, words: str) -> list[Subject]:
    """The reviews that this person has still to save, one for each pair where one is due, as mentor or as mentee."""
    found: list[Subject] = []
    coming: list[date] = []
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        quarter = rules.open_quarter(pair, asking.who.id, reviews.of_pair(asking.db, pair.id), asking.today)
        if quarter is not None:
            found.append(_subject(asking, pair, quarter))
        coming.append(calendar.next_review(pair.start, asking.today).due)
    if not found and coming:
        raise Closed(
            _("No review waits for you. The next one is due {due}. REVIEWS shows the last ones."), due=min(coming)
        )
    if not found:
        raise Closed(_("You are in no pair yet, so there is nothing to review."))
    return found


def _subject(asking: Asking, pair: PairOf, quarter: int) -> Subject:
    side = pair.side(asking.who.id)
    assert side is not None, "one of their own pairs"
    label = Said(_("review with {partner}"), {"partner": names(asking, pair)[1]})
    return Subject({"pair": str(pair.id), "quarter": str(quarter), "form": FORMS[side]}, label)


# handing in


def save_mentor(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """The mentor's review is complete."""
    return Place("MentorReviewSaved", {"review": _save(asking, args, given)})


def save_mentee(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """The mentee's review is complete; whether it may be shared is asked next."""
    return Place("MenteeReviewSaved", {"review": _save(asking, args, given)})


def _save(asking: Asking, args: Args, given: Mapping[str, str]) -> str:
    pair_id, quarter = int(args["pair"]), int(args["quarter"])
    return str(rules.save(asking.db, asking.who.id, pair_id, quarter, given, asking.now))


def share(asking: Asking, args: Args) -> Place:
    """The mentee lets the mentor read this review; without its number, the last one."""
    review_id = args.get("review") or _unshared(asking)
    if review_id is None:
        raise NotYours
    rules.share(asking.db, asking.who.id, int(review_id), asking.now)
    return Place("ReviewIsShared", {"review": str(review_id)})


def keep(asking: Asking, args: Args) -> Place:
    """It stays with the mentee."""
    return Place("ReviewIsKept", dict(args))


# what is said of them


def _readable(asking: Asking, review_id: str) -> tuple[Review, PairOf]:
    """A review with its pair, to one of the two who may read it."""
    review = reviews.get(asking.db, int(review_id))
    if review is None:
        raise Closed(_("That is not open to you."))
    pair = _pair(asking, str(review.pair_id))
    if not rules.may_read(review, pair, asking.who.id):
        raise Closed(_("That is not open to you."))
    return review, pair


def answers(asking: Asking, args: Args) -> Prepared:
    """A mentee's saved answers, to one of the two who may read them."""
    pair = _readable(asking, args["review"])[1]
    return Prepared(Answers(*names(asking, pair)))


def saved(asking: Asking, args: Args) -> Prepared:
    """The receipt of a saved review, and what comes next."""
    review, pair = _readable(asking, args["review"])
    me, partner = names(asking, pair)
    following = calendar.next_review(pair.start, review.due + timedelta(days=1))
    asked = _asked(asking, following.due)
    return Prepared(Saved(me, partner, CALLED[following.kind], following.due, asked, asked != following.due))


def readable(asking: Asking, args: Args) -> Prepared:
    """The last reviews of each of this person's pairs, as far as they may read them."""
    rows: list[Row] = []
    coming: list[date] = []
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        last = _last(asking, pair)
        rows += [_row(asking, pair, one) for one in last if rules.may_read(one, pair, asking.who.id)]
        mine = [one.due for one in last if one.person_id == asking.who.id]
        after = max([asking.today, *(day + timedelta(days=1) for day in mine)])
        coming.append(calendar.next_review(pair.start, after).due)
    return Prepared(Readable(tuple(rows), min(coming, default=None), _unshared(asking) is not None))


def _row(asking: Asking, pair: PairOf, review: Review) -> Row:
    mine = review.person_id == asking.who.id
    values = {"partner": names(asking, pair)[1]}
    label = Said(_("yours, with {partner}") if mine else _("of {partner}"), values)
    return Row(label, {"review": str(review.id)})


def _last(asking: Asking, pair: PairOf) -> list[Review]:
    """Both sides' reviews of the last quarter that has any."""
    known = reviews.of_pair(asking.db, pair.id)
    last = max((one.quarter for one in known), default=0)
    return [one for one in known if one.quarter == last]


def _unshared(asking: Asking) -> str | None:
    """The number of one's own last review as a mentee that the mentor may not read yet."""
    for pair in pairs.pairs_of(asking.db, asking.who.id):
        if pair.side(asking.who.id) is Side.MENTEE:
            mine = [one for one in _last(asking, pair) if one.person_id == asking.who.id and one.shared_at is None]
            return str(mine[-1].id) if mine else None
    return None


def told(asking: Asking, args: Args) -> Prepared:
    """One review in its author's words."""
    review, pair = _readable(asking, args["review"])
    by_mentor = review.person_id == pair.mentor_id
    first, second = ("challenge", "support") if by_mentor else ("hardest", "help")
    labels: dict[str, Text] = {option.key: option.label for option in PROGRESS if isinstance(option.label, Text)}
    name = pair.mentor_name if by_mentor else pair.mentee_name
    return Prepared(
        Told(
            who=_("You") if review.person_id == asking.who.id else Name(name),
            by_mentor=by_mentor,
            progress=labels.get(review.answers.get("progress", ""), Text("")),
            first=review.answers.get(first) or _("none"),
            second=review.answers.get(second, ""),
        )
    )


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "MentorReview": mentor,
    "MentorReviewDue": mentor,
    "MenteeReview": mentee,
    "MenteeReviewDue": mentee,
    "MentorReviewSaved": saved,
    "MenteeReviewSaved": answers,
    "ReviewIsShared": answers,
    "ReviewIsKept": answers,
    "ReviewShared": answers,
    "Reviews": readable,
    "ReadReview": told,
}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {
    "MentorReview": save_mentor,
    "MenteeReview": save_mentee,
}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"share_review": share, "keep_review": keep}
