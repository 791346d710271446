"""Opening a PIN again: its owner was seen in person; and what its owner is told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Go, Notice, Page
from bot.forms.words import If
from bot.language import Name, _


@dataclass(frozen=True)
class PinOwner:
    """Whose PIN it is; `disputed`: somebody has objected to the number that they have moved to."""

    who: Name
    number: str
    at: str
    disputed: bool
    plain: bool


class UnlockPerson(Page[PinOwner]):
    """Only somebody who has met them knows that it is they (requirement D231)."""

    person: int

    behind_pin = False
    private = True
    pin_for = _("to open a PIN")
    text = (
        _("{who:full}, {number}, {at}: have you seen them in person?"),
        If(Fact("disputed"), _("Their account moved to a new number, and somebody objected. Which number is theirs?")),
    )

    yes = Do(_("yes"), when=Fact("plain"), synonyms=("y", "ndiyo", "ndio"), pinned=True)
    new = Do(_("the new number"), when=Fact("disputed"), synonyms=("new",), pinned=True)
    old = Do(_("the old number"), when=Fact("disputed"), synonyms=("old",), pinned=True)
    no = Go(_("no"), lambda: NotSeen, synonyms=("n", "hapana", "la"))


class NotSeen(Page[NoFacts]):
    """Nothing was done."""

    text = _("Then nothing has changed. Please see them first: somebody else may hold their phone.")


@dataclass(frozen=True)
class PinOpened:
    """Whose PIN is open again."""

    who: Name


@dataclass(frozen=True)
class PinStands:
    """Whose PIN it is, and how it stands now; neither: it was not locked."""

    who: Name
    works: bool
    gone: bool


class Unlocked(Page[PinStands]):
    """The receipt; a PIN that was forgotten is chosen anew by its owner alone."""

    person: int
    was_open: bool = False

    behind_pin = False
    private = True
    text = If(
        Fact("gone"),
        _("{who} has no PIN now. {who:first} sends PIN within a day and chooses a new one."),
        If(
            Fact("works"),
            _(
                "The PIN of {who} works again. Forgotten? Then {who:first} sends PIN within a day and"
                " chooses a new one."
            ),
            _(
                "The PIN of {who} was not locked. Forgotten? Then {who:first} sends PIN within a day and"
                " chooses a new one."
            ),
        ),
    )


@dataclass(frozen=True)
class OpenedBy:
    """Who has opened the reader's PIN again; None: the office that runs the service."""

    by: Name | None


class PinUnlocked(Notice[OpenedBy]):
    """To its owner: if nobody has seen them, it was not they who asked."""

    unlock: int

    text = (
        If(
            Fact("by"),
            _("TIMEC: {by} has seen you and opened your PIN again."),
            _("TIMEC: our office has opened your PIN again."),
        ),
        _("Forgotten? Send PIN within a day to choose a new one. Not you? Tell your head or director."),
    )
    warns = True
    template = "pin_unlocked"


class PinGuessed(Notice[NoFacts]):
    """To the owner, where strangers have tried wrong PINs."""

    text = _(
        "TIMEC: somebody tried to get into your account from another phone, with wrong PINs. It is still yours."
        " Not you? Send PIN to choose a new one, and tell it to nobody."
    )
    warns = True
    template = "pin_guessed"


@dataclass(frozen=True)
class CodeToRead:
    """The code that the owner reads to somebody above."""

    code: str


class SeeHead(Page[CodeToRead]):
    """The PIN is forgotten: only somebody who sees its owner can let them in. The same to who is not registered."""

    code: str

    behind_pin = False
    text = _(
        "For a new PIN, see your head or director with this phone: they send UNLOCK {code} once they know it is you."
        " The code works for 3 days."
    )


@dataclass(frozen=True)
class ToApprove:
    """Whose phone it is to be; `new`: another than they had; `hidden`: WhatsApp, which does not show its number."""

    who: Name
    number: str
    at: str
    ending: str
    new: bool
    hidden: bool


class ApproveReset(Page[ToApprove]):
    """Only somebody who has met them, with the phone in their hand, knows that it is they (requirement D231)."""

    reset: int

    behind_pin = False
    private = True
    text = If(
        Fact("new"),
        If(
            Fact("hidden"),
            _("{who:full}, {number}, {at}: WhatsApp without a number. Have you seen them in person, with that phone?"),
            _(
                "{who:full}, {number}, {at}: a new number ending {ending}. Have you seen them in person, with that"
                " phone?"
            ),
        ),
        _("{who:full}, {number}, {at}: forgot the PIN on {ending}. Have you seen them in person, with that phone?"),
    )

    yes = Do(_("yes"), synonyms=("y", "ndiyo", "ndio"), pinned=True)
    no = Go(_("no"), lambda: NotSeen, synonyms=("n", "hapana", "la"))


class ResetApproved(Page[PinOpened]):
    """The receipt; the PIN is chosen anew by its owner alone."""

    reset: int

    behind_pin = False
    private = True
    text = _("That phone is approved. {who:first} sends PIN from it within a day and chooses a new one.")
