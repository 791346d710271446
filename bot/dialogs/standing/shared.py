"""The stage of a coaching pair at any desk, and whom STATUS shows to who oversees nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogs.calendar import SchoolDays
from bot.dialogs.desk import Asking, NotOpen
from bot.dialogs.offices.shared import pairs_called
from bot.dialogs.pairs.rules import is_running
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.schools.rules import matching, names_none
from bot.dialogs.standing import rules
from bot.dialogs.standing.pages import StageLine, Status
from bot.dialogs.standing.rules import CoachingStage, StageCheck, StageNow
from bot.language import Marked, _
from bot.store import areas, pairs
from bot.store.calendar import StretchKind
from bot.store.instruments import observations
from bot.store.instruments.observations import Tool
from bot.store.pairs import PairKind, PairOf, PairState
from bot.store.people import levels
from bot.store.reviews import reviews
from bot.store.sessions import sessions

STAGES: Mapping[CoachingStage, Marked] = {
    CoachingStage.PLANNING: _("Planning"),
    CoachingStage.AGREEMENT: _("Coaching Agreement"),
    CoachingStage.IMPLEMENTING: _("Implementing Coaching"),
    CoachingStage.REFLECTING: _("Reflecting and Feedback"),
}
CHECKS: Mapping[StageCheck, Marked] = {
    StageCheck.PLAN: _("the plan, approved by both"),
    StageCheck.PAPERS: _("agreement and declarations, signed by both"),
    StageCheck.SESSION: _("a session"),
    StageCheck.RATING: _("a lesson observed, or leadership assessed"),
    StageCheck.REVIEW: _("your review: REVIEW"),
}


def stage_of(asking: Asking, pair: PairOf) -> StageLine | None:
    """Where a coaching pair is; None for mentorship, and for a pair that rests or is over."""
    if pair.kind is not PairKind.COACHING:
        return None
    if pair.state is PairState.PREPARING:
        ends = _term_ends(asking, pair)
        now = rules.preparing(readiness.gaps(asking.db, pair))
        return _said(now, rules.cycles_until(ends, asking.today), ends)
    return _said(_running(asking, pair)) if is_running(pair) else None


def _said(now: StageNow, fits: int | None = None, ends: date | None = None) -> StageLine:
    return StageLine(now.stage, STAGES[now.stage], now.cycle, tuple(CHECKS[one] for one in now.open), fits, ends)


def _running(asking: Asking, pair: PairOf) -> StageNow:
    held = [one.day for one in sessions.of_pair(asking.db, pair.id) if one.version_id is not None]
    rated = [one.day for tool in Tool for one in observations.of_pairs(asking.db, [pair.id], tool)]
    saved = reviews.saved_by(asking.db, pair.id, asking.who.id)
    return rules.running(pair, saved, held, rated, asking.today)


def _term_ends(asking: Asking, pair: PairOf) -> date | None:
    """The last day of the term that runs at the coachee's school, or of the next one."""
    spans = SchoolDays.around(asking.db, asking.today).spans.get(levels.level(asking.db, pair.mentee_id), ())
    return min((one.last for one in spans if one.kind is StretchKind.TERM and one.last >= asking.today), default=None)


def ones_own(asking: Asking, at: Status, words: str) -> Status:
    """STATUS with a name, of who oversees nothing; closed where it is no partner or school of their own."""
    mine = pairs.pairs_of(asking.db, asking.who.id, (*pairs.PRESENT, PairState.COMPLETED))
    found = [areas.get(asking.db, one.area_id) for one in asking.roles if one.area_id is not None]
    own = matching(words, [area for area in found if area is not None])
    if names_none(words) or pairs_called(words, mine) or own.schools:
        return at
    closed = NotOpen(_("Schools and other people are shown to heads and offices only. Your own:"))
    closed.instead = Status()
    raise closed
