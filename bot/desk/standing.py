"""The menu, the status, drafts and partners: what everyday pages are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.desk.base import Asking, Closed, Prepared, about_of, allowed
from bot.desk.before import paused
from bot.desk.completion import gaps
from bot.desk.handlers import facts
from bot.desk.readiness import LABELS
from bot.desk.records import moment_of, names
from bot.dialogs.completion import Gaps
from bot.dialogs.dial import Dial, Dialled
from bot.dialogs.everyday import Away, Choices, Menu, More, Partner, PartnerUnreachable, Started, Stopped
from bot.dialogs.heads import MyPairs
from bot.dialogs.saying import Said
from bot.dialogs.standing import Beginnings, Lines, PairLine, Standing, Status, ToBegin
from bot.language import Name, _, items_of
from bot.programme import calendar, readiness
from bot.programme.completion import YEAR
from bot.programme.pairs import can_log, is_running, missed, next_planned
from bot.programme.readiness import Gap, Step
from bot.programme.status import figures_of, next_review
from bot.store import drafts, pairs, reviews, sessions
from bot.store.drafts import Draft
from bot.store.pairs import PairOf, Side
from bot.store.sessions import Session


@facts
def menu(asking: Asking, at: Menu | More) -> Prepared:
    """What the menu offers this person."""
    return Prepared(_choices(asking))


def _choices(asking: Asking) -> Choices:
    found = pairs.pairs_of(asking.db, asking.who.id, pairs.LOGGING)
    waiting = any(_unsigned(asking, session) for pair in found for session in sessions.of_pair(asking.db, pair.id))
    open_ones = drafts.all_open(asking.db, asking.who.id)
    return Choices(Said(_("draft"), {}) if open_ones else None, bool(found), waiting)


@facts
def dial(asking: Asking, at: Dial) -> Prepared:
    """The menu of who dials the code, under their next session."""
    found = pairs.pairs_of(asking.db, asking.who.id)
    known = [session for pair in found for session in sessions.of_pair(asking.db, pair.id)]
    ahead = next_planned(known, asking.today - timedelta(days=1))
    return Prepared(Dialled(**vars(_choices(asking)), number=ahead.number if ahead else 0, moment=moment_of(ahead)))


def _unsigned(asking: Asking, session: Session) -> bool:
    return session.version_id is not None and asking.who.id not in session.signers and not session.refused


@facts
def standing(asking: Asking, at: Status | MyPairs) -> Prepared:
    """Where this person stands in each pair: the figures of D243 at this moment."""
    found = pairs.pairs_of(asking.db, asking.who.id, (*pairs.LOGGING, pairs.State.PREPARING))
    mine = [pair for pair in found if can_log(pair)]
    to_begin = tuple(_to_begin(asking, pair) for pair in found if pair not in mine)
    lines = tuple(_line(asking, pair) for pair in mine)
    one = lines[0] if lines else None
    still = paused(asking) if not found else None
    if still is not None:
        raise still
    review = _review(asking, mine[0]) if len(mine) == 1 and is_running(mine[0]) else None
    return Prepared(
        Standing(
            pairs=Lines(lines),
            several=len(lines) > 1,
            none=not lines,
            to_begin=Beginnings(to_begin),
            held=one.held if one else 0,
            due=one.due if one else 0,
            signed=one.signed if one else 0,
            review=review,
            is_due=review is not None and review <= asking.today,
            next=one.next if one else None,
            actions=one.actions if one else 0,
            to_sign=", ".join(map(str, one.to_sign)) if one else "",
            disputed=", ".join(map(str, one.disputed)) if one else "",
            last=one.last if one and one.mentoring else None,
            missed=one.missed if one and one.mentoring else 0,
            missing=_missing(asking, mine[0]) if len(mine) == 1 else Gaps(()),
        )
    )


def _to_begin(asking: Asking, pair: PairOf) -> ToBegin:
    """A pair before its first session; where nothing is missing any more, PLAN says so."""
    step = readiness.next_step(asking.db, pair) or Step(Gap.PLAN, frozenset(Side))
    return ToBegin(names(asking, pair)[1], LABELS[step.gap], pair.side(asking.who.id) in step.by, bool(step.by))


def _review(asking: Asking, pair: PairOf) -> date:
    """When the review falls due that comes next for this side, or fell due."""
    saved = reviews.saved_by(asking.db, pair.id, asking.who.id)
    return next_review(pair, saved, asking.today).due


def _missing(asking: Asking, pair: PairOf) -> Gaps:
    """What still stands between the two and the certificate, in their last quarter; before that CERT tells."""
    begins = calendar.months_after(pair.cycle, YEAR - calendar.QUARTER)
    return gaps(asking, pair) if is_running(pair) and begins <= asking.today else Gaps(())


def _line(asking: Asking, pair: PairOf) -> PairLine:
    known = sessions.of_pair(asking.db, pair.id)
    figures = figures_of(known, asking.today)
    plan = sessions.previous_plan(asking.db, pair.id, 1 + max((session.number for session in known), default=0))
    return PairLine(
        partner=names(asking, pair)[1],
        held=figures.held,
        due=figures.due,
        signed=figures.signed,
        next=moment_of(next_planned(known, asking.today)),
        disputed=tuple(session.number for session in known if session.refused),
        to_sign=tuple(session.number for session in known if _unsigned(asking, session)),
        actions=len(items_of(plan or "")),
        mentoring=pair.side(asking.who.id) is Side.MENTOR,
        last=max((session.day for session in known if session.version_id is not None), default=None),
        missed=missed(known, asking.today),
    )


@facts
def away(asking: Asking, at: Stopped | Started) -> Prepared:
    """What somebody leaves behind, or comes back to."""
    open_ones = drafts.all_open(asking.db, asking.who.id)
    return Prepared(Away(Name(asking.who.name), len(open_ones), called(asking, open_ones)))


def called(asking: Asking, open_ones: Sequence[Draft]) -> Said | None:
    """How the draft touched last is called: “session 6”."""
    from bot.desk import prepare

    for draft in open_ones:
        try:
            form = about_of(draft)
            return Said(form.called, vars(prepare(asking, form).facts))
        except Closed:
            continue
    return None


@facts
def partner(asking: Asking, at: PartnerUnreachable) -> Prepared:
    """The other one of a pair."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, "session")
    me, other = names(asking, pair)
    return Prepared(Partner(me, other))
