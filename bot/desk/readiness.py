"""Pairs on their way to session 1 at the desk of their head: what is missing, and leave to begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.base import Args, Asking, Closed, Prepared, allowed
from bot.desk.matching import partners
from bot.desk.orienting import together
from bot.dialogs.lists import Ticked
from bot.dialogs.page import Row
from bot.dialogs.place import Place
from bot.dialogs.readiness import Missing, NotReady, OnTheWay
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


def preparing(asking: Asking, args: Args) -> Prepared:
    """The pairs of the head's school that cannot meet yet."""
    try:
        found = rules.preparing(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise Closed(_("That is not open to you.")) from None
    rows = (Row(together([one.mentee_name, one.mentor_name]), {"pair": str(one.id)}) for one in found)
    return Prepared(OnTheWay(tuple(rows)))


def missing(asking: Asking, args: Args) -> Prepared:
    """What one pair still needs."""
    pair = pairs.get(asking.db, int(args["pair"]))
    if pair is None:
        raise Closed(_("That is not open to you."))
    allowed(asking, pair, NotReady.shows)
    left = rules.gaps(asking.db, pair) if pair.state is pairs.State.PREPARING else ()
    found = Ticked(tuple(LABELS[gap] for gap in left))
    return Prepared(Missing(Name(pair.mentee_name), Name(pair.mentor_name), found))


def let_begin(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """The head lets them begin, with a reason."""
    rules.let_begin(asking.db, asking.who.id, int(args["pair"]), given["words"], asking.now)
    return Place("MayBegin")


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Preparing": preparing,
    "NotReady": missing,
    "LetBegin": missing,
    "LeaveGiven": partners,
}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"LetBegin": let_begin}
