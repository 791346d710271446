"""UNLOCK at the desk: whose PIN is meant, among one's own people only, and who has opened the reader's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.desk.base import Args, Asking, Closed, Prepared, prove
from bot.dialogs.facts import Finder, Found, NoFacts, NotUnderstood
from bot.dialogs.lists import cut
from bot.dialogs.place import Place
from bot.dialogs.unlocking import By, Opened, Owner
from bot.language import Name, _
from bot.programme import unlocking
from bot.programme.moving import is_disputed
from bot.programme.offices import is_above
from bot.store import areas, people, roles, unlocks
from bot.store.lookup import Known
from bot.store.people import Person

TOLD = 3
"""Of one name, so many people are told apart in an SMS."""


def form(asking: Asking, args: Args) -> Prepared:
    """UNLOCK is for heads and the officers above them."""
    if asking.office is None:
        raise Closed(_("Heads and directors open a PIN again. Please see yours in person."))
    return Prepared(NoFacts())


@dataclass
class ToUnlock:
    """Finds one of this office's own people; who is not theirs and who is not there are refused in the same words."""

    asking: Asking

    def find(self, words: str, given: tuple[str, ...]) -> Found:  # noqa: ARG002 - nothing is asked before it
        """The one meant; of several, each with their number."""
        found = unlocking.to_unlock(self.asking.db, self.asking.who.id, words, self.asking.today)
        if not found:
            raise NotUnderstood(_("I find nobody like that among your people. Try the TSC number."))
        if len(found) > 1:
            raise NotUnderstood(_("Which one: {who}?"), who=_named(found))
        return Found(str(found[0].id), Name(found[0].name))

    def get(self, stored: str) -> Found | None:
        person = _theirs(self.asking, stored)
        return Found(stored, Name(person.name)) if person else None


def _named(found: list[Known]) -> str:
    """ "Faith Mutua 812345, Faith Musau 812377 +1"."""
    more = f" +{len(found) - TOLD}" if len(found) > TOLD else ""
    return ", ".join(f"{cut(one.name)} {one.number}" for one in found[:TOLD]) + more


def _theirs(asking: Asking, person_id: str) -> Person | None:
    """Somebody whom this office is above."""
    person = people.get(asking.db, int(person_id))
    return person if person and is_above(asking.db, asking.who.id, person.id, asking.today) else None


def _person(asking: Asking, args: Args) -> Person:
    """The same; closed for all others, in the same words as for nobody."""
    prove(asking)
    person = _theirs(asking, args["person"])
    if person is None:
        raise Closed(_("That is not open to you."))
    return person


def meant(asking: Asking, args: Args, given: Mapping[str, str]) -> Place:
    """Nothing is done before somebody says that they have seen this person."""
    return Place("UnlockPerson", {"person": given["who"]})


def owner(asking: Asking, args: Args) -> Prepared:
    """Whose PIN it is, so that nobody is taken for another of the same name."""
    person = _person(asking, args)
    held = next((one.area_id for one in roles.of_person(asking.db, person.id, asking.today) if one.area_id), None)
    area = areas.get(asking.db, held) if held else None
    known = unlocking.number_of(person)
    disputed = is_disputed(asking.db, person.id, asking.now)
    return Prepared(Owner(Name(person.name), known, area.name if area else "", disputed, not disputed))


def opened(asking: Asking, args: Args) -> Prepared:
    """The receipt."""
    return Prepared(Opened(Name(_person(asking, args).name)))


def told(asking: Asking, args: Args) -> Prepared:
    """Who has opened the reader's own PIN again; closed for all others."""
    done = unlocks.get(asking.db, int(args["unlock"]))
    if done is None or done.person_id != asking.who.id:
        raise Closed(_("That is not open to you."))
    by = people.get(asking.db, done.by_id) if done.by_id is not None else None
    return Prepared(By(Name(by.name) if by else None))


def unlock(asking: Asking, args: Args) -> Place:
    return _unlock(asking, args, back=False)


def unlock_back(asking: Asking, args: Args) -> Place:
    """It was not they who moved the account: it goes back."""
    return _unlock(asking, args, back=True)


def _unlock(asking: Asking, args: Args, *, back: bool) -> Place:
    person = _person(asking, args)
    unlocking.vouched(asking.db, asking.who.id, person.id, back, asking.evidence(read=True), asking.now)
    return Place("Unlocked", {"person": args["person"]})


FACTS: dict[str, Callable[[Asking, Args], Prepared]] = {
    "Unlock": form,
    "UnlockPerson": owner,
    "Unlocked": opened,
    "PinUnlocked": told,
}
FINDERS: dict[str, Callable[[Asking], Finder]] = {"to_unlock": ToUnlock}
TAKE: dict[str, Callable[[Asking, Args, Mapping[str, str]], Place]] = {"Unlock": meant}
DO: dict[str, Callable[[Asking, Args], Place | None]] = {"unlock_pin": unlock, "unlock_back": unlock_back}
