"""LOCK at the desk: whose messages it hides, to whom it may be offered, and what waits for the PIN."""

from __future__ import annotations

from bot.dialogs.desk import Asking, NotFound, NotOpen, PinFirst, Prepared, prove, read, readable
from bot.dialogs.handlers import does, facts, finders, opens, prepare, routes
from bot.dialogs.locking import deeds
from bot.dialogs.locking.pages import (
    Lock,
    Locked,
    LockedWho,
    LockEnded,
    LockHow,
    LockOff,
    LockOffered,
    LockSuggested,
    LockSuggestedBy,
    PhoneOpen,
    PhoneShared,
    SharedWith,
    SomethingWaits,
    Waiting,
    WaitingRows,
)
from bot.dialogs.locking.rules import MOST, WAITS, ends, is_own
from bot.dialogs.offices.deeds import is_above
from bot.dialogs.people.pages import Mine, NewPin
from bot.dialogs.refusals import PinNotSet
from bot.dialogs.unlocking.deeds import to_unlock
from bot.forms.dialog import Dialog
from bot.forms.facts import Context
from bot.forms.lists import cut
from bot.forms.page import Page, Prompt, Row
from bot.forms.place import Place
from bot.forms.saying import Label, On, Said
from bot.forms.words import spoken
from bot.language import Name, _
from bot.store.people import addresses, people
from bot.store.talk import notices
from bot.store.talk.notices import QueuedNotice

LABEL = 40
"""Letters of a notice that tell it apart in a list."""


@opens
def lock(asking: Asking, at: Lock) -> Dialog:
    """One's own messages; with another's name it is offered to them, and LOCK OFF ends it."""
    if at.who is None or is_own(at.who):
        return _lock(asking)
    return end(asking, LockOff()) if ends(at.who) else _offer(asking, at.who)


def _lock(asking: Asking) -> Dialog:
    """Without a PIN that is chosen first, or nobody could read anything."""
    try:
        deeds.lock(asking.db, asking.who.id, asking.now)
    except PinNotSet:
        return NewPin(then=str(Lock()))
    return Locked()


def _offer(asking: Asking, words: str) -> Dialog:
    """To one of their own people who shares a phone; who is not theirs and who is not there are refused alike."""
    if asking.office is None:
        raise NotOpen(_("LOCK by itself hides your own messages. Heads and directors offer it to others."))
    prove(asking)
    found = to_unlock(asking.db, asking.who.id, words, asking.today)
    if len(found) != 1:
        raise NotOpen(
            _("I find several of that name among your people. Try the TSC number.")
            if found
            else _("I find nobody like that among your people. Try the TSC number.")
        )
    them = people.get(asking.db, found[0].id)
    if them is not None and them.locked_at is not None:
        raise NotOpen(_("{who} has turned LOCK on already."), who=Name(found[0].name))
    if not deeds.shares_a_phone(asking.db, found[0].id):
        raise NotOpen(_("{who} shares a phone with nobody. LOCK is then for them to send."), who=Name(found[0].name))
    fresh = deeds.offer(asking.db, asking.who.id, found[0].id, asking.now)
    return LockOffered(person=found[0].id, before=not fresh)


@opens
def end(asking: Asking, at: LockOff) -> Dialog:
    """With the PIN of this very message, however lately it was given before."""
    if asking.who.locked_at is None:
        raise NotOpen(_("Your messages are not locked. LOCK hides them."))
    if asking.passed_at != asking.now:
        raise PinFirst("")
    deeds.end(asking.db, asking.who.id)
    return LockEnded()


@does(LockHow.lock, LockSuggested.yes)
def accept(asking: Asking, at: LockHow | LockSuggested) -> Dialog:
    return _lock(asking)


@facts
def suggested(asking: Asking, at: LockSuggested) -> Prepared:
    """Who offers it; closed once it is on, or they are above the reader no more."""
    by = people.get(asking.db, at.by)
    if by is None or asking.who.locked_at or not is_above(asking.db, by.id, asking.who.id, asking.today):
        raise NotOpen
    return Prepared(LockSuggestedBy(Name(asking.who.name), Name(by.name)))


@facts
def offered(asking: Asking, at: LockOffered) -> Prepared:
    person = people.get(asking.db, at.person)
    if person is None or not is_above(asking.db, asking.who.id, person.id, asking.today):
        raise NotFound
    return Prepared(LockedWho(Name(person.name), at.before))


@facts
def something(asking: Asking, at: SomethingWaits) -> Prepared:
    return Prepared(Mine(Name(asking.who.name)))


# what waits for the PIN


@facts
def waiting(asking: Asking, at: Waiting) -> Prepared:
    """All that still means something; closed where nothing does."""
    rows = _rows(asking)
    if not rows:
        raise NotOpen(_("Nothing waits for you any more. MENU shows what is next."))
    return Prepared(WaitingRows(rows))


@routes
def only_one(asking: Asking, at: Waiting) -> Dialog:
    """What waits alone is shown itself, with its own choices; where nothing does, the PIN has opened the phone."""
    rows = _rows(asking)
    if not rows:
        return PhoneOpen()
    return rows[0].to if len(rows) == 1 and isinstance(rows[0].to, Page) else at


def _rows(asking: Asking) -> tuple[Row, ...]:
    found = notices.locked(asking.db, asking.who.id, asking.now - WAITS, MOST)
    return tuple(row for notice in found if (row := _row(asking, notice)) is not None)


def _row(asking: Asking, notice: QueuedNotice) -> Row | None:
    """What a notice is called in a list, and what it opens; None where it is no longer true."""
    try:
        with readable():
            to = read(Place.read(notice.place))
            known = prepare(asking, to).facts
    except NotOpen:
        return None
    return Row(_label(asking, to, known), to)


def _label(asking: Asking, to: Dialog, known: object) -> Label:
    """A prompt by its name, a notice by its first words."""
    if isinstance(to, Prompt):
        return Said(to.brief, vars(known))
    assert isinstance(to, Page), "a notice is a page"
    parts = spoken(to.text, Context(known, asking.now, finders(asking)), {**to.as_written(), **vars(known)})
    words = " ".join(part.said.spoken(asking.who.language) for part in parts if part.channels is not On.RICH)
    return cut(words.removeprefix("TIMEC: "), LABEL)


@facts
def shared_phone(asking: Asking, at: PhoneShared) -> Prepared:
    """With whom; nothing where nobody else uses it any more."""
    way = addresses.get(asking.db, at.address)
    if way is None or way.person_id != asking.who.id:
        raise NotFound
    here = people.at_address(asking.db, way.channel, way.address, lock=False)
    others = [Name(one.name).initials for one, _way in here if one.id != asking.who.id]
    if not others:
        raise NotOpen
    return Prepared(SharedWith(Name(asking.who.name), ", ".join(others)))
