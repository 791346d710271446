"""What is told of requests on somebody's data, each once; and why one is refused."""

from __future__ import annotations

from datetime import date, datetime

from bot.dialogs.refusals import Refusal
from bot.language import _
from bot.store.cause import Cause


class DataAsked(Cause, written="data asked:{request}:{officer}"):
    """A request on somebody's data, to an officer."""

    request: int
    officer: int


class DataOverdueCause(Cause, written="data due:{request}:{day}:{officer}"):
    """A request that is to be answered by now, to an officer, on this day."""

    request: int
    day: date
    officer: int


class DataAnsweredCause(Cause, written="data answered:{request}"):
    """What became of it, to who asked."""

    request: int


class PutRightCause(Cause, written="put right:{person}:{at}"):
    """What an operator put right of somebody, at a moment."""

    person: int
    at: datetime


class NotAName(Refusal):
    """What was written cannot be a name."""

    reason = "not_a_name"
    says = _("That is no name. Write your names, like Faith Mwikali Mutua.")


class NotATscNumber(Refusal):
    """It is no TSC number, or somebody else's."""

    reason = "not_a_tsc_number"
    says = _("The answer names no TSC number, or one that somebody has. Load it, or refuse with the reason.")


class AnsweredBefore(Refusal):
    """Another officer has answered it."""

    reason = "answered_before"
    says = _("This request is answered already.")
