"""LOCK in a talk: what is shown only after the PIN, and how it is asked (requirement D315)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.locking.pages import Locked, Waiting
from bot.dialogs.locking.rules import is_open
from bot.dialogs.people.pages import TO_GO_ON, TO_READ, TO_SIGN, Gate, Tries
from bot.dialogs.wants.shared import likely
from bot.forms.dialog import Dialog
from bot.forms.form import FORMS
from bot.forms.page import PAGES, Do, Notice, holds_content
from bot.forms.place import Place, pressed
from bot.language import Marked
from bot.store.people import addresses
from bot.store.talk import notices
from bot.talk.speak import Reply

if TYPE_CHECKING:
    from bot.talk.turn import Turn


GATE = Gate(show=str(Waiting()))
"""Where the PIN opens what its owner was only told of."""


def is_shut(turn: Turn) -> bool:
    """Whether nothing with content is shown there now: its owner wants that, and has not given the PIN lately."""
    return turn.who.locked_at is not None and not turn.proved and not is_open(turn.address.passed_at, turn.now)


def first(turn: Turn, at: type[Dialog], place: Place) -> Reply | None:
    """The PIN is asked instead of showing this place, which it opens; None where it may be shown."""
    if not holds_content(at) or not is_shut(turn):
        return None
    gate = Gate(show=str(place))
    asked = Tries(0, locked=False, unset=False, wrong=False, purpose=purpose(gate))
    return replace(turn.show(gate, facts=asked), place=Place.of(gate), shut=True)


def after(turn: Turn, reply: Reply) -> Turn:
    """The turn once this was said: where LOCK was just turned on, what follows is shut already."""
    if not Place.read(reply.views[-1].place).stands_on(Locked):
        return turn
    address = replace(turn.address, passed_at=None)
    return replace(turn, who=replace(turn.who, locked_at=turn.now), address=address, proved=False)


def seen(turn: Turn, at: Dialog) -> None:
    """A notice is shown to whom it was only told of: it waits no more."""
    if turn.who.locked_at is None or is_shut(turn) or not isinstance(at, Notice):
        return
    notices.unlocked(turn.db, turn.who.id, str(at))


def goes_on(turn: Turn) -> None:
    """Whoever has opened a locked phone writes again: it stays open for them."""
    if turn.who.locked_at is not None and is_open(turn.address.passed_at, turn.now):
        addresses.passed(turn.db, turn.address.id, turn.now)


def is_kept(at: Gate) -> bool:
    """Whether words or a choice of the owner's own phone wait there, and not who they are, or what LOCK holds back."""
    return at.show is None and not at.long and at.who is None and (at.inbox is not None or at.press is not None)


def last_wish(turn: Turn, at: Gate) -> Gate:
    """What the PIN opens is what was asked for last: words that ask for something are what waits from now on."""
    plain = at.press is None and not any(map(str.isdigit, turn.words))
    asks = plain and is_kept(at) and likely(turn.words)
    return replace(at, inbox=turn.inbox_id, to_open=None) if asks else at


def purpose(at: Gate) -> Marked:
    """What the PIN is asked for: for what it opens, or the choice that waits for it."""
    if at.press is None:
        name = Place.read(at.show).name if at.show else at.to_open or ""
        opens: type[Dialog] | None = PAGES.get(name) or FORMS.get(name)
        reads = TO_GO_ON if name in FORMS else TO_READ
        unsaid = reads if at.area is not None or at.show is not None else Marked("")
        return (opens.pin_for if opens else None) or unsaid
    place, key = pressed(at.press)
    page = PAGES.get(place.name)
    choice = page.choices().get(key) if page else None
    signs = isinstance(choice, Do) and "sign_it" in choice.means
    return (page.pin_for if page else None) or (TO_SIGN if signs else Marked(""))
