"""Pairs on their way to session 1 at the desk of their head: what is missing, and leave to begin."""

from __future__ import annotations

from bot.desk.base import Answers, Asking, Closed, Prepared, allowed
from bot.desk.handlers import facts, takes
from bot.desk.orienting import together
from bot.dialogs.dialog import Dialog
from bot.dialogs.lists import Ticked
from bot.dialogs.page import Row
from bot.dialogs.readiness import LetBegin, MayBegin, Missing, NotReady, OnTheWay, Preparing
from bot.language import Name, Text, _
from bot.programme import readiness as rules
from bot.programme.readiness import Gap
from bot.programme.refusals import NotYours
from bot.store import pairs

LABELS: dict[Gap, Text] = {
    Gap.MENTEE_ORIENTATION: _("orientation of the mentee"),
    Gap.MENTOR_ORIENTATION: _("orientation of the mentor"),
    Gap.PLAN: _("the plan"),
    Gap.AGREEMENT: _("the agreement"),
    Gap.DECLARATIONS: _("declarations"),
}


@facts
def preparing(asking: Asking, at: Preparing) -> Prepared:
    """The pairs of the head's school that cannot meet yet."""
    try:
        found = rules.preparing(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise Closed(_("You cannot open that.")) from None
    rows = (Row(together([one.mentee_name, one.mentor_name]), NotReady(pair=one.id)) for one in found)
    return Prepared(OnTheWay(tuple(rows)))


@facts
def missing(asking: Asking, at: NotReady | LetBegin) -> Prepared:
    """What one pair still needs."""
    pair = pairs.get(asking.db, at.pair)
    if pair is None:
        raise Closed(_("You cannot open that."))
    allowed(asking, pair, NotReady.shows)
    left = rules.gaps(asking.db, pair) if pair.state is pairs.State.PREPARING else ()
    found = Ticked(tuple(LABELS[gap] for gap in left))
    return Prepared(Missing(Name(pair.mentee_name), Name(pair.mentor_name), found))


@takes
def let_begin(asking: Asking, at: LetBegin, given: Answers) -> Dialog:
    """The head lets them begin, with a reason."""
    rules.let_begin(asking.db, asking.who.id, at.pair, given["words"], asking.now)
    return MayBegin()
