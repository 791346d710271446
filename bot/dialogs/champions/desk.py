"""CHAMPION at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.champions import deeds
from bot.dialogs.champions.pages import ChampionEnded, ChampionOf, ChampionOver, ChampionSaved, YouAreChampion
from bot.dialogs.champions.paper import CHAMPION, NameChampion
from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.offices.deeds import own_school
from bot.dialogs.offices.shared import OfOwnSchool
from bot.dialogs.refusals import Moved, NotYours
from bot.forms.dialog import Dialog
from bot.forms.facts import NoFacts
from bot.language import Name, _
from bot.store import areas
from bot.store.people import people, roles
from bot.store.people.roles import HeldRole, Member, Role

NOT_NOW = _("That is so no more. CHAMPION names somebody.")


@finds(CHAMPION)
@dataclass
class Champions(OfOwnSchool):
    """Anybody of the school."""

    def members(self) -> list[Member]:
        return deeds.candidates(self.asking.db, self.asking.who.id, self.asking.now)


@facts
def form(asking: Asking, at: NameChampion) -> Prepared:
    """CHAMPION is for who heads a school."""
    _school(asking)
    return Prepared(NoFacts())


def _school(asking: Asking) -> int:
    """The school that they head; closed for who heads none, or no more."""
    try:
        return own_school(asking.db, asking.who.id, asking.now)
    except NotYours:
        raise NotOpen(NameChampion.not_theirs) from None


@takes
def take(asking: Asking, at: NameChampion, given: Answers) -> Dialog:
    """This one is the champion; who is it already stays it."""
    who = int(given["who"])
    try:
        return ChampionSaved(role=deeds.name(asking.db, asking.who.id, who, asking.now))
    except Moved:
        known = deeds.champion(asking.db, asking.who.id, asking.now)
        assert known is not None, "there is one"
        return ChampionSaved(role=known.id)


@does(ChampionSaved.end)
def end(asking: Asking, at: ChampionSaved) -> Dialog:
    """The school has none."""
    _school(asking)
    try:
        deeds.end(asking.db, asking.who.id, at.role, asking.now)
    except Moved:
        raise NotOpen(NOT_NOW) from None
    return ChampionEnded(role=at.role)


@facts
def to_head(asking: Asking, at: ChampionSaved) -> Prepared:
    """The champion of the own school, while it is that one."""
    _school(asking)
    found = deeds.champion(asking.db, asking.who.id, asking.now)
    if found is None or found.id != at.role:
        raise NotOpen(NOT_NOW)
    return _told(asking, found)


@facts
def ended(asking: Asking, at: ChampionEnded) -> Prepared:
    """Who was it."""
    return _told(asking, _held(at.role, roles.all_at(asking.db, _school(asking), Role.CHAMPION)))


@facts
def to_champion(asking: Asking, at: YouAreChampion | ChampionOver) -> Prepared:
    """One's own part."""
    return _told(asking, _held(at.role, roles.all_of(asking.db, asking.who.id, Role.CHAMPION)))


def _held(role: int, among: list[HeldRole]) -> HeldRole:
    found = next((one for one in among if one.id == role), None)
    if found is None:
        raise NotFound
    return found


def _told(asking: Asking, found: HeldRole) -> Prepared:
    assert found.area_id is not None, "it is of a school"
    school, who = areas.get(asking.db, found.area_id), people.get(asking.db, found.person_id)
    heads = [one for one in roles.at_area(asking.db, found.area_id, Role.HEAD, asking.today) if one.until is None]
    head = people.get(asking.db, heads[0].person_id) if heads else None
    assert school is not None, "it is of a school"
    assert who is not None, "it is somebody's"
    return Prepared(ChampionOf(Name(who.name), Name(head.name if head else ""), school.name))
