"""The databank at the desk: what the words filter by, and only of what is theirs to see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.dialogs.databank.pages import (
    AskedMentor,
    Databank,
    MentorLine,
    MentorLines,
    Mentors,
    OwnDatabank,
    OwnLines,
    OwnMentor,
    OwnMentors,
)
from bot.dialogs.desk import Asking, NotFound, Prepared
from bot.dialogs.figures.shared import above_schools, office
from bot.dialogs.handlers import facts, routes
from bot.dialogs.matching import deeds as matching
from bot.dialogs.matching.rules import Teacher
from bot.dialogs.nominating.paper import SOURCES
from bot.dialogs.offices.rules import NATION, called
from bot.dialogs.visibility import Access, Data, Viewer, may_see
from bot.forms.dialog import Dialog
from bot.forms.page import PAGE_OF
from bot.forms.saying import Label, Said
from bot.language import Name, _, fold
from bot.store import areas
from bot.store.areas import AreaKind
from bot.store.joining import myself, nominating
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


@routes
def whose(asking: Asking, at: Mentors) -> Dialog:
    """A head sees the mentors of the own school."""
    here = asking.office
    return OwnMentors(wanted=at.wanted) if here is not None and here.viewer is Viewer.HEAD else at


def _filtered(said: str | None) -> tuple[list[str], MentorFilter]:
    """What the words filter by, and those that are left."""
    words, wanted = [], MentorFilter()
    for word in fold(said or "").split():
        wanted = replace(wanted, **FLAGS[word]) if word in FLAGS else wanted
        words += [] if word in FLAGS or word in BESIDE else [SUBJECTS.get(word, word)]
    return words, wanted


@facts
def mentors(asking: Asking, at: Mentors) -> Prepared:
    """Who is in the pools of the office's schools, or of the area in it that is named."""
    here = above_schools(asking)
    words, wanted = _filtered(at.wanted)
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


# the databank of a school


@facts
def own_mentors(asking: Asking, at: OwnMentors) -> Prepared:
    """The mentors of the head's own school, those with the fewest mentees first, and who is nominated."""
    here = office(asking)
    if here.viewer is not Viewer.HEAD:
        raise NotFound
    words, wanted = _filtered(at.wanted)
    pool = [one for one in matching.teachers(asking.db, asking.who.id, asking.now) if one.pooled]
    found = sorted((one for one in pool if _fits(one, " ".join(words), wanted)), key=lambda one: (one.load, one.name))
    nominated = nominating.at_school(asking.db, here.area_id)
    lines = _lines(asking, found, {one.person_id: one.source for one in nominated})
    asked = [] if at.wanted else [AskedMentor(Name(one.called)) for one in nominated if one.answer is None]
    area = areas.get(asking.db, here.area_id)
    school = area.name if area else ""
    free = sum(one.free for one in found)
    return Prepared(OwnDatabank(school, len(found), free, bool(at.wanted), OwnLines((*lines, *asked))))


def _fits(one: Teacher, words: str, wanted: MentorFilter) -> bool:
    """Whether a mentor is of this subject or name, trained or not, with room or not, where that is asked."""
    named = not words or words in fold(one.subject or "") or bool(called(words, [(one.number, one.name)]))
    return named and wanted.trained in (None, one.trained) and wanted.free in (None, one.free)


def _lines(asking: Asking, found: Sequence[Teacher], sources: Mapping[int, str]) -> list[OwnMentor]:
    """What the databank has of each."""
    labels = {one.key: one.label for one in SOURCES}
    said = myself.taking(asking.db, [one.id for one in found])
    again = {who: one.free_on for who, one in said.items()}
    abouts = [_about(one, labels.get(sources.get(one.id, "")), again.get(one.id)) for one in found]
    return [OwnMentor(Name(one.name), one.number, tuple(about)) for one, about in zip(found, abouts, strict=True)]


def _about(one: Teacher, source: Label | None, again: date | None) -> Iterator[Label]:
    """What they teach and come from, whether they are trained, how many they have, and what keeps them from more."""
    values = {"load": one.load, "most": one.most, "day": again}
    yield from filter(None, (one.subject, source))
    yield _("trained") if one.trained else _("not trained")
    yield Said(_("{load} of {most} mentees") if one.most else _("{load:# mentee|# mentees}"), values)
    if not one.mentor:
        yield _("not available")
    elif not one.came_in:
        yield _("not joined yet")
    elif not one.most:
        yield Said(_("takes none before {day}"), values) if again else _("takes none now")
