"""UNLOCK at the desk: whose PIN is meant, among one's own people only, and who has opened the reader's own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, prove
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.offices.deeds import is_above
from bot.dialogs.people.deeds import is_disputed
from bot.dialogs.unlocking import deeds, rules
from bot.dialogs.unlocking.pages import OpenedBy, PinOpened, PinOwner, PinUnlocked, Unlocked, UnlockPerson
from bot.dialogs.unlocking.paper import TO_UNLOCK, Unlock
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NoFacts, NotUnderstood
from bot.forms.lists import cut
from bot.language import Name, _
from bot.store import areas, unlocking
from bot.store.people import people, roles
from bot.store.people.lookup import Known
from bot.store.people.people import Person

TOLD = 3
"""Of one name, so many people are told apart in an SMS."""


@facts
def form(asking: Asking, at: Unlock) -> Prepared:
    """UNLOCK is for heads and the officers above them."""
    if asking.office is None:
        raise NotOpen(_("Heads and directors open a PIN again. Please see yours in person."))
    return Prepared(NoFacts())


@finds(TO_UNLOCK)
@dataclass
class ToUnlock:
    """Finds one of this office's own people; who is not theirs and who is not there are refused in the same words."""

    asking: Asking

    def find(self, words: str, given: tuple[str, ...]) -> Found:
        """The one meant; of several, each with their number."""
        found = deeds.to_unlock(self.asking.db, self.asking.who.id, words, self.asking.today)
        if not found:
            raise NotUnderstood(_("I find nobody like that among your people. Try the TSC number."))
        if len(found) > 1:
            raise NotUnderstood(_("Which one: {who}?"), who=_named(found))
        return Found(str(found[0].id), Name(found[0].name))

    def get(self, stored: str) -> Found | None:
        person = _theirs(self.asking, int(stored))
        return Found(stored, Name(person.name)) if person else None


def _named(found: list[Known]) -> str:
    """ "Faith Mutua 812345, Faith Musau 812377 +1"."""
    more = f" +{len(found) - TOLD}" if len(found) > TOLD else ""
    return ", ".join(f"{cut(one.name)} {one.number}" for one in found[:TOLD]) + more


def _theirs(asking: Asking, person_id: int) -> Person | None:
    """Somebody whom this office is above."""
    person = people.get(asking.db, person_id)
    return person if person and is_above(asking.db, asking.who.id, person.id, asking.today) else None


def _person(asking: Asking, at: UnlockPerson | Unlocked) -> Person:
    """The same; closed for all others, in the same words as for nobody."""
    prove(asking)
    person = _theirs(asking, at.person)
    if person is None:
        raise NotFound
    return person


@takes
def meant(asking: Asking, at: Unlock, given: Answers) -> Dialog:
    """Nothing is done before somebody says that they have seen this person."""
    return UnlockPerson(person=int(given["who"]))


@facts
def owner(asking: Asking, at: UnlockPerson) -> Prepared:
    """Whose PIN it is, so that nobody is taken for another of the same name."""
    person = _person(asking, at)
    held = next((one.area_id for one in roles.of_person(asking.db, person.id, asking.today) if one.area_id), None)
    area = areas.get(asking.db, held) if held else None
    known = rules.number_of(person)
    disputed = is_disputed(asking.db, person.id, asking.now)
    return Prepared(PinOwner(Name(person.name), known, area.name if area else "", disputed, not disputed))


@facts
def opened(asking: Asking, at: Unlocked) -> Prepared:
    """The receipt."""
    return Prepared(PinOpened(Name(_person(asking, at).name)))


@facts
def told(asking: Asking, at: PinUnlocked) -> Prepared:
    """Who has opened the reader's own PIN again; closed for all others."""
    done = unlocking.get(asking.db, at.unlock)
    if done is None or done.person_id != asking.who.id:
        raise NotFound
    by = people.get(asking.db, done.by_id) if done.by_id is not None else None
    return Prepared(OpenedBy(Name(by.name) if by else None))


@does(UnlockPerson.yes, UnlockPerson.new)
def unlock(asking: Asking, at: UnlockPerson) -> Dialog:
    return _unlock(asking, at, back=False)


@does(UnlockPerson.old)
def unlock_back(asking: Asking, at: UnlockPerson) -> Dialog:
    """It was not they who moved the account: it goes back."""
    return _unlock(asking, at, back=True)


def _unlock(asking: Asking, at: UnlockPerson | Unlocked, *, back: bool) -> Dialog:
    person = _person(asking, at)
    deeds.vouched(asking.db, asking.who.id, person.id, back, asking.evidence(read=True), asking.now)
    return Unlocked(person=at.person)
