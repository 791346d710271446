"""Who is writing: a number we do not know, a shared phone, a PIN; and an account that moved to another number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.forms.facts import Fact, NoFacts
from bot.forms.page import Do, Each, Notice, Page, Row
from bot.forms.saying import Style
from bot.forms.words import If
from bot.language import Marked, Name, _

NOTHING_SAID = Marked("")
TO_SIGN, TO_READ, TO_GO_ON = _("to sign"), _("to read this"), _("to go on")
"""What the PIN of an office is asked for, and that of LOCK, where nothing else is said."""


class Stranger(Page[NoFacts]):
    """The neutral line to a number we do not know: no name, no school, nothing personal (D88)."""

    text = _(
        "TIMEC: I do not know this number. If you are in TIMEC, reply NUMBER and your TSC number."
        " If not, please ignore this message."
    )


class StrangerStopped(Page[NoFacts]):
    """STOP from a number we do not know."""

    text = _("TIMEC: you will get no messages from us.")


class NumberHow(Page[NoFacts]):
    """NUMBER without a number."""

    text = _("TIMEC: reply NUMBER and your TSC number, like NUMBER 812345.")


class NumberAsked(Page[NoFacts]):
    """The same answer to a right and to a wrong TSC number."""

    text = _("Thank you. If that number is registered, reply now with the 4-digit PIN. Forgotten? Reply 0.")


class NumberRefused(Page[NoFacts]):
    """The same answer to a wrong PIN and to a wrong TSC number."""

    text = _("That number and PIN do not match. Reply NUMBER and your TSC number to try again, or see your head.")


@dataclass(frozen=True)
class Waits:
    """Minutes before which no PIN is heard from here."""

    wait: int


class NumberWaits(Page[Waits]):
    """Too many wrong PINs from one number, for whomever."""

    minutes: int

    behind_pin = False
    text = _(
        "Too many wrong PINs from here. Please wait {wait:# minute|# minutes}, then send NUMBER and your TSC number"
        " again. Forgotten? See your head."
    )


class NumberLimit(Page[NoFacts]):
    """Too many tries of NUMBER in a day."""

    text = _("TIMEC: too many tries today. Please see your head, or try again tomorrow.")


@dataclass(frozen=True)
class Mine:
    """An address and whose it is."""

    me: Name


class NumberKnown(Page[NoFacts]):
    """NUMBER from a number that we know."""

    number: str | None = None

    keyword = _("NUMBER")
    argument = "number"
    text = _("This number is known in TIMEC already. To move to a new one, send NUMBER and your TSC number from there.")


@dataclass(frozen=True)
class Sharers:
    """The people who share one phone, by initials only."""

    rows: tuple[Row, ...]


class WhoIsThis(Page[Sharers]):
    """One phone, two people: who is writing?"""

    inbox: int

    behind_pin = False
    text = _("Who is this?")
    asks = Style.LIST

    each = Each(Fact("rows"), lambda: Gate)


@dataclass(frozen=True)
class Tries:
    """How the gate stands."""

    left: int
    locked: bool
    unset: bool
    wrong: bool
    area: str = ""
    """What an officer asks to see."""
    long: bool = False
    """Whether this number was silent for so long that somebody else may hold it."""
    purpose: Marked = NOTHING_SAID
    """What it is asked for."""
    linked: bool = False
    """Whether it was linked just now, and is in doubt until the PIN is given there."""
    closed: bool = False
    """Whether somebody objected to the account's new number."""
    wait: int = 0
    """Minutes before which no PIN is heard from here."""


class AtGate(Page[Any], abstract=True):
    """What waits for a PIN."""

    who: int | None = None
    address: int | None = None
    inbox: int | None = None
    press: str | None = None
    back: str | None = None
    area: str | None = None
    to_open: str | None = None
    """The dialog that it opens."""
    show: str | None = None
    """The place that LOCK shows only after it."""
    long: bool = False


class Gate(AtGate, Page[Tries]):
    """The PIN gate: digits pass it, and are never kept as an answer."""

    behind_pin = False
    text = If(
        Fact("locked"),
        If(
            Fact("closed"),
            _(
                "This account is closed: somebody objected to its new number. Please see your head or director in"
                " person: they open it and its PIN again."
            ),
            If(
                Fact("wait"),
                _(
                    "Too many wrong PINs from here. Please wait {wait:# minute|# minutes}, then send your PIN."
                    " Forgotten? See your head or director."
                ),
                _(
                    "Your PIN is locked after 5 wrong tries. Please see your head or director in person: they open"
                    " it again."
                ),
            ),
        ),
        If(
            Fact("unset"),
            _("You have no PIN yet. Please see your head to get one."),
            If(
                Fact("wrong"),
                _("That PIN is wrong. {left:# try|# tries} left. Reply with your PIN, or MENU to leave."),
                If(
                    Fact("linked"),
                    _("This is linked to a TIMEC account. Reply with its 4-digit PIN to use it here."),
                    If(
                        Fact("long"),
                        _(
                            "TIMEC: we have not heard from this number for a long time. Please reply with your 4-digit"
                            " PIN. If you are not in TIMEC, ignore this message."
                        ),
                        If(
                            Fact("area"),
                            _("Please reply with your PIN {purpose} ({area}, asked once a day)."),
                            If(
                                Fact("purpose"),
                                _("Reply with your 4-digit PIN {purpose}."),
                                _("Reply with your 4-digit PIN."),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


@dataclass(frozen=True)
class Choosing:
    """Why what was sent can be no PIN; whether LOCK waits for one."""

    repeated: bool = False
    in_order: bool = False
    year: bool = False
    to_lock: bool = False


class NewPin(AtGate, Page[Choosing]):
    """Choosing a PIN: its owner sends it, nobody else ever sees it."""

    then: str | None = None

    behind_pin = False
    text = (
        If(Fact("to_lock"), _("LOCK needs a PIN.")),
        If(Fact("repeated"), _("Digits that repeat are guessed first.")),
        If(Fact("in_order"), _("Digits in a row are guessed first.")),
        If(Fact("year"), _("Years of birth (1940 to 2010) are guessed first.")),
        _("Choose a new 4-digit PIN and send it now. Not 1234, not one digit four times."),
    )


class PinSaved(Page[NoFacts]):
    """The PIN is set."""

    text = _("PIN saved. Delete that SMS from your phone. Reply MENU to continue.")


class Identified(Page[Mine]):
    """It is they who hold the shared phone."""

    behind_pin = False
    text = _("Welcome, {me:first}. For the next 15 minutes, messages from this phone count as yours.")


class Pin(Page[NoFacts]):
    """Set or change the PIN."""

    keyword = _("PIN")
    does = True


class MovedAway(Page[NoFacts]):
    """To the number that was left, once; whoever holds it now is told nothing personal."""

    text = _("TIMEC: your account was moved to a new number. If this was not you, reply 1 or tell your head at once.")
    template = "moved_away"


@dataclass(frozen=True)
class MovedAccount:
    """Whose account moved."""

    person: Name


class NumberChanged(Notice[MovedAccount]):
    """To the head: only somebody who knows the teacher can say whether it was they."""

    who: int

    text = _("TIMEC: {person} has changed the phone number. If that cannot be:")
    warns = True
    template = "number_changed"
    buttons = (_("stop the new number"),)

    dispute = Do(_("stop the new number"))


class MoveStopped(Page[NoFacts]):
    """The account is closed to everybody until the head has seen its owner."""

    text = _("Thank you. Nobody can use that account now. It opens again when its owner has seen the head in person.")


class MoveDisputed(Notice[MovedAccount]):
    """To the head, when whoever holds the old number says that it was not they."""

    who: int

    text = _(
        "TIMEC: somebody moved the account of {person} to a new number, and the old number says it was not its owner."
        " The account is closed. Please see {person} in person, then open it with UNLOCK."
    )
    warns = True
    template = "move_disputed"
