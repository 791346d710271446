"""Planning meetings at the desk: what the form knows of the pair, and what its receipts and notices are told."""

from __future__ import annotations

from bot.desk.base import Answers, Asking, Closed, OfPair, Prepared, Subject, allowed
from bot.desk.before import unmatched
from bot.desk.handlers import does, facts, subjects, takes
from bot.desk.planned import shut
from bot.desk.records import moment_of, names
from bot.dialogs.booking import AllConfirmed, Book, Booked, Booking, BookSaved, PartnerConfirmedAll, SessionsAsked
from bot.dialogs.dialog import Dialog
from bot.dialogs.meetings import Meetings
from bot.dialogs.saying import Said
from bot.language import Text, _
from bot.programme import planned as deeds
from bot.programme.calendar import USUAL_HOUR
from bot.programme.pairs import places
from bot.store import pairs, plans, sessions
from bot.store.pairs import PairOf


@facts
def booking(asking: Asking, at: Book) -> Prepared:
    """What a pair usually keeps to, for planning more meetings."""
    pair = _pair(asking, at)
    me, partner = names(asking, pair)
    plan = plans.latest(asking.db, pair.id)
    known = sessions.of_pair(asking.db, pair.id)
    return Prepared(
        Booking(
            me=me,
            partner=partner,
            usual_hour=(plan.hour if plan else None) or USUAL_HOUR,
            usual_venue=next(iter(places(known, plan)), ""),
            closed=shut(asking, pair),
        )
    )


@subjects
def to_book(asking: Asking, form: type[Book], words: str) -> list[Subject]:
    """The pairs that may plan meetings."""
    mine = pairs.pairs_of(asking.db, asking.who.id)
    if not mine:
        raise unmatched(asking, _("You are not matched yet. Your head matches mentors and mentees."))
    return [Subject(form(pair=pair.id), Said(Text("{partner}"), {"partner": names(asking, pair)[1]})) for pair in mine]


@facts
def booked(asking: Asking, at: BookSaved | SessionsAsked | AllConfirmed | PartnerConfirmedAll) -> Prepared:
    """Meetings that were planned together; closed when none of them stands."""
    pair = _pair(asking, at)
    first, last = at.first, at.last
    standing = deeds.standing_of(sessions.of_pair(asking.db, pair.id), first, last)
    if not standing:
        raise Closed(_("These sessions have been moved."))
    me, partner = names(asking, pair)
    moments = tuple(sorted(moment for one in standing if (moment := moment_of(one)) is not None))
    meetings = Meetings(moments, standing[0].venue or "")
    return Prepared(Booked(me, partner, standing[0].number, standing[-1].number, len(standing) > 1, meetings))


def _pair(asking: Asking, at: OfPair) -> PairOf:
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, "session")
    return pair


@takes
def take_book(asking: Asking, at: Book, answers: Answers) -> Dialog:
    """Meetings to come."""
    meetings = Meetings.of(answers["meetings"])
    numbers = deeds.schedule(asking.db, asking.who.id, at.pair, meetings.moments, meetings.venue or None, asking.now)
    return BookSaved(pair=at.pair, first=numbers[0], last=numbers[-1])


@does(SessionsAsked.yes)
def confirm_all(asking: Asking, at: SessionsAsked) -> Dialog:
    """Yes to the meetings that the partner planned."""
    deeds.confirm_all(asking.db, asking.who.id, at.pair, at.first, at.last, asking.now)
    return AllConfirmed(pair=at.pair, first=at.first, last=at.last)
