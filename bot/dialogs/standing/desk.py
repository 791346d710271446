"""STATUS of a teacher at the desk: each pair as it stands, and what comes before the first session."""

from __future__ import annotations

from datetime import date

from bot.dialogs import calendar
from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.ending.pages import Gaps
from bot.dialogs.ending.rules import YEAR
from bot.dialogs.ending.shared import gaps
from bot.dialogs.handlers import facts
from bot.dialogs.matching import rules as matching
from bot.dialogs.menu.shared import asked_of, other_of, waits_for
from bot.dialogs.pairs.rules import can_log, figures_of, is_running, missed, next_planned, next_review
from bot.dialogs.pairs.shared import names, paused
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.readiness.rules import NextStep, StillMissing
from bot.dialogs.readiness.shared import LABELS
from bot.dialogs.sessions.shared import moment_of
from bot.dialogs.standing.pages import (
    AskedToMatch,
    Beginnings,
    MyPairs,
    PairLine,
    Standing,
    Status,
    StatusLines,
    ToBegin,
)
from bot.dialogs.standing.shared import stage_of
from bot.language import Name, items_of, months_after
from bot.store import pairs
from bot.store.matching import proposals
from bot.store.pairs import PairOf, Side
from bot.store.reviews import reviews
from bot.store.sessions import sessions


@facts
def standing(asking: Asking, at: Status | MyPairs) -> Prepared:
    """Where this person stands in each pair: the figures of D243 at this moment."""
    found = pairs.pairs_of(asking.db, asking.who.id, (*pairs.LOGGING, pairs.PairState.PREPARING))
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
            pairs=StatusLines(lines),
            several=len(lines) > 1,
            none=not lines,
            to_begin=Beginnings(to_begin),
            asked=_asked(asking) if not found else None,
            held=one.held if one else 0,
            due=one.due if one else 0,
            signed=one.signed if one else 0,
            review=review,
            is_due=review is not None and review <= asking.today,
            next=one.next if one else None,
            asked_for=one is not None and one.asked,
            actions=one.actions if one else 0,
            to_sign=", ".join(map(str, one.to_sign)) if one else "",
            disputed=", ".join(map(str, one.disputed)) if one else "",
            last=one.last if one and one.mentoring else None,
            missed=one.missed if one and one.mentoring else 0,
            lost=one.lost if one else None,
            stage=one.stage if one else None,
            missing=_missing(asking, mine[0]) if len(mine) == 1 else Gaps(()),
        )
    )


def _asked(asking: Asking) -> AskedToMatch | None:
    """Somebody without a pair who is asked, or has said yes and waits for the other; not whom nobody has asked yet."""
    mine = asked_of(asking)
    if mine is not None:
        return AskedToMatch(other_of(asking, mine), mine=True)
    known = proposals.of_people(asking.db, [asking.who.id])
    waits = [one for one in known if one.mentor_id == asking.who.id and one.asks is Side.MENTEE]
    open_ones = [one for one in waits if matching.is_open(one, asking.now)]
    return AskedToMatch(Name(open_ones[-1].mentee_name), mine=False) if open_ones else None


def _to_begin(asking: Asking, pair: PairOf) -> ToBegin:
    """A pair before its first session; where nothing is missing any more, PLAN says so."""
    step = readiness.next_step(asking.db, pair) or NextStep(StillMissing.PLAN, frozenset(Side))
    return ToBegin(
        names(asking, pair)[1],
        LABELS[step.gap],
        pair.side(asking.who.id) in step.by,
        bool(step.by),
        _lost(asking, pair),
        stage_of(asking, pair),
    )


def _review(asking: Asking, pair: PairOf) -> date:
    """When the review falls due that comes next for this side, or fell due."""
    saved = reviews.saved_by(asking.db, pair.id, asking.who.id)
    return next_review(pair, saved, asking.today).due


def _missing(asking: Asking, pair: PairOf) -> Gaps:
    """What still stands between the two and the certificate, in their last quarter; before that CERT tells."""
    begins = months_after(pair.cycle, YEAR - calendar.QUARTER)
    return gaps(asking, pair) if is_running(pair) and begins <= asking.today else Gaps(())


def _line(asking: Asking, pair: PairOf) -> PairLine:
    known = sessions.of_pair(asking.db, pair.id)
    figures, ahead = figures_of(known, asking.today), next_planned(known, asking.today)
    plan = sessions.previous_plan(asking.db, pair.id, 1 + max((session.number for session in known), default=0))
    return PairLine(
        partner=names(asking, pair)[1],
        held=figures.held,
        due=figures.due,
        signed=figures.signed,
        next=moment_of(ahead),
        asked=ahead is not None and ahead.asked_by_id is not None,
        disputed=tuple(session.number for session in known if session.refused),
        to_sign=tuple(session.number for session in known if waits_for(asking, session)),
        actions=len(items_of(plan or "")),
        mentoring=pair.side(asking.who.id) is Side.MENTOR,
        last=max((session.day for session in known if session.version_id is not None), default=None),
        missed=missed(known, asking.today),
        lost=_lost(asking, pair),
        stage=stage_of(asking, pair),
    )


def _lost(asking: Asking, pair: PairOf) -> Name | None:
    """The partner, where no message reaches them."""
    return names(asking, pair)[1] if pair.partner_lost(asking.who.id) else None
