"""The databank at the desk: what the words filter by, and only of what is theirs to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogs.databank.pages import Databank, MentorLine, MentorLines, Mentors
from bot.dialogs.desk import Asking, Prepared
from bot.dialogs.figures.shared import above_schools
from bot.dialogs.handlers import facts
from bot.dialogs.offices.rules import NATION
from bot.dialogs.visibility import Access, Data, may_see
from bot.forms.page import PAGE_OF
from bot.language import Name, fold
from bot.store import areas
from bot.store.areas import AreaKind
from bot.store.officers import databank, places
from bot.store.officers.databank import MentorFilter
from bot.store.officers.places import NamedArea

SHOWN = 4 * PAGE_OF
FLAGS: Mapping[str, Mapping[str, Any]] = {
    "trained": {"trained": True},
    "wamefunzwa": {"trained": True},
    "untrained": {"trained": False},
    "hawajafunzwa": {"trained": False},
    "free": {"free": True},
    "huru": {"free": True},
    "busy": {"free": False},
    "kazini": {"free": False},
}
"""What each word filters by, in both languages."""
SUBJECTS: Mapping[str, str] = {
    "math": "math",
    "maths": "math",
    "hisabati": "math",
    "hesabu": "math",
    "sayansi": "science",
    "kiingereza": "english",
    "kingereza": "english",
    "swahili": "kiswahili",
    "kilimo": "agriculture",
    "kemia": "chemistry",
}
"""The part of a subject's name that is meant by another word for it."""
BESIDE = frozenset({"in", "of", "katika", "wa", "ya"})
"""Words between a subject and an area."""


@facts
def mentors(asking: Asking, at: Mentors) -> Prepared:
    """Who is in the pools of the office's schools, or of the area in it that is named."""
    here = above_schools(asking)
    words, wanted = [], MentorFilter()
    for word in fold(at.wanted or "").split():
        wanted = replace(wanted, **FLAGS[word]) if word in FLAGS else wanted
        words += [] if word in FLAGS or word in BESIDE else [SUBJECTS.get(word, word)]
    subject, area_id = _parted(words, places.within(asking.db, here.area_id, here.levels) if words else ())
    wanted = replace(wanted, subject=subject or None)
    area_id = area_id or here.area_id
    total, found = databank.mentors(asking.db, area_id, here.levels, wanted, asking.today, SHOWN)
    area = areas.get(asking.db, area_id)
    lines = tuple(MentorLine(Name(one.name), one.school, one.subject or "", one.pairs) for one in found)
    name = area.name if area and area_id != NATION else "Kenya"
    listed = may_see(here.viewer, Data.SESSION) is not Access.TOTALS
    return Prepared(Databank(name, total, listed, MentorLines(lines if listed else ())))


def _parted(words: Sequence[str], within: Sequence[NamedArea]) -> tuple[str, int | None]:
    """A subject, and the area whose name the last words are, if there is one."""
    known = {fold(one.name): one.id for one in within if one.kind is not AreaKind.INSTITUTION}
    for place in range(len(words)):
        area_id = known.get(" ".join(words[place:]))
        if area_id is not None:
            return " ".join(words[:place]), area_id
    return " ".join(words), None
