"""Why a deed was not done: a stable key, and what is said of it where every desk says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import ClassVar

from bot.language import Marked, _


class Refusal(Exception):
    """A deed that was not done; `reason` is a stable key, `says` the sentence (None: each desk has its own words)."""

    reason: ClassVar[str] = "refused"
    says: ClassVar[Marked | None] = None
    values: Mapping[str, object] = {}
    """What the sentence is filled with."""

    def __init__(self) -> None:
        super().__init__(self.reason)


class NotYours(Refusal):
    """The person has no part in this pair, or not the part this deed needs; also said of what does not exist."""

    reason = "not_yours"
    says = _("You cannot open that.")


class PairNotActive(Refusal):
    """The pair is paused or ended: it can be read, not written."""

    reason = "pair_not_active"
    says = _("Your pair is paused or ended, so its records cannot be changed now.")


class Moved(Refusal):
    """The record is no longer what the person was shown."""

    reason = "moved"
    says = _("It has changed since you opened it. SIGN shows it as it is now; nothing of yours is lost.")


class AlreadyLogged(Moved):
    """The session has a record already: `session_id`, written by the person `by`."""

    reason = "already_logged"
    says = _("That session is logged already. SIGN shows what waits for you, EDIT corrects a record.")

    def __init__(self, session_id: int, by: int) -> None:
        super().__init__()
        self.session_id = session_id
        self.by = by


class AlreadyPlanned(Refusal):
    """The pair meets on that day already, in the session of this `number`."""

    reason = "already_planned"
    says = _("You two meet on that day already: session {number}. MOVE {number} changes it.")

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.values = {"number": number}


class AlreadySaved(Refusal):
    """This side has saved that review before."""

    reason = "already_saved"
    says = _("This review is saved already. REVIEWS shows it.")


class DayOutside(Refusal):
    """The day is before `earliest` or after `latest` (None: no bound on that side)."""

    reason = "day_outside"
    says = _("That date does not fit. Give a day from the day you two began up to today.")

    def __init__(self, earliest: date | None, latest: date | None) -> None:
        super().__init__()
        self.earliest = earliest
        self.latest = latest


class HourOutside(Refusal):
    """The hour is before `earliest` or after `latest`."""

    reason = "hour_outside"

    def __init__(self, earliest: time, latest: time) -> None:
        super().__init__()
        self.earliest = earliest
        self.latest = latest


class NoPlanYet(Refusal):
    """The papers come after the plan, which both have approved."""

    reason = "no_plan_yet"
    says = _("First comes the plan: reply PLAN.")


class MentorFirst(Refusal):
    """The mentor signs the agreement first (requirement D101)."""

    reason = "mentor_first"


class PinNeeded(Refusal):
    """This is signed with the PIN and not otherwise (requirement D230)."""

    reason = "pin_needed"


class NotANumber(Refusal):
    """Only a phone number can become the number of an account."""

    reason = "not_a_number"


class PinFault(StrEnum):
    """Why four digits, or what was sent instead, can be no PIN."""

    DIGITS = "digits"
    REPEATED = "repeated"
    IN_ORDER = "in order"
    YEAR = "year"


class PinUnfit(Refusal):
    """A PIN is four digits, and none that many others would choose; `why` tells which of these it is not."""

    reason = "pin_unfit"

    def __init__(self, why: PinFault) -> None:
        super().__init__()
        self.why = why


class PinNotSet(Refusal):
    """The person has not chosen a PIN yet."""

    reason = "pin_not_set"


class PinWrong(Refusal):
    """A wrong PIN; `tries_left` more before it locks. The try is already counted: keep what the deed wrote."""

    reason = "pin_wrong"

    def __init__(self, tries_left: int) -> None:
        super().__init__()
        self.tries_left = tries_left


class PinLocked(Refusal):
    """Too many wrong PINs: the head or officer must help in person. Keep what the deed wrote."""

    reason = "pin_locked"


class PinWaits(PinLocked):
    """Too many wrong PINs of strangers: no PIN is heard before so many minutes. Keep what the deed wrote."""

    reason = "pin_waits"

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes


class AccountClosed(PinLocked):
    """Somebody objected to the account's new number: its owner must be seen first."""

    reason = "account_closed"


class NotComplete(Refusal):
    """The pair's record is not complete: `gaps` are the open items of `completion`."""

    reason = "not_ready"
    says = _("Not everything is in yet, so that cannot be done now.")

    def __init__(self, gaps: Sequence[object]) -> None:
        super().__init__()
        self.gaps = tuple(gaps)
