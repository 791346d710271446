"""LOCK: turning it on and off, offering it for a shared phone, and what is told instead of a notice."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogs.people.pages import Mine
from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Go, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Name, _


class Lock(Page[NoFacts]):
    """One's own messages are locked; with a name, somebody above offers it to a teacher who shares a phone."""

    who: str | None = None

    keyword = _("LOCK")
    argument = "who"
    pin_for = _("to offer LOCK")
    does = True


class LockHow(Page[NoFacts]):
    """What LOCK does, to whoever asks for it in other words."""

    text = _("LOCK hides your messages: whoever picks up this phone needs your PIN to read them.")

    lock = Do(_("turn LOCK on"), synonyms=("yes", "ndiyo", "ndio"))


class Locked(Page[NoFacts]):
    """The receipt, and what needs the PIN from now on."""

    receipt = True
    text = _(
        "Your messages are locked. Reminders, records, letters, plans, STATUS need your PIN; it opens this phone for 15"
        " minutes. LOG by SMS does not. LOCK OFF ends it."
    )


class LockOff(Page[NoFacts]):
    """Only who has the PIN ends it; one that comes with the word is asked for all the same."""

    words: str | None = None

    keyword = _("LOCK OFF")
    argument = "words"
    pin_for = _("to end LOCK")
    does = True


class LockEnded(Page[NoFacts]):
    """The receipt."""

    receipt = True
    text = _("LOCK is off: messages come in full again. LOCK hides them.")


@dataclass(frozen=True)
class LockSuggestedBy:
    """Who offers LOCK to the reader."""

    me: Name
    by: Name


class LockSuggested(Notice[LockSuggestedBy]):
    """Somebody above offers it for a shared phone; it is the reader's own to accept."""

    by: int

    text = _(
        "TIMEC: {me:first}, others use this phone too. {by} suggests LOCK: your messages then show only after your PIN."
    )
    template = "lock_suggested"

    yes = Do(_("turn LOCK on"), synonyms=("yes", "ndiyo", "ndio"))
    no = Go(_("not now"), lambda: NotLocked, synonyms=("no", "hapana", "la"))


class NotLocked(Page[NoFacts]):
    """Nothing was done."""

    text = _("Then nothing has changed. LOCK hides your messages at any time.")


@dataclass(frozen=True)
class LockedWho:
    """To whom LOCK is offered; `before`: earlier on the same day, and not once more."""

    who: Name
    before: bool


class LockOffered(Page[LockedWho]):
    """The receipt of whoever offers it."""

    person: int
    before: bool = False

    behind_pin = False
    text = If(
        Fact("before"),
        _("LOCK was offered to {who} today already. Only {who:first} can turn it on."),
        _("LOCK is offered to {who}. Only {who:first} can turn it on."),
    )


@dataclass(frozen=True)
class SharedWith:
    """With whom a phone is shared, by initials."""

    me: Name
    others: str


class PhoneShared(Notice[SharedWith]):
    """To each who shares a phone, once: what the others on it can do and what not (requirement D316)."""

    address: int

    text = _(
        "TIMEC: {me:first}, {others} uses this phone too. Your PIN makes it yours for 15 minutes; STOP without it stops"
        " you both. LOCK hides your messages."
    )
    template = "phone_shared"


class SomethingWaits(Notice[Mine]):
    """What is said instead of a notice to somebody whose messages are locked."""

    text = _("TIMEC: {me:first}, something waits for you. Reply with your PIN to read it.")
    template = "something_waits"


class PhoneOpen(Page[NoFacts]):
    """The PIN was right, and nothing waited for it."""

    text = _("Open for 15 minutes. MENU for all choices.")


@dataclass(frozen=True)
class WaitingRows:
    """What waits for the PIN, the last first."""

    rows: tuple[Row, ...]


class Waiting(Page[WaitingRows]):
    """What somebody was told of while it was locked; one alone is shown itself."""

    behind_pin = True
    text = _("{rows:# thing waits|# things wait}:")
    asks = Style.LIST

    each = Each(Fact("rows"))
