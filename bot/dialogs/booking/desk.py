"""Planning meetings at the desk: what the form knows of the pair, and what its receipts and notices are told."""

from __future__ import annotations

from bot.dialogs.booking import deeds
from bot.dialogs.booking.pages import AllConfirmed, BookedMeetings, BookSaved, PartnerConfirmedAll, SessionsAsked
from bot.dialogs.booking.paper import Book, Booking
from bot.dialogs.calendar import USUAL_HOUR
from bot.dialogs.desk import Answers, Asking, NotOpen, Prepared, Subject, open_pair
from bot.dialogs.handlers import does, facts, subjects, takes
from bot.dialogs.pairs.rules import places
from bot.dialogs.pairs.shared import names, unmatched
from bot.dialogs.sessions.shared import moment_of, shut, taken
from bot.forms.dialog import Dialog
from bot.forms.meetings import Meetings
from bot.forms.saying import Said
from bot.language import Marked, _
from bot.store import pairs, plans
from bot.store.sessions import sessions


@facts
def booking(asking: Asking, at: Book) -> Prepared:
    """What a pair usually keeps to, for planning more meetings."""
    pair = open_pair(asking, at.pair, "session")
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
            taken=taken(asking, lambda one: one.pair_id == pair.id),
        )
    )


@subjects
def to_book(asking: Asking, form: type[Book], words: str) -> list[Subject]:
    """The pairs that may plan meetings."""
    mine = pairs.pairs_of(asking.db, asking.who.id)
    if not mine:
        raise unmatched(asking, _("You are not matched yet. Your head matches mentors and mentees."))
    return [
        Subject(form(pair=pair.id), Said(Marked("{partner}"), {"partner": names(asking, pair)[1]})) for pair in mine
    ]


@facts
def booked(asking: Asking, at: BookSaved | SessionsAsked | AllConfirmed | PartnerConfirmedAll) -> Prepared:
    """Meetings that were planned together; closed when none of them stands."""
    pair = open_pair(asking, at.pair, "session")
    first, last = at.first, at.last
    standing = deeds.standing_of(sessions.of_pair(asking.db, pair.id), first, last)
    if not standing:
        raise NotOpen(_("These sessions have been moved."))
    me, partner = names(asking, pair)
    moments = tuple(sorted(moment for one in standing if (moment := moment_of(one)) is not None))
    meetings = Meetings(moments, standing[0].venue or "")
    return Prepared(BookedMeetings(me, partner, standing[0].number, standing[-1].number, len(standing) > 1, meetings))


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
