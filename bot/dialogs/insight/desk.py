"""TOPICS at the desk: which area is meant, and what may be told of it."""

from __future__ import annotations

from itertools import groupby

from bot.dialogs.desk import Asking, NotFound, NotOpen, Prepared
from bot.dialogs.figures.shared import office
from bot.dialogs.handlers import facts
from bot.dialogs.insight.pages import LEVELS, AreaNeeds, AskedNeeds, NeedCount, NeedCounts, NeedsByLevel
from bot.dialogs.insight.rules import GROUP, STEP, last_day, summed, told_quarters
from bot.dialogs.offices.rules import NATION, Office
from bot.dialogs.preparations.paper import TAGS
from bot.dialogs.schools.rules import matching
from bot.dialogs.visibility import Access, Data, Viewer, may_see
from bot.language import _
from bot.language.meaning import read
from bot.store import areas
from bot.store.areas import AreaKind, Level
from bot.store.officers import needs, places

KINDS = {option.key: option.label for option in TAGS}


@facts
def area_needs(asking: Asking, at: AreaNeeds) -> Prepared:
    """The needs of a whole area; a head whose school has too few is told those of the sub-county."""
    here = office(asking)
    if may_see(here.viewer, Data.NEEDS) is not Access.FIVE:
        raise NotFound
    found = _told(asking, here, at.words or "")
    if not found.needs and here.viewer is Viewer.HEAD:
        above = next((one for one in areas.path(asking.db, here.area_id) if one.kind is AreaKind.SUB_COUNTY), None)
        found = (above and _of(asking, here, above.id, above.name)) or found
    return Prepared(found)


def _told(asking: Asking, here: Office, words: str) -> AskedNeeds:
    """Of the area that the words name, among those that this office oversees; of its own without any."""
    if words and here.oversees_schools:
        found = matching(words, places.within(asking.db, here.area_id, here.levels)).schools
        if not found:
            raise NotOpen(_("Not in your area."))
        return _of(asking, here, found[0].id, found[0].name)
    own = areas.get(asking.db, here.area_id) if here.area_id != NATION else None
    if words and not (own and matching(words, (own,)).schools) and read(words).content:
        raise NotOpen(_("Not in your area."))
    return _of(asking, here, here.area_id, own.name if own else "Kenya")


def _of(asking: Asking, here: Office, area_id: int, name: str) -> AskedNeeds:
    since, until = told_quarters(asking.today)
    found = needs.told(asking.db, area_id, here.levels, since, until, group=GROUP, step=STEP)
    by_level = [
        _counts([(one.tag, one.pairs) for one in rows], level)
        for level, rows in groupby(found, key=lambda one: one.level)
    ]
    every = [_counts([(one.tag, one.pairs) for one in found])] if found else []
    lines = (*every, *by_level) if len(by_level) > 1 else every
    return AskedNeeds(name, last_day(until), NeedsByLevel(tuple(lines)))


def _counts(found: list[tuple[str, int]], level: Level | None = None) -> NeedCounts:
    named = tuple(NeedCount(KINDS[tag], pairs) for tag, pairs in summed(found) if tag in KINDS)
    return NeedCounts(named, LEVELS[level] if level is not None else None)
