"""What Telegram's errors mean for a message: one of the four failures, or that nobody answered."""

from __future__ import annotations

import os
from datetime import timedelta

import httpx
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.messages import Misconfigured, NoAnswer, Refused, SendFailure, TryLater

os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's later meaning of `retry_after`; without it it warns

MARGIN = timedelta(milliseconds=100)
GONE = ("chat not found", "user is deactivated", "user not found", "peer_id_invalid")
"""Refusals that hold for every message to this chat."""
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""The request had not left us."""


def failure(error: TelegramError) -> SendFailure | NoAnswer:
    """The meaning of an error. BadRequest is a NetworkError to the library: it is looked at first."""
    reason = error.message
    match error:
        case RetryAfter():
            return TryLater("flood control", after=_wait(error) + MARGIN)
        case Forbidden():
            return Refused(reason, gone=True)
        case InvalidToken() | Conflict():
            return Misconfigured(reason)
        case BadRequest():
            return Refused(reason, gone=any(sign in reason.lower() for sign in GONE))
    cause = error.__cause__
    if isinstance(cause, httpx.HTTPError):
        return (TryLater if isinstance(cause, NOT_SENT) else NoAnswer)(type(cause).__name__)
    return TryLater(reason) if isinstance(error, NetworkError) else NoAnswer(reason)


def _wait(error: RetryAfter) -> timedelta:
    """A number of seconds in one version of the library, a span of time in the next."""
    told = error.retry_after
    return told if isinstance(told, timedelta) else timedelta(seconds=told)
