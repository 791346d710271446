"""STATUS of a head's own school at the desk."""

from __future__ import annotations

from collections import Counter

from bot.dialogs.desk import Asking, NotFound, Prepared
from bot.dialogs.figures.shared import coaching_counts, lost, office, one_school
from bot.dialogs.handlers import facts
from bot.dialogs.heads.pages import HeadStatus, OwnSchool
from bot.dialogs.readiness import deeds as readiness
from bot.dialogs.visibility import Viewer
from bot.store import pairs
from bot.store.pairs import PairKind


@facts
def own_school(asking: Asking, at: HeadStatus) -> Prepared:
    """The figures of the head's own school."""
    here = office(asking)
    if here.viewer is not Viewer.HEAD:
        raise NotFound
    found = one_school(asking, here)
    support = Counter(pair.kind for pair in found.pairs if pair.needs_support)
    now, was = found.now, found.before.share
    return Prepared(
        OwnSchool(
            name=found.name,
            day=asking.today,
            mentors=found.mentors,
            mentees=found.mentees,
            any=bool(found.pairs),
            pairs=now.pairs,
            coaching=coaching_counts(found, support[PairKind.COACHING]),
            planned=now.planned,
            held=now.held,
            share=now.share or 0,
            compared=was is not None,
            was=was or 0,
            unsigned=now.held - now.signed,
            six_due=now.six_due,
            six_done=now.six_done,
            quarter_due=now.quarter_due,
            quarter_done=now.quarter_done,
            support=support[PairKind.MENTORSHIP],
            unmatched=found.unmatched,
            lost=len(lost(asking, here, found)),
            preparing=len(readiness.preparing(asking.db, asking.who.id, asking.now)),
            own=bool(pairs.pairs_of(asking.db, asking.who.id)),
        )
    )
