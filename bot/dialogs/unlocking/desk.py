"""UNLOCK at the desk: whose PIN is meant, among one's own people only, and who has opened the reader's own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.desk import Answers, Asking, NotFound, NotOpen, Prepared, prove
from bot.dialogs.handlers import does, facts, finds, takes
from bot.dialogs.offices.deeds import is_above
from bot.dialogs.people.deeds import is_disputed
from bot.dialogs.people.rules import PIN_TRIES
from bot.dialogs.unlocking import deeds, rules
from bot.dialogs.unlocking.pages import (
    ApproveReset,
    CodeToRead,
    OpenedBy,
    PinOpened,
    PinOwner,
    PinStands,
    PinUnlocked,
    ResetApproved,
    SeeHead,
    ToApprove,
    Unlocked,
    UnlockPerson,
)
from bot.dialogs.unlocking.paper import TO_UNLOCK, Unlock
from bot.forms.dialog import Dialog
from bot.forms.facts import Found, NoFacts, NotUnderstood
from bot.forms.lists import cut
from bot.forms.saying import Option
from bot.language import Name, _
from bot.store import areas, unlocking
from bot.store.people import people, resets, roles
from bot.store.people.addresses import is_number
from bot.store.people.lookup import Known
from bot.store.people.people import Person
from bot.store.people.resets import AskedReset

CODE = "code "
"""Before the id of what a code asks for, where another answer is the id of a person."""
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
        """The one meant, by a code too; of several, each with their number."""
        asked = deeds.to_approve(self.asking.db, self.asking.who.id, words.strip(), self.asking.now)
        if asked is not None:
            return self._asked(asked)
        found = deeds.to_unlock(self.asking.db, self.asking.who.id, words, self.asking.today)
        if not found:
            raise NotUnderstood(_("I find nobody like that among your people. Try the TSC number."))
        if len(found) > 1:
            raise NotUnderstood(_("Which one: {who}?"), who=_named(found))
        return Found(str(found[0].id), Name(found[0].name))

    def offers(self, given: tuple[str, ...]) -> tuple[Option, ...]:
        """Nobody: whose PIN is locked is seen in person."""
        return ()

    def _asked(self, asked: AskedReset) -> Found:
        return Found(f"{CODE}{asked.id}", Name(_owner_of(self.asking, asked).name))

    def get(self, stored: str) -> Found | None:
        if stored.startswith(CODE):
            number = int(stored.removeprefix(CODE))
            asked = deeds.approvable(self.asking.db, self.asking.who.id, number, self.asking.now)
            return self._asked(asked) if asked else None
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


def _owner_of(asking: Asking, asked: AskedReset) -> Person:
    person = _theirs(asking, asked.person_id or 0)
    if person is None:
        raise NotFound
    return person


@facts
def to_approve(asking: Asking, at: ApproveReset) -> Prepared:
    """Whose phone it is to be; closed for all others, and once it is used or old."""
    prove(asking)
    asked = deeds.approvable(asking.db, asking.who.id, at.reset, asking.now)
    if asked is None:
        raise NotFound
    person, new = _owner_of(asking, asked), deeds.is_new(asking.db, asked)
    hidden = not is_number(asked.address)
    ending = "WhatsApp" if hidden else asked.address[-3:]
    at_school = _at(asking, person)
    return Prepared(ToApprove(Name(person.name), rules.number_of(person), at_school, ending, new, hidden))


@facts
def approved(asking: Asking, at: ResetApproved) -> Prepared:
    """The receipt."""
    prove(asking)
    asked = resets.get(asking.db, at.reset)
    if asked is None:
        raise NotFound
    return Prepared(PinOpened(Name(_owner_of(asking, asked).name)))


@facts
def see_head(asking: Asking, at: SeeHead) -> Prepared:
    """The code, as it was given."""
    return Prepared(CodeToRead(at.code))


@does(ApproveReset.yes)
def approve(asking: Asking, at: ApproveReset) -> Dialog:
    deeds.approve(asking.db, asking.who.id, at.reset, asking.evidence(read=True), asking.now)
    return ResetApproved(reset=at.reset)


@takes
def meant(asking: Asking, at: Unlock, given: Answers) -> Dialog:
    """Nothing is done before somebody says that they have seen this person."""
    who = given["who"]
    if who.startswith(CODE):
        return ApproveReset(reset=int(who.removeprefix(CODE)))
    return UnlockPerson(person=int(who))


@facts
def owner(asking: Asking, at: UnlockPerson) -> Prepared:
    """Whose PIN it is, so that nobody is taken for another of the same name."""
    person = _person(asking, at)
    known = rules.number_of(person)
    disputed = is_disputed(asking.db, person.id, asking.now)
    return Prepared(PinOwner(Name(person.name), known, _at(asking, person), disputed, not disputed))


def _at(asking: Asking, person: Person) -> str:
    """Where they serve."""
    held = next((one.area_id for one in roles.of_person(asking.db, person.id, asking.today) if one.area_id), None)
    area = areas.get(asking.db, held) if held else None
    return area.name if area else ""


@facts
def opened(asking: Asking, at: Unlocked) -> Prepared:
    """The receipt, which says of no PIN that it works again that was never locked."""
    person = _person(asking, at)
    gone = person.pin_hash is None
    return Prepared(PinStands(Name(person.name), works=not gone and not at.was_open, gone=gone))


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
    return Unlocked(person=at.person, was_open=person.pin_tries < PIN_TRIES)
