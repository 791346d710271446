"""Planning meetings at the desk: what the form knows of the pair, and what its receipts and notices are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.base import Args, Asking, Closed, Prepared, Subject, allowed
from bot.desk.before import unmatched
from bot.desk.planned import shut
from bot.desk.records import moment_of, names
from bot.dialogs.booking import Booked, Booking
from bot.dialogs.meetings import Meetings
from bot.dialogs.place import Place
from bot.dialogs.saying import Said
from bot.language import Text, _
from bot.programme import planned as deeds
from bot.programme.calendar import USUAL_HOUR
from bot.programme.pairs import places
from bot.store import pairs, plans, sessions
from bot.store.pairs import PairOf


def booking(asking: Asking, args: Args) -> Prepared:
    """What a pair usually keeps to, for planning more meetings."""
    pair = _pair(asking, args)
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


def to_book(asking: Asking, words: str) -> list[Subject]:
    """The pairs that may plan meetings."""
    mine = pairs.pairs_of(asking.db, asking.who.id)
    if not mine:
        raise unmatched(asking, _("You are in no pair yet. Your head matches mentors and mentees."))
    return [
        Subject({"pair": str(pair.id)}, Said(Text("{partner}"), {"partner": names(asking, pair)[1]})) for pair in mine
    ]


def booked(asking: Asking, args: Args) -> Prepared:
    """Meetings that were planned together; closed when none of them stands."""
    pair = _pair(asking, args)
    first, last = int(args["first"]), int(args["last"])
    standing = deeds.standing_of(sessions.of_pair(asking.db, pair.id), first, last)
    if not standing:
        raise Closed(_("These sessions have moved since."))
    me, partner = names(asking, pair)
    moments = tuple(sorted(moment for one in standing if (moment := moment_of(one)) is not None))
    meetings = Meetings(moments, standing[0].venue or "")
    return Prepared(Booked(me, partner, standing[0].number, standing[-1].number, len(standing) > 1, meetings))


def _pair(asking: Asking, args: Args) -> PairOf:
    pair = pairs.get(asking.db, int(args["pair"]))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, "session")
    return pair


def take_book(asking: Asking, args: Args, answers: Mapping[str, str]) -> Place:
    """Meetings to come."""
    meetings = Meetings.of(answers["meetings"])
    numbers = deeds.schedule(
        asking.db, asking.who.id, int(args["pair"]), meetings.moments, meetings.venue or None, asking.now
    )
    return Place("BookSaved", {"pair": args["pair"], "first": str(numbers[0]), "last": str(numbers[-1])})


def confirm_all(asking: Asking, args: Args) -> Place:
    """Yes to the meetings that the partner planned."""
    pair_id, first, last = (int(args[name]) for name in ("pair", "first", "last"))
    deeds.confirm_all(asking.db, asking.who.id, pair_id, first, last, asking.now)
    return Place("AllConfirmed", {"pair": args["pair"], "first": args["first"], "last": args["last"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Book": booking,
    "BookSaved": booked,
    "SessionsAsked": booked,
    "AllConfirmed": booked,
    "PartnerConfirmedAll": booked,
}
SUBJECTS: dict[str, Callable[[Asking, str], list[Subject]]] = {"Book": to_book}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"Book": take_book}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"confirm_all": confirm_all}
